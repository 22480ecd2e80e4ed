import VerbatimArithmetic
import VerbatimGraph
import VerbatimNN
import VerbatimTensor

/// Trains a model: it owns the training state and swaps it whole after each step.
///
/// A step is a pure function of (state, batch), compiled once for each batch signature. `fit` runs it over epochs; an own
/// loop over `step(_:_:)` gives the same bits. What looks at a run (metrics, callbacks, progress) changes nothing.
/// A trainer is used by one task at a time; `state`, `model` and `predictor()` give values to hand to others.
public final class Trainer {
    var program: Program
    private let architecture: Model
    private var built: Built?
    private var steps: [CompiledStep] = []
    /// The values of the state before the last step, whose memory the next one reuses.
    private var spare: [TensorValue] = []
    /// Whether training steps fingerprint every operation's output; it changes nothing that is trained.
    var tracesOperations = false { didSet { if tracesOperations != oldValue { steps = [] } } }
    /// Takes what `printed(_:)` shows from inside steps.
    public var observer: Observer = Observation.print

    /// What is known once the shapes are.
    private struct Built {
        let declarations: ModelDeclarations
        let layout: StateLayout
        var state: TrainingState
    }

    init(_ program: Program) throws {
        self.program = program
        architecture = program.model
        if let types = program.model.inputTypes(batchSize: 1) { try build(inputs: types) }
    }

    /// `loss`, then the metrics' names as Keras prints them: the order of what `trainOnBatch` and `evaluate` return.
    public var metricNames: [String] {
        program.metricNames(outputs: program.model.outputs.count)
    }

    /// The seed of initial values, draws and the order of samples.
    public var seed: Int { program.seed }

    /// The training state, a snapshot that later steps leave as it is.
    ///
    /// - Throws: `VerbatimError` if the shapes are not known yet.
    public var state: TrainingState {
        get throws { try known().state }
    }

    /// Everything that the model declares, in the order of construction.
    ///
    /// - Throws: `VerbatimError` if the shapes are not known yet.
    public var declarations: ModelDeclarations {
        get throws { try known().declarations }
    }

    /// The model with the values that it has learned so far, to be saved or put into another model.
    public var model: Model {
        guard let built else { return architecture }
        return architecture.with(
            storedValues: built.state.tensors(.parameter) + built.state.tensors(.layerState))
    }

    /// The digest of the training state; see `TrainingState.digest`.
    ///
    /// - Throws: `VerbatimError` if the shapes are not known yet.
    public var digest: String {
        get throws { try state.digest }
    }

    /// Makes the initial state for inputs of given shapes, unless it is made: needed where no `Input` states them.
    ///
    /// - Parameter inputShapes: The shape of one sample of each input, without the batch.
    /// - Throws: `VerbatimError` of the first layer that the inputs do not suit.
    public func build(inputShapes: [[Int]]) throws {
        let inputs = program.model.inputs
        guard inputShapes.count == inputs.count else {
            throw VerbatimError(
                .configuration, "the trainer got a wrong number of input shapes", received: "\(inputShapes.count)",
                expected: "\(inputs.count)")
        }
        if built == nil {
            try build(inputs: zip(inputShapes, inputs).map { TensorType([1] + $0, $1.elementType ?? .f32) })
        }
    }

    /// Goes on from another state of the same model and optimizer, such as one that an own loop made.
    ///
    /// - Throws: `VerbatimError` if its tensors are not those of this trainer.
    public func restore(_ state: TrainingState) throws {
        let layout = try known().layout
        guard state.layout == layout else {
            let (ours, theirs) = (Set(layout.entries), Set(state.layout.entries))
            let missing = layout.entries.first { !theirs.contains($0) }
            let foreign = state.layout.entries.first { !ours.contains($0) }
            func text(_ entry: StateLayout.Entry?) -> String {
                entry.map { "\($0.path) of \($0.type)" } ?? "no such tensor"
            }
            throw VerbatimError(
                .configuration, "a state of another model or optimizer was restored", received: text(foreign),
                expected: missing == nil && foreign == nil ? "the tensors in another order" : text(missing))
        }
        built?.state = state
        spare = []
    }

    /// The model's table of layers, output shapes and numbers of parameters, as Keras prints it.
    ///
    /// - Throws: `VerbatimError` if the shapes are not known yet.
    public func summary() throws -> String { Summary(architecture, try known().declarations).text }

    /// One training step as a pure function: a new state and what the step gives.
    ///
    /// - Parameters:
    ///   - state: The state before the step, which stays as it is.
    ///   - batch: Inputs and targets.
    /// - Throws: `VerbatimError` if the batch does not suit the model, or the loss is not finite.
    public func step(_ state: TrainingState, _ batch: Batch) throws -> (state: TrainingState, outputs: StepOutputs) {
        _ = try samples(batch, purpose: "step")
        var next: [TensorValue] = []
        let compiled = try run(.training, state, batch, into: &next)
        try checkLoss(compiled, state, batch)
        return (
            TrainingState(layout: state.layout, values: next, epoch: state.epoch),
            StepOutputs(
                loss: compiled.loss,
                lossBySample: compiled.outputs[1].array(of: Float.self),
                metricsBySample: compiled.outputs[2...].map { $0.array(of: Float.self) })
        )
    }

    /// One training step on the trainer's own state; after the first ones on like batches nothing is allocated.
    ///
    /// - Returns: The compiled step, whose outputs are the loss, then values by sample.
    func advance(_ batch: Batch) throws -> CompiledStep {
        try build(from: batch.inputs)
        let compiled = try run(.training, try known().state, batch, into: &spare)
        try checkLoss(compiled, try known().state, batch)
        // The state is swapped only here, after the step and its check succeeded.
        swap(&built!.state.values, &spare)
        return compiled
    }

    /// Has the training step compiled anew for what it is used with next.
    func forgetTrainingSteps() { steps.removeAll { $0.isTraining } }

    func completeEpoch() { built?.state.epoch += 1 }

    /// Runs a step and leaves its outputs beside the state in the compiled step.
    func run(
        _ use: StepKind.Use, _ state: TrainingState, _ batch: Batch, into next: inout [TensorValue]
    ) throws -> CompiledStep {
        let compiled = try compiled(use, batch)
        let draws = compiled.draws.isEmpty ? [] : try drawValues(compiled.draws, step: state.step)
        try compiled.run(
            state.values, batch, draws, into: &next, count: use == .training ? state.values.count : 0,
            observer: observer)
        return compiled
    }

    /// What a step takes: the state, the batch, and draws from outside.
    func inputs(of step: CompiledStep, _ state: TrainingState, _ batch: Batch) throws -> [TensorValue] {
        let draws = step.draws.isEmpty ? [] : try drawValues(step.draws, step: state.step)
        return state.values + batch.inputs + batch.targets + draws
    }

    private func drawValues(_ draws: [DrawDeclaration], step: Int) throws -> [TensorValue] {
        let declarations = try known().declarations
        return try draws.map { draw in
            let value = try program.draws.values(of: draw, step: step, among: declarations)
            guard value.type == draw.type else {
                throw VerbatimError(
                    .shape, "the draw source gives another type for \(draw.stream)", received: "\(value.type)",
                    expected: "\(draw.type)")
            }
            return value
        }
    }

    /// The step of a use for batches of one form, compiled at its first use.
    func compiled(_ use: StepKind.Use, _ batch: Batch) throws -> CompiledStep {
        for step in steps where step.serves(use, batch) { return step }
        let kind = StepKind(use, batch)
        let (graph, draws) = try StepBuilder(program: program, layout: try known().layout).build(kind)
        let isTraced = tracesOperations && use == .training
        let executor: any Executor = isTraced ? TracingExecutor(program.executor) : program.executor
        let executable = try executor.compile(
            graph, microBatches: use == .training && !isTraced ? program.microBatches : 1)
        let step = CompiledStep(kind, executable, draws: draws)
        steps.append(step)
        return step
    }

    private func known() throws -> Built {
        guard let built else {
            throw VerbatimError(
                .configuration, "the model's shapes are not known yet", received: "a model that states no input shape",
                expected: "Input(shape:), or data", remedy: "call build(inputShapes:) or train on a batch first")
        }
        return built
    }

    /// Makes the initial state for inputs like these, unless it is made.
    func build(from inputs: [TensorValue]) throws {
        if built == nil { try build(inputs: inputs.map(\.type)) }
    }

    private func build(inputs: [TensorType]) throws {
        let inputs = program.model.stated(inputs)
        let declarations = try program.model.declarations(inputs: inputs)
        let state = try program.initialState(declarations)
        built = Built(declarations: declarations, layout: state.layout, state: state)
    }

    /// Throws unless the loss is finite, naming the step and the first tensor that is not.
    private func checkLoss(_ compiled: CompiledStep, _ state: TrainingState, _ batch: Batch) throws {
        let loss = compiled.loss
        guard !loss.isFinite else { return }
        let culprit = try firstNotFinite(state, batch)
        throw VerbatimError(
            .notFinite, "the loss of step \(state.step + 1) is not finite",
            received: "loss \(loss)\(culprit.map { "; first in \($0)" } ?? "")", expected: "a finite loss",
            remedy: "lower the learning rate, or look at the data; the state before the step is kept")
    }

    /// The first tensor with an element that is not finite: in the batch, the state, or the step computed once more.
    private func firstNotFinite(_ state: TrainingState, _ batch: Batch) throws -> String? {
        for (index, value) in batch.inputs.enumerated() where !value.isFinite { return "input \(index)" }
        for (index, value) in batch.targets.enumerated() where !value.isFinite { return "target \(index)" }
        for (entry, value) in zip(state.layout.entries, state.values) where !value.isFinite { return entry.path }
        let (graph, draws, names) = try StepBuilder(program: program, layout: state.layout).diagnosis(
            StepKind(.training, batch))
        let values = try program.executor.compile(graph)(
            state.values + batch.inputs + batch.targets + drawValues(draws, step: state.step))
        return zip(names, values).first { !$1.isFinite }?.0
    }
}

extension TensorValue {
    /// Whether every element is a finite number; integers always are.
    fileprivate var isFinite: Bool {
        switch type.element {
        case .f16: withUnsafeElements(Half.self) { $0.allSatisfy(\.isFinite) }
        case .bf16: withUnsafeElements(BFloat16.self) { $0.allSatisfy(\.isFinite) }
        case .f32: withUnsafeElements(Float.self) { $0.allSatisfy(\.isFinite) }
        case .f64: withUnsafeElements(Double.self) { $0.allSatisfy(\.isFinite) }
        case .bool, .i8, .i16, .i32, .i64, .u8, .u16, .u32, .u64, .i2, .i4, .u2, .u4, .c64, .c128, .f4E2M1FN, .f6E2M3FN,
            .f6E3M2FN, .f8E3M4, .f8E4M3,
            .f8E4M3B11FNUZ, .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2, .f8E5M2FNUZ, .f8E8M0FNU:
            true
        }
    }
}
