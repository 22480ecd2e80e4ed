import VerbatimGraph

extension Model {
    private enum Key: String, CodingKey {
        case name, dtypePolicy, remat, isSequential, inputs, layers, calls, outputs, frozen
    }

    /// A value as two whole numbers: -1 and the input's number, or the call's number and the output's.
    private struct CodedValue: Codable {
        let value: Call.Value

        init(_ value: Call.Value) { self.value = value }

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            let call = try container.decode(Int.self)
            let index = try container.decode(Int.self)
            value = call < 0 ? .input(index) : .output(call: call, index: index)
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.unkeyedContainer()
            switch value {
            case .input(let index):
                try container.encode(-1)
                try container.encode(index)
            case .output(let call, let index):
                try container.encode(call)
                try container.encode(index)
            }
        }
    }

    private struct CodedCall: Codable {
        let layer: Int
        let inputs: [CodedValue]
    }

    /// Reads a model's description with the layer types that the coder was given.
    public convenience init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let layers = try container.decode([CodedLayer].self, forKey: .layers).map(\.layer)
        let inputs = try container.decode([InputDescription].self, forKey: .inputs)
        var calls: [Call] = []
        func check(_ value: Call.Value) throws -> Call.Value {
            let isKnown =
                switch value {
                case .input(let index): inputs.indices.contains(index)
                case .output(let call, let index): calls.indices.contains(call) && index >= 0
                }
            guard isKnown else {
                throw VerbatimError(
                    .file, "a model's description uses a value before it is made", received: "\(value)",
                    expected: "one of \(inputs.count) inputs or of the \(calls.count) calls before")
            }
            return value
        }
        for coded in try container.decode([CodedCall].self, forKey: .calls) {
            guard layers.indices.contains(coded.layer) else {
                throw VerbatimError(
                    .file, "a model's description calls a layer that it does not list", received: "\(coded.layer)",
                    expected: "a number below \(layers.count)")
            }
            calls.append(
                Call(
                    layer: layers[coded.layer], inputs: try coded.inputs.map { try check($0.value) },
                    location: .unknown))
        }
        let outputs = try container.decode([CodedValue].self, forKey: .outputs).map { try check($0.value) }
        self.init(
            name: try container.decodeIfPresent(String.self, forKey: .name),
            dtypePolicy: try container.decodeIfPresent(DTypePolicy.self, forKey: .dtypePolicy),
            remat: try container.decodeIfPresent(Remat.self, forKey: .remat),
            isSequential: try container.decode(Bool.self, forKey: .isSequential), inputs: inputs, calls: calls,
            outputs: outputs, storedValues: [],
            frozenLayers: try container.decodeIfPresent([CodedLayer].self, forKey: .frozen)?.map(\.layer) ?? [])
    }

    /// Writes the description: layers, wiring, stated shapes; not the values of parameters.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        let layers = self.layers
        let numbers = Dictionary(uniqueKeysWithValues: layers.enumerated().map { (ObjectIdentifier($1), $0) })
        try container.encodeIfPresent(name, forKey: .name)
        try container.encodeIfPresent(dtypePolicy, forKey: .dtypePolicy)
        try container.encodeIfPresent(remat, forKey: .remat)
        try container.encode(isSequential, forKey: .isSequential)
        try container.encode(inputs, forKey: .inputs)
        try container.encode(layers.map(CodedLayer.init), forKey: .layers)
        try container.encode(
            calls.map {
                CodedCall(layer: numbers[ObjectIdentifier($0.layer)]!, inputs: $0.inputs.map(CodedValue.init))
            }, forKey: .calls)
        try container.encode(outputs.map(CodedValue.init), forKey: .outputs)
        if !frozenLayers.isEmpty { try container.encode(frozenLayers.map(CodedLayer.init), forKey: .frozen) }
    }
}
