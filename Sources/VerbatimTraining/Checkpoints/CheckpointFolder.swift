import VerbatimGraph
import VerbatimTensor

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The folder of a run's checkpoints, named by the step that each was written after.
struct CheckpointFolder {
    let path: String
    private static let prefix = "step-"
    private static let suffix = ".safetensors"

    /// The checkpoints' steps, ascending.
    var steps: [Int] {
        // A folder that cannot be listed has none; writing into it names the reason.
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).compactMap { name in
            Self.step(name)
        }.sorted()
    }

    /// The file of a step's checkpoint.
    func file(_ step: Int) -> String { "\(path)/\(Self.name(step))" }

    /// The name of a file that belongs to a step.
    static func name(_ step: Int) -> String {
        let digits = String(step)
        return "\(prefix)\(String(repeating: "0", count: max(0, 9 - digits.count)))\(digits)\(suffix)"
    }

    /// The step that a file's name states; nil if it is no such name.
    static func step(_ name: String) -> Int? {
        guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return nil }
        return Int(name.dropFirst(prefix.count).dropLast(suffix.count)).flatMap { $0 >= 0 ? $0 : nil }
    }

    /// Writes a checkpoint whole or not at all, then removes all but the first and the last `keep`.
    ///
    /// - Throws: `VerbatimError` of code `file` if it cannot be written; earlier checkpoints stay then.
    func write(_ checkpoint: Checkpoint, step: Int, keep: Int) throws {
        try FileSystem.replace(file(step), with: checkpoint.serialized())
        let others = steps.dropFirst()
        for old in others.dropLast(keep) { try? FileManager.default.removeItem(atPath: file(old)) }
    }

    /// The newest checkpoint that is whole, with its step.
    ///
    /// - Parameter warn: Told of each damaged one that is newer.
    /// - Throws: `VerbatimError` of code `file` if there is none.
    func newest(warn: (String) -> Void) throws -> (checkpoint: Checkpoint, step: Int) {
        for step in steps.reversed() {
            do {
                return (try read(step), step)
            } catch let error as VerbatimError {
                warn("\(error.description); the checkpoint before it is used")
            }
        }
        throw VerbatimError(
            .file, "the run has no whole checkpoint", received: path, expected: "at least one",
            remedy: "start again in another folder")
    }

    /// Reads a step's checkpoint.
    ///
    /// - Throws: `VerbatimError` of code `file` if it cannot be read or is damaged.
    func read(_ step: Int) throws -> Checkpoint {
        try Checkpoint(FileSystem.read(file(step)), source: file(step))
    }

    /// Removes what a killed process had begun to write.
    static func removePartialFiles(in folder: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where name.hasSuffix(".partial") {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }
}
