import Verbatim

/// Seeded choices and tensor values for property tests: the same for ever, whatever the standard library does.
public struct SampleGenerator: Sendable {
    /// What values a tensor is filled with.
    public enum Values: Sendable, CaseIterable {
        /// Numbers of ordinary size, some of them round.
        case ordinary
        /// Finite numbers of every size: zeros of both signs, subnormals, the largest; integers at their ends.
        case finite
        /// Everything: infinities and NaN with payloads among the others.
        case nasty
    }

    private var state: UInt64

    /// Starts from a seed.
    public init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

    /// The next 64 bits (SplitMix64).
    public mutating func bits() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A whole number of a range.
    public mutating func int(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(bits() % UInt64(range.upperBound - range.lowerBound + 1))
    }

    /// True once in `n` times.
    public mutating func once(in n: Int) -> Bool { int(1...n) == 1 }

    /// One of some values.
    public mutating func pick<Choices: RandomAccessCollection>(_ choices: Choices) -> Choices.Element {
        choices[choices.index(choices.startIndex, offsetBy: int(0...choices.count - 1))]
    }

    /// The values in another order.
    public mutating func shuffled<Value>(_ values: [Value]) -> [Value] {
        var values = values
        for place in values.indices.reversed() { values.swapAt(place, int(0...place)) }
        return values
    }

    /// Some of the values, in their order.
    public mutating func subset<Value>(_ values: [Value]) -> [Value] { values.filter { _ in once(in: 2) } }

    /// A part of a size: mostly nearly all of it, sometimes anything from nothing to the whole.
    public mutating func part(_ size: Int) -> Int {
        once(in: 4) ? int(0...size) : max(min(size, 1), size - int(0...2))
    }

    /// A shape of at most `count` elements: mostly sizes up to `side`, sometimes 1, seldom 0.
    public mutating func shape(rank: Int? = nil, count: Int = 600, side: Int = 9) -> [Int] {
        let rank = rank ?? int(0...4)
        let mayBeEmpty = once(in: 8)
        var shape: [Int] = []
        var left = count
        for _ in 0..<rank {
            let most = max(1, min(left, once(in: 6) ? left : side))
            let size = mayBeEmpty && once(in: 3) ? 0 : once(in: 4) ? 1 : int(1...most)
            shape.append(size)
            left /= max(1, size)
        }
        return shuffled(shape)
    }

    /// A tensor of a type filled with values of a kind.
    public mutating func tensor(_ type: TensorType, _ values: Values) -> TensorValue {
        var tensor = TensorValue(zeros: type)
        let count = type.count
        // Specials are rare enough that sums of a few hundred terms are not always NaN.
        let special = values == .ordinary ? 0 : pick([2, 6, 40, 400])
        switch type.element {
        case .bool: fill(&tensor, count) { $0.once(in: 2) }
        case .i8: fill(&tensor, count) { $0.integer(Int8.self, special) }
        case .i16: fill(&tensor, count) { $0.integer(Int16.self, special) }
        case .i32: fill(&tensor, count) { $0.integer(Int32.self, special) }
        case .i64: fill(&tensor, count) { $0.integer(Int64.self, special) }
        case .u8: fill(&tensor, count) { $0.integer(UInt8.self, special) }
        case .u16: fill(&tensor, count) { $0.integer(UInt16.self, special) }
        case .u32: fill(&tensor, count) { $0.integer(UInt32.self, special) }
        case .u64: fill(&tensor, count) { $0.integer(UInt64.self, special) }
        case .f16: fillBytes(&tensor, count) { $0.narrow(Half.self, values, special) }
        case .bf16: fillBytes(&tensor, count) { $0.narrow(BFloat16.self, values, special) }
        case .f32:
            // As bits, so that signalling NaN stay what they are.
            fillBytes(&tensor, count) { $0.float(values, special) }
        case .f64: fillBytes(&tensor, count) { $0.double(values, special) }
        case .c64: fillBytes(&tensor, 2 * count) { $0.float(values, special) }
        case .c128: fillBytes(&tensor, 2 * count) { $0.double(values, special) }
        case .i2, .i4: fillBytes(&tensor, count) { UInt8(bitPattern: $0.integer(Int8.self, special) >> 6) }
        case .u2, .u4: fillBytes(&tensor, count) { $0.integer(UInt8.self, special) & 3 }
        case .f4E2M1FN, .f6E2M3FN, .f6E3M2FN, .f8E3M4, .f8E4M3, .f8E4M3B11FNUZ, .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2,
            .f8E5M2FNUZ, .f8E8M0FNU:
            fillBytes(&tensor, count) { $0.integer(UInt8.self, special) & UInt8(1 << (type.element.bitWidth - 1) - 1) }
        }
        return tensor
    }

    private mutating func fill<Element: TensorElement>(
        _ tensor: inout TensorValue, _ count: Int, _ element: (inout SampleGenerator) -> Element
    ) {
        tensor.withUnsafeMutableElements(Element.self) { target in
            for place in 0..<count { target[place] = element(&self) }
        }
    }

    private mutating func fillBytes<Word: FixedWidthInteger>(
        _ tensor: inout TensorValue, _ count: Int, _ word: (inout SampleGenerator) -> Word
    ) {
        tensor.withUnsafeMutableBytes { target in
            for place in 0..<count {
                target.storeBytes(of: word(&self), toByteOffset: place * MemoryLayout<Word>.size, as: Word.self)
            }
        }
    }

    private mutating func integer<Integer: FixedWidthInteger>(_: Integer.Type, _ special: Int) -> Integer {
        if special > 0 && once(in: special) {
            let width = Integer(Integer.bitWidth)
            let ends: [Integer] = [.min, .min + 1, .max - 1, .max]
            let around: [Integer] = [0, 1, 2, ~0, 0 &- 2, width - 1, width, width + 1]
            return pick(ends + around)
        }
        if once(in: 8) { return Integer(truncatingIfNeeded: bits()) }
        return Integer(truncatingIfNeeded: int(Integer.isSigned ? -9...9 : 0...18))
    }

    private mutating func float(_ values: Values, _ special: Int) -> UInt32 {
        let finite: [UInt32] = [
            0x0000_0000, 0x8000_0000, 0x0000_0001, 0x8000_0001, 0x007f_ffff, 0x807f_ffff, 0x0080_0000, 0x8080_0000,
            0x7f7f_ffff, 0xff7f_ffff, 0x3f80_0000, 0xbf80_0000, 0x3f00_0000, 0xbfc0_0000, 0x4020_0000, 0x4b00_0001,
            0x4f00_0000, 0xcf00_0000, 0x5f80_0000, 0x3f7f_ffff, 0x3f80_0001, 0x42b1_7218, 0xc2ce_8ed0, 0x0040_0000,
        ]
        let notFinite: [UInt32] = [
            0x7f80_0000, 0xff80_0000, 0x7fc0_0000, 0xffc0_0000, 0x7fc0_1234, 0xffff_ffff, 0x7f80_0001, 0xffa0_0000,
        ]
        if special > 0 && once(in: special) {
            return values == .nasty && once(in: 2) ? pick(notFinite) : pick(finite)
        }
        if values != .ordinary && once(in: 8) {
            let word = UInt32(truncatingIfNeeded: bits())
            return word >> 23 & 0xff == 0xff ? word & 0xff7f_ffff : word
        }
        return ordinary().bitPattern
    }

    private mutating func narrow<Narrow: NarrowFloat>(_: Narrow.Type, _ values: Values, _ special: Int) -> UInt16 {
        let infinity = Narrow.infinity.bitPattern
        let one = (1 as Narrow).bitPattern
        let least = UInt16(1) << UInt16(Narrow.significandBitCount)
        let finite: [UInt16] = [
            0, 1, least - 1, least, least + 1, infinity - 1, one - 1, one, one + 1, (0.5 as Narrow).bitPattern,
            (1.5 as Narrow).bitPattern, (2.5 as Narrow).bitPattern, (256 as Narrow).bitPattern, least / 2,
        ]
        let notFinite: [UInt16] = [infinity, infinity | least / 2, infinity | 1, infinity | least / 2 | 5, 0x7fff]
        let sign: UInt16 = once(in: 2) ? 0x8000 : 0
        if special > 0 && once(in: special) {
            return sign | (values == .nasty && once(in: 2) ? pick(notFinite) : pick(finite))
        }
        if values != .ordinary && once(in: 8) {
            let word = UInt16(truncatingIfNeeded: bits())
            return word & 0x7fff >= infinity ? word ^ least : word
        }
        return Narrow(ordinary()).bitPattern
    }

    private mutating func double(_ values: Values, _ special: Int) -> UInt64 {
        let finite: [UInt64] = [
            0, 1 << 63, 1, 1 << 63 | 1, 0x000f_ffff_ffff_ffff, 0x0010_0000_0000_0000, 0x7fef_ffff_ffff_ffff,
            0xffef_ffff_ffff_ffff, 0x3ff0_0000_0000_0000, 0xbff0_0000_0000_0000, 0x3fe0_0000_0000_0000,
            0x4004_0000_0000_0000, 0x43e0_0000_0000_0000, 0xc3e0_0000_0000_0000, 0x4330_0000_0000_0001,
            0x3fef_ffff_ffff_ffff, 0x36a0_0000_0000_0000, 0x3690_0000_0000_0000, 0x47ef_ffff_f000_0000,
        ]
        let notFinite: [UInt64] = [
            0x7ff0_0000_0000_0000, 0xfff0_0000_0000_0000, 0x7ff8_0000_0000_0000, 0xfff8_0000_0000_0000,
            0x7ff8_0000_0000_1234, 0xffff_ffff_ffff_ffff, 0x7ff0_0000_0000_0001, 0xfff4_0000_0000_0000,
        ]
        if special > 0 && once(in: special) {
            return values == .nasty && once(in: 2) ? pick(notFinite) : pick(finite)
        }
        if values != .ordinary && once(in: 8) {
            let word = bits()
            return word >> 52 & 0x7ff == 0x7ff ? word & ~(1 << 52) : word
        }
        return Double(ordinary()).bitPattern | (once(in: 2) ? bits() & 0x1fff_ffff : 0)
    }

    /// Mostly within ±2, some whole or half, some a thousand times larger.
    private mutating func ordinary() -> Float {
        if once(in: 6) { return Float(int(-6...6)) / 2 }
        let number = Float(Int32(truncatingIfNeeded: bits())) * 0x1p-30
        return once(in: 10) ? number * 1000 : number
    }
}
