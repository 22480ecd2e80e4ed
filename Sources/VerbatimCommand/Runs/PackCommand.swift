import ArgumentParser
import Foundation
import Verbatim

/// `verbatim pack`: writes a recorded run as one file that others verify.
struct PackCommand: ParsableCommand {
    static let configuration: CommandConfiguration = .init(
        commandName: "pack",
        abstract: "Write a recorded run as one file, which verify, diff and runs read like its folder.",
        discussion: "By convention its name ends in .run.")

    @Argument(help: ArgumentHelp("A run's folder.", valueName: "run"))
    var source: String

    @Flag(help: "Put the data with it, so that it is verified without having them.")
    var withData = false

    @Option(help: ArgumentHelp("The folder of the data, where the run does not keep them.", valueName: "dir"))
    var data: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("The file.", valueName: "file"))
    var output: String

    func run() throws {
        let recorded = try RecordedRun(source)
        let data = withData ? try RunReader.samples(recorded, folder: data).files() : []
        let bytes = try recorded.files.packed(data: data)
        try FileSystem.replace(output, with: bytes)
        print("\(output): \(bytes.count) bytes, \(withData ? "with" : "without") data")
    }
}
