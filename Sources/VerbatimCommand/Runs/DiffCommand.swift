import ArgumentParser
import Foundation
import Verbatim

/// `verbatim diff`: says where two recorded runs part.
struct DiffCommand: ParsableCommand {
    static let configuration: CommandConfiguration = .init(
        commandName: "diff", abstract: "Say where two recorded runs part: configuration, data, first differing step.",
        discussion: "Exit status: 0 no difference, 1 a difference, 2 a ledger is damaged or the input is wrong.")

    @Argument(help: ArgumentHelp("A run's folder.", valueName: "a"))
    var first: String

    @Argument(help: ArgumentHelp("Another run's folder.", valueName: "b"))
    var second: String

    func run() throws {
        let ledgers = try [first, second].map { try Ledger(contentsOf: RunDirectory(URL(filePath: $0)).ledgerPath) }
        let comparison = RunComparison(ledgers[0], ledgers[1])
        for difference in comparison.configuration { print(Self.text(difference)) }
        if let divergence = comparison.divergence {
            let label = divergence.first?.label ?? divergence.second?.label ?? ""
            print("\(comparison.equalRecords) records are equal; the first that differs is \(label)")
            for difference in divergence.differences { print(Self.text(difference)) }
        } else {
            let (left, right) = comparison.recordCounts
            print("\(comparison.equalRecords) records are equal; the runs have \(left) and \(right)")
        }
        if comparison.divergence != nil || !comparison.configuration.isEmpty { throw ExitCode(1) }
    }

    private static func text(_ difference: JSONDifference) -> String {
        "  \(difference.path): \(difference.first ?? "absent") and \(difference.second ?? "absent")"
    }
}
