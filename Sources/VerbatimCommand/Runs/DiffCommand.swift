import ArgumentParser
import Foundation
import Verbatim

/// `verbatim diff`: says where two recorded runs part, down to the operation.
struct DiffCommand: ParsableCommand {
    static let configuration: CommandConfiguration = .init(
        commandName: "diff",
        abstract: "Say where two recorded runs part: configuration, data, first step, operation and element.",
        discussion: """
            The first step that differs is made again from the nearest checkpoint of each run, which takes their data. \
            Exit status: 0 no difference, 1 a difference, 2 a ledger is damaged or the input is wrong.
            """)

    @Argument(help: ArgumentHelp("A run's folder, or a packed run.", valueName: "a"))
    var first: String

    @Argument(help: ArgumentHelp("Another run.", valueName: "b"))
    var second: String

    @Option(help: ArgumentHelp("The folder of the data that they were trained on.", valueName: "dir"))
    var data: String?

    @OptionGroup var resources: ResourceOptions

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        let report = try RunDiff(first, second, data: data, executor: try resources.executor())
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            print(String(decoding: try encoder.encode(report), as: UTF8.self))
        } else {
            print(report.text)
        }
        if report.isDifferent { throw ExitCode(1) }
    }
}
