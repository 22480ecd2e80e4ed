import VerbatimGraph
import VerbatimTensor

/// The samples of one step: inputs and targets, whose first dimension runs over the samples.
public struct Batch: Sendable {
    /// One value for each input of the model.
    public internal(set) var inputs: [TensorValue]
    /// One value for each output of the model; empty for prediction.
    public internal(set) var targets: [TensorValue]

    /// Makes a batch of a model with several inputs or outputs.
    ///
    /// - Throws: What a tensor without a value throws.
    public init(_ inputs: [Tensor], _ targets: [Tensor] = []) throws {
        self.inputs = try inputs.map { try $0.value() }
        self.targets = try targets.map { try $0.value() }
    }

    /// Makes a batch of a model with one input and one output.
    ///
    /// - Throws: What a tensor without a value throws.
    public init(_ input: Tensor, _ target: Tensor) throws { try self.init([input], [target]) }

    init(inputs: [TensorValue], targets: [TensorValue]) {
        self.inputs = inputs
        self.targets = targets
    }

    /// The number of samples.
    public var count: Int { inputs.first?.shape.first ?? 0 }
}
