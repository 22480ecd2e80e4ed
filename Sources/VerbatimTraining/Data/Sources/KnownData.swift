import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A published data set, known by the names and SHA-256 digests of its files.
public struct KnownData: Sendable, Hashable {
    /// One file of a data set.
    public struct File: Sendable, Hashable {
        /// The file's name in the folder.
        public let name: String
        /// Its size in bytes.
        public let byteCount: Int
        /// Its SHA-256, as 64 lower-case hexadecimal digits.
        public let digest: String

        /// Makes a file of its parts.
        public init(name: String, byteCount: Int, digest: String) {
            self.name = name
            self.byteCount = byteCount
            self.digest = digest
        }
    }

    /// The data set's name, such as `mnist`.
    public let name: String
    /// Its files.
    public let files: [File]
    /// Where it comes from.
    public let source: String

    /// Makes a data set of its parts.
    public init(name: String, files: [File], source: String) {
        self.name = name
        self.files = files
        self.source = source
    }

    /// The data sets that are known.
    public static let all: [KnownData] = [
        // The files of cifar-10-binary.tar.gz. Digests as ankane/torchvision-ruby, lib/torchvision/datasets/cifar10.rb,
        // states them.
        KnownData(
            name: "cifar10",
            files: [
                ("data_batch_1.bin", "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5"),
                ("data_batch_2.bin", "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed"),
                ("data_batch_3.bin", "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67"),
                ("data_batch_4.bin", "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48"),
                ("data_batch_5.bin", "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add"),
                ("test_batch.bin", "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b"),
            ].map { File(name: $0.0, byteCount: 10_000 * CIFAR10.recordByteCount, digest: $0.1) },
            source: "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
        // As scikit-learn ships it, sklearn/datasets/data/digits.csv.gz, unpacked.
        KnownData(
            name: "digits",
            files: [
                File(
                    name: "digits.csv", byteCount: 264_712,
                    digest: "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8")
            ],
            source: "scikit-learn's digits.csv.gz, unpacked with gunzip"),
        // Digests of the unpacked files, on which many independent programs agree.
        KnownData(
            name: "mnist",
            files: [
                File(
                    name: "train-images-idx3-ubyte", byteCount: 47_040_016,
                    digest: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
                File(
                    name: "train-labels-idx1-ubyte", byteCount: 60_008,
                    digest: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
                File(
                    name: "t10k-images-idx3-ubyte", byteCount: 7_840_016,
                    digest: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
                File(
                    name: "t10k-labels-idx1-ubyte", byteCount: 10_008,
                    digest: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
            ],
            source: "https://storage.googleapis.com/cvdf-datasets/mnist/, unpacked with gunzip"),
        KnownData(
            name: "tinyshakespeare",
            files: [
                File(
                    name: "input.txt", byteCount: 1_115_394,
                    digest: "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed")
            ],
            source: "https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt"),
    ]

    /// The known data set of a name.
    ///
    /// - Throws: `VerbatimError` of code `configuration` that lists the names.
    public static func named(_ name: String) throws -> KnownData {
        guard let known = all.first(where: { $0.name == name }) else {
            throw VerbatimError(
                .configuration, "no data set is known by this name", received: name,
                expected: all.map(\.name).joined(separator: ", "))
        }
        return known
    }

    /// The known data sets whose files all lie in a folder, with their digests.
    public static func recognized(in folder: String) -> [KnownData] {
        all.filter { (try? $0.check(folder: folder)) != nil }
    }

    /// Throws unless every file lies in a folder, with its size and digest; packed as `.gz` will do where gzip is read.
    ///
    /// - Throws: `VerbatimError` of code `file` that says which file to put where.
    public func check(folder: String) throws {
        for file in files {
            let paths = ["\(folder)/\(file.name)", "\(folder)/\(file.name).gz"]
            guard let path = paths.first(where: FileManager.default.fileExists(atPath:)) else {
                throw VerbatimError(
                    .file, "the data set \(name) is not in \(folder)", received: "a folder without \(file.name)",
                    expected: files.map(\.name).joined(separator: ", "),
                    remedy: "put \(file.name) there, from \(source)")
            }
            let digest = try Self.digest(of: path, byteCount: file.byteCount)
            guard digest == file.digest else {
                throw VerbatimError(
                    .file, "\(path) is not the published file of \(name)",
                    received: digest.map { "SHA-256 \($0)" } ?? "another size than \(file.byteCount) bytes",
                    expected: "SHA-256 \(file.digest)", remedy: "fetch it again from \(source)")
            }
        }
    }

    /// The digest of a file of a size; nil if it has another size.
    private static func digest(of path: String, byteCount: Int) throws -> String? {
        if path.hasSuffix(".gz") {
            let contents = try FileSystem.parse(path) { $0 }
            return contents.count == byteCount ? SHA256Digest.hex(contents) : nil
        }
        let file = try RandomAccessFile(path)
        guard file.byteCount == byteCount else { return nil }
        var digest = SHA256Digest()
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        for start in stride(from: 0, to: byteCount, by: buffer.count) {
            let count = min(buffer.count, byteCount - start)
            try buffer.withUnsafeMutableBytes { bytes in
                let part = UnsafeMutableRawBufferPointer(rebasing: bytes[..<count])
                try file.read(at: start, into: part)
                digest.update(UnsafeRawBufferPointer(part))
            }
        }
        return digest.hex
    }
}
