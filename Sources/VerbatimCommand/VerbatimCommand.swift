import ArgumentParser
import Verbatim

/// The command line: trains, and checks that training gives one answer.
@main
struct VerbatimCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = .init(
        commandName: "verbatim",
        abstract: "Deep-learning training that gives the same bits every time.",
        version: "verbatim \(LibraryVersion.current), arithmetic \(ArithmeticLabel.current)",
        subcommands: [
            TrainCommand.self, CheckCommand.self, ExplainCommand.self, RunsCommand.self, DiffCommand.self,
            VerifyCommand.self, PackCommand.self, AblateCommand.self, RunCommand.self, FormatCommand.self,
        ])

    /// Runs the command; whatever a user can get wrong ends in one line on standard error and status 2.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let code as ExitCode {
            exit(withError: code)
        } catch {
            let status = exitCode(for: error)
            guard status != .success else { exit(withError: error) }
            StandardError.line("verbatim: " + ErrorLine.text(of: error, usage: message(for: error)))
            exit(withError: ExitCode(2))
        }
    }
}
