import CVerbatimKernels

/// The C kernels of one instruction set.
@dynamicMemberLookup
struct KernelTable: @unchecked Sendable {
    // Sendable: the table is a constant of the program.
    let pointer: UnsafePointer<vb_kernels>

    init(_ pointer: UnsafePointer<vb_kernels>) { self.pointer = pointer }

    subscript<Member>(dynamicMember member: KeyPath<vb_kernels, Member>) -> Member { pointer.pointee[keyPath: member] }
}
