/// Attributes of `compare`: the direction, and for floats the order.
public struct CompareAttributes: Sendable, Hashable {
    /// The relation asked for.
    public enum Direction: String, Sendable, Hashable, CaseIterable {
        /// Equal.
        case eq = "EQ"
        /// Not equal; true for NaN.
        case ne = "NE"
        /// Greater or equal.
        case ge = "GE"
        /// Greater.
        case gt = "GT"
        /// Less or equal.
        case le = "LE"
        /// Less.
        case lt = "LT"
    }

    /// How elements are ordered.
    public enum Order: String, Sendable, Hashable, CaseIterable {
        /// IEEE comparison.
        case float = "FLOAT"
        /// -NaN < -inf < ... < -0 < +0 < ... < inf < NaN.
        case totalOrder = "TOTALORDER"
        /// Signed integers.
        case signed = "SIGNED"
        /// Unsigned integers and booleans.
        case unsigned = "UNSIGNED"

        /// The usual order of an element type.
        public static func natural(_ element: ElementType) -> Order {
            if element.isFloat || element.isComplex || element.smallFormat != nil { return .float }
            return element.isSignedInteger ? .signed : .unsigned
        }
    }

    /// The relation asked for.
    public var direction: Direction
    /// How elements are ordered.
    public var order: Order

    /// Makes the attributes of a comparison.
    public init(_ direction: Direction, order: Order) {
        self.direction = direction
        self.order = order
    }

    func resultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        try ShapeRules.count(operands, 2, "stablehlo.compare")
        try ShapeRules.require(
            operands[0] == operands[1], "stablehlo.compare takes two operands of one type",
            received: "\(operands[0]) and \(operands[1])", expected: "equal types",
            code: operands[0].shape == operands[1].shape ? .elementType : .shape)
        let natural = Order.natural(operands[0].element)
        try ShapeRules.require(
            order == natural || (order == .totalOrder && natural == .float),
            "stablehlo.compare got an order that does not suit its operands", received: order.rawValue,
            expected: "\(natural.rawValue) for \(operands[0].element.rawValue)", code: .configuration)
        try ShapeRules.require(
            !operands[0].element.isComplex || (order == .float && (direction == .eq || direction == .ne)),
            "stablehlo.compare orders no complex numbers", received: direction.rawValue, expected: "EQ or NE",
            code: .configuration)
        return [operands[0].with(.bool)]
    }
}
