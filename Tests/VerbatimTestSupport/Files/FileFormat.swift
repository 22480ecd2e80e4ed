internal import Foundation
import Verbatim

/// The file formats that data is read from, each with good files to damage and the reader to try them on.
public enum FileFormat: String, Sendable, CaseIterable {
    case npy, npz, safetensors, idx, cifar10, csv, text, netpbm, stablehlo, ledger, checkpoint, yaml, packedRun
    #if SystemCodecs
        case gzip, png
    #endif

    /// Good files, small enough to be damaged a million times.
    public func samples() throws -> [[UInt8]] {
        var generator = SampleGenerator(11)
        func tensors() -> [TensorValue] {
            [TensorType([2, 3], .f32), TensorType([4], .u8), TensorType([], .i64), TensorType([2, 0, 5], .f64)].map {
                generator.tensor($0, .ordinary)
            }
        }
        switch self {
        case .npy: return try tensors().map { try NumPyFile($0).serialized() }
        case .npz:
            let entries = tensors().enumerated().map { NumPyArchive.Entry("t\($0)", $1) }
            return [
                try NumPyArchive(entries).serialized(), try NumPyArchive([entries[1]]).serialized(),
                try NumPyArchive([]).serialized(),
            ]
        case .safetensors:
            let entries = tensors().enumerated().map { SafetensorsFile.Entry("t\($0)", $1) }
            return [try SafetensorsFile(entries, metadata: ["a": "b"]).serialized()]
        case .idx:
            return try [[3, 2, 2], [5], []].map {
                try IDXFile(generator.tensor(TensorType($0, .u8), .ordinary)).serialized()
            } + [try IDXFile(generator.tensor(TensorType([2, 3], .i32), .ordinary)).serialized()]
        case .cifar10:
            return [(0..<2 * CIFAR10.recordByteCount).map { $0 % CIFAR10.recordByteCount == 0 ? 7 : UInt8($0 % 251) }]
        case .csv:
            return [
                "a,b,kind\n1,2.5,x\n-3e2,4,\"y, or \"\"z\"\"\"\n\n5,.5,x\n", "\u{FEFF}a,b,\"k\nind\"\r\n1,2,x\r\n3,4,ü",
            ].map { Array($0.utf8) }
        case .text: return ["First Citizen:\nBefore we proceed – é 漢 🙂.", "ab"].map { Array($0.utf8) }
        case .stablehlo: return try StableHLOSamples.texts().map { Array($0.utf8) }
        case .netpbm:
            return [
                Array("P2\n# gray\n3 2\n15\n0 3 15\n1 2 4\n".utf8), Array("P3 1 2 255 1 2 3\n255 0 9".utf8),
                Array("P5 3 2 255\n".utf8) + [0, 1, 2, 253, 254, 255],
                Array("P6 1 1 65535\n".utf8) + [0, 1, 2, 3, 4, 5],
            ]
        case .ledger: return [try recorded("ledger.txt")]
        case .checkpoint: return [try recorded("checkpoints/step-000000002.safetensors")]
        case .yaml:
            return [
                """
                # A run.
                model: {layers: [{type: Dense, units: 3}, "a \\"b\\"", 'it''s', null, ~]}
                data:
                  dataset: digits
                  split: -1.5e-3
                list:
                - 1
                - - true
                  - x: y # why
                    z: [ ]
                -
                  deep: {a: {b: [1, 2, {c: d}]}}

                """, "- 1\n- a: b\n", "text",
            ].map { Array($0.utf8) }
        case .packedRun: return [try packed()]
        #if SystemCodecs
            case .gzip:
                return [
                    // Two members, of 7 and 140 bytes.
                    "H4sIAAAAAAACA0vLLCou0VEAAATPzvEHAAAAH4sIAAAAAAACAytOTc7PS+EqHgwUAM/dmNKMAAAA"
                ].map { Array(Data(base64Encoded: $0)!) }
            case .png:
                return [
                    // 9x9 gray of 4 bits, interlaced; 5x4 of a palette.
                    "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAJBAAAAAF3DYRbAAAAJUlEQVR42gFAAL//AAgBgADAAUAAQMAA"
                        + "YgEuArwApOggAeBEPACxfQFxxlC7bAAAACZJREFURALASAPZPgTASABR2VHZUAH9vLy8vwKc4CRooAPp"
                        + "EjRGcIpUFyJogtuLAAAAAElFTkSuQmCC",
                    "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAEAgMAAAA7XR3TAAAADFBMVEUAFCg8UGR4jKC0yNwFizVCAAAA"
                        + "CklEQVR42mOwZGAMfc0UQkE6hQAAAApJREFU48DcKgQAD5oCsy2EgBsAAAAASUVORK5CYII=",
                ].map { Array(Data(base64Encoded: $0)!) }
        #endif
        }
    }

    /// What a text of the format is made of.
    var pieces: [String] {
        switch self {
        case .npy, .npz:
            ["'", "(", ")", "{", "}", ",", "<", ">", "9999999999999999999", "0", "True", "b1", "PK\u{1}\u{2}"]
        case .safetensors: ["\"", "{", "}", "[", "]", ",", ":", "999999999999", "F64", "U8", "\\u", "-1"]
        case .csv: ["\"", "\"\"", ",", "\n", "\r\n", "\r", "1e999", "nan", "-", "9999999999", ",,,,,,"]
        case .netpbm: ["#", "\n", " ", "99999999999", "65536", "0", "-1", "P3", "P6"]
        case .stablehlo:
            [
                "tensor<2x3xf32>", "tensor<99999999x99999999xf32>", "tensor<?xi1>", "%0", "%arg0", "{", "}", "(", ")",
                "<",
                ">", "[", "]", "\"", "dense<", "array<i64: ", "-1", "4611686018427387904", "0x7FC00000", " : ", "#a",
                "^bb0",
                "@main", "stablehlo.add", "stablehlo.while", "func.func", "call @main()", "loc(", "complex<f32>", "//",
            ]
        case .idx, .cifar10, .text: ["\u{0}", "\n", "é", "🙂", "\u{FFFF}"]
        case .ledger, .checkpoint, .packedRun:
            ["\"", "{", "}", "[", "]", ",", ":", "-1", "null", "99999999999999999999", "\\u", "\n", "\"step\"", "true"]
        case .yaml:
            ["- ", ": ", "{", "}", "[", "]", "\"", "'", "#", "  ", "\n", "&a", "*a", "|", "---", "\t", ",", "1e999"]
        #if SystemCodecs
            case .gzip, .png: ["\u{1f}", "IHDR", "IDAT", "PLTE", "IEND", "\u{0}\u{0}\u{0}\u{1}"]
        #endif
        }
    }

    /// Reads a file as a user's program would.
    ///
    /// - Returns: The bytes that are held of it.
    /// - Throws: What the reader throws.
    public func read(_ file: [UInt8]) throws -> Int {
        switch self {
        case .npy: return try NumPyFile(bytes: file).value.type.byteCount
        case .npz: return try NumPyArchive(bytes: file).entries.reduce(0) { $0 + $1.value.type.byteCount }
        case .safetensors: return try SafetensorsFile(bytes: file).entries.reduce(0) { $0 + $1.value.type.byteCount }
        case .idx: return try IDXFile(bytes: file).value.type.byteCount
        case .netpbm: return try NetpbmImage(bytes: file).pixels.type.byteCount
        case .stablehlo: return try StableHLOSamples.read(file)
        case .cifar10:
            let path = "\(NSTemporaryDirectory())/verbatim-mutated-\(getpid())-\(Self.thread).bin"
            try Data(file).write(to: URL(filePath: path))
            let dataset = try CIFAR10Dataset([path])
            for index in 0..<dataset.count { _ = try dataset.sample(index, epoch: 0) }
            return 0
        case .csv:
            return try held(CSVDataset(bytes: file, inputs: [.number(0), .number("b")], targets: [.category(2)]))
        case .text:
            return try held(TextDataset(bytes: file, tokens: .characters(nil), window: 3, stride: 1)) / 6
        case .ledger:
            // Damage that somebody mended the chain after reaches what is behind it.
            _ = try? Ledger(Self.chained(file), source: "a ledger")
            return try Ledger(file, source: "a ledger").records.reduce(0) { $0 + $1.value.serialized().count }
        case .checkpoint:
            _ = try? Checkpoint(Self.digested(file, "checkpointDigest"), source: "a checkpoint")
            return try Checkpoint(file, source: "a checkpoint").tensors.reduce(0) { $0 + $1.value.type.byteCount }
        case .yaml: return try YAMLReader.value(file, source: "a configuration").serialized().count / 3
        case .packedRun:
            let path = "\(NSTemporaryDirectory())/verbatim-mutated-\(getpid())-\(Self.thread).run"
            // Damage with a digest made right reaches what is behind it.
            try Data(Self.digested(file, "packDigest")).write(to: URL(filePath: path))
            let run = try RecordedRun(path)
            for step in run.checkpointSteps { _ = try run.checkpoint(step) }
            _ = try RunVerifier.verify(run, RunSamples(run), executor: CPUExecutor(threads: 1))
            return 0
        #if SystemCodecs
            // Deflate packs up to 1,032 bytes into one; a bit of an image becomes a number of 4 bytes for each color.
            case .gzip: return try GzipFile(bytes: file).contents.count / 1_032
            case .png: return try PNGImage(bytes: file).pixels.type.byteCount / (1_032 * 96)
        #endif
        }
    }

    /// A name for the running thread, whose files no other one writes.
    private static var thread: UInt { UInt(bitPattern: Unmanaged.passUnretained(Thread.current).toOpaque()) }

    /// A ledger's lines with hashes that are right.
    private static func chained(_ file: [UInt8]) -> [UInt8] {
        var head = [UInt8](repeating: 0, count: 32)
        var bytes: [UInt8] = []
        for line in file.split(separator: UInt8(ascii: "\n")) {
            let record = Array(line.dropFirst(65))
            head = SHA256Digest.hash(head + record)
            bytes += Array("\(SHA256Digest.hexadecimal(head)) ".utf8) + record + [UInt8(ascii: "\n")]
        }
        return bytes
    }

    /// A file with a digest that is right.
    private static func digested(_ file: [UInt8], _ key: String) -> [UInt8] {
        let pattern = Array("\"\(key)\":\"".utf8)
        var bytes = file
        guard let start = (0..<min(file.count, 900)).first(where: { file[$0...].starts(with: pattern) }),
            file.count >= start + pattern.count + 64
        else { return file }
        let place = start + pattern.count..<start + pattern.count + 64
        bytes.replaceSubrange(place, with: [UInt8](repeating: UInt8(ascii: "0"), count: 64))
        bytes.replaceSubrange(place, with: SHA256Digest.hex(bytes).utf8)
        return bytes
    }

    /// A file of a small recorded run.
    private func recorded(_ name: String) throws -> [UInt8] {
        try run { Array(try Data(contentsOf: $0.appending(path: name))) }
    }

    /// A small recorded run as one file with its data.
    private func packed() throws -> [UInt8] { try run { try RecordedRun($0.path).files.packed(data: nil) } }

    private func run<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "verbatim-format-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let trainer = try Sequential { Dense(1) }.compile(
            optimizer: .sgd(learningRate: 0.1, momentum: 0.9), loss: .meanSquaredError,
            executor: CPUExecutor(threads: 1))
        let x = Tensor(shape: [3, 2], [1, 2, 3, 4, 5, 6] as [Float])
        try trainer.fit(
            x, Tensor(shape: [3, 1], [1, 0, 1] as [Float]), batchSize: 2,
            run: RunDirectory(folder, checkpointEvery: 1, keepsData: true))
        return try body(folder)
    }

    /// The bytes of all samples, after a look at the first and the last.
    private func held(_ dataset: some Dataset) throws -> Int {
        if dataset.count > 0 {
            _ = try dataset.sample(0, epoch: 0)
            _ = try dataset.sample(dataset.count - 1, epoch: 0)
        }
        let type = dataset.sampleType
        return dataset.count * (type.inputs + type.targets).reduce(0) { $0 + $1.byteCount }
    }
}
