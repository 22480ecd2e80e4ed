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

    /// Whether the trace is of a training step; static, so that a model has two traces.
    public var isTraining: Bool { recorder.isTraining }

    /// The layer in words, for errors: its path, and its label where it has one.
    public var description: String { label }

    /// A parameter: declared by the first call that asks for it, and the same tensor for every later call.
    ///
    /// - Parameters:
    ///   - name: The parameter's name within the layer.
    ///   - shape: The shape.
    ///   - initializer: What draws the initial value.
    ///   - elementType: The element type; f32 by default.
    ///   - isTrainable: Whether the optimizer changes it; true by default.
    /// - Throws: `VerbatimError` if an earlier call declared it with another type.
    public mutating func parameter(
        _ name: String, _ shape: [Int], _ initializer: any Initializer, elementType: ElementType = .f32,
        isTrainable: Bool = true
    ) throws -> Tensor {
        try recorder.variable(
            VariableDeclaration(
                path: key(name), type: TensorType(shape, elementType), kind: .parameter, isTrainable: isTrainable,
                initializer: initializer, seed: seed, storedValue: recorder.storedValues[key(name)]), owner: label)
    }

    /// A state that the layer itself changes by `update`, such as a moving average.
    ///
    /// - Throws: `VerbatimError` if an earlier call declared it with another type.
    public mutating func state(
        _ name: String, _ shape: [Int], _ initializer: any Initializer, elementType: ElementType = .f32
    ) throws -> Tensor {
        try recorder.variable(
            VariableDeclaration(
                path: key(name), type: TensorType(shape, elementType), kind: .state, isTrainable: false,
                initializer: initializer, seed: seed, storedValue: recorder.storedValues[key(name)]), owner: label)
    }

    /// Gives a state its value for later calls in this step, and after it.
    ///
    /// - Throws: `VerbatimError` if the state was not declared, or has another type.
    public mutating func update(_ name: String, to value: Tensor) throws {
        try recorder.update(key(name), to: value, owner: label)
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
    public mutating func uniform(_ name: String, shape: [Int]) throws -> Tensor {
        try draw(name, .uniform, TensorType(shape, .f32))
    }

    /// Normal numbers with mean 0 and deviation 1, one for each place of a shape whose first dimension is the batch.
    public mutating func normal(_ name: String, shape: [Int]) throws -> Tensor {
        try draw(name, .normal, TensorType(shape, .f32))
    }

    /// Adds a scalar to the loss that the step minimises, such as a penalty on weights.
    ///
    /// - Throws: `VerbatimError` unless the loss is a scalar.
    public mutating func addLoss(_ loss: Tensor) throws {
        guard loss.shape.isEmpty else {
            throw VerbatimError(
                .shape, "\(label) added a loss that is not a scalar", received: "shape \(loss.shape)",
                expected: "a scalar", remedy: "reduce it first, for example by sum()")
        }
        recorder.addedLosses.append(loss)
    }

    /// Calls a child layer: its key is its type and ordinal among the children of this layer.
    ///
    /// - Throws: `VerbatimError` of the child, with its path.
    public mutating func call(
        _ layer: any Layer, _ inputs: [Tensor], location: Location = .unknown
    ) throws -> [Tensor] {
        try recorder.call(layer, inputs, parent: path, location: location)
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
