import Foundation
import Verbatim

/// A file of programs, which checks its own results when it is interpreted.
struct StableHLOProgram {
    let path: String
    let name: String

    /// The file's text.
    func text() throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw VerbatimError(.file, "a program cannot be read", received: path)
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// Whether the file says that the interpreter runs it.
    static func isInterpreted(_ text: String) -> Bool {
        text.split(separator: "\n").contains { $0.hasPrefix("// RUN:") && $0.contains("--interpret") }
    }

    /// The programs of a file, which lines `// -----` separate.
    static func parts(_ text: String) -> [String] {
        var parts: [String] = [""]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("// -----") {
                parts.append("")
            } else {
                parts[parts.count - 1] += line + "\n"
            }
        }
        return parts
    }

    /// The inputs that the file's first line gives the interpreter: `--args="[dense<1> : tensor<2xi32>]"`.
    static func arguments(_ text: String) throws -> [TensorValue] {
        guard let line = text.split(separator: "\n").first, let start = line.range(of: "--args=\"["),
            let end = line[start.upperBound...].range(of: "]\"")
        else { return [] }
        let constants = line[start.upperBound..<end.lowerBound].components(separatedBy: ", dense").enumerated().map {
            index, part in index == 0 ? part : "dense" + part
        }
        let lines = constants.enumerated().map { "%\($0) = stablehlo.constant \($1)" }
        let types = constants.map { $0.components(separatedBy: " : ").last ?? "" }.joined(separator: ", ")
        let values = constants.indices.map { "%\($0)" }.joined(separator: ", ")
        let program = """
            func.func @main() -> (\(types)) {
            \(lines.joined(separator: "\n"))
            return \(values) : \(types)
            }
            """
        let graph = try SyntaxProgram(SyntaxModule(text: program)).graph
        let executable = try ReferenceExecutor().compile(graph)
        return try executable([])
    }
}
