import Foundation
import Verbatim

/// Records the runs of two settings that came to different outcomes, and says by which operation they part.
struct Trace {
    let arguments: [String]

    /// Runs both settings until their ledgers differ, at most some times.
    ///
    /// - Returns: The report of `diff`.
    func text(_ first: Cell, _ second: Cell, attempts: Int = 5) async throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "verbatim-trace-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var last = ""
        for attempt in 0..<attempts {
            let runs = ["a\(attempt)", "b\(attempt)"].map { folder.appending(path: $0).path }
            for (cell, path) in zip([first, second], runs) {
                let recording = Subject.program(arguments + ["--out", path, "--ledger", "full", "--keep-data"])
                _ = try await recording.run(in: cell)
            }
            let report = try RunDiff(runs[0], runs[1], data: nil, executor: CPUExecutor())
            last = "a: \(first.label), b: \(second.label)\n\(report.text)"
            if report.isDifferent { return last }
        }
        return "\(last)\n\(attempts) recorded pairs agree: recording hides the difference"
    }
}
