import ArgumentParser
import Verbatim

/// `verbatim fmt`: prints a StableHLO program in the short forms.
struct FormatCommand: ParsableCommand {
    static let configuration: CommandConfiguration = .init(
        commandName: "fmt", abstract: "Print a StableHLO program in the forms that StableHLO's tools print.",
        discussion: "Only the spelling changes: reading what is printed gives the same program.")

    @Argument(help: ArgumentHelp("The program's text.", valueName: "program.mlir"))
    var path: String

    func run() throws { print(try ProgramFile(path: path).module().text, terminator: "") }
}
