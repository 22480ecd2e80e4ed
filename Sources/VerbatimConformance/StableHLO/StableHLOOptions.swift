import ArgumentParser
import Verbatim

/// The options of replaying StableHLO's own programs.
struct StableHLOOptions: ParsableArguments {
    /// Which executors run a program.
    enum Which: String, ExpressibleByArgument, CaseIterable {
        case reference, cpu, both
    }

    @Option(
        help: ArgumentHelp(
            "A checkout of openxla/stablehlo: run its testdata and tests/interpret, ending with a line `N passed, M "
                + "failed, K unsupported`.", valueName: "dir"))
    var stablehlo: String?

    @Option(help: ArgumentHelp("Only programs whose path holds this text.", valueName: "text"))
    var filter: String?

    @Flag(help: "List the programs and stop.")
    var list = false

    @Option(help: "Executors that run each program: reference, cpu or both, which must agree bit for bit.")
    var executor: Which = .both

    /// The replay that is asked for; nil if none is.
    func replay(cpu: CPUExecutor) -> StableHLOReplay? {
        guard let stablehlo else { return nil }
        let executors: [any Executor]
        switch executor {
        case .reference: executors = [ReferenceExecutor()]
        case .cpu: executors = [cpu]
        case .both: executors = [ReferenceExecutor(), cpu]
        }
        return StableHLOReplay(folder: StableHLOFolder(path: stablehlo), filter: filter, executors: executors)
    }

    /// Lists or runs the programs; whether all went well.
    func run(_ replay: StableHLOReplay, verbose: Bool) throws -> Bool {
        guard list else { return try replay.run(verbose: verbose) }
        for program in try replay.folder.programs() where filter.map(program.name.contains) ?? true {
            print(program.name)
        }
        return true
    }
}
