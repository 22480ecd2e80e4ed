import VerbatimGraph

/// The types of a sample's inputs and targets, without a dimension for the batch.
public struct SampleType: Sendable, Hashable, CustomStringConvertible {
    /// One type for each input of the model.
    public var inputs: [TensorType]
    /// One type for each output of the model.
    public var targets: [TensorType]

    /// Makes a sample's type of its parts.
    public init(inputs: [TensorType], targets: [TensorType] = []) {
        self.inputs = inputs
        self.targets = targets
    }

    /// `inputs -> targets` in StableHLO's spelling.
    public var description: String {
        func text(_ types: [TensorType]) -> String { "(" + types.map(\.description).joined(separator: ", ") + ")" }
        return "\(text(inputs)) -> \(text(targets))"
    }
}
