import VerbatimGraph
import VerbatimTensor

/// CIFAR-10 read record by record from its binary files, holding none of it in memory.
///
/// A sample is an image `[32, 32, 3]` in f32, pixels divided by 255, and a label `[10]` in f32, one-hot, as `CIFAR10` has
/// them.
public struct CIFAR10Dataset: Dataset {
    private let files: [RandomAccessFile]
    /// The number of each file's first record, and the end.
    private let starts: [Int]
    /// An image and its label.
    public let sampleType: SampleType = SampleType(
        inputs: [TensorType([32, 32, 3], .f32)], targets: [TensorType([10], .f32)])

    /// The training images: every `data_batch_<n>.bin` of a folder, in the order of n.
    ///
    /// - Throws: `VerbatimError` if the folder has none, or a file is truncated.
    public static func training(folder: String) throws -> CIFAR10Dataset {
        try CIFAR10Dataset(CIFAR10.trainingPaths(folder))
    }

    /// The test images, `test_batch.bin` of a folder.
    ///
    /// - Throws: `VerbatimError` if it is not there, or truncated.
    public static func test(folder: String) throws -> CIFAR10Dataset {
        try CIFAR10Dataset([CIFAR10.testPath(folder)])
    }

    /// The records of some files, in their order.
    ///
    /// - Throws: `VerbatimError` if a file is not there, or truncated.
    public init(_ paths: [String]) throws {
        files = try paths.map { try RandomAccessFile($0) }
        starts = try files.reduce(into: [0]) { $0.append($0.last! + (try CIFAR10.recordCount($1.byteCount, $1.path))) }
    }

    /// The number of records.
    public var count: Int { starts.last! }

    /// A record's image and label.
    ///
    /// - Throws: `VerbatimError` if it cannot be read, or has no class.
    public func sample(_ index: Int, epoch: Int) throws -> Sample { try written(index, epoch: epoch) }

    /// Reads a record into a batch.
    ///
    /// - Throws: `VerbatimError` if it cannot be read, or has no class.
    public func write(_ index: Int, epoch: Int, to row: SampleRow) throws {
        check(index)
        let file = starts.lastIndex { $0 <= index }!
        let place = index - starts[file]
        try withUnsafeTemporaryAllocation(byteCount: CIFAR10.recordByteCount, alignment: 1) { record in
            try files[file].read(at: place * CIFAR10.recordByteCount, into: record)
            try CIFAR10.decode(
                UnsafeRawBufferPointer(record), row.input(0).assumingMemoryBound(to: Float.self),
                row.target(0).assumingMemoryBound(to: Float.self), place: place, files[file].path)
        }
    }
}
