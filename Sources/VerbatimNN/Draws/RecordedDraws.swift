import VerbatimGraph
import VerbatimTensor

/// Initial values and draws recorded elsewhere, by path; what is not recorded stays keyed.
public struct RecordedDraws: DrawSource {
    /// Initial values by the variable's structural path.
    public let initialValues: [String: TensorValue]
    /// The values of each step's draw, by the path of the layer that draws once in a call.
    public let draws: [String: [TensorValue]]

    /// Makes a source of recorded values.
    ///
    /// - Parameters:
    ///   - initialValues: Initial values by the variable's path, such as `conv2D.1/kernel`.
    ///   - draws: Values of steps 0, 1, ... by the layer's path, such as `dropout.1`; masks may be any integers, where
    ///     0 means false.
    public init(initialValues: [String: TensorValue] = [:], draws: [String: [TensorValue]] = [:]) {
        self.initialValues = initialValues
        self.draws = draws
    }

    /// The recorded value under the variable's path.
    public func initialValue(
        of variable: VariableDeclaration, among declarations: ModelDeclarations
    ) throws -> TensorValue? { initialValues[variable.path] }

    /// Whether values are recorded for the layer.
    public func provides(_ draw: DrawDeclaration) -> Bool { draws[draw.layerPath] != nil }

    /// The recorded values of a step.
    ///
    /// - Throws: `VerbatimError` of code `data` if the step was not recorded.
    public func values(of draw: DrawDeclaration, step: Int, among declarations: ModelDeclarations) throws -> TensorValue
    {
        let recorded = draws[draw.layerPath] ?? []
        guard recorded.indices.contains(step) else {
            throw VerbatimError(
                .data, "no draws of \(draw.layerPath) are recorded for this step", received: "step \(step)",
                expected: "a step below \(recorded.count)")
        }
        let value = recorded[step]
        guard draw.type.element == .bool, value.type.element.isInteger else { return value }
        return try notEqual(Tensor(value), 0).value()
    }
}
