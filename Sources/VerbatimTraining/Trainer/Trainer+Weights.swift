import VerbatimGraph
import VerbatimNN
import VerbatimTensor

extension Trainer {
    /// The model's weights in the order of construction: parameters, then what layers keep.
    ///
    /// - Throws: `VerbatimError` if the shapes are not known yet.
    public func getWeights() throws -> [NamedTensor] {
        let state = try state
        return state.tensors(.parameter) + state.tensors(.layerState)
    }

    /// Gives the model other weights; the optimizer goes on from where it is.
    ///
    /// - Parameter weights: The weights under their paths, such as those of `getWeights()`; others stay.
    /// - Throws: `VerbatimError` for a path that the model lacks, and for another type.
    public func setWeights(_ weights: [NamedTensor]) throws {
        var changed = try state
        for weight in weights { changed = try changed.replacing(weight.path, with: weight.value) }
        try restore(changed)
    }

    /// Gives the model other weights in the order of `getWeights()`.
    ///
    /// - Throws: `VerbatimError` unless there is one of the right type for each.
    public func setWeights(_ weights: [Tensor]) throws {
        let current = try getWeights()
        guard weights.count == current.count else {
            throw VerbatimError(
                .configuration, "the model got a wrong number of weights", received: "\(weights.count)",
                expected: "\(current.count)")
        }
        try setWeights(zip(current, weights).map { NamedTensor($0.path, try $1.value()) })
    }

    /// Sets the states that stateful recurrent layers carry from batch to batch to zeros.
    ///
    /// - Throws: `VerbatimError` if the shapes are not known yet.
    public func resetStates() throws {
        let stateful = try declarations.calls.filter { ($0.layer as? any RecurrentLayer)?.stateful == true }
        var changed = try state
        for entry in changed.layout.entries where entry.role == .layerState {
            guard stateful.contains(where: { entry.path.hasPrefix("\($0.path)/state_") }) else { continue }
            changed = try changed.replacing(entry.path, with: TensorValue(zeros: entry.type))
        }
        try restore(changed)
    }

    /// The learning rate, where no schedule sets it; nil for an optimizer that has none.
    public var learningRate: Double? { program.optimizer?.settableRate }

    /// Goes on with another learning rate; the step is compiled anew.
    ///
    /// - Throws: `VerbatimError` of code `configuration` for an optimizer without a rate, or with a schedule.
    public func setLearningRate(_ rate: Double) throws {
        guard let optimizer = program.optimizer, let current = optimizer.settableRate else {
            throw VerbatimError(
                .configuration, "the learning rate cannot be set", received: "\(rate)",
                expected: "an optimizer with a learning rate and no schedule")
        }
        guard rate != current else { return }
        program.optimizer = optimizer.settingRate(rate)
        forgetTrainingSteps()
    }

    /// Exchanges each parameter with the moving average that the optimizer keeps of it.
    ///
    /// - Throws: `VerbatimError` of code `configuration` for an optimizer that keeps none.
    public func swapAverages() throws {
        guard program.optimizer?.averaging != nil else {
            throw VerbatimError(
                .configuration, "the optimizer keeps no averages of parameters", received: "useEMA: false",
                expected: "an optimizer with useEMA: true")
        }
        try replaceByAverages { ($1, $0) }
    }

    /// Ends with the averages where the optimizer keeps them.
    func takeAverages() throws {
        guard program.optimizer?.averaging != nil else { return }
        try replaceByAverages { ($1, $1) }
    }

    /// Gives parameters and averages what a closure makes of both.
    private func replaceByAverages(
        _ body: (TensorValue, TensorValue) -> (parameter: TensorValue, average: TensorValue)
    ) throws {
        var state = try state
        for entry in state.layout.entries where entry.role == .parameter && entry.isTrainable {
            let path = "\(entry.path)/\(TunedOptimizer.averageName)"
            guard let parameter = state[entry.path], let average = state[path], parameter.type == average.type else {
                throw VerbatimError(
                    .unsupported, "averages of parameters of 16 bits cannot take their place", received: entry.path,
                    expected: "parameters of f32")
            }
            let new = body(parameter, average)
            state = try state.replacing(entry.path, with: new.parameter).replacing(path, with: new.average)
        }
        try restore(state)
    }

    /// Targets with the weights of samples behind them: the given ones times those of classes.
    func weighed(
        _ targets: [Tensor], _ weights: [Tensor], _ classWeight: [Int: Double]? = nil
    ) throws -> [Tensor] {
        var weights = weights
        if weights.count == 1 { weights = targets.map { _ in weights[0] } }
        guard weights.isEmpty || weights.count == targets.count else {
            throw VerbatimError(
                .data, "samples got weights for a wrong number of outputs", received: "\(weights.count)",
                expected: "1, or \(targets.count)")
        }
        if let classWeight {
            guard targets.count == 1 else {
                throw VerbatimError(
                    .configuration, "weights of classes are for models with one output",
                    received: "\(targets.count) outputs", expected: "1", remedy: "pass sampleWeights")
            }
            let classes = try Trainer.weights(of: targets[0], classWeight)
            weights = [weights.isEmpty ? classes : weights[0] * classes]
        }
        return targets + weights
    }

    /// The weight of each sample's class: its number, or the place of its greatest label.
    private static func weights(of labels: Tensor, _ classWeight: [Int: Double]) throws -> Tensor {
        let isOneHot = labels.rank > 1 && labels.shape.last != 1
        let numbers = isOneHot ? labels.argMax(axis: -1) : labels.reshaped([labels.shape.first ?? 0])
        let classes = try numbers.cast(to: .i64).array(of: Int64.self)
        return Tensor(classes.map { Float(classWeight[Int($0)] ?? 1) })
    }
}
