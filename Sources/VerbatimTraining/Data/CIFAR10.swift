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
        let paths = (1...9).map { "\(folder)/data_batch_\($0).bin" }.filter(FileManager.default.fileExists(atPath:))
        guard !paths.isEmpty else { throw absent("data_batch_1.bin", folder) }
        return try CIFAR10(paths)
    }

    /// Reads the test images, `test_batch.bin` of a folder.
    ///
    /// - Throws: `VerbatimError` if it is not there, truncated or of another format.
    public static func test(folder: String) throws -> CIFAR10 {
        let path = "\(folder)/test_batch.bin"
        guard FileManager.default.fileExists(atPath: path) else { throw absent("test_batch.bin", folder) }
        return try CIFAR10([path])
    }

    private init(_ paths: [String]) throws {
        var records: [UInt8] = []
        for path in paths {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw VerbatimError(
                    .file, "a CIFAR-10 file cannot be read", received: path, expected: "a readable file")
            }
            guard !data.isEmpty, data.count % Self.recordByteCount == 0 else {
                throw VerbatimError(
                    .file, "\(path) is truncated or not CIFAR-10's binary layout", received: "\(data.count) bytes",
                    expected: "a multiple of \(Self.recordByteCount)", remedy: "fetch the binary version again")
            }
            for start in stride(from: 0, to: data.count, by: Self.recordByteCount) where data[start] > 9 {
                throw VerbatimError(
                    .file, "\(path) is not CIFAR-10's binary layout",
                    received: "class \(data[start]) in record \(start / Self.recordByteCount)",
                    expected: "classes 0 to 9", remedy: "fetch the binary version again")
            }
            records += data
        }
        let count = records.count / Self.recordByteCount
        let plane = 32 * 32
        let pixels = [Float](unsafeUninitializedCapacity: count * 3 * plane) { pixels, initialized in
            for image in 0..<count {
                let source = image * Self.recordByteCount + 1
                for place in 0..<plane {
                    for channel in 0..<3 {
                        pixels[(image * plane + place) * 3 + channel] =
                            Float(records[source + channel * plane + place]) / 255
                    }
                }
            }
            initialized = count * 3 * plane
        }
        var classes = [Float](repeating: 0, count: count * 10)
        for image in 0..<count { classes[image * 10 + Int(records[image * Self.recordByteCount])] = 1 }
        images = Tensor(shape: [count, 32, 32, 3], pixels)
        labels = Tensor(shape: [count, 10], classes)
    }

    private static func absent(_ file: String, _ folder: String) -> VerbatimError {
        VerbatimError(
            .file, "no CIFAR-10 data in \(folder)", received: "a folder without \(file)",
            expected: "the binary version's files",
            remedy: "put data_batch_1.bin ... data_batch_5.bin and test_batch.bin there")
    }
}
