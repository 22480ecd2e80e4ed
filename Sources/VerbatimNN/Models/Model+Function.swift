import VerbatimGraph
import VerbatimTensor

extension Model {
    /// The variables that the model starts from, for training steps of your own.
    ///
    /// - Parameters:
    ///   - inputs: The types of the inputs, batch included; nil takes those that the model states.
    ///   - seed: The seed of what initializers draw; a trainer of this seed starts from the same values.
    /// - Throws: `VerbatimError` of the first layer that the inputs do not suit.
    public func initialVariables(inputs: [TensorType]? = nil, seed: Int = 0) throws -> ModelVariables {
        guard let types = inputs ?? inputTypes(batchSize: 1) else {
            throw VerbatimError(
                .configuration, "the model's shapes are not known", received: "a model that states no input shape",
                expected: "Input(shape:), or inputs:")
        }
        let declared = try declarations(inputs: types).variables
        return ModelVariables(declared, try declared.map { Tensor(try $0.initialValue(seed: seed)) })
    }

    /// The model as a pure function of its variables, as a trainer's step traces it.
    ///
    /// Inside `compiled(sampleDimensions:)` and `valueAndGradient` it joins the trace; elsewhere it runs at once.
    ///
    /// - Parameters:
    ///   - variables: The model's variables.
    ///   - inputs: A batch for each input.
    ///   - isTraining: Whether draws are made and batch statistics taken.
    ///   - seed: The seed of the draws.
    ///   - step: The number of steps taken before, an `i64` scalar, which keys the draws.
    /// - Throws: `VerbatimError` for inputs or variables that do not suit the model.
    public func call(
        _ variables: ModelVariables, _ inputs: [Tensor], isTraining: Bool = false, seed: Int = 0,
        step: Tensor = Tensor(Int64(0))
    ) throws -> ModelResult {
        // A trace is needed in any case, since masks belong to values of one.
        guard (variables.tensors + inputs + [step]).contains(where: \.isTraced) else {
            let run = compiled(sampleDimensions: [nil, 0, nil]) {
                (variables: ModelVariables, x: [Tensor], step: Tensor) throws -> ModelResult in
                try self.call(variables, x, isTraining: isTraining, seed: seed, step: step)
            }
            return try run(variables, inputs, step)
        }
        let recorder = CallRecorder(
            isTraining: isTraining, seed: seed, step: step, variables: .given(variables.byPath))
        let outputs = try recorder.callRoot(self, inputs)
        var after = variables
        for (path, value) in recorder.updates { after[path] = value }
        for (path, value) in recorder.replacedParameters { after[path] = value }
        return ModelResult(outputs: outputs, variables: after, losses: recorder.addedLosses)
    }
}
