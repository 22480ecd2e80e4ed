import VerbatimGraph
import VerbatimNN

/// A step made ready to run, and the memory of its last outputs, which the next run reuses.
final class CompiledStep {
    let executable: any Executable
    /// The draws that it takes from outside, in the order of its inputs.
    let draws: [DrawDeclaration]
    /// Outputs beside the state: scalars and values by sample.
    var outputs: [TensorValue] = []

    init(_ executable: any Executable, draws: [DrawDeclaration]) {
        self.executable = executable
        self.draws = draws
    }
}
