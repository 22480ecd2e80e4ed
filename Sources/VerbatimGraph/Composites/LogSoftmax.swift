/// The logarithm of softmax over the last dimension: `z = x - max`, `y = z - log(sum(exp(z)))`.
///
/// - Shapes: `[..., n] -> [..., n]`
/// - Arithmetic: each row on its own: greatest element, difference, exponential, the row sum's 32 lanes, logarithm,
///   difference.
/// - Gradient: `LogSoftmaxGradient`.
public struct LogSoftmax: Composite {
    /// `verbatim.log_softmax`.
    public static let name: String = "verbatim.log_softmax"

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
        let type = builder.type(of: operands[0])
        let z = try builder.lessRowMaximum(operands[0])
        // The logarithm is taken once a row, before it is repeated.
        let total = try builder.sum(try builder.unary(.exponential, z), dimensions: [type.rank - 1])
        let spread = try builder.broadcast(
            try builder.unary(.log, total), to: type.shape, dimensions: Array(0..<(type.rank - 1)))
        return [try builder.binary(.subtract, z, spread)]
    }

    /// `LogSoftmaxGradient` of the result and its cotangent.
    public func pullback(_ call: PullbackCall, _ builder: GraphBuilder) throws -> [ValueID?] {
        try builder.composite(LogSoftmaxGradient(), operands: [call.results[0], call.cotangents[0]!])
    }
}
