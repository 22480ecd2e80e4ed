import ArgumentParser
import Verbatim

/// What is run again and again, and how its outcome is read: the options that `check` and `ablate` share.
struct SubjectOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Compare the last match in a command's output.", valueName: "regex"))
    var match: String?

    @Option(help: ArgumentHelp("Compare a file that a command writes.", valueName: "path"))
    var file: String?

    @OptionGroup var program: ProgramOptions

    @Argument(parsing: .postTerminator, help: "Any command, after --.")
    var command: [String] = []

    /// The program or the command.
    func subject() throws -> Subject {
        guard !command.isEmpty else {
            guard match == nil, file == nil else {
                throw VerbatimError(
                    .configuration, "--match and --file read the outcome of a command", received: "no command",
                    expected: "-- COMMAND ...", remedy: "Verbatim's own programs are compared by digest and loss bits")
            }
            return .program(try program.arguments())
        }
        guard program.isEmpty else {
            throw VerbatimError(
                .configuration, "a program of Verbatim or a command is run, not both",
                received: try program.arguments().joined(separator: " ") + " and a command", expected: "one of them")
        }
        switch (match, file) {
        case (nil, nil): return .command(command, .lastLine)
        case (let pattern?, nil): return .command(command, .match(pattern))
        case (nil, let path?): return .command(command, .file(path))
        case (_?, _?):
            throw VerbatimError(
                .configuration, "a command has one outcome", received: "--match and --file", expected: "one of them")
        }
    }
}
