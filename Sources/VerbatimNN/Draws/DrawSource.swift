import VerbatimGraph

/// Where initial weights and random draws come from, if not from the keyed generator.
///
/// The default, `KeyedDraws`, leaves everything to Philox under (seed, stream, step, row, element), computed inside the
/// step. Another source gives values from outside: a replay of recorded masks, or another library's generator.
public protocol DrawSource: Sendable {
    /// The initial value of a variable; nil leaves it to the variable's initializer.
    ///
    /// - Parameters:
    ///   - variable: The variable.
    ///   - declarations: All that the model declares, for sources whose draws depend on order.
    func initialValue(of variable: VariableDeclaration, among declarations: ModelDeclarations) throws -> TensorValue?

    /// Whether the source gives the values of a draw; if not, the step computes them.
    func provides(_ draw: DrawDeclaration) -> Bool

    /// The values of a draw at a step, counted from 0, of the draw's type.
    func values(
        of draw: DrawDeclaration, step: Int, among declarations: ModelDeclarations
    ) throws -> TensorValue
}

extension DrawSource {
    /// Leaves the value to the initializer.
    public func initialValue(
        of variable: VariableDeclaration, among declarations: ModelDeclarations
    ) throws -> TensorValue? { nil }

    /// Leaves the draw to the step.
    public func provides(_ draw: DrawDeclaration) -> Bool { false }

    /// Throws: a source that provides nothing has no values.
    public func values(
        of draw: DrawDeclaration, step: Int, among declarations: ModelDeclarations
    ) throws -> TensorValue {
        throw VerbatimError(
            .configuration, "the draw source has no values for \(draw.stream)", received: "step \(step)",
            expected: "a source whose `values` gives what its `provides` promises")
    }
}
