import ArgumentParser
import Foundation
import Verbatim

/// `verbatim-bench`: measures this library, alone or beside others.
@main
struct BenchCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = .init(
        commandName: "verbatim-bench",
        abstract: "Measure training steps, or predictions, of the workloads that other libraries are measured on.",
        subcommands: [MeasureCommand.self, CompareCommand.self], defaultSubcommand: MeasureCommand.self)

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
            guard exitCode(for: error) != .success else { exit(withError: error) }
            let text = (error as? VerbatimError)?.description ?? message(for: error)
            FileHandle.standardError.write(Data("verbatim-bench: \(text)\n".utf8))
            exit(withError: ExitCode(2))
        }
    }
}
