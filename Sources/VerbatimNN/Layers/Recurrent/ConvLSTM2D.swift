import VerbatimGraph
import VerbatimTensor

/// The long short-term memory over sequences whose products are convolutions; `ConvLSTMCell` says what a step does.
///
/// The input's convolution is one for the whole sequence, and so are the gradients of the kernels; the steps are one loop.
///
/// - Shapes: `[batch, time, height, width, channels]`, and maybe two states to begin with, `-> [batch, time, ..., filters]` or
///   `[batch, ..., filters]`, and behind it the states if they are returned
/// - Parameters: those of its cell
/// - Draws: those of its cell, the same for all steps
public final class ConvLSTM2D: RecurrentLayer {
    /// What a step does.
    public let cell: ConvLSTMCell
    /// Where the channels are.
    public let dataFormat: DataFormat
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

    /// Makes a recurrent convolution layer.
    public init(
        _ filters: Int, kernelSize: Extent2D, strides: Extent2D = 1, padding: Padding = .valid,
        dataFormat: DataFormat = .channelsLast, dilationRate: Extent2D = 1, activation: any ActivationFunction = .tanh,
        recurrentActivation: any ActivationFunction = .sigmoid, useBias: Bool = true,
        kernelInitializer: any Initializer = .glorotUniform, recurrentInitializer: any Initializer = .orthogonal,
        biasInitializer: any Initializer = .zeros, unitForgetBias: Bool = true,
        kernelRegularizer: (any Regularizer)? = nil, recurrentRegularizer: (any Regularizer)? = nil,
        biasRegularizer: (any Regularizer)? = nil, activityRegularizer: (any Regularizer)? = nil,
        kernelConstraint: (any Constraint)? = nil, recurrentConstraint: (any Constraint)? = nil,
        biasConstraint: (any Constraint)? = nil, dropout: Double = 0, recurrentDropout: Double = 0, seed: Int? = nil,
        returnSequences: Bool = false, returnState: Bool = false, goBackwards: Bool = false, stateful: Bool = false,
        name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.cell = ConvLSTMCell(
            filters, kernelSize: kernelSize.list, strides: strides.list, padding: padding,
            dilationRate: dilationRate.list, activation: activation, recurrentActivation: recurrentActivation,
            useBias: useBias, kernelInitializer: kernelInitializer, recurrentInitializer: recurrentInitializer,
            biasInitializer: biasInitializer, unitForgetBias: unitForgetBias, kernelRegularizer: kernelRegularizer,
            recurrentRegularizer: recurrentRegularizer, biasRegularizer: biasRegularizer,
            kernelConstraint: kernelConstraint, recurrentConstraint: recurrentConstraint,
            biasConstraint: biasConstraint, dropout: dropout, recurrentDropout: recurrentDropout, seed: seed)
        self.dataFormat = dataFormat
        self.activityRegularizer = activityRegularizer.map { Configured($0) }
        self.returnSequences = returnSequences
        self.returnState = returnState
        self.goBackwards = goBackwards
        self.stateful = stateful
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    private init(_ layer: ConvLSTM2D, cell: ConvLSTMCell) {
        self.cell = cell
        dataFormat = layer.dataFormat
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
        let first = dataFormat == .channelsFirst
        guard let x = inputs.first else {
            throw VerbatimError(
                .shape, "\(context.description) got a wrong number of inputs", received: "0", expected: "1 or more")
        }
        try context.expect(x, rank: 5, "[batch, time, height, width, channels]")
        let ordered = first ? x.movedAxis(2, to: -1) : x
        context.setMask(context.mask(of: x), of: ordered)
        let recurrence = Recurrence(
            cell: cell, returnSequences: returnSequences, returnState: returnState, goBackwards: goBackwards,
            stateful: stateful, zeroOutputForMask: false)
        var results = try recurrence.run(
            [ordered] + inputs.dropFirst().map { $0.channelsLast(from: dataFormat) }, &context)
        if first {
            let mask = context.mask(of: results[0])
            results =
                [returnSequences ? results[0].movedAxis(-1, to: 2) : results[0].channelsLast(to: dataFormat)]
                + results.dropFirst().map { $0.channelsLast(to: dataFormat) }
            context.setMask(mask, of: results[0])
        }
        results[0] = try context.regularized(results[0], activityRegularizer?.value)
        return results
    }

    /// The layer with parameters of its own that goes the other way.
    public func reversed() -> (any RecurrentLayer)? {
        (cell.duplicate() as? ConvLSTMCell).map { ConvLSTM2D(self, cell: $0) }
    }
}
