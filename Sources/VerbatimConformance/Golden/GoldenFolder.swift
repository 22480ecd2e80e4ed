import Foundation
import Verbatim

/// A folder of golden data, and the one that holds what it lacks.
struct GoldenFolder {
    let path: String
    let base: String?

    /// The cases of `golden.json`.
    func cases() throws -> GoldenFile {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw VerbatimError(.file, "there is no such folder", received: path, expected: "a folder of golden data")
        }
        guard let file = find("golden.json"), let data = FileManager.default.contents(atPath: file) else {
            throw VerbatimError(.file, "no golden.json", received: path, expected: "a folder of golden data")
        }
        do {
            return try JSONDecoder().decode(GoldenFile.self, from: data)
        } catch {
            throw VerbatimError(
                .file, "\(file) is not golden data", received: "\(error)", expected: "cases with steps and weights")
        }
    }

    /// The tensors of a file, by name.
    func tensors(_ name: String) throws -> [String: TensorValue] {
        guard let file = find(name) else {
            throw VerbatimError(
                .file, "golden data lacks a file", received: [path, base].compactMap { $0 }.joined(separator: ", "),
                expected: name, remedy: "name the folder that has it with --base")
        }
        return try Self.read(file)
    }

    /// The tensors of every file of a case: `<case>_<anything>.safetensors`, the folder's own before the base's.
    func tensors(ofCase name: String, among names: [String]) throws -> [String: TensorValue] {
        var found: [String: TensorValue] = [:]
        for folder in [path, base].compactMap({ $0 }) {
            let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
            for file in files where Self.owner(of: file, among: names) == name {
                found.merge(try Self.read("\(folder)/\(file)")) { first, _ in first }
            }
        }
        return found
    }

    /// The longest case name that a file's name begins with.
    private static func owner(of file: String, among names: [String]) -> String? {
        guard file.hasSuffix(".safetensors") else { return nil }
        return names.filter { file.hasPrefix($0 + "_") }.max { $0.count < $1.count }
    }

    private func find(_ name: String) -> String? {
        [path, base].compactMap { $0.map { "\($0)/\(name)" } }.first(where: FileManager.default.fileExists(atPath:))
    }

    private static func read(_ file: String) throws -> [String: TensorValue] {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw VerbatimError(.file, "a file of golden data cannot be read", received: file, expected: "a file")
        }
        do {
            return Dictionary(
                uniqueKeysWithValues: try SafetensorsFile(bytes: Array(data)).entries.map { ($0.name, $0.value) })
        } catch let error as VerbatimError {
            throw VerbatimError(.file, "\(file): \(error.what)", received: error.received, expected: error.expected)
        }
    }
}
