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
        for (index, values) in try losses(forward).enumerated() {
            outputs.append(bySample(values))
            names.append(program.losses.count == 1 ? "the loss by sample" : "the loss of output \(index) by sample")
        }
        for loss in forward.recorder.addedLosses {
            outputs.append(loss)
            names.append("a loss added by a layer")
        }
        return (try forward.trace.finish(outputs: outputs), forward.draws, names)
    }

    private func training(_ kind: StepKind) throws -> (Graph, [DrawDeclaration]) {
        let forward = try Forward(self, kind, isTraining: true)
        let trace = forward.trace
        let values = try losses(forward)
        var loss = Forward.weightedSum(zip(values.map { $0.mean() }, program.lossWeights))
        for added in forward.recorder.addedLosses { loss = loss.map { $0 + added } ?? added }
        guard let loss, let optimizer = program.optimizer else {
            throw VerbatimError(
                .configuration, "the model has nothing to minimise, or no optimizer", received: "neither",
                expected: "a loss and an optimizer")
        }

        var next = forward.state
        let trained = layout.entries.indices.filter { layout.entries[$0].isTrainable }
        let stepIndex = layout.index(of: TrainingState.stepPath)!
        let scaling = try LossScaling(optimizer, layout, forward.state)
        var gradients = try trace.gradients(
            of: scaling.map { loss * $0.scale(for: loss) } ?? loss, withRespectTo: trained.map { forward.state[$0] })
        let finite = scaling?.optimizer.areFinite(gradients)
        gradients = gradients.map(\.widened)
        if let scaling { gradients = gradients.map { $0 / scaling.scale(for: $0) } }
        let iterations = scaling?.state.iterations ?? forward.state[stepIndex]
        let before = zip(trained, gradients).map { index, gradient in
            ParameterStep(
                path: layout.entries[index].path, gradient: gradient, parameter: forward.state[index].widened,
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
            next[index] = element.isNarrowFloat ? update.parameter.cast(to: element) : update.parameter
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
        for (path, value) in forward.recorder.updates { next[layout.index(of: path)!] = value }
        next[stepIndex] = forward.state[stepIndex] + Tensor(TensorValue(Int64(1)))
        for (index, entry) in layout.entries.enumerated() where next[index].type != entry.type {
            throw VerbatimError(
                .shape, "the optimizer gives another type for \(entry.path)", received: "\(next[index].type)",
                expected: "\(entry.type)")
        }
        let outputs = next + [loss, try total(values, forward)] + (try metrics(forward))
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

    /// The values of each output's loss.
    private func losses(_ forward: Forward) throws -> [Tensor] {
        try zip(program.losses, zip(forward.targets, forward.outputs)).map { loss, pair in
            let values = loss(labels: pair.0, predictions: pair.1.widened)
            try check(values, forward, of: "the loss \(loss.name)")
            return values
        }
    }

    /// The values of each output's metrics by sample.
    private func metrics(_ forward: Forward) throws -> [Tensor] {
        try zip(forward.targets, forward.outputs).flatMap { target, output in
            try program.metrics.map { metric in
                let values = metric(labels: target, predictions: output.widened)
                try check(values, forward, of: "the metric \(metric.name)")
                return bySample(values)
            }
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
    private func total(_ losses: [Tensor], _ forward: Forward) throws -> Tensor {
        var sum = Forward.weightedSum(zip(losses.map(bySample), program.lossWeights))
        for added in forward.recorder.addedLosses { sum = sum.map { $0 + added } }
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
        let outputs: [Tensor]
        let draws: [DrawDeclaration]
        let batchSize: Int

        /// The sum of terms times their weights, in order; a weight of 1 is no operation.
        static func weightedSum(_ terms: Zip2Sequence<[Tensor], [Double]>) -> Tensor? {
            terms.reduce(nil as Tensor?) { sum, term in
                let (value, weight) = term
                let product = weight == 1 ? value : value * weight
                return sum.map { $0 + product } ?? product
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
            guard kind.use == .prediction || targets.count == outputs.count else {
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
            self.targets = targets
            self.draws = draws
            self.batchSize = batchSize
        }
    }
}

extension Tensor {
    /// Floats of 16 bits in f32, in which losses, metrics and updates are computed; anything else as it is.
    fileprivate var widened: Tensor { elementType.isNarrowFloat ? cast(to: .f32) : self }
}
