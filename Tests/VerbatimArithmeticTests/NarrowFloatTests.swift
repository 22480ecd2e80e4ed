import Testing
import VerbatimArithmetic

/// f16 and bf16: widening is exact, narrowing rounds once to nearest even, whatever is narrowed.
@Suite struct NarrowFloatTests {
    @Test func everyHalfWidensExactly() { everyNumberWidensExactly(Half.self, bias: 15) }

    @Test func everyBFloat16WidensExactly() { everyNumberWidensExactly(BFloat16.self, bias: 127) }

    private func everyNumberWidensExactly<Narrow: NarrowFloat>(_: Narrow.Type, bias: Int) {
        let width = Narrow.significandBitCount
        for bits in UInt16.min...UInt16.max {
            let narrow = Narrow(bitPattern: bits)
            let (field, fraction) = (Int(bits & 0x7fff) >> width, Int(bits) & (1 << width - 1))
            let sign: UInt32 = bits & 0x8000 == 0 ? 0 : 0x8000_0000
            let expected: UInt32
            if field == 0x7fff >> width {
                expected = sign | 0x7f80_0000 | UInt32(fraction) << UInt32(23 - width)
                #expect(narrow.isNaN == (fraction != 0) && !narrow.isFinite)
                #expect(narrow.canonicalized.bitPattern == (fraction != 0 ? Narrow.canonicalNaN.bitPattern : bits))
            } else {
                let significand = field == 0 ? fraction : fraction + 1 << width
                let value = Double(
                    sign: .plus, exponent: max(field, 1) - bias - width, significand: Double(significand))
                expected = sign | Float(value).bitPattern
                #expect(narrow.isFinite && !narrow.isNaN && narrow.canonicalized.bitPattern == bits)
            }
            #expect(narrow.float.bitPattern == expected)
            // And back.
            let back = Narrow(narrow.float).bitPattern
            #expect(back == (narrow.isNaN ? Narrow.canonicalNaN.bitPattern : bits))
        }
    }

    @Test func halfRoundsToNearestEven() { roundsToNearestEven(Half.self) }

    @Test func bFloat16RoundsToNearestEven() { roundsToNearestEven(BFloat16.self) }

    /// Between all neighbours: the tie, and the nearest numbers to it on either side, as f32 and as f64.
    private func roundsToNearestEven<Narrow: NarrowFloat>(_: Narrow.Type) {
        let end = Narrow.infinity.bitPattern
        for low in 0..<end {
            let high = low + 1
            let below = Double(Narrow(bitPattern: low).float)
            // Where infinity would begin if the exponents went on.
            let above =
                high == end
                ? 2 * below - Double(Narrow(bitPattern: low - 1).float) : Double(Narrow(bitPattern: high).float)
            let tie = (below + above) / 2
            let even = low & 1 == 0 ? low : high
            for sign: UInt16 in [0, 0x8000] {
                let factor: Double = sign == 0 ? 1 : -1
                func bits(_ value: Double) -> UInt16 { Narrow(value).bitPattern }
                func bits(_ value: Float) -> UInt16 { Narrow(value).bitPattern }
                #expect(bits(tie * factor) == even | sign && bits(Float(tie * factor)) == even | sign)
                #expect(
                    bits(tie.nextDown * factor) == low | sign && bits(Float(tie).nextDown * Float(factor)) == low | sign
                )
                #expect(
                    bits(tie.nextUp * factor) == high | sign && bits(Float(tie).nextUp * Float(factor)) == high | sign)
                #expect(bits(above.nextDown * factor) == high | sign && bits(below.nextUp * factor) == low | sign)
            }
        }
    }

    @Test func theEndsOfTheRange() {
        for value in [Double.infinity, 1e300, 0x1p128] {
            #expect(Half(value).bitPattern == 0x7c00 && BFloat16(value).bitPattern == 0x7f80)
            #expect(Half(-value).bitPattern == 0xfc00 && BFloat16(-value).bitPattern == 0xff80)
        }
        for value in [0, 0x1p-1074, 0x1p-134] {
            #expect(Half(value).bitPattern == 0 && BFloat16(value).bitPattern == 0)
            #expect(Half(-value).bitPattern == 0x8000 && BFloat16(-value).bitPattern == 0x8000)
        }
        #expect(Half(65519.99).bitPattern == 0x7bff && Half(65520).bitPattern == 0x7c00)
        #expect(Half(Float(bitPattern: 0xff81_2345)).bitPattern == 0x7e00)
        #expect(BFloat16(Double(bitPattern: 0xfff0_0000_0000_0001)).bitPattern == 0x7fc0)
        #expect(Half.canonicalNaN.bitPattern == 0x7e00 && BFloat16.canonicalNaN.bitPattern == 0x7fc0)
    }

    /// Through f32 each of these would land on a tie of the narrow type, and then go the wrong way.
    @Test func narrowingRoundsOnce() {
        let justAbove = 1 + 0x1p-11 + 0x1p-40
        #expect(Half(Float(justAbove)) == 1 && Half(justAbove).bitPattern == 0x3c01)
        #expect(BFloat16(Float(1 + 0x1p-8 + 0x1p-40)) == 1 && BFloat16(1 + 0x1p-8 + 0x1p-40).bitPattern == 0x3f81)
        let whole: Int64 = 1 << 40 + 1 << 32 + 1
        #expect(BFloat16(Double(whole)) == BFloat16(whole) && BFloat16(Float(whole)) < BFloat16(whole))
        // Through f64 this one would.
        let long: Int64 = 1 << 62 + 1 << 54 + 1
        #expect(BFloat16(Double(long)).float == 0x1p62 && BFloat16(long).float == 0x1.02p62)
        #expect(BFloat16(-long).float == -0x1.02p62)
        #expect(BFloat16(UInt64.max).float == 0x1p64 && Half(UInt64.max) == .infinity)
        #expect(Half(Int32(2049)) == 2048 && Half(Int32(2051)) == 2052 && Half(Int8.min) == -128 && Half(0) == 0)
    }

    @Test func equalityAndOrderAreThoseOfNumbers() {
        #expect(Half(bitPattern: 0x8000) == 0 && Half(bitPattern: 0x8000).hashValue == (0 as Half).hashValue)
        #expect(Half.canonicalNaN != Half.canonicalNaN && !(Half.canonicalNaN < 1))
        #expect(
            (-2 as BFloat16) < -1 && (0.5 as BFloat16) < .infinity && (0.1 as BFloat16).description == "0.100097656")
    }
}
