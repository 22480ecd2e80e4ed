/// Softmax over the last dimension: `e = exp(x - max)`, `y = e / sum(e)`.
///
/// - Shapes: `[..., n] -> [..., n]`
/// - Arithmetic: each row on its own: greatest element, difference, exponential, the row sum's 32 lanes, quotient.
/// - Gradient: `SoftmaxGradient`.
public struct SoftmaxComposite: Composite {
    /// `verbatim.softmax`.
    public static let name: String = "verbatim.softmax"

    /// No options.
    public var options: [String: CompositeAttributes.Option] { [:] }

    /// Makes the composite.
    public init() {}

    /// Makes the composite of its options, of which there are none.
    public init(options: [String: CompositeAttributes.Option]) throws {}

    /// From `[x]` to `[y]`.
    public func decompose(_ builder: GraphBuilder, _ operands: [ValueID]) throws -> [ValueID] {
        try builder.checkRows(operands, count: 1, Self.name)
        if let results = try builder.widened(self, operands: operands) { return results }
        let e = try builder.unary(.exponential, try builder.lessRowMaximum(operands[0]))
        return [try builder.binary(.divide, e, try builder.rowSum(e))]
    }

    /// `SoftmaxGradient` of the result and its cotangent.
    public func pullback(_ call: PullbackCall, _ builder: GraphBuilder) throws -> [ValueID?] {
        try builder.composite(SoftmaxGradient(), operands: [call.results[0], call.cotangents[0]!])
    }
}
