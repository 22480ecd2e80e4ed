import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// One trace of a model: it finds the tensors of variables and draws, numbers children, and notes what is declared.
package final class CallRecorder {
    /// Where the tensors of variables come from.
    package enum Variables {
        /// Each is made when it is first met.
        case declared((VariableDeclaration) throws -> Tensor)
        /// All are known, by path.
        case given([String: Tensor])
    }

    package let isTraining: Bool
    package let seed: Int
    package let step: Tensor
    package private(set) var declarations = ModelDeclarations()
    package var addedLosses: [Tensor] = []
    /// The states that were updated, by path, in the order of the first update.
    package private(set) var updates: [(path: String, value: Tensor)] = []
    package private(set) var storedValues: [String: TensorValue] = [:]

    /// The outputs of every layer call, where they are kept.
    package private(set) var callOutputs: [(path: String, tensors: [Tensor])] = []

    private let variables: Variables
    private let keepsCalls: Bool
    private let providedDraw: (DrawDeclaration) throws -> Tensor?
    private var masks: [MaskKey: Tensor] = [:]
    private var replacements: [String: (Tensor) throws -> Tensor] = [:]
    private var known: [String: (declaration: VariableDeclaration, tensor: Tensor)] = [:]
    private var streams: Set<String> = []
    private var paths: [ObjectIdentifier: String] = [:]
    private var callCounts: [ObjectIdentifier: Int] = [:]
    private var frozen: Set<ObjectIdentifier> = []
    private var ordinals: [String: Int] = [:]
    private var depth = 0

    package init(
        isTraining: Bool, seed: Int, step: Tensor, variables: Variables, keepsCalls: Bool = false,
        providedDraw: @escaping (DrawDeclaration) throws -> Tensor? = { _ in nil }
    ) {
        self.isTraining = isTraining
        self.seed = seed
        self.step = step
        self.variables = variables
        self.keepsCalls = keepsCalls
        self.providedDraw = providedDraw
    }

    /// What a mask belongs to: a value of a graph under construction.
    private struct MaskKey: Hashable {
        let trace: ObjectIdentifier
        let value: ValueID

        init?(_ tensor: Tensor) {
            guard case .traced(let trace, let value, _) = tensor.storage else { return nil }
            (self.trace, self.value) = (ObjectIdentifier(trace), value)
        }
    }

    /// The mask of a tensor; nil where all of it counts.
    package func mask(of tensor: Tensor) -> Tensor? { MaskKey(tensor).flatMap { masks[$0] } }

    /// Gives a tensor a mask, or takes it away.
    package func setMask(_ mask: Tensor?, of tensor: Tensor) {
        if let key = MaskKey(tensor) { masks[key] = mask }
    }

    /// The parameters that a layer gave another value before the optimizer changes them, by path.
    package private(set) var replacedParameters: [(path: String, value: Tensor)] = []

    /// Notes that a parameter becomes another value before the optimizer changes it.
    func replaceParameter(_ path: String, by value: Tensor) { replacedParameters.append((path, value)) }

    /// Runs a closure in which a variable is replaced by what another closure makes of it.
    func replacing<Result>(
        _ path: String, by replacement: @escaping (Tensor) throws -> Tensor, _ body: () throws -> Result
    ) rethrows -> Result {
        let outer = replacements.updateValue(replacement, forKey: path)
        defer { replacements[path] = outer }
        return try body()
    }

    /// Calls the outermost layer, whose own path is empty.
    package func callRoot(_ layer: any Layer, _ inputs: [Tensor], policy: DTypePolicy? = nil) throws -> [Tensor] {
        let outputs = try enter(layer, inputs, path: "", policy: policy, isTrainable: true, location: .unknown)
        declarations.outputs = outputs.map(\.type)
        return outputs
    }

    func call(
        _ layer: any Layer, _ inputs: [Tensor], parent: String, policy: DTypePolicy?, isTrainable: Bool,
        location: Location
    ) throws -> [Tensor] {
        let path = path(of: layer, parent: parent)
        return try enter(layer, inputs, path: path, policy: policy, isTrainable: isTrainable, location: location)
    }

    /// Has the parameters of layers declared as ones that the optimizer leaves alone, with those of what is inside.
    package func freeze(_ layers: [any Layer]) { frozen.formUnion(layers.map { ObjectIdentifier($0) }) }

    /// Whether a layer was met in this trace.
    func wasMet(_ layer: any Layer) -> Bool { paths[ObjectIdentifier(layer)] != nil }

    /// The structural path of a layer: its type and ordinal among the children of the parent that meets it first.
    func path(of layer: any Layer, parent: String) -> String {
        let identity = ObjectIdentifier(layer)
        if let known = paths[identity] { return known }
        let prefix = parent.isEmpty ? "" : parent + "/"
        let key = prefix + type(of: layer).keyName
        ordinals[key, default: 0] += 1
        let path = "\(key).\(ordinals[key]!)"
        paths[identity] = path
        return path
    }

    /// What a layer at a path is given for another call of it.
    func context(of layer: any Layer, path: String, policy: DTypePolicy?, isTrainable: Bool) -> CallContext {
        let identity = ObjectIdentifier(layer)
        callCounts[identity, default: 0] += 1
        let label = [path.isEmpty ? type(of: layer).typeName : path, layer.name.map { "\"\($0)\"" }]
            .compactMap { $0 }.joined(separator: " ")
        return CallContext(
            recorder: self, path: path, callNumber: callCounts[identity]!,
            streamBase: layer.seed.map { "seed.\($0)" } ?? path, seed: layer.seed, label: label,
            dtypePolicy: layer.dtypePolicy ?? policy, isTrainable: isTrainable && !frozen.contains(identity))
    }

    private func enter(
        _ layer: any Layer, _ inputs: [Tensor], path: String, policy: DTypePolicy?, isTrainable: Bool,
        location: Location
    ) throws -> [Tensor] {
        var context = context(of: layer, path: path, policy: policy, isTrainable: isTrainable)
        var place = location
        place.layerPath = path
        depth += 1
        defer { depth -= 1 }
        let outputs: [Tensor]
        do {
            outputs = try located(place, inputs) {
                let inputs = type(of: layer).autocast ? inputs.map { cast($0, context) } : inputs
                return try layer.call(inputs, &context)
            }
        } catch let error as VerbatimError {
            throw error.at(place)
        }
        if type(of: layer).passesMask, let mask = inputs.first.flatMap(mask), let output = outputs.first,
            self.mask(of: output) == nil
        {
            setMask(mask, of: output)
        }
        declarations.calls.append(
            ModelDeclarations.Call(
                path: path, layer: layer, inputs: inputs.map(\.type), outputs: outputs.map(\.type), depth: depth - 1))
        if keepsCalls { callOutputs.append((path, outputs)) }
        return outputs
    }

    /// An input in the type that a layer computes in, with its mask.
    private func cast(_ input: Tensor, _ context: CallContext) -> Tensor {
        let result = context.computed(input)
        if let mask = mask(of: input) { setMask(mask, of: result) }
        return result
    }

    /// Runs a layer's function with the location that its operations get, and throws the first mistake kept in it.
    private func located(_ place: Location, _ inputs: [Tensor], _ body: () throws -> [Tensor]) throws -> [Tensor] {
        guard let trace = Trace.innermost(inputs) ?? step.trace else {
            let outputs = try body()
            if let failure = outputs.lazy.compactMap(\.failure).first { throw failure }
            return outputs
        }
        do {
            let outputs = try trace.withLocation(place, body)
            if let failure = trace.failure { throw failure }
            return outputs
        } catch {
            // What a layer finds wrong about a failed tensor is not the cause.
            throw trace.failure ?? error
        }
    }

    /// Calls layers whose values, if so, gradients compute again rather than keep.
    func remat(_ inputs: [Tensor], if isRepeated: Bool, _ body: () throws -> Void) rethrows {
        guard isRepeated, let trace = Trace.innermost(inputs) ?? step.trace else { return try body() }
        try trace.remat(body)
    }

    /// Notes the values that the variables below a path start from; what an outer model stored comes first.
    func store(_ values: [NamedTensor], below path: String) {
        for named in values {
            let key = path.isEmpty ? named.path : "\(path)/\(named.path)"
            if storedValues[key] == nil { storedValues[key] = named.value }
        }
    }

    /// Whether a variable was declared in this trace.
    func isKnown(_ path: String) -> Bool { known[path] != nil }

    func variable(_ declaration: VariableDeclaration, owner: String) throws -> Tensor {
        if let (earlier, tensor) = known[declaration.path] {
            guard earlier.type == declaration.type, earlier.kind == declaration.kind else {
                throw VerbatimError(
                    .shape, "\(owner) is called twice and needs another \(declaration.path) the second time",
                    received: "\(declaration.type)", expected: "\(earlier.type)",
                    remedy: "call a shared layer on inputs of one shape, or make two layers")
            }
            return try replaced(declaration.path, tensor)
        }
        if let stored = declaration.storedValue, stored.type != declaration.type {
            throw VerbatimError(
                .shape, "the stored value of \(declaration.path) does not suit \(owner)", received: "\(stored.type)",
                expected: "\(declaration.type)", remedy: "use the input shape that the model was made with")
        }
        let tensor: Tensor
        switch variables {
        case .declared(let make): tensor = try make(declaration)
        case .given(let tensors):
            guard let given = tensors[declaration.path] else {
                throw VerbatimError(
                    .configuration, "\(owner) asks for a variable that was not declared before",
                    received: declaration.path, expected: "the variables of the model's first trace",
                    remedy: "declare the same variables whether training or not")
            }
            guard given.type == declaration.type else {
                throw VerbatimError(
                    .shape, "\(owner) needs another \(declaration.path) than it has", received: "\(given.type)",
                    expected: "\(declaration.type)",
                    remedy: declaration.kind == .state
                        ? "keep to one batch size, and state it: Input(shape:batchSize:)"
                        : "use the input shape that the model was built with")
            }
            tensor = given
        }
        known[declaration.path] = (declaration, tensor)
        declarations.items.append(.variable(declaration))
        return try replaced(declaration.path, tensor)
    }

    /// What stands for a variable: itself, unless a layer around it replaces it.
    private func replaced(_ path: String, _ tensor: Tensor) throws -> Tensor {
        guard let replacement = replacements[path] else { return tensor }
        replacements[path] = nil
        defer { replacements[path] = replacement }
        return try replacement(tensor)
    }

    func update(_ path: String, to value: Tensor, casts: Bool, owner: String) throws {
        if let failure = value.failure { throw failure }
        guard let (declaration, _) = known[path], declaration.kind == .state else {
            throw VerbatimError(
                .configuration, "\(owner) updates what is not its state", received: path, expected: "a declared state",
                remedy: "call state(...) before update(...)")
        }
        let value = casts && declaration.type.element.isFloat ? value.cast(to: declaration.type.element) : value
        guard value.type == declaration.type else {
            throw VerbatimError(
                .shape, "\(owner) updates \(path) with another type", received: "\(value.type)",
                expected: "\(declaration.type)")
        }
        known[path] = (declaration, value)
        if let index = updates.firstIndex(where: { $0.path == path }) {
            updates[index].value = value
        } else {
            updates.append((path, value))
        }
    }

    func draw(_ declaration: DrawDeclaration, owner: String) throws -> Tensor {
        guard streams.insert("\(declaration.layerPath)|\(declaration.stream)").inserted else {
            throw VerbatimError(
                .configuration, "\(owner) draws twice under one name in one call", received: declaration.stream,
                expected: "one name for each draw of a call")
        }
        declarations.items.append(.draw(declaration))
        if let provided = try providedDraw(declaration) { return provided }
        let stream = RandomStream(seed: seed, declaration.stream)
        let shape = declaration.type.shape
        switch declaration.distribution {
        case .bernoulli(let probability):
            return Tensor.randomBernoulli(shape, probability: probability, stream: stream, step: step)
        case .uniform: return Tensor.randomUniform(shape, stream: stream, step: step)
        case .normal: return Tensor.randomNormal(shape, stream: stream, step: step)
        }
    }
}
