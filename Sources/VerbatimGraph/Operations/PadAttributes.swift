/// Attributes of `pad`: edges (negative crops) and the space between elements.
///
/// Operands: the tensor, the padding value.
public struct PadAttributes: Sendable, Hashable {
    /// Elements added at both ends of each dimension; negative removes.
    public var edges: [EdgePadding]
    /// Elements added between neighbours of each dimension, at least 0.
    public var interior: [Int]

    /// Makes the attributes of a padding; the interior defaults to none.
    public init(edges: [EdgePadding], interior: [Int]? = nil) {
        self.edges = edges
        self.interior = interior ?? edges.map { _ in 0 }
    }

    func resultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        try ShapeRules.count(operands, 2, "stablehlo.pad")
        let from = operands[0]
        try ShapeRules.require(
            operands[1] == from.with(shape: []), "stablehlo.pad takes a scalar padding value of the operand's type",
            received: "\(operands[1])", expected: "\(from.with(shape: []))")
        try ShapeRules.require(
            edges.count == from.rank && interior.count == from.rank && interior.allSatisfy { $0 >= 0 },
            "stablehlo.pad takes edges and interior for each dimension", received: "\(edges.count) and \(interior)",
            expected: "\(from.rank) of each, interior at least 0", code: .configuration)
        let limit = ShapeRules.byteLimit
        let shape = try from.shape.indices.map { axis in
            let (between, overflows) = max(0, from.shape[axis] - 1).multipliedReportingOverflow(by: interior[axis])
            let edge = edges[axis]
            try ShapeRules.require(
                !overflows && between <= limit && edge.low.magnitude <= limit && edge.high.magnitude <= limit,
                "stablehlo.pad has a padding out of range", received: "\(edge) and interior \(interior[axis])",
                expected: "a result below 2^48 bytes", code: .configuration)
            return from.shape[axis] + between + edge.low + edge.high
        }
        try ShapeRules.require(
            shape.allSatisfy { $0 >= 0 }, "stablehlo.pad crops more than there is",
            received: "\(from.shape) to \(shape)",
            expected: "sizes of at least 0")
        return [from.with(shape: shape)]
    }
}
