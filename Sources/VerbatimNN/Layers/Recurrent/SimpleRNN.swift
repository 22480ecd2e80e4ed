import VerbatimGraph
import VerbatimTensor

/// The simple recurrence over sequences; `SimpleRNNCell` says what a step does.
///
/// The input's contraction is one for the whole sequence, and so are the gradients of the kernels; the steps are one loop.
/// Steps that a mask leaves out keep the states, and repeat the output before them.
///
/// - Shapes: `[batch, time, features]`, and maybe one `[batch, units]` for each state to begin with, `-> [batch, time, units]` or
///   `[batch, units]`, and behind it the states if they are returned
/// - States: `state_0` and so on, `[batch, units]`, if it is stateful
/// - Parameters: those of its cell
/// - Draws: those of its cell, the same for all steps
public final class SimpleRNN: RecurrentLayer {
    /// What a step does.
    public let cell: SimpleRNNCell
    /// The penalty on the output; nil sets none.
    public let activityRegularizer: Configured<any Regularizer>?
    /// Whether the outputs of all steps come out, or the last one only.
    public let returnSequences: Bool
    /// Whether the last states come out behind the output.
    public let returnState: Bool
    /// Whether the last step comes first; outputs then lie in the order in which they were made.
    public let goBackwards: Bool
    /// Whether the states of a batch are those that the batch before left behind.
    public let stateful: Bool
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a recurrent layer.
    public init(
        _ units: Int, activation: any ActivationFunction = .tanh, useBias: Bool = true,
        kernelInitializer: any Initializer = .glorotUniform, recurrentInitializer: any Initializer = .orthogonal,
        biasInitializer: any Initializer = .zeros, kernelRegularizer: (any Regularizer)? = nil,
        recurrentRegularizer: (any Regularizer)? = nil, biasRegularizer: (any Regularizer)? = nil,
        kernelConstraint: (any Constraint)? = nil, recurrentConstraint: (any Constraint)? = nil,
        biasConstraint: (any Constraint)? = nil, dropout: Double = 0, recurrentDropout: Double = 0, seed: Int? = nil,
        activityRegularizer: (any Regularizer)? = nil, returnSequences: Bool = false, returnState: Bool = false,
        goBackwards: Bool = false, stateful: Bool = false, name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.cell = SimpleRNNCell(
            units, activation: activation, useBias: useBias, kernelInitializer: kernelInitializer,
            recurrentInitializer: recurrentInitializer, biasInitializer: biasInitializer,
            kernelRegularizer: kernelRegularizer, recurrentRegularizer: recurrentRegularizer,
            biasRegularizer: biasRegularizer, kernelConstraint: kernelConstraint,
            recurrentConstraint: recurrentConstraint, biasConstraint: biasConstraint, dropout: dropout,
            recurrentDropout: recurrentDropout, seed: seed)
        self.activityRegularizer = activityRegularizer.map { Configured($0) }
        self.returnSequences = returnSequences
        self.returnState = returnState
        self.goBackwards = goBackwards
        self.stateful = stateful
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    private init(_ layer: SimpleRNN, cell: SimpleRNNCell) {
        self.cell = cell
        activityRegularizer = layer.activityRegularizer
        returnSequences = layer.returnSequences
        returnState = layer.returnState
        goBackwards = !layer.goBackwards
        stateful = layer.stateful
        name = layer.name
        dtypePolicy = layer.dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ inputs: [Tensor], _ context: inout CallContext) throws -> [Tensor] {
        let recurrence = Recurrence(
            cell: cell, returnSequences: returnSequences, returnState: returnState, goBackwards: goBackwards,
            stateful: stateful, zeroOutputForMask: false)
        var results = try recurrence.run(inputs, &context)
        results[0] = try context.regularized(results[0], activityRegularizer?.value)
        return results
    }

    /// The layer with parameters of its own that goes the other way.
    public func reversed() -> (any RecurrentLayer)? {
        (cell.duplicate() as? SimpleRNNCell).map { SimpleRNN(self, cell: $0) }
    }
}
