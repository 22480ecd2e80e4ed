import ArgumentParser
import Foundation
import Verbatim

/// `verbatim runs`: lists the recorded runs of a folder.
struct RunsCommand: ParsableCommand {
    static let configuration: CommandConfiguration = .init(
        commandName: "runs", abstract: "List the runs that were recorded in a folder.")

    @Argument(help: ArgumentHelp("The folder.", valueName: "dir"))
    var folder: String

    func run() throws {
        let paths = RunSummary.paths(in: folder)
        guard !paths.isEmpty else {
            throw VerbatimError(
                .file, "no runs were recorded here", received: folder, expected: "a folder of runs",
                remedy: "record one with verbatim train --out")
        }
        for path in paths {
            let name = URL(filePath: path).lastPathComponent
            do {
                print("\(name)  \(Self.text(try RunSummary(path)))")
            } catch let error as VerbatimError {
                print("\(name)  \(error.description)")
            }
        }
    }

    private static func text(_ summary: RunSummary) -> String {
        var parts = ["\(summary.epochs.done)/\(summary.epochs.asked) epochs", "\(summary.steps) steps"]
        if let loss = summary.loss { parts.append("loss \(loss)") }
        if let digest = summary.digest {
            parts.append("digest \(digest)")
        } else {
            parts.append(summary.newestCheckpoint.map { "can go on from step \($0)" } ?? "no checkpoint")
        }
        if summary.arithmetic != ArithmeticLabel.current { parts.append("arithmetic \(summary.arithmetic)") }
        return parts.joined(separator: "  ")
    }
}
