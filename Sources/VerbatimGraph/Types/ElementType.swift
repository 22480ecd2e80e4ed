/// The element types of tensors, under StableHLO's names.
public enum ElementType: String, Sendable, Hashable, CaseIterable, Codable {
    /// Booleans, stored as one byte each, 0 or 1.
    case bool = "i1"
    /// Signed 8-bit integers.
    case i8
    /// Signed 16-bit integers.
    case i16
    /// Signed 32-bit integers.
    case i32
    /// Signed 64-bit integers.
    case i64
    /// Unsigned 8-bit integers.
    case u8 = "ui8"
    /// Unsigned 16-bit integers.
    case u16 = "ui16"
    /// Unsigned 32-bit integers.
    case u32 = "ui32"
    /// Unsigned 64-bit integers.
    case u64 = "ui64"
    /// IEEE binary16, computed with in f32.
    case f16
    /// The upper half of an f32, computed with in f32.
    case bf16
    /// IEEE binary32.
    case f32
    /// IEEE binary64.
    case f64

    /// Bytes of one element in memory.
    public var byteCount: Int {
        switch self {
        case .bool, .i8, .u8: 1
        case .i16, .u16, .f16, .bf16: 2
        case .i32, .u32, .f32: 4
        case .i64, .u64, .f64: 8
        }
    }

    /// Whether it is a floating-point type.
    public var isFloat: Bool { self == .f32 || self == .f64 || isNarrowFloat }

    /// Whether it is a float of 16 bits, which is computed with in f32.
    public var isNarrowFloat: Bool { self == .f16 || self == .bf16 }

    /// Whether it is a signed integer type.
    public var isSignedInteger: Bool { self == .i8 || self == .i16 || self == .i32 || self == .i64 }

    /// Whether it is an unsigned integer type; `bool` is not.
    public var isUnsignedInteger: Bool { self == .u8 || self == .u16 || self == .u32 || self == .u64 }

    /// Whether it is an integer type; `bool` is not.
    public var isInteger: Bool { isSignedInteger || isUnsignedInteger }
}
