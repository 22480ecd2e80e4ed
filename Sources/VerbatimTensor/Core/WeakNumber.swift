import VerbatimArithmetic
import VerbatimGraph

/// A Swift number without an element type of its own: it takes the one of the tensor that it meets.
package enum WeakNumber: Sendable, Hashable {
    /// A whole number.
    case integer(Int)
    /// A real number, rounded once when it gets its element type.
    case real(Double)
    /// A truth value.
    case boolean(Bool)

    /// The element type that the number has alone: `i32`, `f32` or `i1`.
    package var element: ElementType {
        switch self {
        case .integer: .i32
        case .real: .f32
        case .boolean: .bool
        }
    }

    /// The number as a scalar of an element type.
    ///
    /// - Throws: `VerbatimError` of code `elementType` if the type cannot hold it: a fraction in an integer type, a
    ///   whole number outside its range, a number as a boolean or a boolean as a number.
    package func value(as element: ElementType) throws -> TensorValue {
        switch (self, element) {
        case (.boolean(let truth), .bool): return TensorValue(truth)
        case (.real(let number), .f16): return TensorValue(Half(number))
        case (.real(let number), .bf16): return TensorValue(BFloat16(number))
        case (.real(let number), .f32): return TensorValue(Float(number))
        case (.real(let number), .f64): return TensorValue(number)
        case (.integer(let number), .f16): return TensorValue(Half(number))
        case (.integer(let number), .bf16): return TensorValue(BFloat16(number))
        case (.integer(let number), .f32): return TensorValue(Float(number))
        case (.integer(let number), .f64): return TensorValue(Double(number))
        case (.integer(let number), _):
            if let value = WeakNumber.integer(number, as: element) { return value }
        case (.real(let number), _):
            if let whole = Int(exactly: number), let value = WeakNumber.integer(whole, as: element) { return value }
        case (.boolean, _): break
        }
        throw VerbatimError(
            .elementType, "a number does not fit the tensor's element type", received: description,
            expected: "a value of \(element.rawValue)", remedy: "cast the tensor to another type with cast(to:)")
    }

    private static func integer(_ number: Int, as element: ElementType) -> TensorValue? {
        switch element {
        case .bool, .f16, .bf16, .f32, .f64, .i2, .i4, .u2, .u4, .c64, .c128, .f4E2M1FN, .f6E2M3FN, .f6E3M2FN, .f8E3M4,
            .f8E4M3,
            .f8E4M3B11FNUZ, .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2, .f8E5M2FNUZ, .f8E8M0FNU:
            nil
        case .i8: Int8(exactly: number).map { TensorValue($0) }
        case .i16: Int16(exactly: number).map { TensorValue($0) }
        case .i32: Int32(exactly: number).map { TensorValue($0) }
        case .i64: TensorValue(Int64(number))
        case .u8: UInt8(exactly: number).map { TensorValue($0) }
        case .u16: UInt16(exactly: number).map { TensorValue($0) }
        case .u32: UInt32(exactly: number).map { TensorValue($0) }
        case .u64: UInt64(exactly: number).map { TensorValue($0) }
        }
    }

    private var description: String {
        switch self {
        case .integer(let number): "\(number)"
        case .real(let number): "\(number)"
        case .boolean(let truth): "\(truth)"
        }
    }
}
