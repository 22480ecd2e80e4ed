import VerbatimGraph
import VerbatimTensor

/// A network of layers: a chain (`Sequential { ... }`) or any graph without cycles (`Model(inputs:outputs:)`).
///
/// A model is a layer itself, so models nest and are shared like layers. It is immutable: it describes, and at most it
/// carries the values that its parameters start from, where it was loaded or taken from a trainer.
public final class Model: Layer {
    /// One call of a layer in a model: which values it takes; its outputs are values for later calls.
    package struct Call: Sendable {
        /// A value: an input of the model, or an output of an earlier call.
        package enum Value: Sendable, Hashable {
            case input(Int)
            case output(call: Int, index: Int)
        }

        package let layer: any Layer
        package let inputs: [Value]
        package let location: Location
    }

    /// What is known of a model's input.
    package struct InputDescription: Sendable, Hashable, Codable {
        package let shape: [Int]?
        package let batchSize: Int?
        package let elementType: ElementType?
        package let name: String?
    }

    /// The label for prints.
    public let name: String?
    /// The types of computation and variables of its layers, where they have none of their own.
    public let dtypePolicy: DTypePolicy?
    /// Which values a training step computes again rather than keeps; nil keeps all that gradients need.
    public let remat: Remat?
    /// Whether the model was made as a chain.
    public let isSequential: Bool
    /// The values that parameters and states start from, by structural path; empty for a model that was never trained.
    public let storedValues: [NamedTensor]
    /// The layers that training leaves as they are; see `freezing(_:)`.
    public let frozenLayers: [any Layer]

    package let inputs: [InputDescription]
    package let calls: [Call]
    package let outputs: [Call.Value]
    private let defect: VerbatimError?

    /// The layers, each once, in the order of their first call.
    public var layers: [any Layer] {
        var seen: Set<ObjectIdentifier> = []
        return calls.map(\.layer).filter { seen.insert(ObjectIdentifier($0)).inserted }
    }

    /// Makes a model of symbolic inputs and outputs.
    ///
    /// Calls are numbered by walking from the outputs, first to last, through their inputs, first to last. Mistakes in
    /// the wiring are thrown when the model is traced.
    public convenience init(
        inputs: [SymbolicTensor], outputs: [SymbolicTensor], name: String? = nil, dtypePolicy: DTypePolicy? = nil,
        remat: Remat? = nil
    ) {
        var wiring = Wiring(inputs: inputs)
        let outputs = outputs.map { wiring.value($0) }
        self.init(
            name: name, dtypePolicy: dtypePolicy, remat: remat, isSequential: false, inputs: wiring.inputs,
            calls: wiring.calls, outputs: outputs, storedValues: [], defect: wiring.defect)
    }

    /// Makes a chain of layers; it may begin with an `Input(shape:)`.
    public convenience init(
        name: String? = nil, dtypePolicy: DTypePolicy? = nil, remat: Remat? = nil,
        @LayerBuilder _ layers: () -> [LayerBuilder.Element]
    ) {
        self.init(chain: layers(), name: name, dtypePolicy: dtypePolicy, remat: remat)
    }

    /// Makes a chain of a list of layers.
    ///
    /// - Parameters:
    ///   - layers: The layers in order.
    ///   - inputShape: The shape of one sample; nil takes the first batch's.
    ///   - name: A label for prints.
    ///   - dtypePolicy: The types of computation and variables of layers that have none of their own.
    ///   - remat: Which values a training step computes again rather than keeps.
    public convenience init(
        _ layers: [any Layer], inputShape: [Int]? = nil, name: String? = nil, dtypePolicy: DTypePolicy? = nil,
        remat: Remat? = nil
    ) {
        let input = inputShape.map { Input(shape: $0) } ?? .open()
        self.init(
            chain: [LayerBuilder.Element(kind: .input(input))]
                + layers.map { LayerBuilder.Element(kind: .layer($0, .unknown)) }, name: name, dtypePolicy: dtypePolicy,
            remat: remat)
    }

    private convenience init(
        chain elements: [LayerBuilder.Element], name: String?, dtypePolicy: DTypePolicy?, remat: Remat?
    ) {
        var input: SymbolicTensor?
        var tensor: SymbolicTensor?
        var defect: VerbatimError?
        for element in elements {
            switch element.kind {
            case .input(let symbol):
                guard input == nil, case .input = symbol.node.origin else {
                    defect = VerbatimError(
                        .configuration, "a chain of layers has an input that is not at its start",
                        received: "an input among the layers", expected: "at most one Input, first")
                    continue
                }
                input = symbol
                tensor = symbol
            case .layer(let layer, let location):
                input = input ?? .open()
                tensor = SymbolicTensor(layer: layer, inputs: [tensor ?? input!], location: location)
            }
        }
        let start = input ?? .open()
        var wiring = Wiring(inputs: [start])
        let output = wiring.value(tensor ?? start)
        self.init(
            name: name, dtypePolicy: dtypePolicy, remat: remat, isSequential: true, inputs: wiring.inputs,
            calls: wiring.calls, outputs: [output], storedValues: [], defect: defect ?? wiring.defect)
    }

    package init(
        name: String?, dtypePolicy: DTypePolicy?, remat: Remat?, isSequential: Bool, inputs: [InputDescription],
        calls: [Call], outputs: [Call.Value], storedValues: [NamedTensor], frozenLayers: [any Layer] = [],
        defect: VerbatimError? = nil
    ) {
        self.name = name
        self.dtypePolicy = dtypePolicy
        self.remat = remat
        self.isSequential = isSequential
        self.inputs = inputs
        self.calls = calls
        self.outputs = outputs
        self.storedValues = storedValues
        self.frozenLayers = frozenLayers
        self.defect = defect
    }

    /// Makes the same model with other values to start from, or other layers frozen.
    package convenience init(
        copying model: Model, storedValues: [NamedTensor], dtypePolicy: DTypePolicy? = nil, remat: Remat? = nil,
        frozenLayers: [any Layer]? = nil
    ) {
        self.init(
            name: model.name, dtypePolicy: dtypePolicy ?? model.dtypePolicy, remat: remat ?? model.remat,
            isSequential: model.isSequential, inputs: model.inputs, calls: model.calls, outputs: model.outputs,
            storedValues: storedValues, frozenLayers: frozenLayers ?? model.frozenLayers, defect: model.defect)
    }

    /// The same model in which training leaves the parameters of some layers as they are, and changes all others.
    ///
    /// What is inside these layers is frozen with them, and they may stand inside models inside this one. As in Keras,
    /// penalties on their parameters do not count, and batch normalisation uses its moving statistics. An empty list
    /// frees all layers.
    public func freezing(_ layers: [any Layer]) -> Model {
        Model(copying: self, storedValues: storedValues, frozenLayers: layers)
    }

    /// A model passes on what it is given: its layers cast for themselves.
    public static var autocast: Bool { false }

    /// The same model starting from other values.
    package func with(storedValues: [NamedTensor]) -> Model { Model(copying: self, storedValues: storedValues) }

    /// The same model under a dtype policy; nil leaves it as it is.
    package func with(dtypePolicy: DTypePolicy?) -> Model {
        dtypePolicy.map { Model(copying: self, storedValues: storedValues, dtypePolicy: $0) } ?? self
    }

    /// The same model with values that a training step computes again; nil leaves it as it is.
    package func with(remat: Remat?) -> Model {
        remat.map { Model(copying: self, storedValues: storedValues, remat: $0) } ?? self
    }

    /// The types of the inputs for a batch, as far as the model states them; nil where a shape waits for data.
    ///
    /// An input that states its batch size keeps it.
    public func inputTypes(batchSize: Int) -> [TensorType]? {
        let types = inputs.map { input in
            input.shape.map { TensorType([input.batchSize ?? batchSize] + $0, input.elementType ?? .f32) }
        }
        return types.contains { $0 == nil } ? nil : types.map { $0! }
    }

    /// Types of inputs with the batch sizes that the model states.
    package func stated(_ types: [TensorType]) -> [TensorType] {
        guard types.count == inputs.count else { return types }
        return zip(types, inputs).map { type, input in
            guard let size = input.batchSize, type.rank > 0 else { return type }
            return type.with(shape: [size] + type.shape.dropFirst())
        }
    }

    /// Calls the layers in order.
    ///
    /// - Throws: `VerbatimError` if the inputs are not those that the model states, or of a layer.
    public func call(_ inputs: [Tensor], _ context: inout CallContext) throws -> [Tensor] {
        if let defect { throw defect }
        guard inputs.count == self.inputs.count else {
            throw VerbatimError(
                .shape, "\(context.description) got a wrong number of inputs", received: "\(inputs.count)",
                expected: "\(self.inputs.count)")
        }
        for (index, (tensor, stated)) in zip(inputs, self.inputs).enumerated() {
            try check(tensor.type, against: stated, index: index, context)
        }
        context.store(storedValues)
        context.recorder.freeze(frozenLayers)
        var results: [[Tensor]] = []
        func tensor(_ value: Call.Value) throws -> Tensor {
            switch value {
            case .input(let index): return inputs[index]
            case .output(let call, let index):
                guard results[call].indices.contains(index) else {
                    throw VerbatimError(
                        .configuration, "\(context.description) uses an output that a layer does not have",
                        received: "output \(index) of \(type(of: calls[call].layer).typeName)",
                        expected: "an index below \(results[call].count)", location: calls[call].location)
                }
                return results[call][index]
            }
        }
        for (segment, isRepeated) in try segments(context) {
            try context.recorder.remat(inputs, if: isRepeated) {
                for call in calls[segment] {
                    results.append(try context.call(call.layer, try call.inputs.map(tensor), location: call.location))
                }
            }
        }
        if let stranger = frozenLayers.first(where: { !context.recorder.wasMet($0) }) {
            throw VerbatimError(
                .configuration, "\(context.description) freezes a layer that it does not call",
                received: type(of: stranger).typeName, expected: "layers of the model, or of models inside it")
        }
        return try outputs.map(tensor)
    }

    /// The calls of each segment, and whether its values are computed again.
    private func segments(_ context: CallContext) throws -> [(calls: Range<Int>, isRepeated: Bool)] {
        guard let remat else { return [(calls.indices, false)] }
        let segments = try Remat(checking: "\(remat)").segments(of: calls.count)
        let isOutermost = context.path.isEmpty && segments.count > 1
        return segments.map { ($0, !isOutermost || $0.upperBound < calls.count) }
    }

    private func check(
        _ type: TensorType, against stated: InputDescription, index: Int, _ context: CallContext
    ) throws {
        let which = inputs.count == 1 ? "the input" : "input \(index)"
        guard type.rank >= 1, stated.shape == nil || Array(type.shape.dropFirst()) == stated.shape,
            stated.batchSize == nil || type.shape[0] == stated.batchSize
        else {
            throw VerbatimError(
                .shape, "\(which) of \(context.description) has another shape than the model states",
                received: "\(type.shape)",
                expected: "[\(stated.batchSize.map(String.init) ?? "batch")"
                    + (stated.shape.map { $0.map { ", \($0)" }.joined() } ?? ", ...") + "]")
        }
        guard stated.elementType == nil || type.element == stated.elementType else {
            throw VerbatimError(
                .elementType, "\(which) of \(context.description) has another element type than the model states",
                received: type.element.rawValue, expected: stated.elementType?.rawValue ?? "any",
                remedy: "convert it, or give Input(elementType:)")
        }
    }
}

/// A chain of layers, under Keras' name: `Sequential { Dense(10) }` is a `Model`.
public typealias Sequential = Model

/// Turns symbolic tensors into numbered calls.
private struct Wiring {
    let inputs: [Model.InputDescription]
    var calls: [Model.Call] = []
    var defect: VerbatimError?
    private var numbers: [ObjectIdentifier: Int] = [:]
    private var inputNumbers: [ObjectIdentifier: Int] = [:]

    init(inputs symbols: [SymbolicTensor]) {
        var descriptions: [Model.InputDescription] = []
        for symbol in symbols {
            guard case .input(let shape, let batchSize, let element, let name) = symbol.node.origin else {
                defect = VerbatimError(
                    .configuration, "a model's input is the output of a layer", received: "a layer's output",
                    expected: "tensors made by Input(shape:)")
                continue
            }
            inputNumbers[ObjectIdentifier(symbol.node)] = descriptions.count
            descriptions.append(.init(shape: shape, batchSize: batchSize, elementType: element, name: name))
        }
        inputs = descriptions
    }

    mutating func value(_ symbol: SymbolicTensor) -> Model.Call.Value {
        switch symbol.node.origin {
        case .input(_, _, _, let name):
            guard let number = inputNumbers[ObjectIdentifier(symbol.node)] else {
                defect =
                    defect
                    ?? VerbatimError(
                        .configuration, "a model's output depends on an input that the model does not list",
                        received: name ?? "an unlisted Input", expected: "every Input in Model(inputs:outputs:)")
                return .input(0)
            }
            return .input(number)
        case .call(let layer, let inputs, let location):
            if let number = numbers[ObjectIdentifier(symbol.node)] { return .output(call: number, index: symbol.index) }
            let values = inputs.map { value($0) }
            calls.append(Model.Call(layer: layer, inputs: values, location: location))
            numbers[ObjectIdentifier(symbol.node)] = calls.count - 1
            return .output(call: calls.count - 1, index: symbol.index)
        }
    }
}
