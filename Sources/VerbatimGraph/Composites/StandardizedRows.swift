/// Rows less their mean, over their standard deviation: `d = x - mean`, `r = rsqrt(mean(d * d) + epsilon)`, `y = d * r`.
///
/// - Shapes: `[..., n] -> y [..., n], r [...]`
/// - Arithmetic: each row on its own, in two passes; the row sums' 32 lanes.
/// - Gradient: `dx = r * ((dy - mean(dy)) - y * mean(dy * y))`; none passes through r as a result.
public struct StandardizedRows: Composite {
    /// `verbatim.standardized_rows`.
    public static let name: String = "verbatim.standardized_rows"

    /// What is added to the variance.
    public var epsilon: Double

    /// `epsilon`.
    public var options: [String: CompositeAttributes.Option] { ["epsilon": .number(epsilon)] }

    /// Makes the composite of what is added to the variance.
    public init(epsilon: Double) { self.epsilon = epsilon }

    /// Makes the composite of its options.
    public init(options: [String: CompositeAttributes.Option]) throws {
        epsilon = try options.number("epsilon", of: Self.name)
    }

    /// From `[x]` to `[y, r]`.
    public func decompose(_ builder: GraphBuilder, _ operands: [ValueID]) throws -> [ValueID] {
        try builder.checkRows(operands, count: 1, Self.name)
        if let results = try builder.widened(self, operands: operands) { return results }
        let x = operands[0]
        let type = builder.type(of: x)
        let d = try builder.binary(.subtract, x, try builder.rowMean(x))
        let variance = try builder.sum(try builder.binary(.multiply, d, d), dimensions: [type.rank - 1])
        let rows = builder.type(of: variance)
        let mean = try builder.binary(.divide, variance, try builder.constant(Double(type.shape[type.rank - 1]), rows))
        let r = try builder.unary(.rsqrt, try builder.binary(.add, mean, try builder.constant(epsilon, rows)))
        let spread = try builder.broadcast(r, to: type.shape, dimensions: Array(0..<(type.rank - 1)))
        return [try builder.binary(.multiply, d, spread), r]
    }

    /// The gradient of x.
    public func pullback(_ call: PullbackCall, _ builder: GraphBuilder) throws -> [ValueID?] {
        guard let dy = call.cotangents[0] else { return [nil] }
        let (y, r) = (call.results[0], call.results[1])
        let type = builder.type(of: y)
        let centered = try builder.binary(.subtract, dy, try builder.rowMean(dy))
        let slope = try builder.rowMean(try builder.binary(.multiply, dy, y))
        let difference = try builder.binary(.subtract, centered, try builder.binary(.multiply, y, slope))
        let spread = try builder.broadcast(r, to: type.shape, dimensions: Array(0..<(type.rank - 1)))
        return [try builder.binary(.multiply, spread, difference)]
    }
}
