import Verbatim

/// Initial weights and dropout masks as they were recorded.
struct GoldenDraws: DrawSource {
    /// Initial values by the golden data's names, in `GoldenNames.tensors` order of construction.
    let weights: [String: TensorValue]
    /// Masks by `stepK.dropoutN`.
    let masks: [String: TensorValue]
    /// A decision to be taken the other way.
    private(set) var decision: CloseDecision?

    init(weights: [String: TensorValue], masks: [String: TensorValue]) {
        self.weights = weights
        self.masks = masks
    }

    /// The same draws with a decision taken the other way.
    func taking(_ decision: CloseDecision) -> GoldenDraws {
        var draws = self
        draws.decision = decision
        return draws
    }

    func initialValue(
        of variable: VariableDeclaration, among declarations: ModelDeclarations
    ) throws -> TensorValue? {
        let place = declarations.variables.firstIndex { $0.path == variable.path }!
        return try Self.named(GoldenNames.tensors[place], weights)
    }

    func provides(_ draw: DrawDeclaration) -> Bool { true }

    func values(
        of draw: DrawDeclaration, step: Int, among declarations: ModelDeclarations
    ) throws -> TensorValue {
        let alike = declarations.draws.filter { Self.isMask($0) == Self.isMask(draw) }
        let place = alike.firstIndex { $0.stream == draw.stream }!
        if Self.isMask(draw) {
            let mask = try Self.named("step\(step + 1).\(GoldenNames.dropouts[place])", masks)
            return try TensorValue(mask.array(of: UInt8.self).map { $0 != 0 }, shape: mask.shape)
        }
        var nudges = TensorValue(zeros: draw.type)
        if let decision, decision.step == step + 1, decision.place == place {
            let element = zip(decision.index, draw.type.strides).reduce(0) { $0 + $1.0 * $1.1 }
            nudges.withUnsafeMutableElements(Float.self) { $0[element] = decision.nudge }
        }
        return nudges
    }

    private static func isMask(_ draw: DrawDeclaration) -> Bool { draw.type.element == .bool }

    private static func named(_ name: String, _ tensors: [String: TensorValue]) throws -> TensorValue {
        if let tensor = tensors[name] { return tensor }
        throw VerbatimError(.file, "golden data lacks a tensor", received: "\(tensors.count) tensors", expected: name)
    }
}
