import Foundation
import Verbatim

/// The path of the running program, so that it can start itself afresh.
enum SelfExecutable {
    static func path() throws -> String {
        if let path = Bundle.main.executablePath { return path }
        throw VerbatimError(
            .environment, "the running program's path is unknown", received: CommandLine.arguments[0],
            expected: "a program started from a file")
    }
}
