import Foundation
import Verbatim

/// A set of cases: a folder with an `index.json`, or a packed folder with two files for each family.
///
/// Packed, `FAMILY.json` lists the family's sidecars and `FAMILY.safetensors` holds the tensors of all, named by the case,
/// a bar, and the tensor.
package struct FixtureSet {
    /// One case of the set.
    package struct Entry {
        /// The family, such as `losses`.
        package let family: String
        /// The case's name, once in a family.
        package let name: String
        let tensors: String
        let sidecar: String
    }

    private let path: String
    private let packed: [String: Fixture]
    /// The cases in order.
    package let entries: [Entry]

    /// What a sidecar says that no runner needs.
    private static let unneeded: Set<String> = ["keras_config", "err32", "notes", "notes2"]

    /// Reads the index of a folder, or a packed folder.
    ///
    /// - Throws: `VerbatimError` of code `file` for neither.
    package init(path: String) throws {
        self.path = path
        guard FileManager.default.fileExists(atPath: "\(path)/index.json") else {
            (packed, entries) = try Self.unpacked(path)
            return
        }
        packed = [:]
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
                family: try text("family"), name: try text("case"), tensors: (try? text("file")) ?? "",
                sidecar: (try? text("json")) ?? "")
        }
    }

    /// Reads a case.
    package func fixture(_ entry: Entry) throws -> Fixture {
        if let fixture = packed["\(entry.family)/\(entry.name)"] { return fixture }
        let sidecar = try Self.json("\(path)/\(entry.sidecar)")
        let file = "\(path)/\(entry.tensors)"
        let tensors =
            !entry.tensors.isEmpty && FileManager.default.fileExists(atPath: file)
            ? try SafetensorsFile(contentsOf: file) : SafetensorsFile([])
        return try Fixture(sidecar: sidecar, tensors: tensors, source: entry.sidecar)
    }

    /// Writes the cases whose family has a runner as a packed folder.
    ///
    /// - Throws: `VerbatimError` of code `file` if it cannot be written.
    package func pack(to folder: String) throws {
        for family in Families.runners.keys.sorted() {
            var sidecars: [JSONValue] = []
            var tensors: [SafetensorsFile.Entry] = []
            for entry in entries where entry.family == family {
                let fixture = try fixture(entry)
                if case .object(let members) = fixture.sidecar {
                    sidecars.append(.object(members.filter { !Self.unneeded.contains($0.name) }))
                }
                for name in fixture.tensorNames {
                    tensors.append(.init("\(entry.name)|\(name)", try fixture.tensor(name)))
                }
            }
            guard !sidecars.isEmpty else { continue }
            try FileSystem.replace("\(folder)/\(family).json", with: JSONValue.array(sidecars).serialized())
            try SafetensorsFile(tensors).write(to: "\(folder)/\(family).safetensors")
        }
    }

    private static func unpacked(_ path: String) throws -> ([String: Fixture], [Entry]) {
        var fixtures: [String: Fixture] = [:]
        var entries: [Entry] = []
        for family in Families.runners.keys.sorted()
        where FileManager.default.fileExists(atPath: "\(path)/\(family).json") {
            guard case .array(let sidecars) = try json("\(path)/\(family).json") else { continue }
            var tensors: [String: [SafetensorsFile.Entry]] = [:]
            for entry in try SafetensorsFile(contentsOf: "\(path)/\(family).safetensors").entries {
                guard let bar = entry.name.firstIndex(of: "|") else { continue }
                let name = String(entry.name[entry.name.index(after: bar)...])
                tensors[String(entry.name[..<bar]), default: []].append(.init(name, entry.value))
            }
            for sidecar in sidecars {
                guard case .string(let name)? = sidecar["case"] else { continue }
                fixtures["\(family)/\(name)"] = try Fixture(
                    sidecar: sidecar, tensors: SafetensorsFile(tensors[name] ?? []), source: "\(family)/\(name)")
                entries.append(Entry(family: family, name: name, tensors: "", sidecar: ""))
            }
        }
        guard !entries.isEmpty else {
            throw VerbatimError(
                .file, "there are no cases", received: path, expected: "a folder with an index.json, or a packed one")
        }
        return (fixtures, entries)
    }

    private static func json(_ path: String) throws -> JSONValue {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw VerbatimError(.file, "a file cannot be read", received: path, expected: "a file of a fixture set")
        }
        return try JSONValue(Array(data)[...], source: path)
    }
}
