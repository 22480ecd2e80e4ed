import VerbatimGraph
import VerbatimTensor

/// One sample of a data set: its inputs and targets, without a dimension for the batch.
public struct Sample: Sendable, Hashable {
    /// One value for each input of the model.
    public var inputs: [TensorValue]
    /// One value for each output of the model; empty for prediction.
    public var targets: [TensorValue]

    /// Makes a sample of its values.
    public init(inputs: [TensorValue], targets: [TensorValue] = []) {
        self.inputs = inputs
        self.targets = targets
    }

    /// Makes a sample of one input and one target.
    ///
    /// - Throws: What a tensor without a value throws.
    public init(_ input: Tensor, _ target: Tensor) throws {
        self.init(inputs: [try input.value()], targets: [try target.value()])
    }

    /// The types of its values.
    public var type: SampleType { SampleType(inputs: inputs.map(\.type), targets: targets.map(\.type)) }
}
