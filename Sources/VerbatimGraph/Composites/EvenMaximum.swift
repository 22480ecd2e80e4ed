/// The greatest element over dimensions, whose gradient equal greatest elements share evenly.
///
/// - Shapes: `[...] -> [...]` without the dimensions
/// - Gradient: `(dy / n)` where x equals y, n being how often it does, and 0 elsewhere.
public struct EvenMaximum: Composite {
    /// `verbatim.even_maximum`.
    public static let name: String = "verbatim.even_maximum"

    /// The dimensions folded over, ascending.
    public var dimensions: [Int]

    /// `dimensions`.
    public var options: [String: CompositeAttributes.Option] { ["dimensions": .integers(dimensions)] }

    /// Makes the composite of its dimensions, ascending.
    public init(dimensions: [Int]) { self.dimensions = dimensions }

    /// Makes the composite of its options.
    public init(options: [String: CompositeAttributes.Option]) throws {
        dimensions = try options.integers("dimensions", of: Self.name)
    }

    /// From `[x]` to `[y]`.
    public func decompose(_ builder: GraphBuilder, _ operands: [ValueID]) throws -> [ValueID] {
        let type = operands.first.map(builder.type(of:))
        guard let type, operands.count == 1, type.element.isFloat else {
            throw VerbatimError(
                .shape, "the operand of \(Self.name) does not suit it", received: type.map { "\($0)" } ?? "none",
                expected: "one float tensor")
        }
        return [
            try builder.reduce(
                .maximum, operands[0], dimensions: dimensions,
                initial: TensorValue(-Double.infinity, as: type.element))
        ]
    }

    /// The gradient of x.
    public func pullback(_ call: PullbackCall, _ builder: GraphBuilder) throws -> [ValueID?] {
        let (x, y, dy) = (call.operands[0], call.results[0], call.cotangents[0]!)
        let type = builder.type(of: x)
        let kept = type.shape.indices.filter { !dimensions.contains($0) }
        func whole(_ value: ValueID) throws -> ValueID {
            try builder.broadcast(value, to: type.shape, dimensions: kept)
        }
        let isGreatest = try builder.compare(.eq, x, try whole(y))
        let count = try builder.sum(try builder.convert(isGreatest, to: type.element), dimensions: dimensions)
        let share = try builder.binary(.divide, dy, count)
        return [try builder.select(isGreatest, try whole(share), try builder.zeros(type))]
    }
}
