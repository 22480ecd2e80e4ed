internal import Foundation

/// A program of this package as it was built beside the tests, run in a process of its own.
public struct BuiltProgram: Sendable {
    /// What a run left.
    public struct Result: Sendable {
        /// The exit status.
        public let status: Int32
        /// The lines of standard output.
        public let output: [String]
        /// The lines of standard error.
        public let errors: [String]
    }

    private let url: URL

    /// Names a program, such as `verbatim`.
    public init(_ name: String) {
        url = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: name)
    }

    /// Runs it with arguments, and variables added to the environment.
    public func run(_ arguments: [String] = [], environment: [String: String] = [:]) throws -> Result {
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = url
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // What these programs say on standard error fits a pipe, so that one may be read after the other.
        let (text, complaint) = (output.fileHandleForReading.text, errors.fileHandleForReading.text)
        process.waitUntilExit()
        return Result(status: process.terminationStatus, output: text, errors: complaint)
    }
}

extension FileHandle {
    fileprivate var text: [String] {
        String(decoding: readDataToEndOfFile(), as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
