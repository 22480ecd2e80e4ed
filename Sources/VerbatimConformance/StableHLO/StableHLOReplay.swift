import Foundation
import Verbatim

/// Reads, prints and runs the programs of a StableHLO checkout.
struct StableHLOReplay {
    let folder: StableHLOFolder
    let filter: String?
    let executors: [any Executor]

    /// Prints what fails and a summary by reason; whether all went well.
    func run(verbose: Bool) throws -> Bool {
        var (passed, failed, unsupported) = (0, 0, 0)
        var counts: [String: (passed: Int, all: Int)] = [:]
        var reasons: [String: Int] = [:]
        for program in try folder.programs() where filter.map(program.name.contains) ?? true {
            let text = try program.text()
            let isInterpreted = StableHLOProgram.isInterpreted(text)
            let group =
                program.name.split(separator: "/").dropLast().joined(separator: "/")
                + (isInterpreted ? ", interpreted" : ", read only")
            let outcome = outcome(text, isInterpreted: isInterpreted)
            counts[group, default: (0, 0)].all += 1
            switch outcome {
            case .passed:
                passed += 1
                counts[group]!.passed += 1
                if verbose { print("ok           \(program.name)") }
            case .failed(let what):
                failed += 1
                print("FAIL         \(program.name): \(what)")
            case .unsupported(let reason):
                unsupported += 1
                reasons[reason, default: 0] += 1
                if verbose { print("unsupported  \(program.name): \(reason)") }
            }
        }
        for group in counts.keys.sorted() {
            print("\(counts[group]!.passed) of \(counts[group]!.all) pass in \(group)")
        }
        for reason in reasons.keys.sorted() { print("\(reasons[reason]!) unsupported: \(reason)") }
        print("\(passed) passed, \(failed) failed, \(unsupported) unsupported")
        return failed == 0
    }

    private func outcome(_ text: String, isInterpreted: Bool) -> StableHLOOutcome {
        var refusal: StableHLOOutcome?
        for part in StableHLOProgram.parts(text) {
            do {
                let module = try SyntaxModule(text: part)
                let again = try SyntaxModule(text: module.text)
                guard module == again else { return .failed("the program is not the same after printing") }
                guard isInterpreted else { continue }
                let names = module.functionNames
                // Without a main function each one is a program.
                for name in names.contains("main") ? ["main"] : names {
                    let program = try StableHLOCase(
                        module, function: name, inputs: try StableHLOProgram.arguments(text))
                    switch try program.run(on: executors) {
                    case .passed: break
                    case .failed(let what): return .failed(what)
                    case .unsupported(let reason): refusal = .unsupported(reason)
                    }
                }
            } catch let error as VerbatimError {
                guard error.code == .unsupported else { return .failed(error.description) }
                refusal = .unsupported(Self.reason(error))
            } catch {
                return .failed("\(error)")
            }
        }
        return refusal ?? .passed
    }

    /// An error without its place, so that equal reasons count as one.
    private static func reason(_ error: VerbatimError) -> String {
        var what = error.what
        if what.hasPrefix("graph text "), let end = what.range(of: ": ") { what = String(what[end.upperBound...]) }
        return what
    }
}
