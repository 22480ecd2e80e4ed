import VerbatimGraph
import VerbatimTensor

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Images of one size in a folder for each class: PGM and PPM files, read when they are needed.
///
/// PNG files as well, where the package is built with the trait `SystemCodecs`.
///
/// Classes and files are in the order of their names' bytes. A sample is an image `[height, width, channels]` in f32, from
/// 0 to 1, and its class number, a scalar in i32.
public struct ImageFolder: Dataset {
    /// The classes' names by their numbers.
    public let classes: [String]
    /// The files' paths in the order of the samples.
    public let paths: [String]
    /// The class of each file.
    public let labels: [Int]
    /// An image and its class.
    public let sampleType: SampleType

    /// Lists a folder and reads its first image.
    ///
    /// - Throws: `VerbatimError` if there are no images, or files that are none.
    public init(_ folder: String) throws {
        var isFolder = false
        classes = try Self.names(in: folder).filter {
            isFolder = false
            return FileManager.default.fileExists(atPath: "\(folder)/\($0)", isDirectory: &isFolder) && isFolder
        }
        var paths: [String] = []
        var labels: [Int] = []
        for (label, name) in classes.enumerated() {
            for file in try Self.names(in: "\(folder)/\(name)") {
                let path = "\(folder)/\(name)/\(file)"
                guard [".ppm", ".pgm", ".pnm", ".png"].contains(where: file.hasSuffix) else {
                    throw VerbatimError(
                        .unsupported, "a folder of images holds another file", received: path,
                        expected: "files that end in .ppm, .pgm, .pnm or .png",
                        remedy: "convert it, or move it away")
                }
                paths.append(path)
                labels.append(label)
            }
        }
        guard let first = paths.first else {
            throw VerbatimError(
                .data, "a folder holds no images", received: folder,
                expected: "a folder for each class with PGM, PPM or PNG files in it")
        }
        self.paths = paths
        self.labels = labels
        sampleType = SampleType(inputs: [try Self.pixels(first).type], targets: [TensorType([], .i32)])
    }

    private static func names(in folder: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { !$0.hasPrefix(".") }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        } catch {
            throw VerbatimError(
                .file, "a folder of images cannot be read", received: folder,
                expected: "a folder that this program may read")
        }
    }

    private static func pixels(_ path: String) throws -> TensorValue {
        try FileSystem.parse(path) {
            try PNGImage.isPNG($0) ? PNGImage(bytes: $0).pixels : NetpbmImage(bytes: $0).pixels
        }
    }

    /// The number of images.
    public var count: Int { paths.count }

    /// An image and its class.
    ///
    /// - Throws: `VerbatimError` if the file cannot be read, or the image is of another size than the first.
    public func sample(_ index: Int, epoch: Int) throws -> Sample {
        check(index)
        let pixels = try Self.pixels(paths[index])
        guard pixels.type == sampleType.inputs[0] else {
            throw VerbatimError(
                .data, "an image is of another size than the first", received: "\(paths[index]) of \(pixels.shape)",
                expected: "\(sampleType.inputs[0].shape), as \(paths[0])",
                remedy: "bring the images to one size and one number of channels")
        }
        return Sample(inputs: [pixels], targets: [TensorValue(Int32(labels[index]))])
    }
}
