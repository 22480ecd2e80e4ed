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

    /// Makes a batch of a number of samples of a type, all zero.
    init(zeros type: SampleType, count: Int) {
        func rows(_ type: TensorType) -> TensorValue { TensorValue(zeros: type.with(shape: [count] + type.shape)) }
        self.init(inputs: type.inputs.map(rows), targets: type.targets.map(rows))
    }

    init(inputs: [TensorValue], targets: [TensorValue]) {
        self.inputs = inputs
        self.targets = targets
    }

    /// The number of samples.
    public var count: Int { inputs.first?.shape.first ?? 0 }

    /// Makes room for samples of a type, reusing memory that nothing else refers to, and has each row written.
    mutating func fill(_ type: SampleType, count: Int, _ write: (Int, SampleRow) throws -> Void) rethrows {
        let inputs = Batch.resize(&self.inputs, type.inputs, count: count)
        let targets = Batch.resize(&self.targets, type.targets, count: count)
        for place in 0..<count {
            try write(place, SampleRow(inputs: inputs, targets: targets, place: place, of: count))
        }
    }

    /// Gives values their types with a dimension for the batch.
    ///
    /// - Returns: Their bytes, which live as long as the values stay where they are.
    private static func resize(
        _ values: inout [TensorValue], _ types: [TensorType], count: Int
    ) -> [UnsafeMutableRawBufferPointer] {
        values.removeLast(max(0, values.count - types.count))
        return types.enumerated().map { index, type in
            let type = type.with(shape: [count] + type.shape)
            if index == values.count {
                values.append(TensorValue(zeros: type))
            } else if values[index].type != type {
                values[index] = TensorValue(zeros: type)
            }
            return values[index].withUnsafeMutableBytes { $0 }
        }
    }
}
