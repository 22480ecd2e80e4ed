import VerbatimArithmetic
import VerbatimGraph
import VerbatimNN
import VerbatimTensor

/// What a trainer was compiled from: everything that fixes its steps, apart from the batch's types.
struct Program: Sendable {
    let model: Model
    /// Nil for prediction only.
    var optimizer: (any Optimizer)?
    let losses: [any Loss]
    let lossWeights: [Double]
    /// The metrics of each output.
    let metrics: [[any Metric]]
    /// The metrics of each output that weigh samples as the loss does.
    let weightedMetrics: [[any Metric]]
    let seed: Int
    let draws: any DrawSource
    let executor: any Executor
    /// The most parts in which a training step goes through its samples.
    var microBatches: Int = 1

    /// All metrics, in the order of `metricNames` after `loss`.
    var allMetrics: [any Metric] { zip(metrics, weightedMetrics).flatMap { $0 + $1 } }

    /// `loss`, then the metrics' names as Keras prints them; a name met again gets a number.
    func metricNames(outputs: Int) -> [String] {
        var counts: [String: Int] = [:]
        let names = zip(metrics, weightedMetrics).enumerated().flatMap { output, lists in
            (lists.0 + lists.1).map { outputs == 1 ? $0.name : "output\(output)_\($0.name)" }
        }
        return ["loss"]
            + names.map { name in
                let number = counts[name, default: 0]
                counts[name] = number + 1
                return number == 0 ? name : "\(name)_\(number)"
            }
    }

    /// The value that a variable starts from: what a loaded model stores, what the draw source gives, or the initializer's.
    func initialValue(
        of variable: VariableDeclaration, among declarations: ModelDeclarations
    ) throws -> TensorValue {
        if let stored = variable.storedValue { return stored }
        if let given = try draws.initialValue(of: variable, among: declarations) {
            guard given.type == variable.type else {
                throw VerbatimError(
                    .shape, "the draw source gives another type for \(variable.path)", received: "\(given.type)",
                    expected: "\(variable.type)")
            }
            return given
        }
        return try variable.initialValue(seed: seed)
    }

    /// The state before the first step.
    func initialState(_ declarations: ModelDeclarations) throws -> TrainingState {
        let layout = try StateLayout(declarations, optimizer)
        var given: [String: TensorValue] = [:]
        for named in try (optimizer as? LossScaleOptimizer)?.initialState() ?? [] { given[named.path] = named.value }
        var variables: [String: VariableDeclaration] = [:]
        for variable in declarations.variables { variables[variable.path] = variable }
        let trained = declarations.variables.filter { $0.kind == .parameter && $0.isTrainable }
        for variable in trained {
            for slot in StateLayout.slots(of: variable, optimizer) where slot.initial != .constant(0) {
                given["\(variable.path)/\(slot.name)"] = try initialValue(of: slot, variable, among: declarations)
            }
        }
        let values = try layout.entries.map { entry in
            guard let variable = variables[entry.path] else {
                return given[entry.path] ?? TensorValue(zeros: entry.type)
            }
            return try initialValue(of: variable, among: declarations)
        }
        return TrainingState(layout: layout, values: values)
    }

    private func initialValue(
        of slot: OptimizerSlot, _ variable: VariableDeclaration, among declarations: ModelDeclarations
    ) throws -> TensorValue {
        switch slot.initial {
        case .constant(let number):
            return try Tensor.full(slot.type.shape, number.weakTensor, slot.type.element).value()
        case .parameter:
            let value = try initialValue(of: variable, among: declarations)
            return value.type == slot.type ? value : try Tensor(value).cast(to: slot.type.element).value()
        }
    }
}
