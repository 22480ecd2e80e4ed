import VerbatimCPU
import VerbatimGraph
import VerbatimNN
import VerbatimTensor

/// A model with values, ready to predict: immutable, and callable from many tasks at once.
///
/// A row's bits depend neither on the rows beside it nor on other tasks.
public struct Predictor: Sendable {
    private let core: Core

    /// Makes a predictor of a model.
    ///
    /// - Parameters:
    ///   - model: The model, with the values it carries; what it carries none for is drawn by the initializers.
    ///   - seed: The seed of what is drawn.
    ///   - executor: What compiles and runs it; nil takes the CPU's.
    /// - Throws: `VerbatimError` of the first layer that the model's stated input shapes do not suit.
    public init(_ model: Model, seed: Int = 0, executor: (any Executor)? = nil) throws {
        core = Core(model, seed: seed, executor: try executor ?? CPUExecutor())
        if let types = model.inputTypes(batchSize: 1) { _ = try core.state(for: types) }
    }

    /// What the model gives for inputs, `[samples, ...]`.
    ///
    /// - Throws: `VerbatimError` for inputs that do not suit the model.
    public func callAsFunction(_ x: Tensor, batchSize: Int = 32) throws -> Tensor {
        try self([x], batchSize: batchSize)[0]
    }

    /// What a model with several inputs or outputs gives.
    ///
    /// - Throws: `VerbatimError` for inputs that do not suit the model.
    public func callAsFunction(_ inputs: [Tensor], batchSize: Int = 32) throws -> [Tensor] {
        let samples = try SampleSet(
            inputs: try inputs.map { try $0.value() }, targets: [], purpose: "predict")
        return try samples.batched(batchSize).collect { batch in
            let types = batch.inputs.map(\.type)
            let (state, executable) = try core.executable(for: types)
            return try executable(state.values + batch.inputs, observer: Observation.print)
        }.map { Tensor($0) }
    }

    /// The compiled prediction of a batch as text: schedule, fusions, kernels, memory plan with its peak.
    ///
    /// - Throws: `VerbatimError` if the model does not state its inputs' shapes, or another executor than the CPU's is in
    ///   use.
    public func explain(batchSize: Int) throws -> String {
        guard let executable = try core.executable(batchSize: batchSize) as? CPUExecutable else {
            throw VerbatimError(
                .configuration, "only the CPU executor's programs can be looked into", received: "another executor",
                expected: "cpu")
        }
        return executable.explain()
    }

    /// The prediction of a batch as a graph of operations, before it is compiled.
    ///
    /// - Throws: `VerbatimError` if the model does not state its inputs' shapes.
    public func graph(batchSize: Int) throws -> Graph { try core.executable(batchSize: batchSize).graph }

    /// The model's values and one executable for each batch signature.
    private final class Core: Sendable {
        private let program: Program
        private let built: Guarded<TrainingState?> = .init(nil)
        private let executables: Guarded<[[TensorType]: any Executable]> = .init([:])

        init(_ model: Model, seed: Int, executor: any Executor) {
            program = Program(
                model: model, optimizer: nil, losses: [], lossWeights: [], metrics: [], weightedMetrics: [], seed: seed,
                draws: KeyedDraws(),
                executor: executor)
        }

        func state(for inputs: [TensorType]) throws -> TrainingState {
            try built.withLock { built in
                if let built { return built }
                let declarations = try program.model.declarations(inputs: inputs, isTraining: false)
                let state = try program.initialState(declarations)
                built = state
                return state
            }
        }

        func executable(batchSize: Int) throws -> any Executable {
            try Trainer.check(batchSize: batchSize)
            guard let types = program.model.inputTypes(batchSize: batchSize) else {
                throw VerbatimError(
                    .configuration, "the model does not state the shapes of its inputs", received: "open inputs",
                    expected: "Input(shape:)", remedy: "state them when the model is made, or predict on data")
            }
            return try executable(for: types).1
        }

        func executable(for inputs: [TensorType]) throws -> (TrainingState, any Executable) {
            let state = try state(for: inputs)
            if let known = executables.withLock({ $0[inputs] }) { return (state, known) }
            // Two tasks may compile one signature at once; both executables give the same bits.
            let kind = StepKind(use: .prediction, inputs: inputs, targets: [])
            let (graph, _) = try StepBuilder(program: program, layout: state.layout).build(kind)
            let executable = try program.executor.compile(graph)
            executables.withLock { $0[inputs] = executable }
            return (state, executable)
        }
    }
}

extension Trainer {
    /// A predictor of what the trainer has learned so far, for other tasks to use; later steps leave it as it is.
    ///
    /// - Throws: `VerbatimError` if the shapes are not known yet.
    public func predictor() throws -> Predictor {
        _ = try state
        return try Predictor(model, seed: program.seed, executor: program.executor)
    }
}
