import Verbatim
import VerbatimExamples

/// Trains one case's program from its recorded weights and masks, and compares what the original computed.
struct CaseReplay {
    let name: String
    let golden: GoldenFile.Case
    let folder: GoldenFolder
    let executor: any Executor

    func run(_ tally: inout Tally) throws {
        let names = try folder.cases().cases.keys.sorted()
        let stored = try folder.tensors(ofCase: name, among: names)
        let initial = try initialWeights(&tally)
        let masks = try folder.tensors("dropout_masks.safetensors")
        let draws = GoldenDraws(weights: initial, masks: masks)
        try replay(
            "as TensorFlow ran it", iterationsOffset: 1, steps: golden.steps, draws, initial, stored,
            weights: golden.weights ?? [:], &tally)
        if let textbook = golden.textbook {
            try replay(
                "textbook", iterationsOffset: 0, steps: textbook.steps, draws, initial, [:],
                weights: textbook.weightsStep5.map { ["step5": $0] } ?? [:], &tally)
        }
    }

    /// The recorded weights, or where the case started from others, those that its program draws.
    private func initialWeights(_ tally: inout Tally) throws -> [String: TensorValue] {
        let recorded = try folder.tensors("init.safetensors")
        guard let hash = golden.hashes?["0"], Self.hash(recorded) != hash else { return recorded }
        let declarations = try SeedProgram.model(finalDropout: golden.finalDropout).declarations(
            inputs: [TensorType([32, 32, 32, 3], .f32)])
        let source = TensorFlowOneSource(seed: 999)
        var drawn = recorded
        for (name, variable) in zip(SeedProgram.names, declarations.variables) {
            if let value = try source.initialValue(of: variable, among: declarations) { drawn[name] = value }
        }
        tally.check(
            "\(name): initial weights", Self.hash(drawn) == hash, received: "weights with digest \(Self.hash(drawn))",
            expected: hash)
        return drawn
    }

    private static func hash(_ weights: [String: TensorValue]) -> String {
        var digest = SHA256Digest()
        for name in SeedProgram.names { weights[name]?.withUnsafeBytes { digest.update($0) } }
        return digest.hex
    }

    private func replay(
        _ reading: String, iterationsOffset: Int, steps: [GoldenFile.Step], _ draws: GoldenDraws,
        _ initial: [String: TensorValue], _ stored: [String: TensorValue],
        weights: [String: [String: GoldenFile.Summary]], _ tally: inout Tally
    ) throws {
        let (inputs, labels) = try data()
        let trainer = try SeedProgram.model(finalDropout: golden.finalDropout).compile(
            optimizer: try optimizer(iterationsOffset), loss: .categoricalCrossentropy,
            metrics: try golden.metrics.map(SeedProgram.metric), seed: 999, draws: draws, executor: executor)
        let compare = TensorComparison(
            label: "\(name), \(reading)", initial: initial, stored: stored,
            figures: UpdateFigures(golden, isTextbook: iterationsOffset == 0))
        for (index, step) in steps.enumerated() {
            let start = step.step % 2 == 1 ? 0 : 32
            let rows = start..<start + 32
            if index == 0, let gradients = golden.gradientStep1, iterationsOffset == 1 {
                let values = try self.gradients(draws, inputs[rows], labels[rows])
                compare.gradients(values, gradients, &tally)
            }
            let values = try trainer.trainOnBatch(inputs[rows], labels[rows])
            tally.check(
                "\(name), \(reading): step \(step.step) prints", values.count == step.values.count,
                received: "\(values.count) numbers", expected: "\(step.values.count)")
            for (place, (value, expected)) in zip(values, step.values).enumerated() {
                let what = place == 0 ? "loss" : "metric \(golden.metrics[place - 1])"
                let scale = max(abs(expected), 1e-30)
                tally.check(
                    "\(name), \(reading): \(what) of step \(step.step)",
                    error: expected == 0 ? abs(Double(value)) : abs(Double(value) - expected) / scale, bar: 1e-6)
            }
            let parameters = Self.byName(try trainer.state.tensors(.parameter))
            if let summaries = weights["step\(step.step)"] {
                compare.weights(parameters, summaries, step: step.step, &tally)
            }
            if iterationsOffset == 1 {
                compare.slots(slots(of: try trainer.state), golden, step: step.step, &tally)
            }
        }
    }

    /// The gradients of the first step, kept by an optimizer that does nothing else.
    private func gradients(_ draws: GoldenDraws, _ inputs: Tensor, _ labels: Tensor) throws -> [String: [Float]] {
        let trainer = try SeedProgram.model(finalDropout: golden.finalDropout).compile(
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
        if golden.data.hasPrefix("rand") { return (Tensor(try tensor("x_random")), try labels("y_random")) }
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
        Dictionary(uniqueKeysWithValues: zip(SeedProgram.names, tensors.map { $0.value.array(of: Float.self) }))
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
            case "velocity", "accumulator", "rms": kind = golden.optimizer.lowercased() == "rmsprop" ? "acc" : "v"
            case "momentum": kind = golden.optimizer.lowercased() == "adam" ? "m" : "momentum"
            default: kind = String(slot.path.split(separator: "/").last ?? "")
            }
            kinds[kind, default: [:]][SeedProgram.names[place]] = slot.value.array(of: Float.self)
        }
        return kinds
    }
}
