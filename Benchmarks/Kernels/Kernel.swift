import Verbatim

/// A graph compiled for one thread, with its inputs and the memory of its outputs.
final class Kernel {
    private let executable: any Executable
    private let inputs: [TensorValue]
    private var outputs: [TensorValue] = []

    /// Takes a compiled graph; floats are drawn uniformly from a range, integers are 0.
    init(_ executable: any Executable, low: Float = -1, high: Float = 1) throws {
        self.executable = executable
        inputs = try executable.graph.inputTypes.enumerated().map { index, type in
            guard type.element == .f32 else { return TensorValue(zeros: type) }
            let stream = RandomStream(seed: 0, "input \(index)")
            return try Tensor.randomUniform(type.shape, low: low, high: high, stream: stream).value()
        }
    }

    /// Compiles what a closure builds, as a training step is compiled: sums over samples in leaves.
    convenience init(
        low: Float = -1, high: Float = 1, _ build: (GraphBuilder) throws -> ValueID
    ) throws {
        let builder = GraphBuilder(name: "kernel")
        let output = try build(builder)
        let graph = try builder.finish(outputs: [output]).markingSampleSums()
        try self.init(CPUExecutor(threads: 1).compile(graph), low: low, high: high)
    }

    /// Runs the graph once.
    func run() throws { try executable.run(inputs, into: &outputs, observer: nil) }
}
