/// Finds the powers that are exact in few bits, where no finite precision could decide a rounding.
enum ExactPower {
    /// `x^y = value * 2^exponent` if that is exact with a value below 2^63; `x` is positive and finite, `y` finite, not 0.
    ///
    /// With `x = m 2^e`, `m` odd, and `y = n / 2^k`, the power is such a number only if `k` square roots of `x` are exact
    /// and either `m = 1` or `n > 0` with a small `m^n`.
    static func find(_ x: Double, _ y: Double) -> (value: DoubleDouble, exponent: Int)? {
        var (m, e) = parts(x)
        var (n, k) = parts(y.magnitude)
        // y = ± n 2^k with n odd.
        while k < 0 {
            guard e & 1 == 0 else { return nil }
            let root = UInt64(Double(m).squareRoot())
            guard root * root == m else { return nil }
            m = root
            e /= 2
            k += 1
        }
        guard k < 12, n < 1 << 12 else {
            // So large an exponent leaves the range of f64 unless x is 1, which the callers have answered.
            return nil
        }
        n <<= UInt64(k)
        let exponent = e * Int(n) * (y < 0 ? -1 : 1)
        if m == 1 { return (.one, exponent) }
        if y < 0 { return nil }
        var value: UInt64 = 1
        for _ in 0..<n {
            let (product, overflow) = value.multipliedReportingOverflow(by: m)
            guard !overflow, product < 1 << 63 else { return nil }
            value = product
        }
        return (DoubleDouble.sum(Double(value >> 32) * 0x1p32, Double(value & 0xffff_ffff)), exponent)
    }

    /// `x = m 2^e` with an odd `m`.
    private static func parts(_ x: Double) -> (m: UInt64, e: Int) {
        let scaled = x < 0x1p-1022 ? x * 0x1p54 : x
        let significand = scaled.significandBitPattern | 1 << 52
        let zeros = significand.trailingZeroBitCount
        return (significand >> UInt64(zeros), Int(scaled.exponent) - 52 + zeros - (x < 0x1p-1022 ? 54 : 0))
    }
}
