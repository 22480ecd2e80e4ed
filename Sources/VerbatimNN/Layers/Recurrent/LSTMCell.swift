import VerbatimGraph
import VerbatimTensor

/// One step of the long short-term memory, with gates i, f, c, o in this order in kernels and bias:
/// `z = (x · kernel + bias) + h · recurrent`, `c' = r(zf) * c + r(zi) * a(zc)`, `h' = r(zo) * a(c')`, where a is the
/// activation and r the recurrent one.
///
/// - Shapes: `[batch, features]` and two states `[batch, units]` `->` as many and the output first
/// - Parameters: `kernel [features, 4 * units]`, `recurrent_kernel [units, 4 * units]`, `bias [4 * units]`
/// - Draws: `input [batch, features]`, `recurrent [batch, units]`
public final class LSTMCell: RecurrentCell {
    /// The size of the output.
    public let units: Int
    /// The function of the candidate and of the output.
    public let activation: Configured<any ActivationFunction>
    /// The function of the gates.
    public let recurrentActivation: Configured<any ActivationFunction>
    /// Whether a bias is added.
    public let useBias: Bool
    /// What draws the kernel's initial values.
    public let kernelInitializer: Configured<any Initializer>
    /// What draws the recurrent kernel's initial values.
    public let recurrentInitializer: Configured<any Initializer>
    /// What draws the bias' initial values.
    public let biasInitializer: Configured<any Initializer>
    /// Whether the bias of the forget gate starts from 1.
    public let unitForgetBias: Bool
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
        _ units: Int, activation: any ActivationFunction = .tanh,
        recurrentActivation: any ActivationFunction = .sigmoid, useBias: Bool = true,
        kernelInitializer: any Initializer = .glorotUniform, recurrentInitializer: any Initializer = .orthogonal,
        biasInitializer: any Initializer = .zeros, unitForgetBias: Bool = true,
        kernelRegularizer: (any Regularizer)? = nil, recurrentRegularizer: (any Regularizer)? = nil,
        biasRegularizer: (any Regularizer)? = nil, kernelConstraint: (any Constraint)? = nil,
        recurrentConstraint: (any Constraint)? = nil, biasConstraint: (any Constraint)? = nil, dropout: Double = 0,
        recurrentDropout: Double = 0, seed: Int? = nil, name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.units = units
        self.activation = Configured(activation)
        self.recurrentActivation = Configured(recurrentActivation)
        self.useBias = useBias
        self.kernelInitializer = Configured(kernelInitializer)
        self.recurrentInitializer = Configured(recurrentInitializer)
        self.biasInitializer = Configured(biasInitializer)
        self.unitForgetBias = unitForgetBias
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
    public func stateShapes(_ input: [Int]) throws -> [[Int]] { [[units], [units]] }

    /// `x · kernel + bias` of the whole sequence, one contraction.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the cell.
    public func project(_ sequence: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.require(units > 0, "needs units", received: "\(units)", expected: "1 or more")
        try context.expect(sequence, rank: 3, "[batch, time, features]")
        try context.expectFloat(sequence)
        let input = try context.dropped(sequence, "input", dropout, overTime: true)
        let kernel = try context.parameter(
            "kernel", [sequence.shape[2], 4 * units], kernelInitializer.value, elementType: sequence.elementType,
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
        let gates = (projected + matmul(h, recurrent)).split(4, axis: -1)
        let gate = recurrentActivation.value
        let carried = gate(gates[1]) * states[1] + gate(gates[0]) * activation.value(gates[2])
        let output = gate(gates[3]) * activation.value(carried)
        return (output, [output, carried])
    }

    /// A cell of the same options with parameters of its own.
    public func duplicate() -> (any RecurrentCell)? {
        LSTMCell(
            units, activation: activation.value, recurrentActivation: recurrentActivation.value, useBias: useBias,
            kernelInitializer: kernelInitializer.value, recurrentInitializer: recurrentInitializer.value,
            biasInitializer: biasInitializer.value, unitForgetBias: unitForgetBias,
            kernelRegularizer: kernelRegularizer?.value, recurrentRegularizer: recurrentRegularizer?.value,
            biasRegularizer: biasRegularizer?.value, kernelConstraint: kernelConstraint?.value,
            recurrentConstraint: recurrentConstraint?.value, biasConstraint: biasConstraint?.value, dropout: dropout,
            recurrentDropout: recurrentDropout, seed: seed, name: name, dtypePolicy: dtypePolicy)
    }

    private func recurrentKernel(_ context: inout CallContext) throws -> Tensor {
        try context.parameter(
            "recurrent_kernel", [units, 4 * units], recurrentInitializer.value,
            elementType: context.dtypePolicy?.computeType ?? context.recurrentType,
            regularizer: recurrentRegularizer?.value, constraint: recurrentConstraint?.value)
    }

    private func biases(_ context: inout CallContext) throws -> Tensor {
        try context.parameter(
            "bias", [4 * units], unitForgetBias ? UnitForgetBias(biasInitializer.value) : biasInitializer.value,
            elementType: context.dtypePolicy?.computeType ?? context.recurrentType,
            regularizer: biasRegularizer?.value, constraint: biasConstraint?.value)
    }
}
