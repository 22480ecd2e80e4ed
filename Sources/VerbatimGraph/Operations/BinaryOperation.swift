/// Element-by-element operations of two operands of one type.
public enum BinaryOperation: String, Sendable, Hashable, CaseIterable {
    /// The sum; integers wrap, booleans "or".
    case add
    /// Bitwise or logical and.
    case and
    /// The angle of (right, left), in radians.
    case atan2
    /// The quotient; integers truncate.
    case divide
    /// The greater; NaN wins, -0 < +0.
    case maximum
    /// The lesser; NaN wins, -0 < +0.
    case minimum
    /// The product; integers wrap, booleans "and".
    case multiply
    /// The next representable number from the left towards the right.
    case nextAfter = "next_after"
    /// Bitwise or logical or.
    case or
    /// The left to the power of the right.
    case power
    /// The remainder with the sign of the left.
    case remainder
    /// The bits moved up; 0 from the width on.
    case shiftLeft = "shift_left"
    /// The bits moved down, the sign repeated.
    case shiftRightArithmetic = "shift_right_arithmetic"
    /// The bits moved down, zeros following.
    case shiftRightLogical = "shift_right_logical"
    /// The difference; integers wrap.
    case subtract
    /// Bitwise or logical exclusive or.
    case xor

    /// The name in the text form, with its dialect.
    public var name: String { (self == .nextAfter ? "chlo." : "stablehlo.") + rawValue }

    /// Whether the operation takes elements of a type.
    public func accepts(_ element: ElementType) -> Bool {
        switch self {
        case .add, .multiply, .maximum, .minimum: element.smallFormat == nil
        case .and, .or, .xor: element.isInteger || element == .bool
        case .atan2: element.isFloat || element.isComplex
        case .nextAfter: element.isFloat
        case .divide, .subtract, .power: element.isFloat || element.isInteger || element.isComplex
        case .remainder: element.isFloat || element.isInteger
        case .shiftLeft, .shiftRightArithmetic, .shiftRightLogical: element.isInteger
        }
    }

    func resultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        try ShapeRules.count(operands, 2, name)
        try ShapeRules.require(
            operands[0] == operands[1], "\(name) takes two operands of one type",
            received: "\(operands[0]) and \(operands[1])", expected: "equal types",
            code: operands[0].shape == operands[1].shape ? .elementType : .shape)
        try ShapeRules.require(
            accepts(operands[0].element), "\(name) does not take this element type", received: "\(operands[0])",
            expected: ElementType.allCases.filter(accepts).map(\.rawValue).joined(separator: ", "), code: .elementType)
        return [operands[0]]
    }
}
