import VerbatimGraph

/// A function of single elements, by the types that it takes.
enum ElementFunction: Hashable {
    /// The same bits; the width of an element in bytes.
    case move(Int)
    case unary(UnaryOperation, ElementType)
    case binary(BinaryOperation, ElementType)
    case compare(CompareAttributes, ElementType)
    /// The width of an element in bytes; operands predicate, on true, on false.
    case select(Int)
    case convert(from: ElementType, to: ElementType)
    /// A 16-bit float as f32, the payload of NaN with it.
    case widen(ElementType)
    /// Any NaN becomes the canonical one.
    case canonicalize(ElementType)

    /// What the function does with a NaN that it reads.
    var payloads: Payloads {
        switch self {
        case .move, .select, .widen: .moved
        case .unary, .binary, .convert, .canonicalize: .ignored
        case .compare(let attributes, _): attributes.order == .totalOrder ? .observed : .ignored
        }
    }

    /// Whether its result is a float by arithmetic, so that a NaN in it has yet to be made canonical.
    var givesRawNaN: Bool {
        switch self {
        case .move, .select, .compare, .canonicalize, .widen: false
        case .unary(let operation, let element): element.isFloat && operation != .isFinite
        case .binary(_, let element): element.isFloat
        // Rounding to 16 bits makes NaN canonical by the way.
        case .convert(_, let to): to.isFloat && !to.isNarrowFloat
        }
    }

    /// A short name for `explain`.
    var name: String {
        switch self {
        case .move: "copy"
        case .unary(let operation, _): operation.rawValue
        case .binary(let operation, _): operation.rawValue
        case .compare(let attributes, _): "compare \(attributes.direction.rawValue)"
        case .select: "select"
        case .convert(_, let to): "to \(to.rawValue)"
        case .widen: "widen"
        case .canonicalize: "canonical"
        }
    }
}
