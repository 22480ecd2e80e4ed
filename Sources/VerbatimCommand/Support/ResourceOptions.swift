import ArgumentParser
import Verbatim

/// What a run may use; never what it computes.
struct ResourceOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: "Worker threads; all cores by default, or VERBATIM_THREADS.")
    var threads: Int?

    @Option(help: ArgumentHelp("Instruction set; the best here by default, or VERBATIM_ISA.", valueName: "name"))
    var isa: String?

    /// The executor under these options.
    func executor() throws -> CPUExecutor {
        var set: InstructionSet?
        if let isa {
            guard let named = InstructionSet(rawValue: isa) else {
                throw VerbatimError(
                    .environment, "unknown instruction set", received: isa,
                    expected: InstructionSet.allCases.filter(\.isAvailable).map(\.rawValue).joined(separator: ", "))
            }
            set = named
        }
        return try CPUExecutor(threads: threads, instructionSet: set)
    }
}
