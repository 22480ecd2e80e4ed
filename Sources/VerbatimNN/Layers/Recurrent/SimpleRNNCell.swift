import VerbatimGraph
import VerbatimTensor

/// One step of the simple recurrence: `h' = activation((x · kernel + bias) + h · recurrent)`.
///
/// - Shapes: `[batch, features]` and a state `[batch, units]` `->` as many and the output first
/// - Parameters: `kernel [features, units]`, `recurrent_kernel [units, units]`, `bias [units]`
/// - Draws: `input [batch, features]`, `recurrent [batch, units]`
public final class SimpleRNNCell: RecurrentCell {
    /// The size of the output.
    public let units: Int
    /// The function applied at the end.
    public let activation: Configured<any ActivationFunction>
    /// Whether a bias is added.
    public let useBias: Bool
    /// What draws the kernel's initial values.
    public let kernelInitializer: Configured<any Initializer>
    /// What draws the recurrent kernel's initial values.
    public let recurrentInitializer: Configured<any Initializer>
    /// What draws the bias' initial values.
    public let biasInitializer: Configured<any Initializer>
    /// The penalty on the kernel; nil sets none.
    public let kernelRegularizer: Configured<any Regularizer>?
    /// The penalty on the recurrent kernel; nil sets none.
    public let recurrentRegularizer: Configured<any Regularizer>?
    /// The penalty on the bias; nil sets none.
    public let biasRegularizer: Configured<any Regularizer>?
    /// What kernel is made to keep to after each update; nil leaves it free.
    public let kernelConstraint: Configured<any Constraint>?
    /// What recurrent kernel is made to keep to after each update; nil leaves it free.
    public let recurrentConstraint: Configured<any Constraint>?
    /// What bias is made to keep to after each update; nil leaves it free.
    public let biasConstraint: Configured<any Constraint>?
    /// The part of the input that is set to zero in training, the same in every step.
    public let dropout: Double
    /// The part of the carried output that is set to zero in training, the same in every step.
    public let recurrentDropout: Double
    /// Replaces the structural path in the keys of the draws.
    public let seed: Int?
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// The output is the first state.
    public static var outputsFirstState: Bool { true }

    /// Makes a cell.
    public init(
        _ units: Int, activation: any ActivationFunction = .tanh, useBias: Bool = true,
        kernelInitializer: any Initializer = .glorotUniform, recurrentInitializer: any Initializer = .orthogonal,
        biasInitializer: any Initializer = .zeros, kernelRegularizer: (any Regularizer)? = nil,
        recurrentRegularizer: (any Regularizer)? = nil, biasRegularizer: (any Regularizer)? = nil,
        kernelConstraint: (any Constraint)? = nil, recurrentConstraint: (any Constraint)? = nil,
        biasConstraint: (any Constraint)? = nil, dropout: Double = 0, recurrentDropout: Double = 0, seed: Int? = nil,
        name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.units = units
        self.activation = Configured(activation)
        self.useBias = useBias
        self.kernelInitializer = Configured(kernelInitializer)
        self.recurrentInitializer = Configured(recurrentInitializer)
        self.biasInitializer = Configured(biasInitializer)
        self.kernelRegularizer = kernelRegularizer.map { Configured($0) }
        self.recurrentRegularizer = recurrentRegularizer.map { Configured($0) }
        self.biasRegularizer = biasRegularizer.map { Configured($0) }
        self.kernelConstraint = kernelConstraint.map { Configured($0) }
        self.recurrentConstraint = recurrentConstraint.map { Configured($0) }
        self.biasConstraint = biasConstraint.map { Configured($0) }
        self.dropout = dropout
        self.recurrentDropout = recurrentDropout
        self.seed = seed
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The states of a sample.
    ///
    /// - Throws: `VerbatimError` if an option does not suit the cell.
    public func stateShapes(_ input: [Int]) throws -> [[Int]] { [[units]] }

    /// `x · kernel + bias` of the whole sequence, one contraction.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the cell.
    public func project(_ sequence: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.require(units > 0, "needs units", received: "\(units)", expected: "1 or more")
        try context.expect(sequence, rank: 3, "[batch, time, features]")
        try context.expectFloat(sequence)
        let input = try context.dropped(sequence, "input", dropout, overTime: true)
        let kernel = try context.parameter(
            "kernel", [sequence.shape[2], units], kernelInitializer.value, elementType: sequence.elementType,
            regularizer: kernelRegularizer?.value, constraint: kernelConstraint?.value)
        _ = try recurrentKernel(&context)
        let x = productOverTime(input, kernel)
        guard useBias else { return x }
        let bias = try biases(&context)
        return x + bias
    }

    /// The step.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the cell.
    public func step(
        _ projected: Tensor, _ states: [Tensor], _ context: inout CallContext
    ) throws -> (output: Tensor, states: [Tensor]) {
        let recurrent = try recurrentKernel(&context)
        let h = try context.dropped(states[0], "recurrent", recurrentDropout)
        let output = activation.value(projected + matmul(h, recurrent))
        return (output, [output])
    }

    /// A cell of the same options with parameters of its own.
    public func duplicate() -> (any RecurrentCell)? {
        SimpleRNNCell(
            units, activation: activation.value, useBias: useBias, kernelInitializer: kernelInitializer.value,
            recurrentInitializer: recurrentInitializer.value, biasInitializer: biasInitializer.value,
            kernelRegularizer: kernelRegularizer?.value, recurrentRegularizer: recurrentRegularizer?.value,
            biasRegularizer: biasRegularizer?.value, kernelConstraint: kernelConstraint?.value,
            recurrentConstraint: recurrentConstraint?.value, biasConstraint: biasConstraint?.value, dropout: dropout,
            recurrentDropout: recurrentDropout, seed: seed, name: name, dtypePolicy: dtypePolicy)
    }

    private func recurrentKernel(_ context: inout CallContext) throws -> Tensor {
        try context.parameter(
            "recurrent_kernel", [units, units], recurrentInitializer.value,
            elementType: context.dtypePolicy?.computeType ?? context.recurrentType,
            regularizer: recurrentRegularizer?.value, constraint: recurrentConstraint?.value)
    }

    private func biases(_ context: inout CallContext) throws -> Tensor {
        try context.parameter(
            "bias", [units], biasInitializer.value,
            elementType: context.dtypePolicy?.computeType ?? context.recurrentType,
            regularizer: biasRegularizer?.value, constraint: biasConstraint?.value)
    }
}
