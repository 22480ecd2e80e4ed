/// Integer operations with an answer for every operand.
public enum IntegerArithmetic {
    /// The quotient truncated toward zero; all bits set (-1) for a divisor of 0; `min / -1 = min`.
    @inlinable
    public static func divide<Integer: FixedWidthInteger>(_ a: Integer, _ b: Integer) -> Integer {
        b == 0 ? ~0 : a.dividedReportingOverflow(by: b).partialValue
    }

    /// The remainder with the dividend's sign; the dividend for a divisor of 0; `min rem -1 = 0`.
    @inlinable
    public static func remainder<Integer: FixedWidthInteger>(_ a: Integer, _ b: Integer) -> Integer {
        b == 0 ? a : a.remainderReportingOverflow(dividingBy: b).partialValue
    }

    /// `a` shifted left; 0 for a shift by the width or more.
    ///
    /// The shift is read as unsigned.
    @inlinable
    public static func shiftLeft<Integer: FixedWidthInteger>(_ a: Integer, _ shift: Integer) -> Integer {
        isWide(shift) ? 0 : a &<< shift
    }

    /// `a` shifted right with zeros; 0 for a shift by the width or more.
    ///
    /// The shift is read as unsigned.
    @inlinable
    public static func shiftRightLogical<Integer: FixedWidthInteger>(_ a: Integer, _ shift: Integer) -> Integer {
        if isWide(shift) { return 0 }
        if shift == 0 { return a }
        let mask: Integer = ~(~0 &<< (Integer(truncatingIfNeeded: Integer.bitWidth) &- shift))
        return (a &>> shift) & mask
    }

    /// `a` shifted right with its sign; all sign bits for a shift by the width or more.
    ///
    /// The shift is read as unsigned. On unsigned types the top bit counts as the sign.
    @inlinable
    public static func shiftRightArithmetic<Integer: FixedWidthInteger>(_ a: Integer, _ shift: Integer) -> Integer {
        let fill: Integer = a &>> Integer(truncatingIfNeeded: Integer.bitWidth - 1) != 0 ? ~0 : 0
        if isWide(shift) { return fill }
        if shift == 0 { return a }
        let high: Integer = fill &<< (Integer(truncatingIfNeeded: Integer.bitWidth) &- shift)
        return (a &>> shift) | high
    }

    /// `base` to the `exponent`, wrapping.
    ///
    /// A negative exponent is the reciprocal, divided by `divide`.
    @inlinable
    public static func power<Integer: FixedWidthInteger>(_ base: Integer, _ exponent: Integer) -> Integer {
        if exponent < 0 {
            if base == 0 { return ~0 }
            if base == 1 { return 1 }
            if base == ~0 { return exponent & 1 == 0 ? 1 : ~0 }
            return 0
        }
        var result: Integer = 1
        var square = base
        var remaining = exponent
        while remaining != 0 {
            if remaining & 1 == 1 { result = result &* square }
            square = square &* square
            remaining >>= 1
        }
        return result
    }

    @inlinable
    static func isWide<Integer: FixedWidthInteger>(_ shift: Integer) -> Bool {
        shift < 0 || Int(truncatingIfNeeded: shift.magnitude >> 8) != 0 || shift.magnitude >= Integer.bitWidth
    }
}
