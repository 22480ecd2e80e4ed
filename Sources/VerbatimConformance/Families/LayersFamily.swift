import Verbatim

/// Layers: outputs, gradients of inputs and weights, states, losses.
struct LayersFamily: FamilyRunner {
    func run(_ fixture: Fixture) throws -> [Answer] {
        if StringLayers.names.contains(fixture.className) { return try StringLayers(fixture: fixture).run() }
        guard case .array(let calls)? = fixture.sidecar["calls"] else { throw Unsupported("no calls") }
        let parsed = try calls.map { try LayerCall($0, fixture) }
        var options = LayerTable.CallOptions()
        options.usesCausalMask = parsed.contains(where: \.usesCausalMask)
        options.returnsScores = parsed.contains(where: \.returnsScores)
        var layer = try LayerTable.layer(fixture.className, fixture.config, options)
        if case .string(let name)? = fixture.sidecar["adapt"] {
            let data = Tensor(try fixture.tensor(String(name.dropFirst())))
            if let normalization = layer as? Normalization { layer = try normalization.adapted(to: data) }
            if let discretization = layer as? Discretization { layer = try discretization.adapted(to: data) }
        }
        let weights = LayerWeights(fixture)
        var answers: [Answer] = []
        for (number, call) in parsed.enumerated() {
            let prefix = parsed.count == 1 ? "" : "\(number)."
            answers += try run(call, layer, fixture, weights, prefix: prefix)
        }
        return answers
    }

    /// Whether Keras was given one sample without a batch, which layers on images and sounds take too.
    private static func lacksBatch(_ fixture: Fixture, _ arguments: [Tensor]) -> Bool {
        let name = fixture.className
        let isOnImages =
            name.hasPrefix("Random")
            || ["AutoContrast", "CenterCrop", "CutMix", "Equalization", "MixUp", "Resizing"].contains(name)
        let mode = fixture.config.raw("output_mode")
        return isOnImages && arguments[0].rank == 3 || name == "MelSpectrogram" && arguments[0].rank == 1
            || name == "CategoryEncoding" && arguments[0].rank == 1 && mode != .string("one_hot")
    }

    /// One call of the layer in a graph of its own; states go on to the next call.
    private func run(
        _ call: LayerCall, _ layer: any Layer, _ fixture: Fixture, _ weights: LayerWeights, prefix: String
    ) throws -> [Answer] {
        let trace = Trace(name: "layer")
        var values: [TensorValue] = []
        func input(_ value: TensorValue, _ name: String) -> Tensor {
            values.append(value)
            return trace.input(value.type, name: name)
        }
        var inputs: [String: Tensor] = [:]
        func tensor(_ name: String) throws -> Tensor {
            if let known = inputs[name] { return known }
            let made = input(try fixture.tensor(name), name)
            inputs[name] = made
            return made
        }
        weights.begin()
        var variables: [(weight: String, declaration: VariableDeclaration, tensor: Tensor)] = []
        let recorder = CallRecorder(
            isTraining: call.isTraining, seed: 1, step: trace.input(TensorType([], .i64), name: "step"),
            variables: .declared { declaration in
                let (name, value) = try weights.value(of: declaration)
                let tensor = input(value, name)
                variables.append((name, declaration, tensor))
                return tensor
            })
        values.append(TensorValue(Int64(0)))
        if fixture.config.raw("trainable") == .boolean(false) { recorder.freeze([layer]) }
        var arguments = try call.inputs.map(tensor)
        // A mask belongs to one argument, also where the same tensor stands for another.
        for place in arguments.indices where call.inputs[..<place].contains(call.inputs[place]) {
            arguments[place] = arguments[place] * 1
        }
        for (place, name) in call.masks where arguments.indices.contains(place) {
            recorder.setMask(try tensor(name), of: arguments[place])
        }
        let isSingle = Self.lacksBatch(fixture, arguments)
        if isSingle { arguments = arguments.map { $0.expandedDimensions(axes: 0) } }
        var outputs = try recorder.callRoot(layer, arguments, policy: fixture.dtypePolicy)
        if isSingle { outputs = outputs.map { $0.squeezed(axes: 0) } }
        if let failure = trace.failure ?? outputs.lazy.compactMap(\.failure).first { throw failure }

        var results: [(name: String, tensor: Tensor)] = outputs.enumerated().map { ("out.\(prefix)\($0)", $1) }
        for (path, value) in recorder.updates + recorder.replacedParameters {
            guard let variable = variables.first(where: { $0.declaration.path == path }) else { continue }
            results.append(("state.\(prefix)\(variable.weight)", value))
        }
        if fixture.expects("losses") {
            var losses = recorder.addedLosses
            // Keras lists what an activity costs before what weights cost.
            if fixture.config.has("activity_regularizer"), let last = losses.popLast() { losses.insert(last, at: 0) }
            results.append(("losses", stack(losses)))
        }
        let upstream = fixture.numbered("up")
        if fixture.sidecar["grad"] == .boolean(true), !upstream.isEmpty {
            let terms = try zip(outputs, upstream.indices).map { try ($0 * tensor("up.\($1)")).sum() }
            let total = terms.dropFirst().reduce(terms[0], +)
            let wanted = inputs.keys.sorted().filter { $0.hasPrefix("in.") && fixture.expects("g\($0)") }
            let trained = variables.filter { fixture.expects("gw.\($0.weight)") }
            let gradients = try trace.gradients(
                of: total, withRespectTo: wanted.map { inputs[$0]! } + trained.map(\.tensor))
            results += zip(wanted.map { "g\($0)" } + trained.map { "gw.\($0.weight)" }, gradients).map { ($0, $1) }
        }
        let graph = try trace.finish(outputs: results.map(\.tensor))
        let found = try EagerExecutor.run(graph, values)
        for ((name, _), value) in zip(results, found) where name.hasPrefix("state.") {
            weights.update(String(name.dropFirst(6 + prefix.count)), value)
        }
        return zip(results, found).map { .tensor($0.name, $1) }
    }
}
