import Verbatim

/// A program that checks itself, run on executors that must agree.
struct StableHLOCase {
    private let program: SyntaxProgram
    private let inputs: [TensorValue]

    /// Translates a program; inputs are those that its file states.
    init(_ module: SyntaxModule, function: String?, inputs: [TensorValue]) throws {
        program = try SyntaxProgram(module, function: function)
        self.inputs = inputs
    }

    /// Whether every check holds on every executor, and all give equal bits.
    func run(on executors: [any Executor]) throws -> StableHLOOutcome {
        var first: [TensorValue]?
        for executor in executors {
            let shown = Shown()
            let executable = try executor.compile(program.graph)
            let outputs = try executable(inputs) { shown.append($0) }
            for (number, check) in program.checks.enumerated() {
                if let mismatch = mismatch(check, outputs, shown.values) {
                    return .failed("\(executor.name): check \(number): \(mismatch)")
                }
            }
            if let first {
                for (index, pair) in zip(first, outputs).enumerated() where !TensorValue.bitsEqual(pair.0, pair.1) {
                    return .failed("\(executor.name): output \(index) differs from \(executors[0].name)'s")
                }
            }
            first = first ?? outputs
        }
        return .passed
    }

    private func mismatch(
        _ check: SyntaxProgram.Check, _ outputs: [TensorValue], _ shown: [Observation]
    ) -> String? {
        let actual = outputs[check.actual]
        let expected = outputs[check.expected]
        switch check.expectation {
        case .equal: return ElementDistance.mismatch(actual, expected) { $0.isEqual }
        case .almostEqual(let tolerance):
            return ElementDistance.mismatch(actual, expected) { $0.isWithin(tolerance) }
        case .close(let minimum, let maximum):
            return ElementDistance.mismatch(actual, expected) {
                $0.units >= UInt64(minimum) && $0.units <= UInt64(maximum)
            }
        case .probed(let name, let time):
            let values = shown.filter { $0.name == name }.map(\.value)
            guard values.indices.contains(time) else { return "nothing was shown as \(name) at \(time)" }
            return ElementDistance.mismatch(values[time], expected) { $0.isEqual }
        }
    }

    /// What a run showed, in order.
    private final class Shown: @unchecked Sendable {
        // An executor calls its observer from one thread at a time.
        private(set) var values: [Observation] = []
        func append(_ observation: Observation) { values.append(observation) }
    }
}
