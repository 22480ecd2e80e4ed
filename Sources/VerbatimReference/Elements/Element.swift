import VerbatimArithmetic
import VerbatimGraph

/// A scalar that the reference executor computes with: what the elementwise operations mean on it.
///
/// The requirements that work on whole tensors have one generic implementation each, beside their family of
/// operations; as requirements they are compiled for every scalar type.
protocol Element: TensorElement, Equatable {
    /// The meaning of an operation of one operand whose result is of the same type.
    static func function(_ operation: UnaryOperation) -> (Self) -> Self
    /// The meaning of an operation of two operands.
    static func function(_ operation: BinaryOperation) -> (Self, Self) -> Self
    /// The meaning of a comparison.
    static func comparison(_ attributes: CompareAttributes) -> (Self, Self) -> Bool
    /// The scalar nearest to a number; see `Convert`.
    init(_ number: Number)
    /// The exact value.
    var number: Number { get }

    static func unary(_ operation: UnaryOperation, _ operand: TensorValue) -> TensorValue
    static func binary(_ operation: BinaryOperation, _ left: TensorValue, _ right: TensorValue) -> TensorValue
    static func compare(_ attributes: CompareAttributes, _ left: TensorValue, _ right: TensorValue) -> TensorValue
    static func clamp(low: TensorValue, _ operand: TensorValue, high: TensorValue) -> TensorValue
    static func numbers(_ operand: TensorValue) -> [Number]
    static func tensor(_ shape: [Int], _ number: (Int) -> Number) -> TensorValue
    static func contract(_ plan: ContractionPlan, _ lhs: TensorValue, _ rhs: TensorValue) -> TensorValue
    static func convolve(_ plan: ConvolutionPlan, _ lhs: TensorValue, _ rhs: TensorValue) -> TensorValue
    static func reduce(
        _ operation: BinaryOperation, _ plan: ReductionPlan, _ operand: TensorValue, _ initial: TensorValue
    ) -> TensorValue
    static func reduceWindow(
        _ body: Region, _ plan: WindowPlan, _ operand: TensorValue, _ initial: TensorValue
    ) -> TensorValue?
    static func select(_ body: Region, _ plan: WindowPlan, _ operand: TensorValue) -> [Int?]?
    static func scatter(
        _ body: Region, _ input: TensorValue, _ updates: TensorValue, _ places: [Int?]
    ) -> TensorValue?
}

extension ElementType {
    /// The Swift scalar that stores an element.
    var scalar: any Element.Type {
        switch self {
        case .bool: Bool.self
        case .i8: Int8.self
        case .i16: Int16.self
        case .i32: Int32.self
        case .i64: Int64.self
        case .u8: UInt8.self
        case .u16: UInt16.self
        case .u32: UInt32.self
        case .u64: UInt64.self
        case .f16: Half.self
        case .bf16: BFloat16.self
        case .f32: Float.self
        case .f64: Double.self
        case .i2: SmallInteger<SmallIntegerFormats.I2>.self
        case .i4: SmallInteger<SmallIntegerFormats.I4>.self
        case .u2: SmallInteger<SmallIntegerFormats.U2>.self
        case .u4: SmallInteger<SmallIntegerFormats.U4>.self
        case .c64: ComplexElement<Float>.self
        case .c128: ComplexElement<Double>.self
        case .f4E2M1FN: SmallFloat<SmallFloatFormats.F4E2M1FN>.self
        case .f6E2M3FN: SmallFloat<SmallFloatFormats.F6E2M3FN>.self
        case .f6E3M2FN: SmallFloat<SmallFloatFormats.F6E3M2FN>.self
        case .f8E3M4: SmallFloat<SmallFloatFormats.F8E3M4>.self
        case .f8E4M3: SmallFloat<SmallFloatFormats.F8E4M3>.self
        case .f8E4M3B11FNUZ: SmallFloat<SmallFloatFormats.F8E4M3B11FNUZ>.self
        case .f8E4M3FN: SmallFloat<SmallFloatFormats.F8E4M3FN>.self
        case .f8E4M3FNUZ: SmallFloat<SmallFloatFormats.F8E4M3FNUZ>.self
        case .f8E5M2: SmallFloat<SmallFloatFormats.F8E5M2>.self
        case .f8E5M2FNUZ: SmallFloat<SmallFloatFormats.F8E5M2FNUZ>.self
        case .f8E8M0FNU: SmallFloat<SmallFloatFormats.F8E8M0FNU>.self
        }
    }
}

/// Ends the program: the shape rules let no operation through to a scalar type that does not have it.
func unreachable(_ operation: String, _ element: any Element.Type) -> Never {
    fatalError("\(operation) on \(element.elementType.rawValue) passed the shape rules")
}
