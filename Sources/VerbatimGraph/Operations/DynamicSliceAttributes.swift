/// Attributes of `dynamic_slice`: the size of the box.
///
/// Operands: the tensor, then one integer scalar per dimension.
public struct DynamicSliceAttributes: Sendable, Hashable {
    /// The size of the box in each dimension.
    public var sizes: [Int]

    /// Makes the attributes of a dynamic slice.
    public init(sizes: [Int]) { self.sizes = sizes }

    func resultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        guard let from = operands.first else {
            throw VerbatimError(.malformed, "stablehlo.dynamic_slice got no operand")
        }
        try Self.checkStarts(operands.dropFirst(), rank: from.rank, "stablehlo.dynamic_slice")
        try Self.checkFits(sizes, in: from.shape, "stablehlo.dynamic_slice")
        return [from.with(shape: sizes)]
    }

    /// The rule of `dynamic_update_slice`: the operand's type, for an update that fits inside it.
    static func updateResultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        guard operands.count >= 2 else {
            throw VerbatimError(.malformed, "stablehlo.dynamic_update_slice takes an operand, an update and starts")
        }
        try ShapeRules.require(
            operands[0].element == operands[1].element, "stablehlo.dynamic_update_slice takes one element type",
            received: "\(operands[0]) and \(operands[1])", expected: "equal element types", code: .elementType)
        try checkStarts(operands.dropFirst(2), rank: operands[0].rank, "stablehlo.dynamic_update_slice")
        try checkFits(operands[1].shape, in: operands[0].shape, "stablehlo.dynamic_update_slice")
        return [operands[0]]
    }

    private static func checkStarts(_ starts: ArraySlice<TensorType>, rank: Int, _ name: String) throws {
        try ShapeRules.require(
            starts.count == rank && starts.allSatisfy { $0.rank == 0 && $0.element.isInteger && $0 == starts.first },
            "\(name) takes one integer scalar per dimension as start", received: "\(Array(starts))",
            expected: "\(rank) scalars of one integer type")
    }

    private static func checkFits(_ sizes: [Int], in shape: [Int], _ name: String) throws {
        try ShapeRules.require(
            sizes.count == shape.count && zip(sizes, shape).allSatisfy { 0 <= $0 && $0 <= $1 },
            "\(name) has a box larger than its operand", received: "\(sizes)", expected: "at most \(shape)")
    }
}
