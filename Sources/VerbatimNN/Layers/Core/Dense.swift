import VerbatimGraph
import VerbatimTensor

/// A densely connected layer: `activation(x · kernel + bias)`.
///
/// - Shapes: `[batch, ..., features] -> [batch, ..., units]`
/// - Parameters: `kernel [features, units]`, `bias [units]`, of the input's element type
public final class Dense: UnaryLayer {
    /// The size of the output's last dimension.
    public let units: Int
    /// The function applied at the end.
    public let activation: Configured<any ActivationFunction>
    /// Whether a bias is added.
    public let useBias: Bool
    /// What draws the kernel's initial values.
    public let kernelInitializer: Configured<any Initializer>
    /// What draws the bias' initial values.
    public let biasInitializer: Configured<any Initializer>
    /// The penalty on the kernel; nil sets none.
    public let kernelRegularizer: Configured<any Regularizer>?
    /// The penalty on the bias; nil sets none.
    public let biasRegularizer: Configured<any Regularizer>?
    /// The penalty on the output; nil sets none.
    public let activityRegularizer: Configured<any Regularizer>?
    /// What kernel is made to keep to after each update; nil leaves it free.
    public let kernelConstraint: Configured<any Constraint>?
    /// What bias is made to keep to after each update; nil leaves it free.
    public let biasConstraint: Configured<any Constraint>?
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// The mask is passed on.
    public static var passesMask: Bool { true }

    /// Makes a dense layer.
    public init(
        _ units: Int, activation: any ActivationFunction = .linear, useBias: Bool = true,
        kernelInitializer: any Initializer = .glorotUniform, biasInitializer: any Initializer = .zeros,
        kernelRegularizer: (any Regularizer)? = nil, biasRegularizer: (any Regularizer)? = nil,
        activityRegularizer: (any Regularizer)? = nil, kernelConstraint: (any Constraint)? = nil,
        biasConstraint: (any Constraint)? = nil, name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.units = units
        self.activation = Configured(activation)
        self.useBias = useBias
        self.kernelInitializer = Configured(kernelInitializer)
        self.biasInitializer = Configured(biasInitializer)
        self.kernelRegularizer = kernelRegularizer.map { Configured($0) }
        self.biasRegularizer = biasRegularizer.map { Configured($0) }
        self.activityRegularizer = activityRegularizer.map { Configured($0) }
        self.kernelConstraint = kernelConstraint.map { Configured($0) }
        self.biasConstraint = biasConstraint.map { Configured($0) }
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.require(units > 0, "needs units", received: "\(units)", expected: "1 or more")
        guard x.rank >= 2, let features = x.shape.last else {
            throw VerbatimError(
                .shape, "\(context.description) got an input of another rank", received: "shape \(x.shape)",
                expected: "rank 2 or more: [batch, ..., features]")
        }
        try context.expectFloat(x)
        let kernel = try context.parameter(
            "kernel", [features, units], kernelInitializer.value, elementType: x.elementType,
            regularizer: kernelRegularizer?.value, constraint: kernelConstraint?.value)
        var result = matmul(x, kernel)
        if useBias {
            let bias = try context.parameter(
                "bias", [units], biasInitializer.value, elementType: x.elementType, regularizer: biasRegularizer?.value,
                constraint: biasConstraint?.value)
            result = result + bias
        }
        return try context.regularized(activation.value(result), activityRegularizer?.value)
    }
}
