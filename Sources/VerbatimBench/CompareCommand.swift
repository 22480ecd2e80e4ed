import ArgumentParser
import Foundation
import Verbatim

/// `verbatim-bench compare`: runs Verbatim and the installed peers in turn and prints the ratios.
struct CompareCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = .init(
        commandName: "compare", abstract: "Measure Verbatim and other libraries in turn, and print the ratios.",
        discussion: """
            Each round starts every program afresh, Verbatim first, in the libraries' ordinary modes. A ratio is the \
            median over rounds of the fastest library's median step over Verbatim's in the same round. Programs take \
            turns under a lock, so two comparisons do not disturb each other.
            """)

    @Option(
        help: ArgumentHelp(
            "Comma-separated: \(Workload.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "names"))
    var workload = "seed-cnn,mlp,resnet20,transformer,lstm"

    @Option(help: "Samples in a step; by default each workload's own.")
    var batch: Int?

    @Option(help: ArgumentHelp("Comma-separated numbers of threads.", valueName: "list"))
    var threads = "1,2"

    @Option(help: "How often each program is started.")
    var rounds = 3

    @Option(
        help: ArgumentHelp("Stop measuring a program after this long, but not before 8 steps.", valueName: "seconds"))
    var maxSeconds = 6.0

    @Option(help: ArgumentHelp("The folder of the peers' programs, peer_torch.py and others.", valueName: "dir"))
    var peers: String

    @Option(help: ArgumentHelp("The folder of their environments, v-torch, v-tf and v-jax.", valueName: "dir"))
    var venvs: String?

    @Option(
        help: ArgumentHelp(
            "Comma-separated: \(Peer.all.map(\.name).joined(separator: ", ")); all by default.", valueName: "names"))
    var only: String?

    @Flag(help: "Print a line of JSON for each comparison.")
    var json = false

    func run() async throws {
        let workloads = try list(workload, "--workload", of: Workload.allCases.map(\.rawValue)).compactMap(
            Workload.init(rawValue:))
        let counts = try threads.split(separator: ",").map { text in
            guard let count = Int(text), count > 0 else {
                throw VerbatimError(
                    .configuration, "--threads", received: String(text), expected: "numbers of 1 or more, as in 1,2")
            }
            return count
        }
        for (name, value) in [("--rounds", rounds), ("--batch", batch ?? 1)] where value < 1 {
            throw VerbatimError(.configuration, name, received: "\(value)", expected: "at least 1")
        }
        let names = try only.map { try list($0, "--only", of: Peer.all.map(\.name)) }
        let lock = try MeasuringLock()
        for workload in workloads {
            let chosen = try installed(Peer.all(of: workload).filter { names?.contains($0.name) ?? true })
            for count in counts {
                let comparison = try await compare(workload, threads: count, chosen, lock)
                print(json ? try line(comparison) : comparison.text)
            }
        }
    }

    private func compare(
        _ workload: Workload, threads: Int, _ peers: [Peer], _ lock: MeasuringLock
    ) async throws -> Comparison {
        let size = batch ?? workload.batchSize
        let common = [
            "--workload", workload.rawValue, "--batch", "\(size)", "--threads", "\(threads)", "--max-seconds",
            "\(maxSeconds)",
        ]
        guard let own = Bundle.main.executablePath else {
            throw VerbatimError(
                .environment, "the running program's path is unknown", received: CommandLine.arguments[0],
                expected: "a program started from a file")
        }
        var comparison = Comparison(workload: workload.rawValue, batch: size, threads: threads)
        var failed: Set<String> = []
        for round in 1...rounds {
            say("\(workload.rawValue), \(threads) threads, round \(round) of \(rounds)")
            let mine = await lock.held { await MeasuringProcess(executable: own, arguments: common).run() }
            guard case .success(let measurement) = mine else {
                throw VerbatimError(
                    .environment, "verbatim-bench did not measure", received: "\(mine)", expected: "a measurement")
            }
            var others: [(name: String, outcome: Result<Measurement, PeerFailure>)] = []
            for peer in peers where !failed.contains(peer.name) {
                let process = MeasuringProcess(
                    executable: "\(environments)/\(peer.environment)/bin/python",
                    arguments: ["\(self.peers)/\(peer.program)"] + peer.arguments + common)
                let outcome = await lock.held { await process.run() }
                if case .failure = outcome { failed.insert(peer.name) }
                others.append((peer.name, outcome))
            }
            comparison.add(measurement, others)
        }
        return comparison
    }

    private var environments: String {
        venvs ?? ProcessInfo.processInfo.environment["PEERS_VENVS"]
            ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: "peers").path
    }

    /// The peers whose environment is there; at least one must be.
    private func installed(_ peers: [Peer]) throws -> [Peer] {
        let found = peers.filter {
            FileManager.default.isExecutableFile(atPath: "\(environments)/\($0.environment)/bin/python")
                && FileManager.default.fileExists(atPath: "\(self.peers)/\($0.program)")
        }
        if !found.isEmpty { return found }
        throw VerbatimError(
            .environment, "no library to compare with",
            received: "programs in \(self.peers), environments in \(environments)",
            expected: "peer_torch.py and v-torch/bin/python, or another of them",
            remedy: "name their folders with --peers and --venvs")
    }

    private func list(_ text: String, _ option: String, of known: [String]) throws -> [String] {
        let names = text.split(separator: ",").map(String.init)
        if !names.isEmpty, names.allSatisfy(known.contains) { return names }
        throw VerbatimError(.configuration, option, received: text, expected: known.joined(separator: ", "))
    }

    private func line(_ comparison: Comparison) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(comparison), as: UTF8.self)
    }

    private func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
