/// The gradient of log-softmax from its result: `dx = dy - exp(y) * sum(dy)`, the sum over the last dimension.
///
/// - Shapes: `y [..., n], dy [..., n] -> [..., n]`
/// - Arithmetic: each row on its own: the row sum's 32 lanes, exponential, product, difference.
public struct LogSoftmaxGradient: Composite {
    /// `verbatim.log_softmax_gradient`.
    public static let name: String = "verbatim.log_softmax_gradient"

    /// No options.
    public var options: [String: CompositeAttributes.Option] { [:] }

    /// Makes the composite.
    public init() {}

    /// Makes the composite of its options, of which there are none.
    public init(options: [String: CompositeAttributes.Option]) throws {}

    /// From `[y, dy]` to `[dx]`.
    public func decompose(_ builder: GraphBuilder, _ operands: [ValueID]) throws -> [ValueID] {
        try builder.checkRows(operands, count: 2, Self.name)
        if let results = try builder.widened(self, operands: operands) { return results }
        let (y, dy) = (operands[0], operands[1])
        let share = try builder.binary(.multiply, try builder.unary(.exponential, y), try builder.rowSum(dy))
        return [try builder.binary(.subtract, dy, share)]
    }

    /// For cotangent c: of y `-(c * exp(y) * sum(dy))`, of dy `c - sum(c * exp(y))`.
    public func pullback(_ call: PullbackCall, _ builder: GraphBuilder) throws -> [ValueID?] {
        let (y, dy, c) = (call.operands[0], call.operands[1], call.cotangents[0]!)
        let weighted = try builder.binary(.multiply, c, try builder.unary(.exponential, y))
        var gradients: [ValueID?] = [nil, nil]
        if call.needed[0] {
            gradients[0] = try builder.unary(
                .negate, try builder.binary(.multiply, weighted, try builder.rowSum(dy)))
        }
        if call.needed[1] { gradients[1] = try builder.binary(.subtract, c, try builder.rowSum(weighted)) }
        return gradients
    }
}
