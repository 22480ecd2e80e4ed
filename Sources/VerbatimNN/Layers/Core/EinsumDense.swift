import VerbatimGraph
import VerbatimTensor

/// A densely connected layer in Einstein's notation: `activation(einsum(equation, x, kernel) + bias)`.
///
/// The equation has the input, the kernel and the output, as in `"abc,cd->abd"`; dots at the start or the end of input and
/// output stand for dimensions that are kept.
///
/// - Shapes: as the equation says, the batch first in input and output
/// - Parameters: `kernel` of the shape that the equation implies, `bias`, of the input's element type
public final class EinsumDense: UnaryLayer {
    /// Input, kernel and output in Einstein's notation.
    public let equation: String
    /// The shape of a sample of the output; nil takes a size from the input.
    public let outputShape: [Int?]
    /// The function applied at the end.
    public let activation: Configured<any ActivationFunction>
    /// The output's labels along which the bias differs; empty adds none.
    public let biasAxes: String
    /// What draws the kernel's initial values.
    public let kernelInitializer: Configured<any Initializer>
    /// What draws the bias' initial values.
    public let biasInitializer: Configured<any Initializer>
    /// The penalty on the kernel; nil sets none.
    public let kernelRegularizer: Configured<any Regularizer>?
    /// The penalty on the bias; nil sets none.
    public let biasRegularizer: Configured<any Regularizer>?
    /// What kernel is made to keep to after each update; nil leaves it free.
    public let kernelConstraint: Configured<any Constraint>?
    /// What bias is made to keep to after each update; nil leaves it free.
    public let biasConstraint: Configured<any Constraint>?
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a dense layer of an equation.
    public init(
        _ equation: String, outputShape: [Int?], activation: any ActivationFunction = .linear, biasAxes: String = "",
        kernelInitializer: any Initializer = .glorotUniform, biasInitializer: any Initializer = .zeros,
        kernelRegularizer: (any Regularizer)? = nil, biasRegularizer: (any Regularizer)? = nil,
        kernelConstraint: (any Constraint)? = nil, biasConstraint: (any Constraint)? = nil, name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.equation = equation
        self.outputShape = outputShape
        self.activation = Configured(activation)
        self.biasAxes = biasAxes
        self.kernelInitializer = Configured(kernelInitializer)
        self.biasInitializer = Configured(biasInitializer)
        self.kernelRegularizer = kernelRegularizer.map { Configured($0) }
        self.biasRegularizer = biasRegularizer.map { Configured($0) }
        self.kernelConstraint = kernelConstraint.map { Configured($0) }
        self.biasConstraint = biasConstraint.map { Configured($0) }
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.expectFloat(x)
        let form = try EinsumForm(equation, outputShape: outputShape, biasAxes: biasAxes, input: x.shape, context)
        let kernel = try context.parameter(
            "kernel", form.kernelShape, kernelInitializer.value, elementType: x.elementType,
            regularizer: kernelRegularizer?.value, constraint: kernelConstraint?.value)
        var result = einsum(form.equation, x, kernel)
        if !biasAxes.isEmpty {
            let bias = try context.parameter(
                "bias", form.biasShape, biasInitializer.value, elementType: x.elementType,
                regularizer: biasRegularizer?.value, constraint: biasConstraint?.value)
            result = result + bias
        }
        return activation.value(result)
    }
}
