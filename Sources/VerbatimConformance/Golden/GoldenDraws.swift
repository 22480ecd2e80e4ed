import Verbatim

/// Initial weights and dropout masks as they were recorded.
struct GoldenDraws: DrawSource {
    /// Initial values by the golden data's names, in `SeedProgram.names` order of construction.
    let weights: [String: TensorValue]
    /// Masks by `stepK.dropoutN`.
    let masks: [String: TensorValue]

    func initialValue(
        of variable: VariableDeclaration, among declarations: ModelDeclarations
    ) throws -> TensorValue? {
        let place = declarations.variables.firstIndex { $0.path == variable.path }!
        return try Self.named(SeedProgram.names[place], weights)
    }

    func provides(_ draw: DrawDeclaration) -> Bool { true }

    func values(
        of draw: DrawDeclaration, step: Int, among declarations: ModelDeclarations
    ) throws -> TensorValue {
        let place = declarations.draws.firstIndex { $0.stream == draw.stream }!
        let mask = try Self.named("step\(step + 1).\(SeedProgram.dropouts[place])", masks)
        return try TensorValue(mask.array(of: UInt8.self).map { $0 != 0 }, shape: mask.shape)
    }

    private static func named(_ name: String, _ tensors: [String: TensorValue]) throws -> TensorValue {
        if let tensor = tensors[name] { return tensor }
        throw VerbatimError(.file, "golden data lacks a tensor", received: "\(tensors.count) tensors", expected: name)
    }
}
