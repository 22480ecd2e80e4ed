import Foundation
import Verbatim

/// A folder of cases, listed in its `index.json`.
struct FixtureSet {
    /// One line of the index.
    struct Entry {
        let family: String
        let name: String
        let tensors: String
        let sidecar: String
    }

    let path: String
    /// The cases in the index's order.
    let entries: [Entry]

    /// Reads the index of a folder.
    ///
    /// - Throws: `VerbatimError` of code `file` if there is none.
    init(path: String) throws {
        self.path = path
        let index = try Self.json("\(path)/index.json")
        guard case .array(let cases)? = index["cases"] else {
            throw VerbatimError(
                .file, "\(path)/index.json lists no cases", received: index.kind, expected: "a list under cases")
        }
        entries = try cases.map { entry in
            func text(_ name: String) throws -> String {
                if case .string(let text)? = entry[name] { return text }
                throw VerbatimError(
                    .file, "\(path)/index.json lists a case without \(name)", received: entry.kind,
                    expected: "family, case, file, json")
            }
            return Entry(
                family: try text("family"), name: try text("case"),
                tensors: (try? text("file")) ?? "", sidecar: (try? text("json")) ?? "")
        }
    }

    /// Reads a case.
    func fixture(_ entry: Entry) throws -> Fixture {
        let sidecar = try Self.json("\(path)/\(entry.sidecar)")
        let tensors =
            FileManager.default.fileExists(atPath: "\(path)/\(entry.tensors)") && !entry.tensors.isEmpty
            ? try SafetensorsFile(contentsOf: "\(path)/\(entry.tensors)") : SafetensorsFile([])
        return try Fixture(sidecar: sidecar, tensors: tensors, source: entry.sidecar)
    }

    private static func json(_ path: String) throws -> JSONValue {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw VerbatimError(.file, "a file cannot be read", received: path, expected: "a file of a fixture set")
        }
        return try JSONValue(Array(data)[...], source: path)
    }
}
