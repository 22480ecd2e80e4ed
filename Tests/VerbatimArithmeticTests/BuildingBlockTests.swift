import Testing
import VerbatimArithmetic

@Suite struct BuildingBlockTests {
    @Test func emulatedFusedMultiplyAddIsExact() {
        var random = Philox4x32Generator(seed: 2)
        for _ in 0..<400_000 {
            let a = random.nastyFloat()
            let b = random.nastyFloat()
            var c = random.nastyFloat()
            // Half of the addends lie close to the product, where cancellation and midpoints are.
            if random.next() & 1 == 0 {
                c = -(a * b)
                c = Float(bitPattern: c.bitPattern &+ UInt32(random.next(below: 3)) &- 1)
            }
            #expect(FusedMultiplyAdd.f32(a, b, c).bitPattern == c.addingProduct(a, b).canonicalized.bitPattern)
        }
        // An inexact sum whose f64 rounding lies on an f32 midpoint: naive double rounding gives the wrong neighbour.
        let wrong = Float(Double(Float(1 + 0x1p-12)) * Double(Float(1 + 0x1p-12)) + Double(Float(0x1p-80)))
        #expect(FusedMultiplyAdd.f32(1 + 0x1p-12, 1 + 0x1p-12, 0x1p-80) != wrong)
    }

    @Test func extremaFollowStableHLO() {
        #expect(Extrema.maximum(Float(-0.0), 0.0).bitPattern == 0)
        #expect(Extrema.maximum(Float(0.0), -0.0).bitPattern == 0)
        #expect(Extrema.minimum(Float(0.0), -0.0).bitPattern == 0x8000_0000)
        #expect(Extrema.minimum(Float(-0.0), 0.0).bitPattern == 0x8000_0000)
        let quiet = Float(bitPattern: 0xffc1_2345)
        #expect(Extrema.maximum(quiet, 1).bitPattern == 0x7fc0_0000)
        #expect(Extrema.minimum(1, quiet).bitPattern == 0x7fc0_0000)
        #expect(Extrema.maximum(Double(2), 1) == 2)
    }

    @Test func conversionsTruncateAndSaturate() {
        #expect(Conversions.integer(Float(-1.9), Int32.self) == -1)
        #expect(Conversions.integer(Float(0x1p31), Int32.self) == .max)
        #expect(Conversions.integer(Float(-0x1p31), Int32.self) == .min)
        #expect(Conversions.integer(Float(-0x1p33), Int32.self) == .min)
        #expect(Conversions.integer(Float(0x1.fffffep30), Int32.self) == 2_147_483_520)
        #expect(Conversions.integer(Float(-1), UInt8.self) == 0)
        #expect(Conversions.integer(Float(-0.5), UInt8.self) == 0)
        #expect(Conversions.integer(Float(255.9), UInt8.self) == 255)
        #expect(Conversions.integer(Float(256), UInt8.self) == 255)
        #expect(Conversions.integer(Double(0x1p64), UInt64.self) == .max)
        #expect(Conversions.integer(Double(0x1p63), Int64.self) == .max)
        #expect(Conversions.integer(-Double.infinity, Int64.self) == .min)
        #expect(Conversions.integer(Float.nan, Int32.self) == 0)
    }

    @Test func integersAnswerEverything() {
        #expect(IntegerArithmetic.divide(Int32(7), 0) == -1)
        #expect(IntegerArithmetic.divide(UInt8(7), 0) == 255)
        #expect(IntegerArithmetic.divide(Int32.min, -1) == .min)
        #expect(IntegerArithmetic.remainder(Int32.min, -1) == 0)
        #expect(IntegerArithmetic.remainder(Int32(-7), 0) == -7)
        #expect(IntegerArithmetic.remainder(Int32(-7), 3) == -1)
        for value: Int8 in [-128, -1, 0, 1, 77, 127] {
            for shift: Int8 in -128...127 {
                let wide = shift < 0 || shift >= 8
                let bits = UInt8(bitPattern: value)
                #expect(
                    IntegerArithmetic.shiftLeft(value, shift)
                        == (wide ? 0 : Int8(truncatingIfNeeded: Int(value) << Int(shift))))
                #expect(
                    IntegerArithmetic.shiftRightLogical(value, shift)
                        == (wide ? 0 : Int8(bitPattern: UInt8(UInt(bits) >> UInt(shift)))))
                #expect(
                    IntegerArithmetic.shiftRightArithmetic(value, shift)
                        == (wide ? (value < 0 ? -1 : 0) : Int8(Int(value) >> Int(shift))))
            }
        }
        #expect(IntegerArithmetic.shiftRightArithmetic(UInt8(0x80), 1) == 0xc0)
        #expect(IntegerArithmetic.shiftRightLogical(UInt64.max, 63) == 1)
        #expect(IntegerArithmetic.power(Int32(3), 5) == 243)
        #expect(IntegerArithmetic.power(Int8(2), 8) == 0)
        #expect(IntegerArithmetic.power(Int32(-1), -3) == -1)
        #expect(IntegerArithmetic.power(Int32(5), -1) == 0)
    }

    @Test func rowsHaveThirtyTwoLanesAndBlocks() {
        // A straightforward second statement of the rule, over plain arrays.
        func block(_ x: ArraySlice<Float>) -> Float {
            var lane = [Float](repeating: 0, count: 32)
            for (i, value) in x.enumerated() { lane[i & 31] += value }
            for half in [16, 8, 4, 2, 1] { for i in 0..<half { lane[i] += lane[i + half] } }
            return lane[0]
        }
        var random = Philox4x32Generator(seed: 3)
        for count in [0, 1, 31, 32, 33, 100, 4095, 4096, 4097, 12289, 20000] {
            let x = (0..<count).map { _ in Float(Int32(truncatingIfNeeded: random.next())) * 0x1p-20 }
            var partials: [Float] = []
            for start in stride(from: 0, to: count, by: 4096) {
                partials.append(block(x[start..<min(count, start + 4096)]))
            }
            while partials.count > 1, partials.count & (partials.count - 1) == 0 {
                partials = stride(from: 0, to: partials.count, by: 2).map { partials[$0] + partials[$0 + 1] }
            }
            let expected: Float =
                switch partials.count {
                case 0: 0
                case 1: partials[0]
                case 5: ((partials[0] + partials[1]) + (partials[2] + partials[3])) + partials[4]
                default: .nan
                }
            #expect(Reductions.row(.add, count: count) { x[$0] }.bitPattern == expected.bitPattern)
        }
        #expect(Reductions.row(.add, count: 1) { _ in Float(-0.0) }.bitPattern == 0)
        #expect(Reductions.row(.multiply, count: 3) { Double($0 + 2) } == 24)
        #expect(Reductions.chain(.multiply, count: 0) { _ in Float(2) } == 1)
    }

    @Test func chainsAndContractionsRestartAt256() {
        // 2^24 swallows the ones that follow it inside its chunk only.
        let x: (Int) -> Float = { $0 == 0 ? 0x1p24 : 1 }
        #expect(Reductions.chain(.add, count: 512, x) == 0x1p24 + 256)
        #expect(Reductions.contraction(count: 512, x, { _ in 1 }) == 0x1p24 + 256)
        // Fused: the product is not rounded.
        let a: Float = 1 + 0x1p-12
        #expect(Reductions.contraction(count: 2, { _ in a }, { [a, -a][$0] }) == -0x1p-24)
        #expect(Reductions.contraction(count: 2, { [-1, a][$0] }, { [1 + 0x1p-11, a][$0] }) == 0x1p-24)
        #expect(Reductions.contraction(count: 1, { _ in Float(-0.0) }, { _ in 1 }).bitPattern == 0)
    }

    @Test func statisticsMerge() {
        let a = BatchStatistics<Float>(count: 2, mean: 1.5, m2: 0.5)
        let b = BatchStatistics<Float>(count: 3, mean: 4, m2: 2)
        let both = BatchStatistics.merge(a, b)
        #expect(both.count == 5)
        #expect(both.mean == Float(1.5) + Float(2.5) * (Float(3) / 5))
        #expect(both.m2 == Float(2.5) + Float(6.25) * (Float(2) * (Float(3) / 5)))
        #expect(BatchStatistics.merge(.init(), b) == b)
        #expect(BatchStatistics.merge(a, .init()) == a)
    }

    @Test func philoxGivesThePublishedVectors() {
        // Random123's known-answer vectors.
        func check(_ counter: Philox4x32.Block, _ key: (UInt32, UInt32), _ expected: Philox4x32.Block) {
            #expect(Philox4x32.block(counter: counter, key: key) == expected)
        }
        check((0, 0, 0, 0), (0, 0), (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
        let ones = UInt32.max
        check((ones, ones, ones, ones), (ones, ones), (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
        check(
            (0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), (0xa409_3822, 0x299f_31d0),
            (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
    }

    @Test func streamsAreAddressable() {
        let stream = RandomStream(seed: 7, name: "dropout.1")
        let words = stream.words(count: 11, position: 3, step: 1 << 33)
        #expect(words.count == 11)
        for (e, word) in words.enumerated() { #expect(stream.word(e, position: 3, step: 1 << 33) == word) }
        #expect(stream.word(0) != stream.word(0, position: 1))
        #expect(stream.word(0) != stream.word(0, step: 1))
        #expect(stream != RandomStream(seed: 8, name: "dropout.1"))
        #expect(RandomStream.uniform(.max) == 1 - 0x1p-24)
        #expect(RandomStream.bernoulliThreshold(1) == 1 << 32)
        #expect(RandomStream.bernoulliThreshold(0.25) == 1 << 30)
        #expect(RandomStream.bernoulliThreshold(.nan) == 0)
        #expect(RandomStream.bernoulli(.max, 1))
        #expect(!RandomStream.bernoulli(0, 0))
    }

    @Test func permutationsAreBijections() {
        let stream = RandomStream(seed: 1, name: "shuffle")
        for count in [1, 2, 3, 4, 5, 31, 32, 33, 1000, 1797] {
            let permutation = KeyedPermutation(count: count, stream: stream, step: 5)
            let images = (0..<count).map { permutation($0) }
            #expect(images.sorted() == Array(0..<count))
            for i in 0..<count { #expect(permutation.inverse(images[i]) == i) }
        }
        // Every arrangement of four elements comes up about equally often.
        var counts: [Int: Int] = [:]
        for step in 0..<24_000 {
            let p = KeyedPermutation(count: 4, stream: stream, step: UInt64(step))
            counts[p(0) * 16 + p(1) * 4 + p(2), default: 0] += 1
        }
        #expect(counts.count == 24)
        #expect(counts.values.min()! > 880 && counts.values.max()! < 1120)
    }

    @Test func digestsSeeEverything() {
        func digest(_ path: String, _ shape: [Int], _ values: [Float], version: String = "1") -> String {
            var digest = StateDigest(version: version)
            digest.append(path: path, shape: shape, values)
            return digest.hex
        }
        let base = digest("a", [2], [1, 2])
        #expect(base != digest("b", [2], [1, 2]))
        #expect(base != digest("a", [2, 1], [1, 2]))
        #expect(base != digest("a", [2], [1, 3]))
        #expect(base != digest("a", [2], [1, 2], version: "2"))
        #expect(digest("a", [1], [0]) != digest("a", [1], [-0.0]))
        #expect(digest("a", [1], [.nan]) == digest("a", [1], [Float(bitPattern: 0xff80_0001)]))
        #expect(SHA256Digest.hex([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }
}
