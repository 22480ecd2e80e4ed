import VerbatimGraph
import VerbatimNN
import VerbatimTensor

/// Writes the graphs of a program's steps.
///
/// A training step is one pure function: (state, batch) to (state, loss, values by sample). Every gradient reads the
/// parameters that came in; the optimizer's results are new values. Parameters of 16 bits are updated in f32.
struct StepBuilder {
    let program: Program
    let layout: StateLayout

    /// The graph of a step with the draws that it takes from outside.
    func build(_ kind: StepKind) throws -> (graph: Graph, draws: [DrawDeclaration]) {
        switch kind.use {
        case .training: try training(kind)
        case .evaluation: try evaluation(kind)
        case .prediction: try prediction(kind)
        }
    }

    /// The graph that gives the output of every layer call and the losses by sample, with their names.
    func diagnosis(_ kind: StepKind) throws -> (graph: Graph, draws: [DrawDeclaration], names: [String]) {
        let forward = try Forward(self, kind, isTraining: true, keepsCalls: true)
        var outputs: [Tensor] = []
        var names: [String] = []
        for (path, tensors) in forward.recorder.callOutputs where !path.isEmpty {
            for tensor in tensors where tensor.elementType.isFloat {
                outputs.append(tensor)
                names.append("the output of \(path)")
            }
        }
        for (index, loss) in try losses(forward).enumerated() {
            outputs.append(loss.bySample)
            names.append(program.losses.count == 1 ? "the loss by sample" : "the loss of output \(index) by sample")
        }
        for loss in forward.recorder.addedLosses {
            outputs.append(loss)
            names.append("a loss added by a layer")
        }
        return (try forward.trace.finish(outputs: outputs), forward.draws, names)
    }

    /// The graph that gives the outputs of a training trace and the gradients of trainable parameters.
    func gradients(_ kind: StepKind) throws -> (graph: Graph, draws: [DrawDeclaration], paths: [String]) {
        let forward = try Forward(self, kind, isTraining: true)
        var loss = Forward.weightedSum(zip(try losses(forward).map(\.reduced), program.lossWeights))
        for added in forward.recorder.addedLosses { loss = loss.map { $0.plus(added) } ?? added }
        let trained = layout.entries.indices.filter { layout.entries[$0].isTrainable }
        let gradients = try loss.map {
            try forward.trace.gradients(of: $0, withRespectTo: trained.map { forward.state[$0] })
        }
        return (
            try forward.trace.finish(outputs: forward.outputs + (gradients ?? [])), forward.draws,
            trained.map { layout.entries[$0].path }
        )
    }

    private func training(_ kind: StepKind) throws -> (Graph, [DrawDeclaration]) {
        let forward = try Forward(self, kind, isTraining: true)
        let trace = forward.trace
        let losses = try losses(forward)
        var loss = Forward.weightedSum(zip(losses.map(\.reduced), program.lossWeights))
        for added in forward.recorder.addedLosses { loss = loss.map { $0.plus(added) } ?? added }
        guard let loss, let optimizer = program.optimizer else {
            throw VerbatimError(
                .configuration, "the model has nothing to minimise, or no optimizer", received: "neither",
                expected: "a loss and an optimizer")
        }

        var next = forward.state
        let trained = layout.entries.indices.filter { layout.entries[$0].isTrainable }
        let stepIndex = layout.index(of: TrainingState.stepPath)!
        let scaling = try LossScaling(optimizer, layout, forward.state)
        let factor = (optimizer as? TunedOptimizer)?.lossScaleFactor
        var gradients = try trace.gradients(
            of: scaling.map { loss * $0.scale(for: loss) } ?? factor.map { loss * $0 } ?? loss,
            withRespectTo: trained.map { forward.state[$0] })
        let finite = scaling?.optimizer.areFinite(gradients)
        gradients = gradients.map(\.widened)
        if let scaling { gradients = gradients.map { $0 / scaling.scale(for: $0) } }
        let iterations = scaling?.state.iterations ?? forward.state[stepIndex]
        let replaced = Dictionary(forward.recorder.replacedParameters.map { ($0.path, $0.value) }) { _, last in last }
        let constraints = forward.constraints
        let before = zip(trained, gradients).map { index, gradient in
            let path = layout.entries[index].path
            return ParameterStep(
                path: path, gradient: gradient, parameter: (replaced[path] ?? forward.state[index]).widened,
                slots: slotIndices(of: index).map { forward.state[$0] })
        }
        let joint = (scaling?.optimizer.inner.value ?? optimizer) as? any JointOptimizer
        let moved = joint?.update(before, iterations: iterations)
        for (number, index) in trained.enumerated() {
            let slots = slotIndices(of: index)
            let update = trace.withLocation(Location(layerPath: layout.entries[index].path)) {
                if let moved { return (parameter: moved[number].parameter, slots: moved[number].slots) }
                let step = before[number]
                return optimizer(
                    gradient: step.gradient, parameter: step.parameter, slots: step.slots, iterations: iterations)
            }
            if let failure = trace.failure { throw failure }
            let element = layout.entries[index].type.element
            let parameter = constraints[layout.entries[index].path].map { $0(update.parameter) } ?? update.parameter
            next[index] = element.isNarrowFloat ? parameter.cast(to: element) : parameter
            for (slot, value) in zip(slots, update.slots) { next[slot] = value }
            // A skipped step leaves all as it was.
            if let finite {
                for place in [index] + slots { next[place] = which(finite, next[place], forward.state[place]) }
            }
        }
        if let scaling, let finite {
            for (index, value) in zip(scaling.indices, scaling.optimizer.next(scaling.state, finite: finite)) {
                next[index] = value
            }
        }
        for (path, value) in forward.recorder.replacedParameters {
            let index = layout.index(of: path)!
            if !layout.entries[index].isTrainable { next[index] = value }
        }
        for (path, value) in forward.recorder.updates { next[layout.index(of: path)!] = value }
        next[stepIndex] = forward.state[stepIndex] + Tensor(TensorValue(Int64(1)))
        for (index, entry) in layout.entries.enumerated() where next[index].type != entry.type {
            throw VerbatimError(
                .shape, "the optimizer gives another type for \(entry.path)", received: "\(next[index].type)",
                expected: "\(entry.type)")
        }
        let outputs = next + [loss.cast(to: .f32), try total(losses, forward)] + (try metrics(forward))
        return (
            try trace.finish(
                outputs: outputs,
                names: layout.entries.map(\.path)
                    + program.metricNames(outputs: forward.outputs.count).enumerated()
                    .flatMap { $0 == 0 ? ["loss", "loss by sample"] : [$1] }), forward.draws
        )
    }

    private func evaluation(_ kind: StepKind) throws -> (Graph, [DrawDeclaration]) {
        let forward = try Forward(self, kind, isTraining: false)
        let outputs = [try total(try losses(forward), forward)] + (try metrics(forward))
        return (
            try forward.trace.finish(
                outputs: outputs, names: program.metricNames(outputs: forward.outputs.count)), forward.draws
        )
    }

    private func prediction(_ kind: StepKind) throws -> (Graph, [DrawDeclaration]) {
        let forward = try Forward(self, kind, isTraining: false)
        return (try forward.trace.finish(outputs: forward.outputs), forward.draws)
    }

    private func slotIndices(of parameter: Int) -> [Int] {
        let prefix = layout.entries[parameter].path + "/"
        return layout.indices(of: .slot).filter {
            let path = layout.entries[$0].path
            return path.hasPrefix(prefix) && !path.dropFirst(prefix.count).contains("/")
        }
    }

    /// The loss of one output.
    private struct OutputLoss {
        let loss: any Loss
        let values: Tensor
        let labels: Tensor
        let predictions: Tensor
        let weight: Tensor?
        let mask: Tensor?

        /// The value that is minimised.
        var reduced: Tensor {
            loss.reduce(values, labels: labels, predictions: predictions, sampleWeight: weight, mask: mask)
        }

        /// What each sample counts in it, f32.
        var bySample: Tensor {
            loss.bySample(values, labels: labels, predictions: predictions, sampleWeight: weight, mask: mask)
                .cast(to: .f32)
        }
    }

    /// Each output's loss.
    private func losses(_ forward: Forward) throws -> [OutputLoss] {
        try program.losses.enumerated().map { index, loss in
            let labels = forward.targets[index]
            let predictions = forward.outputs[index].widened
            let values = loss(labels: labels, predictions: predictions)
            if values.rank > 0 { try check(values, forward, of: "the loss \(loss.name)") }
            return OutputLoss(
                loss: loss, values: values, labels: labels, predictions: predictions, weight: forward.weights[index],
                mask: forward.masks[index])
        }
    }

    /// The values of each output's metrics by sample: `[batch]`, or `[batch, sums]`.
    private func metrics(_ forward: Forward) throws -> [Tensor] {
        try program.metrics.indices.flatMap { index in
            let labels = forward.targets[index]
            let predictions = forward.outputs[index].widened
            func values(_ metric: any Metric, weight: Tensor?) throws -> Tensor {
                let mask = forward.masks[index]
                guard metric is any SummedMetric || weight != nil || mask != nil else {
                    let values = metric(labels: labels, predictions: predictions)
                    try check(values, forward, of: "the metric \(metric.name)")
                    return bySample(values)
                }
                let sums = metric.sums(labels: labels, predictions: predictions, sampleWeight: weight, mask: mask)
                try check(sums, forward, of: "the metric \(metric.name)")
                return sums.cast(to: .f32)
            }
            return try program.metrics[index].map { try values($0, weight: nil) }
                + program.weightedMetrics[index].map { try values($0, weight: forward.weights[index]) }
        }
    }

    private func check(_ values: Tensor, _ forward: Forward, of what: String) throws {
        if let failure = forward.trace.failure { throw failure }
        guard values.rank >= 1, values.shape[0] == forward.batchSize else {
            throw VerbatimError(
                .shape, "\(what) gives no value for each sample", received: "shape \(values.shape)",
                expected: "[\(forward.batchSize), ...]", remedy: "reduce all dimensions but the first")
        }
    }

    /// One f32 for each sample, `[batch]`: the mean over what other dimensions there are.
    private func bySample(_ values: Tensor) -> Tensor {
        (values.rank == 1 ? values : values.mean(axes: Axes(Array(1..<values.rank)))).cast(to: .f32)
    }

    /// The weighted sum of the outputs' losses by sample, with what layers add.
    private func total(_ losses: [OutputLoss], _ forward: Forward) throws -> Tensor {
        var sum = Forward.weightedSum(zip(losses.map(\.bySample), program.lossWeights))
        for added in forward.recorder.addedLosses { sum = sum.map { $0 + added.cast(to: .f32) } }
        if let failure = forward.trace.failure { throw failure }
        return sum ?? Tensor.zeros([forward.batchSize])
    }

    /// A loss scale's own part of the state, where the optimizer is one.
    private struct LossScaling {
        let optimizer: LossScaleOptimizer
        /// The places of its tensors in the state.
        let indices: [Int]
        let state: LossScaleOptimizer.State

        init?(_ optimizer: any Optimizer, _ layout: StateLayout, _ state: [Tensor]) throws {
            guard let optimizer = optimizer as? LossScaleOptimizer else { return nil }
            self.optimizer = optimizer
            indices = try optimizer.initialState().map { layout.index(of: $0.path)! }
            self.state = LossScaleOptimizer.State(indices.map { state[$0] })
        }

        /// The scale in the element type of what it works on.
        func scale(for tensor: Tensor) -> Tensor { state.scale.cast(to: tensor.elementType) }
    }

    /// The traced model: its state and batch as inputs of a graph, and what it gives.
    private struct Forward {
        let trace: Trace
        let recorder: CallRecorder
        let state: [Tensor]
        let targets: [Tensor]
        /// The weights of samples for each output, where the batch has them.
        let weights: [Tensor?]
        let outputs: [Tensor]
        /// What counts in each output; nil where all does.
        let masks: [Tensor?]
        let draws: [DrawDeclaration]
        let batchSize: Int

        /// What parameters are made to keep to, by path.
        var constraints: [String: any Constraint] {
            var constraints: [String: any Constraint] = [:]
            for variable in recorder.declarations.variables { constraints[variable.path] = variable.constraint }
            return constraints
        }

        /// The sum of terms times their weights, in order; a weight of 1 is no operation.
        static func weightedSum(_ terms: Zip2Sequence<[Tensor], [Double]>) -> Tensor? {
            terms.reduce(nil as Tensor?) { sum, term in
                let (value, weight) = term
                let product = weight == 1 ? value : value * weight
                return sum.map { $0.plus(product) } ?? product
            }
        }

        init(_ builder: StepBuilder, _ kind: StepKind, isTraining: Bool, keepsCalls: Bool = false) throws {
            let program = builder.program
            let trace = Trace(name: "\(kind.use)")
            let state = builder.layout.entries.map { trace.input($0.type, name: $0.path) }
            let inputs = kind.inputs.enumerated().map { trace.input($1, name: "input\($0)", sampleDimension: 0) }
            let targets = kind.targets.enumerated().map { trace.input($1, name: "target\($0)", sampleDimension: 0) }
            var variables: [String: Tensor] = [:]
            for (entry, tensor) in zip(builder.layout.entries, state) { variables[entry.path] = tensor }
            var draws: [DrawDeclaration] = []
            let batchSize = kind.inputs.first?.shape.first ?? 0
            let recorder = CallRecorder(
                isTraining: isTraining, seed: program.seed, step: variables[TrainingState.stepPath]!,
                variables: .given(variables), keepsCalls: keepsCalls
            ) { draw in
                guard program.draws.provides(draw) else { return nil }
                draws.append(draw)
                return trace.input(
                    draw.type, name: draw.stream, sampleDimension: draw.type.shape.first == batchSize ? 0 : nil)
            }
            outputs = try recorder.callRoot(program.model, inputs)
            let isWeighed = targets.count == 2 * outputs.count
            guard kind.use == .prediction || targets.count == outputs.count || isWeighed else {
                throw VerbatimError(
                    .data, "the data has a wrong number of targets", received: "\(targets.count)",
                    expected: "\(outputs.count), one for each output of the model")
            }
            guard kind.use == .prediction || program.losses.count == outputs.count else {
                throw VerbatimError(
                    .configuration, "the model was compiled with a wrong number of losses",
                    received: "\(program.losses.count)", expected: "\(outputs.count), one for each output")
            }
            self.trace = trace
            self.recorder = recorder
            self.state = state
            let outputCount = outputs.count
            self.targets = isWeighed ? Array(targets.prefix(outputCount)) : targets
            weights = isWeighed ? targets.dropFirst(outputCount).map { $0 as Tensor? } : outputs.map { _ in nil }
            masks = outputs.map { recorder.mask(of: $0) }
            self.draws = draws
            self.batchSize = batchSize
        }
    }
}

extension Tensor {
    /// Floats of 16 bits in f32, in which losses, metrics and updates are computed; anything else as it is.
    fileprivate var widened: Tensor { elementType.isNarrowFloat ? cast(to: .f32) : self }

    /// The sum, in f64 where one of two different types is f64.
    fileprivate func plus(_ other: Tensor) -> Tensor {
        elementType == other.elementType ? self + other : cast(to: .f64) + other.cast(to: .f64)
    }
}
