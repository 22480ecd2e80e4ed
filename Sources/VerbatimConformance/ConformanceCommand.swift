import ArgumentParser
import Foundation
import Verbatim

extension FixtureType: ExpressibleByArgument {}

/// Replays cases that other programs computed, prints what fails, and ends with the numbers of cases.
@main
struct ConformanceCommand: ParsableCommand {
    static let configuration: CommandConfiguration = .init(
        commandName: "verbatim-conformance",
        abstract: "Replay cases that other programs computed.",
        discussion: "Runs every case of a folder of fixtures, prints each that fails with its largest error over its "
            + "tolerance, and ends with a line `N passed, M failed, K unsupported`; with --golden replays the seed "
            + "program's records. Exit status: 0 none failed, 1 some did, 2 the input is wrong.")

    @Argument(help: ArgumentHelp("A folder of fixtures with an index.json.", valueName: "dir"))
    var fixtures: String?

    @Option(help: ArgumentHelp("Run the cases of this family only.", valueName: "name"))
    var family: String?

    @Option(name: .customLong("case"), help: ArgumentHelp("Run cases whose name contains this.", valueName: "text"))
    var pattern: String?

    @Option(help: ArgumentHelp("Compute the cases of a folder in this type.", valueName: "type"))
    var dtype: FixtureType = .float32

    @Option(help: ArgumentHelp("Write the cases as a packed folder, and run none.", valueName: "dir"))
    var pack: String?

    @Option(help: ArgumentHelp("A folder with a golden.json of the seed program.", valueName: "dir"))
    var golden: String?

    @OptionGroup var stableHLO: StableHLOOptions

    @Option(help: ArgumentHelp("Where files are looked for that the folder lacks.", valueName: "dir"))
    var base: String?

    @Option(help: ArgumentHelp("Replay this case only.", valueName: "name"))
    var only: String?

    @Flag(help: "Print every check or case, with the reason where one is unsupported.")
    var verbose = false

    @Option(parsing: .unconditional, help: "Worker threads; all cores by default.")
    var threads: Int?

    @Option(help: ArgumentHelp("Instruction set; the best here by default.", valueName: "name"))
    var isa: String?

    func run() throws {
        let folders = [fixtures, golden, stableHLO.stablehlo].compactMap { $0 }.count
        guard folders == 1 else {
            throw VerbatimError(
                .configuration, "one folder is needed", received: "\(folders)",
                expected: "a folder of fixtures, or --golden or --stablehlo with a folder")
        }
        if let fixtures {
            try runFixtures(fixtures)
        } else if let golden {
            try replayGolden(golden)
        } else if let replay = stableHLO.replay(cpu: try executor()) {
            guard try stableHLO.run(replay, verbose: verbose) else { throw ExitCode(1) }
        }
    }

    private func runFixtures(_ path: String) throws {
        let set = try FixtureSet(path: path)
        if let pack { return try set.pack(to: pack) }
        var run = FixtureRun(dtype)
        for entry in set.entries where family == nil || entry.family == family {
            guard pattern.map(entry.name.contains) ?? true else { continue }
            switch try run.run(entry, of: set) {
            case .passed: if verbose { print("ok    \(entry.family)/\(entry.name)") }
            case .rounded(let text): print("f64   \(entry.family)/\(entry.name) holds in f64; in f32 \(text)")
            case .failed(let text): print("FAIL  \(entry.family)/\(entry.name) \(text)")
            case .unsupported(let reason): if verbose { print("none  \(entry.family)/\(entry.name) \(reason)") }
            }
        }
        print("\(run.passed) passed, \(run.failed) failed, \(run.unsupported) unsupported")
        if run.failed > 0 { throw ExitCode(1) }
    }

    /// The executor that threads and instruction set were chosen for.
    private func executor() throws -> CPUExecutor {
        let set = try isa.map { name in
            guard let set = InstructionSet(rawValue: name) else {
                throw VerbatimError(
                    .environment, "unknown instruction set", received: name,
                    expected: InstructionSet.available.map(\.rawValue).joined(separator: ", "))
            }
            return set
        }
        return try CPUExecutor(threads: threads, instructionSet: set)
    }

    private func replayGolden(_ golden: String) throws {
        let executor = try executor()
        let folder = GoldenFolder(path: golden, base: base)
        let file = try folder.cases()
        var tally = Tally()
        let names = file.cases.keys.sorted().filter { only == nil || $0 == only }
        guard !names.isEmpty else {
            throw VerbatimError(
                .configuration, "no case to replay", received: only ?? "an empty golden.json",
                expected: file.cases.isEmpty ? "at least one case" : file.cases.keys.sorted().joined(separator: ", "))
        }
        try DrawsReplay(folder: folder).run(&tally)
        tally.report(all: verbose)
        for name in names {
            try CaseReplay(
                name: name, golden: file.cases[name]!, caseNames: file.cases.keys.sorted(), folder: folder,
                executor: executor
            ).run(&tally)
            tally.report(all: verbose)
        }
        print("\(tally.passed) passed, \(tally.failed) failed")
        if tally.failed > 0 { throw ExitCode(1) }
    }

    /// Runs the command; whatever a user can get wrong ends in one line on standard error and status 2.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let code as ExitCode {
            exit(withError: code)
        } catch {
            guard exitCode(for: error) != .success else { exit(withError: error) }
            let text = (error as? VerbatimError)?.description ?? message(for: error)
            FileHandle.standardError.write(Data("verbatim-conformance: \(text)\n".utf8))
            exit(withError: ExitCode(2))
        }
    }
}
