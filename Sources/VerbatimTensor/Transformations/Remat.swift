/// What a closure makes of tensors, its inner values computed again for a gradient rather than kept until then.
///
/// A gradient through it takes less memory and more time, and has the same bits: draws are the same draws, and what
/// `printed(_:)` shows is shown once. What the closure gives, takes and captures is kept. Calls nest. A gradient inside
/// the step of a `scan` ignores it: a scan computes its steps' values again by itself. On values, and where no gradient is
/// taken, it is the closure.
///
/// ```swift
/// let slope = try gradient(at: w) { w in
///     let hidden = remat(w) { w in tanh(matmul(tanh(matmul(x, w)), w)) }
///     return square(matmul(hidden, w) - y).mean()
/// }
/// ```
/// - Parameters:
///   - inputs: What the closure takes; the graph under construction is theirs.
///   - body: The closure, which is run once.
/// - Source: Keras 3's `keras.remat`, JAX's `jax.checkpoint`, PyTorch's `torch.utils.checkpoint`.
public func remat<each Input: TensorGroup, Output>(
    _ inputs: repeat each Input, body: (repeat each Input) throws -> Output
) rethrows -> Output {
    var tensors: [Tensor] = []
    for input in repeat each inputs { tensors += input.tensors }
    guard let trace = Trace.innermost(tensors) else { return try body(repeat each inputs) }
    return try trace.remat { try body(repeat each inputs) }
}
