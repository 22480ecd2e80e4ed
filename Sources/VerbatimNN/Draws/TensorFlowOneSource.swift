import VerbatimArithmetic
import VerbatimGraph

/// Initial weights and dropout masks as Keras 2 on TensorFlow 1 drew them on a CPU, for replaying programs written for it.
///
/// With NumPy's and TensorFlow's seeds both set, every layer that draws takes `randint(10e6)` as the seed of its
/// operation, in the order in which layers are made and called; TensorFlow's Philox does the rest.
public struct TensorFlowOneSource: DrawSource {
    /// The seed of NumPy and of TensorFlow's graph.
    public let seed: Int

    /// Makes the source of a program's seed.
    public init(seed: Int) { self.seed = seed }

    /// The initial value of a variable whose initializer draws; nil for constants.
    ///
    /// - Throws: `VerbatimError` for an initializer other than Glorot's uniform and plain uniform ones.
    public func initialValue(
        of variable: VariableDeclaration, among declarations: ModelDeclarations
    ) throws -> TensorValue? {
        let draws = operation(declarations) { item in
            if case .variable(let other) = item { other.path == variable.path } else { false }
        }
        guard let draws else { return nil }
        let shape = variable.type.shape
        let numbers: [Float]
        switch variable.initializer {
        case let scaling as VarianceScaling
        where scaling.scale == 1 && scaling.mode == .fanAverage && scaling.distribution == .uniform:
            let fans = VarianceScaling.fans(shape)
            numbers = draws.glorotUniform(count: variable.type.count, fanIn: fans.input, fanOut: fans.output)
        case let uniform as RandomUniform:
            numbers = draws.uniforms(count: variable.type.count, low: uniform.low, high: uniform.high)
        default:
            throw VerbatimError(
                .unsupported, "TensorFlow 1's draws are not known for the initializer of \(variable.path)",
                received: "\(type(of: variable.initializer).typeName)", expected: "glorotUniform or randomUniform")
        }
        return try TensorValue(numbers, shape: shape)
    }

    /// Every draw of a Bernoulli mask.
    public func provides(_ draw: DrawDeclaration) -> Bool {
        if case .bernoulli = draw.distribution { return true }
        return false
    }

    /// The mask of a step.
    public func values(of draw: DrawDeclaration, step: Int, among declarations: ModelDeclarations) throws -> TensorValue
    {
        guard case .bernoulli(let probability) = draw.distribution,
            let draws = operation(
                declarations,
                where: { item in
                    if case .draw(let other) = item { other.stream == draw.stream } else { false }
                })
        else {
            throw VerbatimError(
                .unsupported, "TensorFlow 1's draws are not known for \(draw.stream)",
                received: "\(draw.distribution)", expected: "a Bernoulli draw that the model declares")
        }
        let mask = draws.dropoutMask(count: draw.type.count, keep: Float(probability), run: UInt64(step))
        return try TensorValue(mask.map { $0 != 0 }, shape: draw.type.shape)
    }

    /// The draws of the operation that an item stands for: its seed is taken by its place among the items that draw.
    private func operation(
        _ declarations: ModelDeclarations, where isWanted: (ModelDeclarations.Item) -> Bool
    ) -> TensorFlowOneDraws? {
        var numPy = NumPyRandomState(seed: UInt32(truncatingIfNeeded: seed))
        for item in declarations.items where TensorFlowOneSource.draws(item) {
            let operationSeed = numPy.integer(below: 10_000_000)
            if isWanted(item) {
                return TensorFlowOneDraws(seed: UInt64(bitPattern: Int64(seed)), operationSeed: operationSeed)
            }
        }
        return nil
    }

    private static func draws(_ item: ModelDeclarations.Item) -> Bool {
        switch item {
        case .draw: true
        case .variable(let variable):
            !(variable.initializer is Zeros || variable.initializer is Ones || variable.initializer is Constant)
        }
    }
}

extension DrawSource where Self == TensorFlowOneSource {
    /// Initial weights and dropout masks as Keras 2 on TensorFlow 1 drew them from a seed.
    public static func tensorFlowOne(seed: Int) -> TensorFlowOneSource { TensorFlowOneSource(seed: seed) }
}
