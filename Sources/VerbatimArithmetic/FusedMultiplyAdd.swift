/// `a * b + c` rounded once, without relying on the machine's instruction.
public enum FusedMultiplyAdd {
    /// `a * b + c` in f32, rounded once to nearest even, subnormal results included.
    ///
    /// The product is exact in f64. The f64 sum is repaired to round-to-odd from its exact error, and rounding an odd
    /// 53-bit value to 24 bits or fewer equals rounding the exact sum. A NaN result is canonical.
    @inlinable
    public static func f32(_ a: Float, _ b: Float, _ c: Float) -> Float {
        let product = Double(a) * Double(b)
        let addend = Double(c)
        let sum = product + addend
        guard sum.isFinite else { return Float(sum).canonicalized }
        // Knuth's two-sum: `sum + error` is exactly `product + addend`.
        let virtual = sum - product
        let error = (product - (sum - virtual)) + (addend - virtual)
        if error != 0, sum.bitPattern & 1 == 0 {
            let awayFromZero = (error > 0) == (sum > 0)
            return Float(Double(bitPattern: awayFromZero ? sum.bitPattern + 1 : sum.bitPattern - 1))
        }
        return Float(sum)
    }

    /// `a * b + c` in f64, rounded once to nearest even.
    ///
    /// The one place where the platform's `fma` is trusted: IEEE 754 leaves it no freedom. A NaN result is canonical.
    @inlinable
    public static func f64(_ a: Double, _ b: Double, _ c: Double) -> Double {
        c.addingProduct(a, b).canonicalized
    }
}
