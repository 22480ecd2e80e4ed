import VerbatimGraph
import VerbatimTensor

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Images and class numbers of MNIST, and of sets in its layout such as Fashion-MNIST, from IDX files.
///
/// A sample is an image `[height, width, 1]` in f32, pixels divided by 255, and a label `[10]` in f32, one-hot.
public struct MNIST: Dataset {
    private let images: TensorValue
    private let labels: TensorValue
    /// An image and its label.
    public let sampleType: SampleType

    /// The training images of a folder: `train-images-idx3-ubyte` and `train-labels-idx1-ubyte`.
    ///
    /// - Throws: `VerbatimError` if they are not there, or not of this layout.
    public static func training(folder: String) throws -> MNIST { try MNIST(folder, "train") }

    /// The test images of a folder: `t10k-images-idx3-ubyte` and `t10k-labels-idx1-ubyte`.
    ///
    /// - Throws: `VerbatimError` if they are not there, or not of this layout.
    public static func test(folder: String) throws -> MNIST { try MNIST(folder, "t10k") }

    private init(_ folder: String, _ part: String) throws {
        let paths = try [("images", "idx3"), ("labels", "idx1")].map { what, kind in
            // Both spellings are in use, and both packed.
            let names = ["", ".gz"].flatMap { end in
                ["-", "."].map { "\(part)-\(what)\($0)\(kind)-ubyte\(end)" }
            }
            guard let name = names.first(where: { FileManager.default.fileExists(atPath: "\(folder)/\($0)") }) else {
                throw VerbatimError(
                    .file, "no MNIST data in \(folder)", received: "a folder without \(names[0])",
                    expected: "MNIST's IDX files",
                    remedy: "put train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and "
                        + "t10k-labels-idx1-ubyte there, unpacked with gunzip unless gzip is read")
            }
            return "\(folder)/\(name)"
        }
        try self.init(images: paths[0], labels: paths[1])
    }

    /// The images and labels of two files.
    ///
    /// - Throws: `VerbatimError` if they are not there, or not of this layout.
    public init(images: String, labels: String) throws {
        self.images = try FileSystem.parse(images) { try IDXFile(bytes: $0).value }
        self.labels = try FileSystem.parse(labels) { try IDXFile(bytes: $0).value }
        guard self.images.type.element == .u8, self.images.type.rank == 3, self.labels.type.element == .u8,
            self.labels.type.rank == 1, self.images.shape[0] == self.labels.shape[0]
        else {
            throw VerbatimError(
                .file, "IDX files are not in MNIST's layout", received: "\(self.images.type) and \(self.labels.type)",
                expected: "n images and n labels of ui8")
        }
        if let bad = self.labels.array(of: UInt8.self).firstIndex(where: { $0 > 9 }) {
            throw VerbatimError(
                .file, "\(labels) is not in MNIST's layout",
                received: "class \(self.labels.array(of: UInt8.self)[bad]) of image \(bad)",
                expected: "classes 0 to 9")
        }
        sampleType = SampleType(
            inputs: [TensorType(Array(self.images.shape.dropFirst()) + [1], .f32)], targets: [TensorType([10], .f32)])
    }

    /// The number of images.
    public var count: Int { images.shape[0] }

    /// An image and its label.
    public func sample(_ index: Int, epoch: Int) throws -> Sample { try written(index, epoch: epoch) }

    /// Writes an image and its label into a batch.
    public func write(_ index: Int, epoch: Int, to row: SampleRow) {
        check(index)
        let pixels = row.input(0).assumingMemoryBound(to: Float.self)
        images.withUnsafeElements(UInt8.self) { source in
            for place in pixels.indices { pixels[place] = Float(source[index * pixels.count + place]) / 255 }
        }
        let classes = row.target(0).assumingMemoryBound(to: Float.self)
        labels.withUnsafeElements(UInt8.self) { source in
            for place in 0..<10 { classes[place] = place == Int(source[index]) ? 1 : 0 }
        }
    }
}
