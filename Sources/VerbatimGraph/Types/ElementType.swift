import VerbatimArithmetic

/// The element types of tensors, under StableHLO's names.
///
/// `allCases` are the types that layers and kernels compute with. The others come with programs of other people: complex
/// numbers and narrow integers, which only the reference executor computes with, and floats of at most 8 bits, which are
/// only stored, moved, compared and converted.
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
    /// Signed 2-bit integers, one in each byte.
    case i2
    /// Signed 4-bit integers, one in each byte.
    case i4
    /// Unsigned 2-bit integers, one in each byte.
    case u2 = "ui2"
    /// Unsigned 4-bit integers, one in each byte.
    case u4 = "ui4"
    /// Complex numbers of two f32.
    case c64 = "complex<f32>"
    /// Complex numbers of two f64.
    case c128 = "complex<f64>"
    /// 2 bits of exponent, 1 of significand, finite.
    case f4E2M1FN
    /// 2 bits of exponent, 3 of significand, finite.
    case f6E2M3FN
    /// 3 bits of exponent, 2 of significand, finite.
    case f6E3M2FN
    /// 3 bits of exponent, 4 of significand.
    case f8E3M4
    /// 4 bits of exponent, 3 of significand.
    case f8E4M3
    /// 4 bits of exponent with a bias of 11, 3 of significand, no infinity, no -0.
    case f8E4M3B11FNUZ
    /// 4 bits of exponent, 3 of significand, no infinity.
    case f8E4M3FN
    /// 4 bits of exponent, 3 of significand, no infinity, no -0.
    case f8E4M3FNUZ
    /// 5 bits of exponent, 2 of significand.
    case f8E5M2
    /// 5 bits of exponent, 2 of significand, no infinity, no -0.
    case f8E5M2FNUZ
    /// 8 bits of exponent: powers of two.
    case f8E8M0FNU

    /// The types that layers and kernels compute with.
    public static let allCases: [ElementType] = [
        .bool, .i8, .i16, .i32, .i64, .u8, .u16, .u32, .u64, .f16, .bf16, .f32, .f64,
    ]

    /// Bytes of one element in memory.
    public var byteCount: Int {
        switch self {
        case .bool, .i8, .u8, .i2, .i4, .u2, .u4, .f4E2M1FN, .f6E2M3FN, .f6E3M2FN, .f8E3M4, .f8E4M3, .f8E4M3B11FNUZ,
            .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2, .f8E5M2FNUZ, .f8E8M0FNU:
            1
        case .i16, .u16, .f16, .bf16: 2
        case .i32, .u32, .f32: 4
        case .i64, .u64, .f64, .c64: 8
        case .c128: 16
        }
    }

    /// Bits of one element as a number: fewer than its bytes hold for the narrowest types.
    public var bitWidth: Int {
        switch self {
        case .bool: 1
        case .i2, .u2: 2
        case .i4, .u4, .f4E2M1FN: 4
        case .f6E2M3FN, .f6E3M2FN: 6
        case .i8, .u8, .i16, .u16, .i32, .u32, .i64, .u64, .f16, .bf16, .f32, .f64, .c64, .c128, .f8E3M4, .f8E4M3,
            .f8E4M3B11FNUZ, .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2, .f8E5M2FNUZ, .f8E8M0FNU:
            8 * byteCount
        }
    }

    /// Whether kernels compute with it; the others are the reference executor's.
    public var isNative: Bool { Self.allCases.contains(self) }

    /// Whether it is a complex type.
    public var isComplex: Bool { self == .c64 || self == .c128 }

    /// The type of a complex number's parts, or the type itself.
    public var part: ElementType { self == .c64 ? .f32 : self == .c128 ? .f64 : self }

    /// The complex type of a part, for f32 and f64.
    public var complex: ElementType? { self == .f32 ? .c64 : self == .f64 ? .c128 : nil }

    /// The format of a float that is only stored.
    public var smallFormat: SmallFloatFormat? {
        switch self {
        case .f4E2M1FN: SmallFloatFormat(exponentBits: 2, significandBits: 1, bias: 1, specials: .none)
        case .f6E2M3FN: SmallFloatFormat(exponentBits: 2, significandBits: 3, bias: 1, specials: .none)
        case .f6E3M2FN: SmallFloatFormat(exponentBits: 3, significandBits: 2, bias: 3, specials: .none)
        case .f8E3M4: SmallFloatFormat(exponentBits: 3, significandBits: 4, bias: 3, specials: .ieee)
        case .f8E4M3: SmallFloatFormat(exponentBits: 4, significandBits: 3, bias: 7, specials: .ieee)
        case .f8E4M3B11FNUZ: SmallFloatFormat(exponentBits: 4, significandBits: 3, bias: 11, specials: .negativeZero)
        case .f8E4M3FN: SmallFloatFormat(exponentBits: 4, significandBits: 3, bias: 7, specials: .allOnes)
        case .f8E4M3FNUZ: SmallFloatFormat(exponentBits: 4, significandBits: 3, bias: 8, specials: .negativeZero)
        case .f8E5M2: SmallFloatFormat(exponentBits: 5, significandBits: 2, bias: 15, specials: .ieee)
        case .f8E5M2FNUZ: SmallFloatFormat(exponentBits: 5, significandBits: 2, bias: 16, specials: .negativeZero)
        case .f8E8M0FNU:
            SmallFloatFormat(exponentBits: 8, significandBits: 0, bias: 127, specials: .allOnes, isSigned: false)
        case .bool, .i8, .u8, .i2, .i4, .u2, .u4, .i16, .u16, .i32, .u32, .i64, .u64, .f16, .bf16, .f32, .f64, .c64,
            .c128:
            nil
        }
    }

    /// Whether it is a floating-point type.
    public var isFloat: Bool { self == .f32 || self == .f64 || isNarrowFloat }

    /// Whether it is a float of 16 bits, which is computed with in f32.
    public var isNarrowFloat: Bool { self == .f16 || self == .bf16 }

    /// Whether it is a signed integer type.
    public var isSignedInteger: Bool {
        self == .i8 || self == .i16 || self == .i32 || self == .i64 || self == .i2 || self == .i4
    }

    /// Whether it is an unsigned integer type; `bool` is not.
    public var isUnsignedInteger: Bool {
        self == .u8 || self == .u16 || self == .u32 || self == .u64 || self == .u2 || self == .u4
    }

    /// Whether it is an integer type; `bool` is not.
    public var isInteger: Bool { isSignedInteger || isUnsignedInteger }
}
