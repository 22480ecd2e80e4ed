/// A float of 16 bits: kept and converted as its type, computed with in f32.
///
/// Equality and order are IEEE 754's: NaN equals nothing, and -0 equals +0. Swift's own `Float16` is not used, because
/// it does not exist on every machine that Verbatim runs on.
public protocol NarrowFloat: Sendable, Hashable, Comparable, CustomStringConvertible, ExpressibleByFloatLiteral,
    ExpressibleByIntegerLiteral
{
    /// Bits of the significand that are stored.
    static var significandBitCount: Int { get }

    /// The exponent of the least normal number.
    static var leastNormalExponent: Int { get }

    /// The bits: sign, exponent, significand.
    var bitPattern: UInt16 { get set }

    /// Makes a number of its bits.
    init(bitPattern: UInt16)

    /// The exact value in f32; a NaN keeps its sign and payload.
    var float: Float { get }
}

extension NarrowFloat {
    /// Positive infinity.
    @inlinable
    public static var infinity: Self { Self(bitPattern: 0x8000 - 1 << UInt16(significandBitCount)) }

    /// The one NaN that arithmetic results carry: 0x7e00 in f16, 0x7fc0 in bf16.
    @inlinable
    public static var canonicalNaN: Self {
        Self(bitPattern: infinity.bitPattern | 1 << UInt16(significandBitCount - 1))
    }

    /// This value, with any NaN replaced by the canonical one.
    @inlinable
    public var canonicalized: Self { isNaN ? .canonicalNaN : self }

    /// Whether this is no number.
    @inlinable
    public var isNaN: Bool { bitPattern & 0x7fff > Self.infinity.bitPattern }

    /// Whether this is neither infinite nor NaN.
    @inlinable
    public var isFinite: Bool { bitPattern & 0x7fff < Self.infinity.bitPattern }

    /// The number nearest to an f32, halves to even; beyond the largest infinity, and for NaN the canonical one.
    @inlinable
    public init(_ value: Float) { self.init(Double(value)) }

    /// The number nearest to an f64, rounded once, halves to even; beyond the largest infinity, and for NaN the
    /// canonical one.
    @inlinable
    public init(_ value: Double) {
        let bits = value.bitPattern
        let isNegative = value.sign == .minus
        if value.isNaN {
            self = .canonicalNaN
        } else if value.isInfinite {
            self.init(bitPattern: Self.infinity.bitPattern | (isNegative ? 0x8000 : 0))
        } else {
            let field = Int(bits >> 52 & 0x7ff)
            let fraction = bits & 0xf_ffff_ffff_ffff
            self.init(
                isNegative: isNegative, significand: field == 0 ? fraction : fraction | 1 << 52,
                exponent: max(field, 1) - 1075)
        }
    }

    /// The number nearest to an integer, rounded once, halves to even; beyond the largest infinity.
    @inlinable
    public init<Integer: FixedWidthInteger>(_ value: Integer) {
        self.init(isNegative: value < 0, significand: UInt64(value.magnitude), exponent: 0)
    }

    /// The number nearest to ±significand * 2^exponent, halves to even.
    @inlinable
    init(isNegative: Bool, significand: UInt64, exponent: Int) {
        let sign: UInt16 = isNegative ? 0x8000 : 0
        guard significand != 0 else {
            self.init(bitPattern: sign)
            return
        }
        // What one unit of the result's significand is worth: subnormal numbers share the least one.
        let leading = exponent + 63 - significand.leadingZeroBitCount
        let unit = max(leading, Self.leastNormalExponent) - Self.significandBitCount
        let shift = unit - exponent
        var units: UInt64
        if shift <= 0 {
            units = significand << UInt64(-shift)
        } else {
            units = shift < 64 ? significand >> UInt64(shift) : 0
            // Twice the rest against one unit; beyond 64 bits the rest is less than half.
            let half: UInt64 = shift <= 64 ? 1 << UInt64(shift - 1) : 0
            let rest = shift < 64 ? significand & (1 << UInt64(shift) - 1) : significand
            if shift <= 64, rest > half || rest == half && units & 1 == 1 { units += 1 }
        }
        // A carry out of the significand goes to the exponent, as it should, and at the end to infinity.
        let steps = UInt64(min(unit + Self.significandBitCount - Self.leastNormalExponent, 0x7fff))
        let bits = min(steps << UInt64(Self.significandBitCount) + units, UInt64(Self.infinity.bitPattern))
        self.init(bitPattern: sign | UInt16(bits))
    }

    /// The number nearest to a literal's f64 value.
    @inlinable
    public init(floatLiteral value: Double) { self.init(value) }

    /// The number nearest to a whole literal.
    @inlinable
    public init(integerLiteral value: Int) { self.init(value) }

    /// The value as f32 prints it.
    public var description: String { float.description }

    /// Whether the values are equal.
    @inlinable
    public static func == (left: Self, right: Self) -> Bool { left.float == right.float }

    /// Whether the left value is less.
    @inlinable
    public static func < (left: Self, right: Self) -> Bool { left.float < right.float }

    /// Hashes the value.
    @inlinable
    public func hash(into hasher: inout Hasher) { hasher.combine(float) }
}
