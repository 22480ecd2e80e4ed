import ArgumentParser
import Foundation
import Verbatim
import VerbatimTestSupport

/// Reads damaged files of every format and prints what became of them; a crash or a failure is a bug.
@main
struct MutationCommand: ParsableCommand {
    static let configuration: CommandConfiguration = .init(
        commandName: "verbatim-mutations",
        abstract: "Read damaged files: each must be read or refused by one error, in bounded time and memory.",
        discussion: "Exit status: 0 all were, 1 some were not.")

    @Option(
        help: ArgumentHelp(
            "This format only: \(FileFormat.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "name"))
    var format: String?

    @Option(help: "Damaged files of each format.")
    var count: Int = 100_000

    @Option(help: "The seed of the damage.")
    var seed: UInt64 = 1

    @Option(help: "Threads; the files are the same for any number.")
    var threads: Int = 1

    @Option(
        help: ArgumentHelp(
            "Begin with this chunk of \(MutationRun.chunkSize) files: how a run that ended early is gone on with.",
            valueName: "number"))
    var firstChunk: Int = 0

    func validate() throws {
        guard format.map({ FileFormat(rawValue: $0) != nil }) ?? true, count >= 0, threads > 0, firstChunk >= 0 else {
            throw ValidationError("no such format, or a number that is too small")
        }
    }

    func run() throws {
        var failed = false
        for format in format.flatMap(FileFormat.init(rawValue:)).map({ [$0] }) ?? FileFormat.allCases {
            let run = try MutationRun(format, seed: seed, count: count, firstChunk: firstChunk)
            let tally = run.run(threads: threads) { read in
                FileHandle.standardError.write(Data("\(format.rawValue): \(read) of \(count)\n".utf8))
            }
            print(
                "\(format.rawValue): \(tally.accepted) read, \(tally.refused) refused, slowest \(tally.slowest), "
                    + "peak memory \(Self.peakMegabytes) MB")
            for failure in tally.failures { print("  \(failure)") }
            failed = failed || !tally.failures.isEmpty
        }
        if failed { throw ExitCode(1) }
    }

    /// The largest memory that the process has had.
    private static var peakMegabytes: Int {
        #if canImport(Darwin)
            var usage = rusage()
            return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss >> 20 : 0
        #else
            let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
            return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 >> 10 } ?? 0
        #endif
    }
}
