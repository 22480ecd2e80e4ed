import Foundation
import Verbatim

/// A StableHLO program of a file with a value for each input: of an archive, or synthetic.
struct ProgramWorkload {
    /// The file's name without what follows the last dot.
    let name: String
    private let executable: CPUExecutable
    private let inputs: [TensorValue]

    /// Reads and compiles a program.
    init(path: String, inputs: String?, executor: CPUExecutor) throws {
        guard let text = String(validating: try Self.bytes(path), as: UTF8.self) else {
            throw VerbatimError(.file, "a program is not text", received: path, expected: "UTF-8")
        }
        name = URL(filePath: path).deletingPathExtension().lastPathComponent
        let graph = try SyntaxProgram(SyntaxModule(text: text)).graph
        executable = try executor.compiled(graph)
        let archive = try inputs.map { try NumPyArchive(bytes: try Self.bytes($0)) }
        self.inputs = try graph.inputTypes.enumerated().map { number, type in
            guard let archive else { return try Self.value(type, number: number) }
            if let value = archive["in\(number)"] { return value }
            throw VerbatimError(
                .file, "an archive lacks an input of the program", received: inputs, expected: "in\(number)")
        }
    }

    private static func bytes(_ path: String) throws -> [UInt8] {
        if let data = FileManager.default.contents(atPath: path) { return [UInt8](data) }
        throw VerbatimError(.file, "a file cannot be read", received: path, expected: "a file")
    }

    /// Runs the program once.
    func run(into outputs: inout [TensorValue]) throws { try executable.run(inputs, into: &outputs, observer: nil) }

    /// What each part of the program takes.
    func profile(runs: Int) throws -> [StepProfile] { try executable.profile(inputs, runs: runs) }

    /// Floats uniform in [0, 1), integers in [0, 10).
    private static func value(_ type: TensorType, number: Int) throws -> TensorValue {
        let stream = RandomStream(seed: 0, "input \(number)")
        let words = stream.words(count: type.count, position: 0, step: 0)
        switch type.element {
        case .f32: return try TensorValue(words.map { Float($0 >> 8) * 0x1p-24 }, shape: type.shape)
        case .f64: return try TensorValue(words.map { Double($0 >> 8) * 0x1p-24 }, shape: type.shape)
        case .i32: return try TensorValue(words.map { Int32($0 % 10) }, shape: type.shape)
        case .u32: return try TensorValue(words.map { $0 % 10 }, shape: type.shape)
        case .i64: return try TensorValue(words.map { Int64($0 % 10) }, shape: type.shape)
        case .bool: return try TensorValue(words.map { $0 % 2 == 1 }, shape: type.shape)
        case .i8, .i16, .u8, .u16, .u64, .f16, .bf16, .i2, .i4, .u2, .u4, .c64, .c128, .f4E2M1FN, .f6E2M3FN, .f6E3M2FN,
            .f8E3M4, .f8E4M3, .f8E4M3B11FNUZ, .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2, .f8E5M2FNUZ, .f8E8M0FNU:
            return TensorValue(zeros: type)
        }
    }
}
