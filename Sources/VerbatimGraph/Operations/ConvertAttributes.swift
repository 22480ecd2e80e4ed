/// Attributes of `convert` and `bitcast_convert`: the element type of the result.
public struct ConvertAttributes: Sendable, Hashable {
    /// The element type of the result.
    public var element: ElementType

    /// Makes the attributes of a conversion.
    public init(to element: ElementType) { self.element = element }

    func convertResultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        try ShapeRules.count(operands, 1, "stablehlo.convert")
        return [operands[0].with(element)]
    }

    /// Equal widths keep the shape; a narrower result gains a minor-most dimension, a wider one consumes it.
    func bitcastResultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        try ShapeRules.count(operands, 1, "stablehlo.bitcast_convert")
        let from = operands[0]
        try ShapeRules.require(
            (from.element == .bool) == (element == .bool), "stablehlo.bitcast_convert does not mix i1 with other types",
            received: "\(from) to \(element.rawValue)", expected: "numbers on both sides", code: .elementType)
        try ShapeRules.require(
            from.element.bitWidth == 8 * from.element.byteCount && element.bitWidth == 8 * element.byteCount
                || from.element.bitWidth == element.bitWidth,
            "stablehlo.bitcast_convert of types below 8 bits keeps the width",
            received: "\(from) to \(element.rawValue)", expected: "types of one width", code: .unsupported)
        let fromBytes = from.element.byteCount
        let toBytes = element.byteCount
        if fromBytes == toBytes { return [from.with(element)] }
        if fromBytes > toBytes { return [TensorType(from.shape + [fromBytes / toBytes], element)] }
        try ShapeRules.require(
            from.shape.last == toBytes / fromBytes,
            "stablehlo.bitcast_convert to a wider type joins the last dimension",
            received: "\(from) to \(element.rawValue)", expected: "a last dimension of \(toBytes / fromBytes)")
        return [TensorType(Array(from.shape.dropLast()), element)]
    }
}
