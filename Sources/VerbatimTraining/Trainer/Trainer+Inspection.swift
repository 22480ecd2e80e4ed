import VerbatimCPU
import VerbatimGraph
import VerbatimNN
import VerbatimTensor

extension Trainer {
    /// The compiled training step for batches of one form as text: schedule, fusions, kernels, memory plan with its peak.
    ///
    /// - Throws: `VerbatimError` if the batch does not suit the model, or another executor than the CPU's is in use.
    public func explainStep(_ batch: Batch) throws -> String { try processorStep(batch).executable.explain() }

    /// What each part of the training step takes on a batch, over several runs from the trainer's state, which stays as
    /// it is.
    ///
    /// - Throws: `VerbatimError` if the batch does not suit the model, or another executor than the CPU's is in use.
    public func profileStep(_ batch: Batch, runs: Int) throws -> [StepProfile] {
        let (executable, inputs) = try processorStep(batch)
        return try executable.profile(inputs, runs: runs)
    }

    /// The gradients of the loss on a batch, as a training step takes them; the trainer's state stays as it is.
    ///
    /// - Returns: The gradient of each trainable parameter under its path.
    /// - Throws: `VerbatimError` if the batch does not suit the model.
    public func gradients(_ batch: Batch) throws -> [NamedTensor] {
        let (outputs, gradients) = try trainingTrace(batch)
        return gradients.paths.enumerated().map { NamedTensor($1, gradients.values[outputs.count + $0]) }
    }

    /// What the model gives for a batch in training, draws and the batch's own statistics included.
    ///
    /// - Throws: `VerbatimError` if the batch does not suit the model.
    public func trainingOutputs(_ batch: Batch) throws -> [TensorValue] { try trainingTrace(batch).outputs }

    private func trainingTrace(
        _ batch: Batch
    ) throws -> (outputs: [TensorValue], gradients: (paths: [String], values: [TensorValue])) {
        try build(from: batch.inputs)
        let state = try state
        let (graph, draws, paths) = try StepBuilder(program: program, layout: state.layout).gradients(
            StepKind(.training, batch))
        let given = try draws.map { draw in
            try program.draws.values(of: draw, step: state.step, among: declarations)
        }
        let values = try program.executor.compile(graph)(state.values + batch.inputs + batch.targets + given)
        return (Array(values.prefix(values.count - paths.count)), (paths, values))
    }

    /// The training step for batches of one form as a graph of operations, before it is compiled.
    ///
    /// - Throws: `VerbatimError` if the batch does not suit the model.
    public func stepGraph(_ batch: Batch) throws -> Graph {
        try build(from: batch.inputs)
        return try compiled(.training, batch).executable.graph
    }

    private func processorStep(_ batch: Batch) throws -> (executable: CPUExecutable, inputs: [TensorValue]) {
        try build(from: batch.inputs)
        let state = try state
        let step = try compiled(.training, batch)
        guard let executable = step.executable as? CPUExecutable else {
            throw VerbatimError(
                .configuration, "only the CPU executor's steps can be looked into", received: program.executor.name,
                expected: "cpu")
        }
        return (executable, try inputs(of: step, state, batch))
    }
}
