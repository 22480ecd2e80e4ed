import ArgumentParser
import Foundation
import Verbatim
import VerbatimArithmetic

/// Runs elementary functions over all 2^32 inputs and prints the SHA-256 of their outputs.
@main
struct ExhaustiveCommand: ParsableCommand {
    static let configuration: CommandConfiguration = .init(
        commandName: "verbatim-exhaustive",
        abstract: "Run elementary functions over all 2^32 inputs and print the SHA-256 of their outputs.",
        discussion: "Prints a line `name digest` for each function: the digest of its outputs as little-endian f32, "
            + "for inputs in ascending order of their bits. Exit status: 0, or 1 if --check finds a difference; 2 the "
            + "input is wrong.")

    @Argument(help: ArgumentHelp("Functions by name; all by default.", valueName: "function"))
    var functions: [String] = []

    @Option(help: ArgumentHelp("Instruction set; the best here by default.", valueName: "name"))
    var isa: String?

    @Option(help: "Worker threads; all cores by default.")
    var threads: Int?

    @Flag(help: "Print the published digests and run nothing.")
    var list = false

    @Flag(help: "Compare with the published digests.")
    var check = false

    func run() throws {
        let chosen = try chosenFunctions()
        if list {
            for function in chosen { print(function.rawValue, published(function)) }
            return
        }
        let run = ExhaustiveRun(instructionSet: try instructionSet(), threads: try threadCount())
        let interrupt = Interrupt()
        var differences = 0
        for start in stride(from: 0, to: chosen.count, by: run.width) {
            let group = Array(chosen[start..<min(start + run.width, chosen.count)])
            var progress = RunProgress(label: group.map(\.rawValue).joined(separator: ", "))
            let digests = try run.digests(of: group) { part in
                progress.show(part)
                guard !interrupt.isNoticed else {
                    progress.clear()
                    throw ExitCode(130)
                }
            }
            progress.clear()
            for (function, digest) in zip(group, digests) {
                let differs = check && digest != published(function)
                print(function.rawValue, differs ? "\(digest) differs from \(published(function))" : digest)
                if differs { differences += 1 }
            }
            fflush(nil)
        }
        if differences > 0 { throw ExitCode(1) }
    }

    private func published(_ function: ElementaryFunction) -> String {
        ElementaryDigests.all.first { $0.name == function.rawValue }?.digest ?? "none"
    }

    private func chosenFunctions() throws -> [ElementaryFunction] {
        if functions.isEmpty { return ElementaryFunction.allCases }
        return try functions.map { name in
            guard let function = ElementaryFunction(rawValue: name) else {
                throw VerbatimError(
                    .configuration, "unknown function", received: name,
                    expected: ElementaryFunction.allCases.map(\.rawValue).joined(separator: ", "))
            }
            return function
        }
    }

    private func instructionSet() throws -> InstructionSet {
        guard let isa else { return .best }
        guard let set = InstructionSet(rawValue: isa), set.isAvailable else {
            throw VerbatimError(
                .environment, "no such instruction set here", received: isa,
                expected: InstructionSet.available.map(\.rawValue).joined(separator: ", "))
        }
        return set
    }

    private func threadCount() throws -> Int {
        guard let threads else { return ThreadPool.defaultWorkerCount }
        guard threads >= 1 else {
            throw VerbatimError(.configuration, "--threads", received: "\(threads)", expected: "at least 1")
        }
        return threads
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
            FileHandle.standardError.write(Data("verbatim-exhaustive: \(text)\n".utf8))
            exit(withError: ExitCode(2))
        }
    }
}
