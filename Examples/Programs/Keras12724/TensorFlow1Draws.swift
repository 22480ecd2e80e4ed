import Verbatim

/// Initial weights and dropout masks as Keras 2 on TensorFlow 1 drew them on one CPU from a seed.
///
/// `np.random.seed(seed)` gives every operation that draws a seed of its own, `randint(10e6)`, in the order in which
/// layers are built; `tf.set_random_seed(seed)` gives the generator's key.
public struct TensorFlow1Draws: DrawSource {
    /// The seed of NumPy and TensorFlow.
    public let seed: Int

    /// Makes the source of a seed.
    public init(seed: Int) { self.seed = seed }

    /// Glorot-uniform kernels; other initializers that draw are refused, those that do not are left alone.
    public func initialValue(
        of variable: VariableDeclaration, among declarations: ModelDeclarations
    ) throws -> TensorValue? {
        guard Self.draws(variable) else { return nil }
        guard let scaling = variable.initializer as? VarianceScaling, scaling == VarianceScaling.glorotUniform else {
            throw VerbatimError(
                .unsupported, "TensorFlow 1's draws are known for glorotUniform only",
                received: "\(type(of: variable.initializer)) of \(variable.path)", expected: "glorotUniform")
        }
        let shape = variable.type.shape
        let receptive = shape.dropLast(2).reduce(1, *)
        let values = try operation(variable.path, declarations).glorotUniform(
            count: variable.type.count, fanIn: shape[shape.count - 2] * receptive,
            fanOut: shape[shape.count - 1] * receptive)
        return try TensorValue(values, shape: shape)
    }

    /// Whether the draw is a dropout mask.
    public func provides(_ draw: DrawDeclaration) -> Bool {
        if case .bernoulli = draw.distribution { return true }
        return false
    }

    /// The dropout mask of a step.
    public func values(
        of draw: DrawDeclaration, step: Int, among declarations: ModelDeclarations
    ) throws -> TensorValue {
        guard case .bernoulli(let keep) = draw.distribution else {
            throw VerbatimError(.unsupported, "TensorFlow 1's draws are known for dropout only", received: draw.stream)
        }
        let mask = try operation(draw.stream, declarations)
            .dropoutMask(count: draw.type.count, keep: Float(keep), run: UInt64(step))
        return try TensorValue(mask.map { $0 == 1 }, shape: draw.type.shape)
    }

    private static func draws(_ variable: VariableDeclaration) -> Bool {
        !(variable.initializer is Zeros || variable.initializer is Ones || variable.initializer is Constant)
    }

    /// The generator of the operation that draws under a path or stream.
    private func operation(_ key: String, _ declarations: ModelDeclarations) throws -> TensorFlowOneDraws {
        guard let bits = UInt32(exactly: seed) else {
            throw VerbatimError(
                .configuration, "NumPy takes seeds of 32 bits", received: "\(seed)", expected: "at most \(UInt32.max)")
        }
        var numbers = NumPyRandomState(seed: bits)
        for item in declarations.items {
            switch item {
            case .variable(let variable):
                guard Self.draws(variable) else { continue }
                let operationSeed = numbers.integer(below: 10_000_000)
                if variable.path == key { return TensorFlowOneDraws(seed: UInt64(bits), operationSeed: operationSeed) }
            case .draw(let draw):
                let operationSeed = numbers.integer(below: 10_000_000)
                if draw.stream == key { return TensorFlowOneDraws(seed: UInt64(bits), operationSeed: operationSeed) }
            }
        }
        throw VerbatimError(.configuration, "the model declares no such draw", received: key)
    }
}
