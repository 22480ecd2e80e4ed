import Testing
import VerbatimGraph
import VerbatimReference

/// Changes of element type, by value and by bits.
@Suite struct ConvertTests {
    private func convert<From: TensorElement, To: TensorElement>(_ x: [From], to _: To.Type) throws -> [To] {
        try elements(.convert(ConvertAttributes(to: To.elementType)), [vector(x)], of: To.self)
    }

    @Test func floatsToIntegersTruncateAndSaturate() throws {
        let x: [Float] = [1.9, -1.9, 300, -300, .nan, .infinity, -.infinity, -0.9, 0x1p-149, 0x1p31, -0x1p31, 0x1p64]
        #expect(try convert(x, to: Int8.self) == [1, -1, 127, -128, 0, 127, -128, 0, 0, 127, -128, 127])
        #expect(try convert(x, to: UInt8.self) == [1, 0, 255, 0, 0, 255, 0, 0, 0, 255, 0, 255])
        #expect(
            try convert(x, to: Int32.self)
                == [1, -1, 300, -300, 0, .max, .min, 0, 0, .max, .min, .max])
        #expect(
            try convert(x, to: UInt64.self) == [1, 0, 300, 0, 0, .max, 0, 0, 0, 0x8000_0000, 0, .max])
        #expect(
            try convert([0x1.fffffffffffffp62, 0x1p63, -0x1p63], to: Int64.self) == [0x7fff_ffff_ffff_fc00, .max, .min])
    }

    @Test func integersToFloatsRoundOnceToEven() throws {
        #expect(
            try convert([Int32(0x100_0001), 0x100_0003, -0x100_0001], to: Float.self) == [
                0x1p24, 0x1.000004p24, -0x1p24,
            ])
        // Twice rounded, through f64, the first would be 0x1p62: just above the middle of two floats.
        #expect(try convert([0x4000_0040_0000_0001 as Int64], to: Float.self) == [0x1.000002p62])
        #expect(try convert([UInt64.max, 0xffff_ff7f_ffff_ffff], to: Float.self) == [0x1p64, 0x1.fffffep63])
        #expect(try convert([Int64.max, 0x20_0000_0000_0001], to: Double.self) == [0x1p63, 0x1p53])
    }

    @Test func integersToIntegersKeepTheLowBits() throws {
        #expect(try convert([-1, 300, 128] as [Int32], to: UInt8.self) == [255, 44, 128])
        #expect(try convert([200] as [UInt8], to: Int8.self) == [-56])
        #expect(try convert([-1] as [Int8], to: UInt64.self) == [.max])
        #expect(try convert([UInt32.max], to: Int64.self) == [0xffff_ffff])
    }

    @Test func floatsToFloatsRoundOnceAndCanonicalise() throws {
        let x = [1 + 0x1p-24, 1 + 0x1p-24 + 0x1p-50, 1e300, 0x1p-150, 0x1.8p-149, -0.0]
        #expect(try convert(x, to: Float.self).bits == [1, 1 + 0x1p-23, .infinity, 0, 0x1p-148, -0.0].bits)
        #expect(try convert([0x1p-149 as Float, -0.0], to: Double.self).bits == [0x1p-149, -0.0].bits)
        let odd = Float(bitPattern: 0xffc1_2345)
        #expect(try convert([odd], to: Double.self).bits == [0x7ff8_0000_0000_0000])
        #expect(try convert([Double(bitPattern: 0xfff8_0000_0000_0001)], to: Float.self).bits == [0x7fc0_0000])
        #expect(try convert([odd], to: Float.self).bits == [0x7fc0_0000])
    }

    @Test func booleansAreZeroAndOne() throws {
        #expect(
            try convert([0, -0.0, 0x1p-149, .nan, -1] as [Float], to: Bool.self) == [false, false, true, true, true])
        #expect(try convert([0, 256, -1] as [Int32], to: Bool.self) == [false, true, true])
        #expect(try convert([false, true], to: Float.self) == [0, 1])
        #expect(try convert([false, true], to: Int8.self) == [0, 1])
        #expect(try convert([false, true], to: Bool.self) == [false, true])
    }

    @Test func everyPairOfTypesAgreesOnSmallNumbers() throws {
        for from in ElementType.allCases {
            for to in ElementType.allCases {
                let x = TensorValue(1, as: from)
                #expect(try evaluate(.convert(ConvertAttributes(to: to)), [x]) == [TensorValue(1, as: to)])
            }
        }
    }

    @Test func bitcastsKeepEveryBit() throws {
        let odd = Float(bitPattern: 0xff81_2345)
        func bitcast(_ x: TensorValue, _ element: ElementType) throws -> TensorValue {
            try evaluate(.bitcastConvert(ConvertAttributes(to: element)), [x])[0]
        }
        let words = try bitcast(vector([odd, -0.0]), .u32)
        #expect(words.array(of: UInt32.self) == [0xff81_2345, 0x8000_0000])
        #expect(try bitcast(words, .f32).array(of: Float.self).bits == [0xff81_2345, 0x8000_0000])
        // The specification's example, in 16-bit integers.
        let parts = try bitcast(TensorValue(Double(bitPattern: 0x0123_4567_89AB_CDEF)), .u16)
        #expect(parts.shape == [4])
        #expect(parts.array(of: UInt16.self) == [0xCDEF, 0x89AB, 0x4567, 0x0123])
        #expect(try bitcast(parts, .f64).array(of: Double.self).bits == [0x0123_4567_89AB_CDEF])
        #expect(try bitcast(TensorValue(zeros: TensorType([0, 2], .u32)), .u64).shape == [0])
    }
}
