/// A value that stands for another one: the second operand, whose gradient the first gets as it is.
///
/// - Shapes: two operands of one type, a result of it
public struct StraightThrough: Composite {
    /// `verbatim.straight_through`.
    public static let name: String = "verbatim.straight_through"

    /// No options.
    public var options: [String: CompositeAttributes.Option] { [:] }

    /// Makes the composite.
    public init() {}

    /// Makes the composite of its options, of which there are none.
    public init(options: [String: CompositeAttributes.Option]) throws {}

    /// The second operand.
    public func decompose(_ builder: GraphBuilder, _ operands: [ValueID]) throws -> [ValueID] {
        guard operands.count == 2, builder.type(of: operands[0]) == builder.type(of: operands[1]) else {
            throw VerbatimError(
                .shape, "the operands of \(Self.name) do not suit it",
                received: operands.map { builder.type(of: $0).description }.joined(separator: ", "),
                expected: "2 tensors of one type")
        }
        return [operands[1]]
    }

    /// The cotangent, for the first operand.
    public func pullback(_ call: PullbackCall, _ builder: GraphBuilder) throws -> [ValueID?] {
        [call.cotangents[0], nil]
    }
}
