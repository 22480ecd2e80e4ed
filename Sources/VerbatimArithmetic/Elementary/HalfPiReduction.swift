/// Exact reduction of any f64 by multiples of π/2, with 1,344 bits of 2/π.
enum HalfPiReduction {
    /// The bits of 2/π after the point, most significant first.
    private static let twoOverPi: [UInt64] = [
        0xa2f9_836e_4e44_1529, 0xfc27_57d1_f534_ddc0, 0xdb62_9599_3c43_9041, 0xfe51_63ab_debb_c561,
        0xb724_6e3a_424d_d2e0, 0x0649_2eea_09d1_921c, 0xfe1d_eb1c_b129_a73e, 0xe882_35f5_2ebb_4484,
        0xe99c_7026_b45f_7e41, 0x3991_d639_8353_39f4, 0x9c84_5f8b_bdf9_283b, 0x1ff8_97ff_de05_980f,
        0xef2f_118b_5a0a_6d1f, 0x6d36_7ecf_27cb_09b7, 0x4f46_3f66_9e5f_ea2d, 0x7527_bac7_ebe5_f17b,
        0x3d07_39f7_8a52_92ea, 0x6bfb_5fb1_1f8d_5d08, 0x5603_3046_fc7b_6bab, 0xf0cf_bc20_9af4_361d,
        0xa9e3_9161_5ee6_1b08,
    ]

    /// `x = (4 m + quadrant) π/2 + r` for an integer `m`, with `|r| <= π/4`; `x` is finite.
    ///
    /// The product of the integer significand with a window of 2/π is exact; 254 bits of its fraction are kept.
    static func reduce(_ x: Double) -> (quadrant: Int, r: DoubleDouble) {
        let magnitude = x.magnitude
        if magnitude <= 0x1.921fb54442d18p-1 { return (0, DoubleDouble(x)) }
        let significand = magnitude.significandBitPattern | 1 << 52
        let exponent = Int(magnitude.exponent) - 52
        // Bits of 2/π whose product is a multiple of 4 are skipped.
        let skip = max(0, exponent - 2)
        var limbs: (UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0)
        // limbs = significand * window, least significant first, the window being 256 bits from `skip`.
        let w0 = window(skip + 192).multipliedFullWidth(by: significand)
        let w1 = window(skip + 128).multipliedFullWidth(by: significand)
        let w2 = window(skip + 64).multipliedFullWidth(by: significand)
        let w3 = window(skip).multipliedFullWidth(by: significand)
        var carry: Bool
        limbs.0 = w0.low
        (limbs.1, carry) = w1.low.addingReportingOverflow(w0.high)
        var high = w1.high &+ (carry ? 1 : 0)
        (limbs.2, carry) = w2.low.addingReportingOverflow(high)
        high = w2.high &+ (carry ? 1 : 0)
        (limbs.3, carry) = w3.low.addingReportingOverflow(high)
        limbs.4 = w3.high &+ (carry ? 1 : 0)
        // The product's unit is 2^(exponent - skip - 256); make it 2^-254.
        let shift = UInt64(2 - (exponent - skip))
        if shift > 0 {
            limbs.0 = limbs.0 >> shift | limbs.1 << (64 - shift)
            limbs.1 = limbs.1 >> shift | limbs.2 << (64 - shift)
            limbs.2 = limbs.2 >> shift | limbs.3 << (64 - shift)
            limbs.3 = limbs.3 >> shift | limbs.4 << (64 - shift)
        }
        var quadrant = Int(limbs.3 >> 62)
        limbs.3 &= 1 << 62 - 1
        var negative = false
        if limbs.3 >> 61 == 1 {
            // Past one half: count from the next multiple downward.
            quadrant = (quadrant + 1) & 3
            negative = true
            limbs.0 = ~limbs.0
            limbs.1 = ~limbs.1
            limbs.2 = ~limbs.2
            limbs.3 = ~limbs.3 & (1 << 62 - 1)
        }
        // 64-bit pieces are exact as sums of two f64 halves, added from the largest.
        var fraction = DoubleDouble.zero
        for (limb, scale) in [(limbs.0, 0x1p-254), (limbs.1, 0x1p-190), (limbs.2, 0x1p-126), (limbs.3, 0x1p-62)] {
            let upper = Double(limb >> 32) * 0x1p32
            fraction = fraction + DoubleDouble.sum(upper, Double(limb & 0xffff_ffff)).scaled(by: scale)
        }
        let r = fraction * DoubleDouble.halfPi
        if negative == (x < 0) { return (x < 0 ? (4 - quadrant) & 3 : quadrant, r) }
        return (x < 0 ? (4 - quadrant) & 3 : quadrant, -r)
    }

    /// 64 bits of 2/π from bit `start` after the point.
    private static func window(_ start: Int) -> UInt64 {
        let limb = start / 64
        let offset = UInt64(start % 64)
        if offset == 0 { return twoOverPi[limb] }
        return twoOverPi[limb] << offset | twoOverPi[limb + 1] >> (64 - offset)
    }
}
