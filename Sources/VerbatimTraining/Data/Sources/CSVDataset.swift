import VerbatimGraph
import VerbatimTensor

/// The records of a CSV file: some columns as the input, others as the target.
///
/// Columns of numbers become one vector `[columns]` in f32; a column of whole numbers or classes becomes a scalar in i32,
/// several a vector.
public struct CSVDataset: Dataset {
    private let samples: SampleSet
    /// The names of the input columns' classes, by column; empty for other columns.
    public let inputClasses: [[String]]
    /// The names of the target columns' classes, by column; empty for other columns.
    public let targetClasses: [[String]]

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - inputs: The columns of the input.
    ///   - targets: The columns of the target; there may be none.
    ///   - hasHeader: Whether the first line names the columns.
    ///   - separator: What stands between fields; one ASCII character.
    /// - Throws: `VerbatimError` that names the line of what is wrong.
    public init(
        contentsOf path: String, inputs: [CSVColumn], targets: [CSVColumn] = [], hasHeader: Bool = true,
        separator: Character = ","
    ) throws {
        self = try FileSystem.parse(path) {
            try CSVDataset(bytes: $0, inputs: inputs, targets: targets, hasHeader: hasHeader, separator: separator)
        }
    }

    /// Reads a file's bytes; see `init(contentsOf:inputs:targets:hasHeader:separator:)`.
    ///
    /// - Throws: `VerbatimError` that names the line of what is wrong.
    public init(
        bytes: [UInt8], inputs: [CSVColumn], targets: [CSVColumn] = [], hasHeader: Bool = true,
        separator: Character = ","
    ) throws {
        guard let separator = separator.asciiValue, ![10, 13, UInt8(ascii: "\"")].contains(separator) else {
            throw VerbatimError(
                .configuration, "a CSV file cannot have this separator", received: "`\(separator)`",
                expected: "one ASCII character, no quote and no line end")
        }
        var reader = CSVReader(bytes: bytes, separator: separator)
        var names: [String]?
        var width: Int?
        if hasHeader {
            guard try reader.next() else {
                throw VerbatimError(
                    .file, "a CSV file has no header", received: "an empty file",
                    expected: "the columns' names on the first line")
            }
            names = try reader.fields.map { try reader.text($0) }
            width = reader.fields.count
        }
        var input = try CSVGroup(inputs, names: names, "inputs")
        var target = try CSVGroup(targets, names: names, "targets")
        var count = 0
        while try reader.next() {
            let expected = width ?? reader.fields.count
            guard reader.fields.count == expected else {
                throw reader.failure(
                    "a record has another number of fields", "\(reader.fields.count)",
                    "\(expected), as \(hasHeader ? "the header" : "the first line")")
            }
            width = expected
            try input.append(reader)
            try target.append(reader)
            count += 1
        }
        samples = try SampleSet(
            inputs: try input.values(count), targets: try target.values(count), purpose: "a CSV file",
            mayBeEmpty: true)
        inputClasses = input.classes
        targetClasses = target.classes
    }

    /// The number of records.
    public var count: Int { samples.count }
    /// The types of a record's columns.
    public var sampleType: SampleType { samples.sampleType }

    /// A record.
    public func sample(_ index: Int, epoch: Int) throws -> Sample { try samples.sample(index, epoch: epoch) }

    /// Writes a record into a batch.
    public func write(_ index: Int, epoch: Int, to row: SampleRow) { samples.write(index, epoch: epoch, to: row) }
}
