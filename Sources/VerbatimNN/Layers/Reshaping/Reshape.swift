import VerbatimGraph
import VerbatimTensor

/// Gives each sample another shape, in row-major order; one size may be -1 and is then inferred.
///
/// - Shapes: `[batch, ...] -> [batch] + targetShape`
public final class Reshape: UnaryLayer {
    /// The shape of a sample.
    public let targetShape: [Int]
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a reshaping layer.
    public init(_ targetShape: [Int], name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.targetShape = targetShape
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.require(
            x.rank >= 1, "got a scalar", received: "shape \(x.shape)", expected: "rank 1 or more: [batch, ...]")
        let sample = Array(x.shape.dropFirst())
        let count = sample.reduce(1, *)
        let stated = targetShape.filter { $0 != -1 }
        try context.require(
            targetShape.count - stated.count <= 1 && stated.allSatisfy { $0 >= 0 }, "has a target shape without sense",
            received: "\(targetShape)", expected: "sizes of at least 0, one of them -1 at most")
        let product = stated.reduce(1, *)
        var target = targetShape
        if let open = target.firstIndex(of: -1) { target[open] = product == 0 ? 0 : count / product }
        guard target.reduce(1, *) == count else {
            throw VerbatimError(
                .shape, "\(context.description) cannot reshape its input", received: "a sample of shape \(sample)",
                expected: "\(count) elements in \(targetShape)",
                remedy: "give a target shape with as many elements, or -1 for one size")
        }
        return x.reshaped([x.shape[0]] + target)
    }
}
