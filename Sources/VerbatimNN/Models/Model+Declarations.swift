import VerbatimGraph
import VerbatimTensor

extension Model {
    /// What the model declares for inputs of given types: one trace, nothing is computed.
    ///
    /// - Parameters:
    ///   - inputs: The types of the inputs, batch included.
    ///   - isTraining: Whether to trace training, which also declares the draws.
    /// - Throws: `VerbatimError` of the first layer that the inputs do not suit.
    public func declarations(inputs: [TensorType], isTraining: Bool = true) throws -> ModelDeclarations {
        let trace = Trace(name: "declarations")
        let recorder = CallRecorder(
            isTraining: isTraining, seed: 0, step: trace.input(TensorType([], .i64), name: "step"),
            variables: .declared { trace.input($0.type, name: $0.path) })
        let symbols = inputs.enumerated().map { trace.input($1, name: "input\($0)", sampleDimension: 0) }
        _ = try recorder.callRoot(self, symbols)
        return recorder.declarations
    }
}
