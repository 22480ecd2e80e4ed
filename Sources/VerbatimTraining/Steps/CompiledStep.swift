import VerbatimGraph
import VerbatimNN

/// A step made ready to run, and the memory that its next run reuses.
final class CompiledStep {
    /// The draws that it takes from outside, in the order of its inputs.
    let draws: [DrawDeclaration]
    /// What the last run gave beside the state: scalars and values by sample.
    private(set) var outputs: [TensorValue] = []

    /// The loss that the last run of a training step minimised.
    var loss: Float { outputs[0].withUnsafeElements(Float.self) { $0[0] } }

    /// The fingerprint of every operation's output in the last run, in program order; nil where steps are not traced.
    var operationFingerprints: [String]? { (executable as? TracedExecutable)?.fingerprints }

    private let kind: StepKind
    let executable: any Executable
    private let outputCount: Int
    /// The inputs of a run; empty between runs, since who refers to a state's memory keeps it from being reused.
    private var arguments: [TensorValue] = []

    init(_ kind: StepKind, _ executable: any Executable, draws: [DrawDeclaration]) {
        self.kind = kind
        self.executable = executable
        self.draws = draws
        outputCount = executable.graph.outputTypes.count
    }

    /// Whether it is a training step.
    var isTraining: Bool { kind.use == .training }

    /// Whether it is the step of a use, for batches like this one; makes no arrays.
    func serves(_ use: StepKind.Use, _ batch: Batch) -> Bool {
        kind.use == use && CompiledStep.areTypes(kind.inputs, of: batch.inputs)
            && CompiledStep.areTypes(kind.targets, of: batch.targets)
    }

    /// Runs the step; all arrays keep their memory, so that nothing is allocated after the first runs.
    ///
    /// - Parameters:
    ///   - next: The new state: empty, or values whose memory is reused where nothing else refers to it.
    ///   - count: The number of tensors in the new state.
    func run(
        _ state: [TensorValue], _ batch: Batch, _ draws: [TensorValue], into next: inout [TensorValue], count: Int,
        observer: Observer?
    ) throws {
        arguments.append(contentsOf: state)
        arguments.append(contentsOf: batch.inputs)
        arguments.append(contentsOf: batch.targets)
        arguments.append(contentsOf: draws)
        defer { arguments.removeAll(keepingCapacity: true) }
        if next.count == count { next.append(contentsOf: outputs) }
        outputs.removeAll(keepingCapacity: true)
        if next.count != outputCount { next.removeAll(keepingCapacity: true) }
        try executable.run(arguments, into: &next, observer: observer)
        outputs.append(contentsOf: next[count...])
        next.removeLast(outputCount - count)
    }

    private static func areTypes(_ types: [TensorType], of values: [TensorValue]) -> Bool {
        guard types.count == values.count else { return false }
        for index in types.indices where types[index] != values[index].type { return false }
        return true
    }
}
