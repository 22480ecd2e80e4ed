import VerbatimGraph
import VerbatimTensor

/// The rectifier whose slope below 0 is trained: `max(x, 0) - alpha * max(-x, 0)`.
///
/// - Shapes: the output has the input's, `[batch, ...]` of rank 2 or more.
/// - Parameters: `alpha`, the shape of a sample with 1 along the shared axes
public final class PReLU: UnaryLayer {
    /// What draws the slopes' initial values.
    public let alphaInitializer: Configured<any Initializer>
    /// The penalty on the slopes; nil sets none.
    public let alphaRegularizer: Configured<any Regularizer>?
    /// What slopes is made to keep to after each update; nil leaves it free.
    public let alphaConstraint: Configured<any Constraint>?
    /// The axes, the batch being 0, along which one slope serves.
    public let sharedAxes: [Int]
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// The mask is passed on.
    public static var passesMask: Bool { true }

    /// Makes a rectifier with trained slopes.
    public init(
        alphaInitializer: any Initializer = .zeros, alphaRegularizer: (any Regularizer)? = nil,
        alphaConstraint: (any Constraint)? = nil, sharedAxes: [Int] = [], name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.alphaInitializer = Configured(alphaInitializer)
        self.alphaRegularizer = alphaRegularizer.map { Configured($0) }
        self.alphaConstraint = alphaConstraint.map { Configured($0) }
        self.sharedAxes = sharedAxes
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.expectFloat(x)
        try context.expectBatch(x, atLeast: 2, "[batch, ..., features]")
        try context.require(
            sharedAxes.allSatisfy { (1..<x.rank).contains($0) }, "shares its slopes along axes that its input lacks",
            received: "axes \(sharedAxes), input \(x.shape)", expected: "axes from 1 to \(x.rank - 1)")
        let shape = (1..<x.rank).map { sharedAxes.contains($0) ? 1 : x.shape[$0] }
        let alpha = try context.parameter(
            "alpha", shape, alphaInitializer.value, elementType: x.elementType, regularizer: alphaRegularizer?.value,
            constraint: alphaConstraint?.value)
        return relu(x) - alpha * relu(-x)
    }
}
