import CVerbatimKernels

/// A function of a block of elements: destination, up to three operands, the number of elements.
///
/// The destination may be one of the operands, but may not overlap one otherwise.
enum BlockFunction: @unchecked Sendable {
    // Sendable: pointers to functions are constants.
    /// A kernel for any types.
    case kernel(vb_block_function)
    /// An elementary function of f32.
    case elementary(vb_unary_f32_fn)
    /// A loop in Swift, for what is rare.
    case loop(@Sendable (UnsafeMutableRawPointer, UnsafeRawPointer, UnsafeRawPointer, UnsafeRawPointer, Int) -> Void)

    /// Applies the function to a block.
    @inline(__always)
    func callAsFunction(
        _ target: UnsafeMutableRawPointer, _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ c: UnsafeRawPointer,
        _ count: Int
    ) {
        switch self {
        case .kernel(let function): function(target, a, b, c, Int64(count))
        case .elementary(let function):
            function(a.assumingMemoryBound(to: Float.self), target.assumingMemoryBound(to: Float.self), count)
        case .loop(let function): function(target, a, b, c, count)
        }
    }
}
