import Verbatim

/// An optimizer driven by hand over given gradients.
struct OptimizerRun {
    /// A parameter that it moves.
    struct Variable {
        let path: String
        let value: Tensor
        let constraint: (any Constraint)?
    }

    private let optimizer: any Optimizer
    private let constraints: [(any Constraint)?]
    private let slotNames: [[String]]
    private var steps: [ParameterStep]
    private var taken: Int
    private var scale: LossScaleOptimizer.State?

    init(_ optimizer: any Optimizer, variables: [Variable], iterations: Int = 0) throws {
        self.optimizer = optimizer
        constraints = variables.map(\.constraint)
        taken = iterations
        let declared = variables.map { optimizer.slots(path: $0.path, type: $0.value.type) }
        slotNames = declared.map { $0.map(\.name) }
        steps = zip(variables, declared).map { variable, slots in
            ParameterStep(
                path: variable.path, gradient: Tensor.zeros(like: variable.value), parameter: variable.value,
                slots: slots.map { slot in
                    switch slot.initial {
                    case .constant(let number): Tensor.full(slot.type.shape, Tensor(Float(number)), slot.type.element)
                    case .parameter: variable.value
                    }
                })
        }
        scale = try (optimizer as? LossScaleOptimizer).map {
            LossScaleOptimizer.State(try $0.initialState().map { Tensor($0.value) })
        }
    }

    /// The parameters' values.
    var values: [Tensor] { steps.map(\.parameter) }

    /// The learning rate of the next step.
    var rate: Tensor {
        var inner = optimizer
        if let scaled = optimizer as? LossScaleOptimizer { inner = scaled.inner.value }
        if let tuned = inner as? TunedOptimizer { return tuned.rate(iterations: Tensor(Int64(taken))) }
        return Tensor(Float((inner as? any RatedOptimizer)?.learningRate ?? 0))
    }

    /// The iterations as Keras counts them: those that moved the parameters.
    var countedIterations: Int { taken / ((optimizer as? TunedOptimizer)?.gradientAccumulationSteps ?? 1) }

    /// One step, as one compiled graph.
    mutating func step(_ gradients: [Tensor]) throws {
        let scale = scale
        if let scaled = optimizer as? LossScaleOptimizer, let scale {
            let isFinite = scaled.areFinite(gradients)
            self.scale = LossScaleOptimizer.State(scaled.next(scale, finite: isFinite))
            guard try isFinite.array(of: Bool.self)[0] else { return }
        }
        let slotCounts = steps.map(\.slots.count)
        let inputs =
            try gradients.map { try $0.value() }
            + steps.flatMap { [$0.parameter] + $0.slots }
            .map { try $0.value() } + [TensorValue(Int64(taken))]
        let (optimizer, constraints, before) = (optimizer, constraints, steps)
        let results = try Evaluation.run(inputs) { tensors in
            var rest = tensors.dropFirst(gradients.count)
            let current = zip(before, tensors).map { step, gradient in
                let parameter = rest.removeFirst()
                let slots = step.slots.map { _ in rest.removeFirst() }
                // A dynamic scale multiplies the loss, and what comes of it is divided again.
                let factor = scale.map { $0.scale.cast(to: gradient.elementType) }
                let gradient = factor.map { (gradient * $0) / $0 } ?? gradient
                return ParameterStep(path: step.path, gradient: gradient, parameter: parameter, slots: slots)
            }
            let moved = Self.update(optimizer, current, iterations: rest.removeFirst())
            return zip(moved, constraints).flatMap { step, constraint in
                [constraint.map { $0(step.parameter) } ?? step.parameter] + step.slots
            }
        }
        var values = results.outputs.map { Tensor($0) }[...]
        for place in steps.indices {
            steps[place].parameter = values.removeFirst()
            steps[place].slots = (0..<slotCounts[place]).map { _ in values.removeFirst() }
        }
        taken += 1
    }

    private static func update(
        _ optimizer: any Optimizer, _ steps: [ParameterStep], iterations: Tensor
    ) -> [ParameterStep] {
        if let joint = optimizer as? any JointOptimizer { return joint.update(steps, iterations: iterations) }
        return steps.map { step in
            var step = step
            (step.parameter, step.slots) = optimizer(
                gradient: step.gradient, parameter: step.parameter, slots: step.slots, iterations: iterations)
            return step
        }
    }

    /// The parameters at the end: their averages where they are kept.
    func finalized() throws -> [TensorValue] {
        guard (optimizer as? TunedOptimizer)?.useEMA == true else { return try values.map { try $0.value() } }
        return try steps.map { try $0.slots[0].value() }
    }

    /// A slot of a parameter; nil if there is none of that name.
    func slot(_ name: String, of place: Int) throws -> TensorValue? {
        try slotNames[place].firstIndex(of: name).map { try steps[place].slots[$0].value() }
    }

    /// What the optimizer keeps for itself under Keras' name; nil if it is no such name.
    func ownState(_ name: String) -> TensorValue? {
        switch name {
        case "variable": try? slot("u_product", of: 0)
        case "step_counter": try? scale?.steps.value()
        case "dynamic_scale": try? scale?.scale.value()
        default: nil
        }
    }
}
