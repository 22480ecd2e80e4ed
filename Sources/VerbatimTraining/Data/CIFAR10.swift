import VerbatimGraph
import VerbatimTensor

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// CIFAR-10 in its binary layout: records of one class byte and 3,072 bytes of red, green and blue planes of 32x32.
public struct CIFAR10: Sendable {
    /// Images `[n, 32, 32, 3]` in f32, pixels divided by 255.
    public let images: Tensor
    /// Labels `[n, 10]` in f32, one-hot.
    public let labels: Tensor

    /// The bytes of one record.
    public static let recordByteCount: Int = 1 + 3 * 32 * 32

    /// Reads the training images: every `data_batch_<n>.bin` of a folder, in the order of n.
    ///
    /// - Throws: `VerbatimError` if the folder has none, or a file is truncated or of another format.
    public static func training(folder: String) throws -> CIFAR10 {
        try CIFAR10(trainingPaths(folder))
    }

    /// Reads the test images, `test_batch.bin` of a folder.
    ///
    /// - Throws: `VerbatimError` if it is not there, truncated or of another format.
    public static func test(folder: String) throws -> CIFAR10 {
        try CIFAR10([testPath(folder)])
    }

    static func trainingPaths(_ folder: String) throws -> [String] {
        let paths = (1...9).map { "\(folder)/data_batch_\($0).bin" }.filter(FileManager.default.fileExists(atPath:))
        guard !paths.isEmpty else { throw absent("data_batch_1.bin", folder) }
        return paths
    }

    static func testPath(_ folder: String) throws -> String {
        let path = "\(folder)/test_batch.bin"
        guard FileManager.default.fileExists(atPath: path) else { throw absent("test_batch.bin", folder) }
        return path
    }

    /// The number of records in a file of a size.
    static func recordCount(_ byteCount: Int, _ path: String) throws -> Int {
        guard byteCount > 0, byteCount % recordByteCount == 0 else {
            throw VerbatimError(
                .file, "\(path) is truncated or not CIFAR-10's binary layout", received: "\(byteCount) bytes",
                expected: "a multiple of \(recordByteCount)", remedy: "fetch the binary version again")
        }
        return byteCount / recordByteCount
    }

    /// Writes the image `[32, 32, 3]` and the one-hot label of a record.
    static func decode(
        _ record: UnsafeRawBufferPointer, _ image: UnsafeMutableBufferPointer<Float>,
        _ label: UnsafeMutableBufferPointer<Float>, place: Int, _ path: String
    ) throws {
        let name = Int(record[0])
        guard name < 10 else {
            throw VerbatimError(
                .file, "\(path) is not CIFAR-10's binary layout", received: "class \(name) in record \(place)",
                expected: "classes 0 to 9", remedy: "fetch the binary version again")
        }
        let plane = 32 * 32
        for pixel in 0..<plane {
            for channel in 0..<3 { image[pixel * 3 + channel] = Float(record[1 + channel * plane + pixel]) / 255 }
        }
        for index in 0..<10 { label[index] = index == name ? 1 : 0 }
    }

    private init(_ paths: [String]) throws {
        let files = try paths.map { try RandomAccessFile($0) }
        let count = try files.reduce(0) { $0 + (try Self.recordCount($1.byteCount, $1.path)) }
        var images = TensorValue(zeros: TensorType([count, 32, 32, 3], .f32))
        var labels = TensorValue(zeros: TensorType([count, 10], .f32))
        let size = 32 * 32 * 3
        try images.withUnsafeMutableElements(Float.self) { images in
            try labels.withUnsafeMutableElements(Float.self) { labels in
                var image = 0
                for file in files {
                    var bytes = [UInt8](repeating: 0, count: file.byteCount)
                    try bytes.withUnsafeMutableBytes { try file.read(at: 0, into: $0) }
                    for place in 0..<bytes.count / Self.recordByteCount {
                        let start = place * Self.recordByteCount
                        try bytes.withUnsafeBytes {
                            try Self.decode(
                                UnsafeRawBufferPointer(rebasing: $0[start..<start + Self.recordByteCount]),
                                UnsafeMutableBufferPointer(rebasing: images[image * size..<(image + 1) * size]),
                                UnsafeMutableBufferPointer(rebasing: labels[image * 10..<(image + 1) * 10]),
                                place: place, file.path)
                        }
                        image += 1
                    }
                }
            }
        }
        self.images = Tensor(images)
        self.labels = Tensor(labels)
    }

    private static func absent(_ file: String, _ folder: String) -> VerbatimError {
        VerbatimError(
            .file, "no CIFAR-10 data in \(folder)", received: "a folder without \(file)",
            expected: "the binary version's files",
            remedy: "put data_batch_1.bin ... data_batch_5.bin and test_batch.bin there")
    }
}
