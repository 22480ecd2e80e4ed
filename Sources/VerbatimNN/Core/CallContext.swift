import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// What a layer is given when it is called: parameters, states, draws, child layers, and whether it trains.
///
/// Everything is keyed by structure: per parent, the layer's type and its ordinal among that type, counted from 1
/// (`conv2D.1/kernel`). Labels never enter a key.
public struct CallContext {
    package let recorder: CallRecorder
    /// The layer's structural path, such as `model.1/dense.2`; empty for the outermost model.
    public let path: String
    /// Which call of this layer object it is in this trace, counted from 1.
    public let callNumber: Int
    /// What draws are keyed by: the path, or the layer's seed.
    let streamBase: String
    let seed: Int?
    let label: String
    /// The types of computation and variables: the layer's own policy, or that of what calls it; nil casts nothing.
    public let dtypePolicy: DTypePolicy?
    /// Whether the optimizer changes the layer's parameters; false for a frozen layer, and for what is inside one.
    public let isTrainable: Bool
    /// The element type of the sequence that a cell runs over, in which its parameters are asked for.
    var recurrentType: ElementType = .f32

    /// Whether the trace is of a training step; static, so that a model has two traces.
    public var isTraining: Bool { recorder.isTraining }

    /// The layer in words, for errors: its path, and its label where it has one.
    public var description: String { label }

    /// A parameter: declared by the first call that asks for it, and the same tensor for every later call.
    ///
    /// Under a dtype policy floats are kept in its variable type, and cast to the element type that is asked for.
    ///
    /// - Parameters:
    ///   - name: The parameter's name within the layer.
    ///   - shape: The shape.
    ///   - initializer: What draws the initial value.
    ///   - elementType: The element type; by default the policy's compute type, or f32.
    ///   - isTrainable: Whether the optimizer changes it, where the layer is not frozen; true by default.
    ///   - regularizer: A penalty on it that the step minimises too, added once for all calls where it is trained.
    ///   - constraint: What it is made to keep to after each update.
    /// - Throws: `VerbatimError` if an earlier call declared it with another type.
    public mutating func parameter(
        _ name: String, _ shape: [Int], _ initializer: any Initializer, elementType: ElementType? = nil,
        isTrainable: Bool = true, regularizer: (any Regularizer)? = nil, constraint: (any Constraint)? = nil
    ) throws -> Tensor {
        let isNew = !recorder.isKnown(key(name))
        let isTrainable = isTrainable && self.isTrainable
        let tensor = try variable(
            name, shape, elementType, .parameter, isTrainable: isTrainable, initializer, constraint: constraint)
        if isNew, isTrainable, let regularizer { try addLoss(regularizer(tensor)) }
        return tensor
    }

    /// A state that the layer itself changes by `update`, such as a moving average; its types are as a parameter's.
    ///
    /// - Throws: `VerbatimError` if an earlier call declared it with another type.
    public mutating func state(
        _ name: String, _ shape: [Int], _ initializer: any Initializer, elementType: ElementType? = nil
    ) throws -> Tensor {
        try variable(name, shape, elementType, .state, isTrainable: false, initializer)
    }

    private func variable(
        _ name: String, _ shape: [Int], _ elementType: ElementType?, _ kind: VariableDeclaration.Kind,
        isTrainable: Bool, _ initializer: any Initializer, constraint: (any Constraint)? = nil
    ) throws -> Tensor {
        let element = elementType ?? dtypePolicy?.computeType ?? .f32
        let kept = element.isFloat ? dtypePolicy?.variableType ?? element : element
        let tensor = try recorder.variable(
            VariableDeclaration(
                path: key(name), type: TensorType(shape, kept), kind: kind, isTrainable: isTrainable,
                initializer: initializer, constraint: constraint, seed: seed,
                storedValue: recorder.storedValues[key(name)]), owner: label)
        return kept == element ? tensor : tensor.cast(to: element)
    }

    /// Gives a state its value for later calls in this step, and after it; under a dtype policy floats are cast.
    ///
    /// - Throws: `VerbatimError` if the state was not declared, or has another type.
    public mutating func update(_ name: String, to value: Tensor) throws {
        let casts = dtypePolicy != nil && value.elementType.isFloat
        try recorder.update(key(name), to: value, casts: casts, owner: label)
    }

    /// Booleans that are true with a probability, one for each place of a shape.
    ///
    /// - Parameters:
    ///   - name: The draw's name within the call; two draws of one call need two names.
    ///   - shape: The shape; its first dimension runs over the batch.
    ///   - probability: The probability of true.
    public mutating func bernoulli(_ name: String, shape: [Int], probability: Double) throws -> Tensor {
        try draw(name, .bernoulli(probability: probability), TensorType(shape, .bool))
    }

    /// Uniform numbers in `[0, 1)`, one for each place of a shape whose first dimension runs over the batch.
    ///
    /// They are f32, or under a dtype policy cast from it to the compute type.
    public mutating func uniform(_ name: String, shape: [Int]) throws -> Tensor {
        computed(try draw(name, .uniform, TensorType(shape, .f32)))
    }

    /// Normal numbers with mean 0 and deviation 1, one for each place of a shape whose first dimension is the batch.
    ///
    /// They are f32, or under a dtype policy cast from it to the compute type.
    public mutating func normal(_ name: String, shape: [Int]) throws -> Tensor {
        computed(try draw(name, .normal, TensorType(shape, .f32)))
    }

    /// Floats in the policy's compute type.
    func computed(_ tensor: Tensor) -> Tensor {
        guard let type = dtypePolicy?.computeType, tensor.elementType.isFloat else { return tensor }
        return tensor.cast(to: type)
    }

    /// Adds a scalar to the loss that the step minimises, such as a penalty on weights; of 16 bits it is cast to f32.
    ///
    /// - Throws: `VerbatimError` unless the loss is a scalar.
    public mutating func addLoss(_ loss: Tensor) throws {
        guard loss.shape.isEmpty else {
            throw VerbatimError(
                .shape, "\(label) added a loss that is not a scalar", received: "shape \(loss.shape)",
                expected: "a scalar", remedy: "reduce it first, for example by sum()")
        }
        recorder.addedLosses.append(loss.elementType.isNarrowFloat ? loss.cast(to: .f32) : loss)
    }

    /// Calls a child layer: its key is its type and ordinal among the children of this layer.
    ///
    /// - Throws: `VerbatimError` of the child, with its path.
    public mutating func call(
        _ layer: any Layer, _ inputs: [Tensor], location: Location = .unknown
    ) throws -> [Tensor] {
        try recorder.call(
            layer, inputs, parent: path, policy: dtypePolicy, isTrainable: isTrainable, location: location)
    }

    /// The mask of a tensor, booleans that say which of its leading places count; nil where all do.
    ///
    /// Layers such as `Masking` and `Embedding` give one to their output, and layers that keep the places pass it on.
    public func mask(of tensor: Tensor) -> Tensor? { recorder.mask(of: tensor) }

    /// Gives a tensor a mask, or with nil takes it away.
    public mutating func setMask(_ mask: Tensor?, of tensor: Tensor) { recorder.setMask(mask, of: tensor) }

    /// The context of a child layer, for layers that call more of a child than `call`.
    func child(_ layer: any Layer) -> CallContext {
        var child = recorder.context(
            of: layer, path: recorder.path(of: layer, parent: path), policy: dtypePolicy, isTrainable: isTrainable)
        child.recurrentType = recurrentType
        return child
    }

    /// Calls a child layer whose variables of some names are replaced by what a closure makes of them.
    ///
    /// The closure gets the variable and this layer's context. The gradient at the replacement passes to the variable as
    /// it is. Where the variable may be updated, the replacement also becomes its value before the optimizer changes it.
    mutating func call(
        _ layer: any Layer, _ inputs: [Tensor], replacing names: [String], mayUpdate: Bool,
        _ replacement: (Tensor, inout CallContext) throws -> Tensor
    ) throws -> [Tensor] {
        let child = recorder.path(of: layer, parent: path)
        var context = self
        defer { self = context }
        return try withoutActuallyEscaping(replacement) { replacement in
            let replace = ReplacedVariable(replacement: replacement, context: context, mayUpdate: mayUpdate)
            func run(_ names: ArraySlice<String>) throws -> [Tensor] {
                guard let name = names.first else {
                    return try recorder.call(
                        layer, inputs, parent: path, policy: dtypePolicy, isTrainable: isTrainable,
                        location: .unknown)
                }
                let variable = "\(child)/\(name)"
                return try recorder.replacing(variable, by: { try replace($0, variable) }) {
                    try run(names.dropFirst())
                }
            }
            let results = try run(names[...])
            context = replace.context
            return results
        }
    }

    /// Throws unless a tensor has a rank.
    ///
    /// - Parameters:
    ///   - tensor: The layer's input.
    ///   - rank: The number of dimensions.
    ///   - form: What the dimensions are, such as `[batch, height, width, channels]`.
    public func expect(_ tensor: Tensor, rank: Int, _ form: String) throws {
        guard tensor.rank == rank else {
            throw VerbatimError(
                .shape, "\(label) got an input of another rank", received: "shape \(tensor.shape)",
                expected: "rank \(rank): \(form)")
        }
    }

    /// Throws unless a tensor's elements are floats.
    public func expectFloat(_ tensor: Tensor) throws {
        guard tensor.elementType.isFloat else {
            throw VerbatimError(
                .elementType, "\(label) computes with floats", received: tensor.elementType.rawValue,
                expected: "a float type", remedy: "cast the data before, or the input inside the model")
        }
    }

    /// Throws unless an option of the layer is in its range.
    public func require(
        _ condition: Bool, _ what: @autoclosure () -> String, received: @autoclosure () -> String,
        expected: @autoclosure () -> String
    ) throws {
        guard condition else {
            throw VerbatimError(.configuration, "\(label) \(what())", received: received(), expected: expected())
        }
    }

    /// Notes the values that the variables of a loaded model start from.
    func store(_ values: [NamedTensor]) { recorder.store(values, below: path) }

    private func key(_ name: String) -> String { path.isEmpty ? name : "\(path)/\(name)" }

    private func draw(
        _ name: String, _ distribution: DrawDeclaration.Distribution, _ type: TensorType
    ) throws -> Tensor {
        try recorder.draw(
            DrawDeclaration(
                stream: "\(streamBase)/call.\(callNumber)/\(name)", layerPath: path, distribution: distribution,
                type: type), owner: label)
    }
}
