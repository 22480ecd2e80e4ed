import CVerbatimKernels

/// The C kernels of one instruction set.
struct KernelTable: @unchecked Sendable {
    // Sendable: the table is a constant of the program.
    let pointer: UnsafePointer<vb_kernels>

    init(_ pointer: UnsafePointer<vb_kernels>) { self.pointer = pointer }
}
