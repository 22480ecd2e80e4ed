import VerbatimGraph
import VerbatimTensor

/// Samples in memory: the rows of tensors.
public struct ArrayDataset: Dataset {
    let samples: SampleSet

    /// Makes a data set of inputs and targets whose first dimension runs over the samples; there may be none.
    ///
    /// - Throws: `VerbatimError` of code `data` unless all have equally many rows.
    public init(inputs: [Tensor], targets: [Tensor] = []) throws {
        samples = try SampleSet(
            inputs: try inputs.map { try $0.value() }, targets: try targets.map { try $0.value() },
            purpose: "a data set", mayBeEmpty: true)
    }

    /// Makes a data set of one input and one target.
    ///
    /// - Throws: As `init(inputs:targets:)`.
    public init(_ x: Tensor, _ y: Tensor) throws { try self.init(inputs: [x], targets: [y]) }

    /// The number of rows.
    public var count: Int { samples.count }
    /// The types of the rows.
    public var sampleType: SampleType { samples.sampleType }

    /// The rows of a number.
    public func sample(_ index: Int, epoch: Int) throws -> Sample { try samples.sample(index, epoch: epoch) }

    /// Copies the rows of a number.
    public func write(_ index: Int, epoch: Int, to row: SampleRow) { samples.write(index, epoch: epoch, to: row) }
}

extension ArrayDataset {
    /// Takes named tensors of a `.npz` or `.safetensors` file.
    ///
    /// - Parameters:
    ///   - path: The file, told by its ending.
    ///   - inputs: The names of the inputs.
    ///   - targets: The names of the targets; there may be none.
    /// - Throws: `VerbatimError` if it cannot be read, lacks a name, or the tensors have different numbers of rows.
    public init(contentsOf path: String, inputs: [String], targets: [String] = []) throws {
        if path.hasSuffix(".npz") {
            let file = try NumPyArchive(contentsOf: path)
            try self.init(inputs: try inputs.map(file.tensor), targets: try targets.map(file.tensor))
        } else if path.hasSuffix(".safetensors") {
            let file = try SafetensorsFile(contentsOf: path)
            try self.init(inputs: try inputs.map(file.tensor), targets: try targets.map(file.tensor))
        } else {
            throw VerbatimError(
                .unsupported, "a file of named tensors is told by its ending", received: path,
                expected: ".npz or .safetensors")
        }
    }
}
