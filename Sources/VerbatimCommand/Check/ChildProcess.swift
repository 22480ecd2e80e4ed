import Subprocess
import Verbatim

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// Runs a program in a fresh process and keeps its last lines.
struct ChildProcess: Sendable {
    var command: [String]
    var environment: [String: String]

    /// What a process left: its standard output's lines of interest and how it ended.
    struct Result: Sendable {
        var output: String
        var errorTail: String
        var failure: String?
    }

    /// Waits for the process; its output may be up to 64 MiB.
    func run() async throws -> Result {
        let executable: Subprocess.Executable =
            command[0].contains("/") ? .path(FilePath(command[0])) : .name(command[0])
        var overrides: [Environment.Key: String?] = [:]
        for (name, value) in environment { overrides[Environment.Key(stringLiteral: name)] = value }
        do {
            let result = try await Subprocess.run(
                executable, arguments: Arguments(Array(command.dropFirst())),
                environment: .inherit.updating(overrides), input: .none, output: .string(limit: 64 << 20),
                error: .string(limit: 64 << 20))
            let errorLines = result.standardError.split(separator: "\n")
            return Result(
                output: result.standardOutput, errorTail: errorLines.last.map(String.init) ?? "",
                failure: result.terminationStatus.isSuccess ? nil : "\(result.terminationStatus)")
        } catch let error as SubprocessError {
            throw VerbatimError(
                .environment, "the command could not be run", received: command.joined(separator: " "),
                expected: "a program that starts and prints at most 64 MiB", remedy: "\(error)")
        }
    }
}
