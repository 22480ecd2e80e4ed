import Verbatim
import VerbatimExamples

/// Trains one case's program from its recorded weights and masks, and compares what the original computed.
struct CaseReplay {
    let name: String
    let golden: GoldenFile.Case
    /// The names of all cases, by which files find their owners.
    let caseNames: [String]
    let folder: GoldenFolder
    let executor: any Executor

    private var metrics: [String] { golden.metrics ?? [] }

    private var model: Model { Keras12724Program.model(finalDropout: golden.finalDropout ?? true) }

    /// Whether the case is on random images rather than constant ones.
    private var isRandom: Bool { (golden.data ?? name).hasPrefix("rand") }

    func run(_ tally: inout Tally) throws {
        let stored = try folder.tensors(ofCase: name, among: caseNames)
        let initial = try initialWeights(&tally)
        let draws = GoldenDraws(weights: initial, masks: try folder.tensors("dropout_masks.safetensors"))
        var readings = [
            Reading(
                label: "\(name), as TensorFlow ran it", iterationsOffset: 1, steps: golden.steps ?? [],
                weights: golden.weights ?? [:], stored: stored)
        ]
        if let textbook = golden.textbook {
            readings.append(
                Reading(
                    label: "\(name), textbook", iterationsOffset: 0, steps: textbook.steps ?? [],
                    weights: textbook.weightsStep5.map { ["step5": $0] } ?? [:], stored: [:]))
        }
        for reading in readings {
            var checks = Tally()
            try replay(reading, draws, &checks)
            if checks.failed > 0, let (decision, others) = try otherSide(of: reading, draws) {
                print("note  \(reading.label): all holds with \(decision) on its other side")
                checks = others
            }
            tally.add(checks)
        }
    }

    /// What was computed under one reading of the step counter.
    private struct Reading {
        let label: String
        let iterationsOffset: Int
        let steps: [GoldenFile.Step]
        let weights: [String: [String: GoldenFile.Summary]]
        let stored: [String: TensorValue]
    }

    /// The decision within float32's rounding that the original took the other way, if taking it so makes all checks hold.
    ///
    /// The sign before a ReLU, or the greater of two values in a pool, may lie so close that two correct programs decide
    /// differently; from then on they are two trainings. The closest decisions of each step after the first are tried.
    private func otherSide(of reading: Reading, _ draws: GoldenDraws) throws -> (CloseDecision, Tally)? {
        var closest: [CloseDecision] = []
        var ignored = Tally()
        try replay(reading, draws, &ignored) { step, place, values in
            if step > 1 { closest += CloseDecision.closest(step: step, place: place, values) }
        }
        for decision in closest.sorted(by: { $0.margin < $1.margin }) {
            var checks = Tally()
            try replay(reading, draws.taking(decision), &checks) { _, _, _ in }
            if checks.failed == 0 { return (decision, checks) }
        }
        return nil
    }

    /// The recorded weights, or where the case started from others, those that its program draws.
    private func initialWeights(_ tally: inout Tally) throws -> [String: TensorValue] {
        let recorded = try folder.tensors("init.safetensors")
        guard let hash = golden.hashes?["0"] else {
            // Without its last Dropout the original drew its last kernel from another seed; the first loss tells.
            guard golden.finalDropout == false, try !firstLossHolds(recorded) else { return recorded }
            return try drawnWeights(recorded)
        }
        guard Self.hash(recorded) != hash else { return recorded }
        let drawn = try drawnWeights(recorded)
        tally.check(
            "\(name): initial weights", Self.hash(drawn) == hash, received: "weights with digest \(Self.hash(drawn))",
            expected: hash)
        return drawn
    }

    private func drawnWeights(_ recorded: [String: TensorValue]) throws -> [String: TensorValue] {
        let declarations = try model.declarations(inputs: [TensorType([32, 32, 32, 3], .f32)])
        let source = TensorFlowOneSource(seed: 999)
        var drawn = recorded
        for (name, variable) in zip(GoldenNames.tensors, declarations.variables) {
            if let value = try source.initialValue(of: variable, among: declarations) { drawn[name] = value }
        }
        return drawn
    }

    private func firstLossHolds(_ weights: [String: TensorValue]) throws -> Bool {
        guard let first = golden.steps?.first else { return true }
        var checks = Tally()
        let draws = GoldenDraws(weights: weights, masks: try folder.tensors("dropout_masks.safetensors"))
        try replay(
            Reading(label: name, iterationsOffset: 1, steps: [first], weights: [:], stored: [:]), draws, &checks)
        return checks.failed == 0
    }

    private static func hash(_ weights: [String: TensorValue]) -> String {
        var digest = SHA256Digest()
        for name in GoldenNames.tensors { weights[name]?.withUnsafeBytes { digest.update($0) } }
        return digest.hex
    }

    /// Trains and compares; who wants to see the values before activations gets them, by step and place.
    private func replay(
        _ reading: Reading, _ draws: GoldenDraws, _ tally: inout Tally,
        seeing: ((_ step: Int, _ place: Int, _ values: TensorValue) -> Void)? = nil
    ) throws {
        let (inputs, labels) = try data()
        let trainer = try (seeing == nil ? model : Nudge.inserted(in: model)).compile(
            optimizer: try optimizer(reading.iterationsOffset), loss: .categoricalCrossentropy,
            metrics: try metrics.map(GoldenNames.metric), seed: 999, draws: draws, executor: executor)
        let seen = Guarded<[TensorValue]>([])
        trainer.observer = { observation in seen.withLock { $0.append(observation.value) } }
        let isAsRun = reading.iterationsOffset == 1
        let compare = TensorComparison(
            label: reading.label, initial: draws.weights, stored: reading.stored,
            figures: UpdateFigures(golden, isRandom: isRandom, isTextbook: !isAsRun))
        for (index, step) in reading.steps.enumerated() {
            let rows = step.rows
            if index == 0, let gradients = golden.gradientStep1, isAsRun {
                compare.gradients(try self.gradients(draws, inputs[rows], labels[rows]), gradients, &tally)
            }
            let values = try trainer.trainOnBatch(inputs[rows], labels[rows])
            for (place, values) in seen.withLock({ $0 }).enumerated() { seeing?(step.step, place, values) }
            seen.withLock { $0 = [] }
            compare.numbers(values, step, metrics: golden.metrics, &tally)
            if let summaries = reading.weights["step\(step.step)"] {
                let parameters = Self.byName(try trainer.state.tensors(.parameter))
                compare.weights(parameters, summaries, step: step.step, &tally)
            }
            if isAsRun { compare.slots(slots(of: try trainer.state), golden, step: step.step, &tally) }
        }
    }

    /// The gradients of the first step, kept by an optimizer that does nothing else.
    private func gradients(_ draws: GoldenDraws, _ inputs: Tensor, _ labels: Tensor) throws -> [String: [Float]] {
        let trainer = try model.compile(
            optimizer: GradientProbe(), loss: .categoricalCrossentropy, seed: 999, draws: draws, executor: executor)
        try trainer.trainOnBatch(inputs, labels)
        return Self.byName(try trainer.state.tensors(.slot))
    }

    private func data() throws -> (Tensor, Tensor) {
        let tensors = try folder.tensors("inputs.safetensors")
        func tensor(_ name: String) throws -> TensorValue {
            if let tensor = tensors[name] { return tensor }
            throw VerbatimError(.file, "golden inputs lack a tensor", received: name, expected: "inputs of the case")
        }
        func labels(_ name: String) throws -> Tensor {
            let bytes = try tensor(name)
            return Tensor(try TensorValue(bytes.array(of: UInt8.self).map { Float($0) }, shape: bytes.shape))
        }
        if isRandom { return (Tensor(try tensor("x_random")), try labels("y_random")) }
        let pixel = try tensor("x_constant").array(of: Float.self)[0]
        let images = Tensor(shape: [64, 32, 32, 3], [Float](repeating: pixel, count: 64 * 32 * 32 * 3))
        return (images, try labels("y_seed"))
    }

    private func optimizer(_ iterationsOffset: Int) throws -> any Optimizer {
        let decay = golden.decay ?? 0
        let epsilon = golden.epsilon ?? 1e-7
        switch golden.optimizer.lowercased() {
        case "rmsprop":
            return RMSprop.keras2(
                learningRate: golden.learningRate ?? 1e-3, rho: golden.rho ?? 0.9, epsilon: epsilon, decay: decay,
                iterationsOffset: iterationsOffset)
        case "adam":
            return Adam.keras2(
                learningRate: golden.learningRate ?? 1e-3, beta1: golden.beta1 ?? 0.9, beta2: golden.beta2 ?? 0.999,
                epsilon: epsilon, decay: decay, iterationsOffset: iterationsOffset)
        case "sgd":
            // The golden data's only SGD has these hyper-parameters, whether its file names them or not.
            return SGD.keras2(
                learningRate: golden.learningRate ?? 0.01, momentum: golden.momentum ?? 0.9, decay: decay,
                nesterov: golden.nesterov ?? true, iterationsOffset: iterationsOffset)
        default:
            throw VerbatimError(
                .unsupported, "golden data names an unknown optimizer", received: golden.optimizer,
                expected: "RMSprop, Adam or SGD")
        }
    }

    /// Parameters or gradients in order of construction, under the golden data's names.
    private static func byName(_ tensors: [NamedTensor]) -> [String: [Float]] {
        Dictionary(uniqueKeysWithValues: zip(GoldenNames.tensors, tensors.map { $0.value.array(of: Float.self) }))
    }

    /// The optimizer's slots by kind (`acc`, `m`, `v`) and the golden data's names.
    private func slots(of state: TrainingState) -> [String: [String: [Float]]] {
        let parameters = state.tensors(.parameter).map(\.path)
        var kinds: [String: [String: [Float]]] = [:]
        for slot in state.tensors(.slot) {
            guard let place = parameters.firstIndex(where: { slot.path.hasPrefix($0 + "/") || slot.path.hasSuffix($0) })
            else { continue }
            let kind: String
            switch slot.path.split(separator: "/").last {
            case "velocity": kind = golden.optimizer.lowercased() == "rmsprop" ? "acc" : "v"
            case "momentum": kind = "m"
            default: continue
            }
            kinds[kind, default: [:]][GoldenNames.tensors[place]] = slot.value.array(of: Float.self)
        }
        return kinds
    }
}
