import Verbatim

/// A model of a fixture's compact graph, compiled as its `compile` states, with the weights that it starts from.
struct FixtureModel {
    let trainer: Trainer
    /// The variables' paths by the fixture's names of weights.
    let paths: [String: String]

    /// How many steps move the parameters once.
    let stepsPerUpdate: Int

    /// The numbers that are reported, by Keras' names: of each output its loss where there are several, and its metrics.
    let reported: [String]

    init(_ fixture: Fixture) throws {
        let (model, outputNames) = try Self.model(fixture)
        let compile = KerasConfig(fixture.sidecar["compile"])
        guard let optimizer = try compile.nested("optimizer") else { throw Unsupported("no optimizer") }
        func perOutput(_ name: String) -> [JSONValue?] {
            guard let value = compile.raw(name) else { return outputNames.map { _ in nil } }
            if case .object(let members) = value, value["class_name"] == nil {
                return outputNames.map { name in members.first { $0.name == name }?.value }
            }
            if case .array(let values) = value, outputNames.count > 1 { return values.map { $0 } }
            return outputNames.map { _ in value }
        }
        let losses = try perOutput("loss").map { value in
            guard let value else { throw Unsupported("an output without a loss") }
            let nested = try KerasConfig.nested(value, "loss")
            return try LossTable.loss(nested.className, nested.config)
        }
        var names: [[String]] = outputNames.map { _ in [] }
        // As Keras tells metrics of one name apart.
        var uses: [String: Int] = [:]
        func label(_ output: Int, _ name: String, isWeighted: Bool) -> String {
            let stem = outputNames.count == 1 ? "" : "\(outputNames[output])_"
            let isTaken = uses[stem + name] != nil
            let full = isTaken && isWeighted ? "\(stem)weighted_\(name)" : stem + name
            let count = uses[full, default: 0]
            uses[full] = count + 1
            return count == 0 ? full : "\(full)_\(count)"
        }
        func metrics(_ name: String) throws -> [[any Metric]] {
            try perOutput(name).enumerated().map { output, value in
                guard let value else { return [] }
                let list: [JSONValue]
                if case .array(let items) = value { list = items } else { list = [value] }
                return try list.map { item in
                    let nested = try KerasConfig.nested(item, name)
                    let metric: any Metric
                    let own: String
                    if case .string(let text) = item {
                        let isAccuracy = ["accuracy", "acc"].contains(text)
                        let className = isAccuracy ? try Self.accuracy(fixture.tensor("y.\(output)")) : text
                        (metric, own) = (try MetricTable.metric(className, nested.config), text)
                    } else {
                        metric = try MetricTable.metric(nested.className, nested.config)
                        own = try nested.config.text("name") ?? Self.kerasName(nested.className, metric)
                    }
                    names[output].append(label(output, own, isWeighted: name == "weighted_metrics"))
                    return metric
                }
            }
        }
        let plain = try metrics("metrics")
        let isSingle = outputNames.count == 1
        if !isSingle { for output in names.indices { names[output].append("\(outputNames[output])_loss") } }
        let weighted = zip(losses, try metrics("weighted_metrics")).map { loss, metrics in
            isSingle ? metrics : [OutputLoss(loss)] + metrics
        }
        let weights = try perOutput("loss_weights").map { value in
            try value.map { try KerasConfig.number($0, "loss_weights") } ?? 1
        }
        trainer = try model.compile(
            optimizer: try OptimizerTable.optimizer(optimizer.className, optimizer.config), losses: losses,
            lossWeights: weights, outputMetrics: plain, outputWeightedMetrics: weighted)
        stepsPerUpdate = try optimizer.config.integer("gradient_accumulation_steps", default: 1)
        try compile.finish(ignoring: ["jit_compile", "run_eagerly", "auto_scale_loss", "steps_per_execution"])
        reported = ["loss"] + names.flatMap { $0 }
        try trainer.build(inputShapes: try Self.inputShapes(fixture))
        let given = LayerWeights(fixture)
        given.begin()
        var paths: [String: String] = [:]
        var values: [NamedTensor] = []
        for variable in try trainer.declarations.variables {
            let (name, value) = try given.value(of: variable)
            paths[name] = variable.path
            values.append(NamedTensor(variable.path, value))
        }
        self.paths = paths
        try trainer.setWeights(values)
    }

    /// What Keras takes for `accuracy` of an output with such labels.
    private static func accuracy(_ labels: TensorValue) -> String {
        if labels.type.element.isInteger { return "SparseCategoricalAccuracy" }
        return labels.shape.last == 1 ? "BinaryAccuracy" : "CategoricalAccuracy"
    }

    /// The name under which Keras prints a metric.
    private static func kerasName(_ className: String, _ metric: any Metric) -> String {
        switch className {
        case "LogCoshError": "logcosh"
        case "F1Score": "f1_score"
        default: metric.name
        }
    }

    /// The weights under the fixture's names.
    func weights(_ stem: String) throws -> [Answer] {
        let values = Dictionary(uniqueKeysWithValues: try trainer.getWeights().map { ($0.path, $0.value) })
        return paths.keys.sorted().compactMap { name in
            values[paths[name]!].map { .tensor("\(stem).\(name)", $0) }
        }
    }

    private static func nodes(_ fixture: Fixture) throws -> [KerasConfig] {
        guard case .array(let nodes)? = fixture.sidecar["model"]?["nodes"] else { throw Unsupported("no model") }
        return nodes.map { KerasConfig($0) }
    }

    private static func names(_ fixture: Fixture, _ key: String) throws -> [String] {
        guard case .array(let names)? = fixture.sidecar["model"]?[key] else { return [] }
        return names.compactMap { if case .string(let name) = $0 { name } else { nil } }
    }

    private static func inputShapes(_ fixture: Fixture) throws -> [[Int]] {
        let inputs = try names(fixture, "inputs")
        let nodes = try nodes(fixture)
        return try inputs.map { name in
            guard let node = try nodes.first(where: { try $0.text("name") == name }) else {
                throw Unsupported("an input without a node")
            }
            return try KerasConfig(node.raw("config")).integers("shape") ?? []
        }
    }

    private static func model(_ fixture: Fixture) throws -> (Model, [String]) {
        var values: [String: SymbolicTensor] = [:]
        var frozen: [any Layer] = []
        for node in try nodes(fixture) {
            let name = try node.text("name", default: "")
            let className = try node.text("class_name", default: "")
            let config = KerasConfig(node.raw("config"))
            if className == "Input" || className == "InputLayer" {
                let element: ElementType =
                    try config.text("dtype", default: "float32").hasPrefix("int") ? .i32 : fixture.elementType
                values[name] = Input(shape: try config.integers("shape") ?? [], elementType: element)
                continue
            }
            let layer = try LayerTable.layer(className, config)
            if config.raw("trainable") == .boolean(false) { frozen.append(layer) }
            var inputs = (node.list("inbound") ?? []).compactMap { value -> SymbolicTensor? in
                if case .string(let source) = value { values[source] } else { nil }
            }
            // Keras' attention takes query and value; ours as many as it is given.
            if inputs.isEmpty { throw Unsupported("a layer without inputs") }
            if ["MultiHeadAttention", "GroupQueryAttention"].contains(className), inputs.count == 1 {
                inputs.append(inputs[0])
            }
            values[name] = layer(inputs)
        }
        func tensors(_ names: [String]) throws -> [SymbolicTensor] {
            try names.map { name in
                guard let value = values[name] else { throw Unsupported("no node \(name)") }
                return value
            }
        }
        let outputs = try names(fixture, "outputs")
        return (
            Model(
                inputs: try tensors(try names(fixture, "inputs")), outputs: try tensors(outputs),
                dtypePolicy: fixture.dtypePolicy
            ).freezing(frozen), outputs
        )
    }
}
