import VerbatimGraph
import VerbatimTensor

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The files of a recorded run by their names in its folder, wherever they lie: in the folder, or packed in one file.
package struct RunFiles: Sendable {
    static let ledger = "ledger.txt"
    static let configuration = "configuration.json"
    static let metrics = "metrics.csv"
    static let steps = "steps"
    static let checkpoints = "checkpoints"
    static let data = "data"

    /// The name of a step's text.
    static func step(_ name: String) -> String { "\(steps)/\(name).mlir" }

    /// The folder or the file.
    package let path: String
    private let packed: SafetensorsFile?

    private static let format = "verbatim packed run"
    private static let version = "1"
    private static let digestKey = "packDigest"

    /// Opens a run's folder, or a file that `pack` wrote.
    ///
    /// - Throws: `VerbatimError` of code `file` if there is neither.
    package init(_ path: String) throws {
        self.path = path
        guard FileManager.default.fileExists(atPath: path), !FileSystem.isFolder(path) else {
            packed = nil
            guard FileManager.default.fileExists(atPath: "\(path)/\(Self.ledger)") else {
                throw VerbatimError(
                    .file, "no run was recorded here", received: path, expected: "a run's folder, or a packed run",
                    remedy: "record one with verbatim train --out")
            }
            return
        }
        let bytes = try FileSystem.read(path)
        try FileSeal.check(bytes, key: Self.digestKey, source: path, kind: "packed run")
        let file = try SafetensorsFile(bytes: bytes)
        guard file.metadata["format"] == Self.format, file.metadata["version"] == Self.version,
            file[Self.ledger] != nil,
            file.entries.allSatisfy({ $0.value.type.element == .u8 && $0.value.type.rank == 1 })
        else {
            throw VerbatimError(
                .file, "\(path) is not a packed run that this version reads",
                received: "\(file.metadata["format"] ?? "no format") version \(file.metadata["version"] ?? "none")",
                expected: "\(Self.format) version \(Self.version)", remedy: "write one with verbatim pack")
        }
        packed = file
    }

    /// The bytes of a file.
    ///
    /// - Throws: `VerbatimError` of code `file` if it is not there or cannot be read.
    package func read(_ name: String) throws -> [UInt8] {
        guard let packed else { return try FileSystem.read(place(name)) }
        guard let value = packed[name] else {
            throw VerbatimError(
                .file, "a packed run lacks a file", received: "no \(name) in \(path)", expected: "a whole run")
        }
        return value.array(of: UInt8.self)
    }

    /// How errors call a file.
    package func place(_ name: String) -> String { "\(path)/\(name)" }

    /// The names of a folder's files, in order; empty if there is no such folder.
    package func names(in folder: String) -> [String] {
        guard let packed else {
            return ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []).sorted()
        }
        return packed.entries.map(\.name).filter { $0.hasPrefix("\(folder)/") }
            .map { String($0.dropFirst(folder.count + 1)) }.sorted()
    }

    /// Whether there is a file of a name.
    package func contains(_ name: String) -> Bool {
        packed.map { $0[name] != nil } ?? FileManager.default.fileExists(atPath: place(name))
    }

    /// All files as one, with the samples where they are given.
    ///
    /// - Parameter data: The files of the samples by name; nil takes those that the run keeps.
    package func packed(data: [(name: String, file: SafetensorsFile)]?) throws -> [UInt8] {
        var names = [Self.configuration, Self.ledger, Self.metrics].filter(contains)
        for folder in [Self.steps, Self.checkpoints] + (data == nil ? [Self.data] : []) {
            names += self.names(in: folder).filter { !$0.hasSuffix(".partial") }.map { "\(folder)/\($0)" }
        }
        var entries = try names.map { SafetensorsFile.Entry($0, try Self.value(try read($0))) }
        for (name, file) in data ?? [] {
            entries.append(SafetensorsFile.Entry("\(Self.data)/\(name)", try Self.value(file.serialized())))
        }
        var bytes = try SafetensorsFile(
            entries,
            metadata: ["format": Self.format, "version": Self.version, Self.digestKey: FileSeal.blank]
        ).serialized()
        FileSeal.seal(&bytes, key: Self.digestKey)
        return bytes
    }

    private static func value(_ bytes: [UInt8]) throws -> TensorValue {
        try TensorValue(bytes, shape: [bytes.count])
    }
}
