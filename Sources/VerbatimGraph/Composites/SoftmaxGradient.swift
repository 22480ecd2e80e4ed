/// The gradient of softmax from its result: `dx = y * (dy - sum(dy * y))`, the sum over the last dimension.
///
/// - Shapes: `y [..., n], dy [..., n] -> [..., n]`
/// - Arithmetic: each row on its own: products, the row sum's 32 lanes, difference, product.
public struct SoftmaxGradient: Composite {
    /// `verbatim.softmax_gradient`.
    public static let name: String = "verbatim.softmax_gradient"

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
        let total = try builder.rowSum(try builder.binary(.multiply, dy, y))
        return [try builder.binary(.multiply, y, try builder.binary(.subtract, dy, total))]
    }

    /// For cotangent c: of y `c * (dy - sum(dy * y)) - dy * sum(c * y)`, of dy the same composite of y and c.
    public func pullback(_ call: PullbackCall, _ builder: GraphBuilder) throws -> [ValueID?] {
        let (y, dy, c) = (call.operands[0], call.operands[1], call.cotangents[0]!)
        var gradients: [ValueID?] = [nil, nil]
        if call.needed[0] {
            let total = try builder.rowSum(try builder.binary(.multiply, dy, y))
            let direct = try builder.binary(.multiply, c, try builder.binary(.subtract, dy, total))
            let weight = try builder.rowSum(try builder.binary(.multiply, c, y))
            gradients[0] = try builder.binary(.subtract, direct, try builder.binary(.multiply, dy, weight))
        }
        if call.needed[1] { gradients[1] = try builder.composite(SoftmaxGradient(), operands: [y, c])[0] }
        return gradients
    }
}
