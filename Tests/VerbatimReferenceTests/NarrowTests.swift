import Testing
import VerbatimArithmetic
import VerbatimGraph
import VerbatimReference

/// What operations mean on f16 and bf16: f32's result, rounded once, and sums that are rounded at their end only.
@Suite struct NarrowTests {
    private func numbers<Narrow: NarrowFloat>(_: Narrow.Type, _ count: Int, seed: UInt64) -> [Narrow] {
        var generator = TestGenerator(seed)
        return generator.floats(count).map { Narrow($0) }
    }

    private func same<Narrow: NarrowFloat>(_ a: [Narrow], _ b: [Narrow]) -> Bool {
        a.map(\.bitPattern) == b.map(\.bitPattern)
    }

    @Test func elementwiseOperationsRoundTheResultOfF32() throws {
        try elementwise(Half.self)
        try elementwise(BFloat16.self)
    }

    private func elementwise<Narrow: NarrowFloat & TensorElement>(_: Narrow.Type) throws {
        let (a, b) = (numbers(Narrow.self, 500, seed: 1), numbers(Narrow.self, 500, seed: 2))
        let operations: [(BinaryOperation, (Float, Float) -> Float)] = [
            (.add, { $0 + $1 }), (.subtract, { $0 - $1 }), (.multiply, { $0 * $1 }), (.divide, { $0 / $1 }),
            (.remainder, { $0.truncatingRemainder(dividingBy: $1) }), (.maximum, { max($0, $1) }),
        ]
        for (operation, f) in operations {
            let expected = zip(a, b).map { Narrow(f($0.float, $1.float)) }
            #expect(same(try elements(.binary(operation), [vector(a), vector(b)], of: Narrow.self), expected))
        }
        let roots = a.map { Narrow($0.float.magnitude.squareRoot()) }
        let magnitudes = try elements(.unary(.abs), [vector(a)], of: Narrow.self)
        #expect(same(try elements(.unary(.sqrt), [vector(magnitudes)], of: Narrow.self), roots))
        let exponentials = a.map { Narrow(CorrectlyRounded.exp($0.float)) }
        #expect(same(try elements(.unary(.exponential), [vector(a)], of: Narrow.self), exponentials))
    }

    @Test func specialValues() throws {
        let x: [Half] = [65504, 0x1p-24, 0x1p-24, 6, .infinity, Half(bitPattern: 0xfd23)]
        let y: [Half] = [65504, 0.5, 0x1p-24, 0, .infinity, 1]
        func apply(_ operation: BinaryOperation) throws -> [UInt16] {
            try elements(.binary(operation), [vector(x), vector(y)], of: Half.self).map(\.bitPattern)
        }
        #expect(try apply(.add) == [0x7c00, 0x3800, 0x0002, 0x4600, 0x7c00, 0x7e00])
        #expect(try apply(.multiply) == [0x7c00, 0x0000, 0x0000, 0x0000, 0x7c00, 0x7e00])
        #expect(try apply(.divide) == [0x3c00, 0x0002, 0x3c00, 0x7c00, 0x7e00, 0x7e00])
        #expect(try elements(.unary(.negate), [vector(x)], of: Half.self).last?.bitPattern == 0x7e00)
        #expect(
            try elements(.unary(.isFinite), [vector(x)], of: Bool.self) == [true, true, true, true, false, false])
        let total = CompareAttributes(.lt, order: .totalOrder)
        let odd: [BFloat16] = [.init(bitPattern: 0xffc1), .init(bitPattern: 0x8000), .init(bitPattern: 0x7f81)]
        let even: [BFloat16] = [.init(bitPattern: 0xffc0), 0, .init(bitPattern: 0x7f82)]
        #expect(try elements(.compare(total), [vector(odd), vector(even)], of: Bool.self) == [true, true, true])
        let usual = CompareAttributes(.eq, order: .float)
        #expect(try elements(.compare(usual), [vector(odd), vector(even)], of: Bool.self) == [false, true, false])
        let clamped = try elements(
            .clamp, [TensorValue(-1 as BFloat16), vector([-3, 0.5, 7] as [BFloat16]), TensorValue(2 as BFloat16)],
            of: BFloat16.self)
        #expect(clamped == [-1, 0.5, 2])
    }

    @Test func conversionsRoundOnce() throws {
        func convert<To: TensorElement>(_ x: TensorValue, to _: To.Type) throws -> [To] {
            try elements(.convert(ConvertAttributes(to: To.elementType)), [x], of: To.self)
        }
        let long: Int64 = 1 << 62 + 1 << 54 + 1
        #expect(try convert(vector([long, -long]), to: BFloat16.self) == [0x1.02p62, -0x1.02p62])
        #expect(try convert(vector([1 + 0x1p-11 + 0x1p-40]), to: Half.self) == [Half(bitPattern: 0x3c01)])
        #expect(try convert(vector([Half(70000), 65504, -1.9]), to: Int32.self) == [.max, 65504, -1])
        #expect(try convert(vector([0.5, 0] as [BFloat16]), to: Bool.self) == [true, false])
        let odd = Half(bitPattern: 0xfc01)
        #expect(try convert(vector([odd, 1.5]), to: BFloat16.self).map(\.bitPattern) == [0x7fc0, 0x3fc0])
        #expect(try convert(vector([odd]), to: Float.self).bits == [0x7fc0_0000])
        #expect(try convert(vector([odd]), to: Half.self).map(\.bitPattern) == [0x7e00])
        let line = try elements(
            .iota(IotaAttributes(dimension: 0, type: TensorType([2054], .f16))), [], of: Half.self)
        #expect(Array(line.suffix(6)) == [2048, 2048, 2050, 2052, 2052, 2052])
        let bits: [UInt16] = [0x7c01, 0x8000, 0x3c00]
        let cast = try elements(.bitcastConvert(ConvertAttributes(to: .f16)), [vector(bits)], of: Half.self)
        #expect(cast.map(\.bitPattern) == bits)
    }

    /// One f32 sum over all terms, rounded where it ends: had every step been rounded, the sums would have stood still.
    @Test func sumsAreRoundedAtTheirEnd() throws {
        let ones = try TensorValue([BFloat16](repeating: 1, count: 3000), shape: [3000])
        let zero = TensorValue(0 as BFloat16)
        let sum = try elements(
            .reduce(ReduceAttributes([0])), [ones, zero], of: BFloat16.self, regions: body(.add, .bf16))
        #expect(sum == [BFloat16(3000)])
        let window = WindowAttributes(window: [1000])
        let windows = try elements(
            .reduceWindow(window), [ones, zero], of: BFloat16.self, regions: body(.add, .bf16))
        #expect(windows == [BFloat16](repeating: BFloat16(1000), count: 2001))
        let product = try elements(
            .dotGeneral(DotGeneralAttributes(lhsContracting: [0], rhsContracting: [0])), [ones, ones], of: BFloat16.self
        )
        #expect(product == [BFloat16(3000)])
        let marked = try elements(
            .dotGeneral(DotGeneralAttributes(lhsContracting: [0], rhsContracting: [0])), [ones, ones],
            of: BFloat16.self, sampleSum: SampleSum(dimension: 0, samplesPerLeaf: 8, indicesPerSample: 1))
        #expect(marked == [BFloat16(3000)])
        // The initial value belongs to the sum: rounded before, it would vanish.
        let start = TensorValue(BFloat16(0x1p-9))
        let tie = try vector([1, 0x1p-9] as [BFloat16])
        let withStart = try elements(
            .reduce(ReduceAttributes([0])), [tie, start], of: BFloat16.self, regions: body(.add, .bf16))
        #expect(withStart == [1] && BFloat16(1 + 0x1p-8) == 1)
        let more = try vector([1, 0x1p-9, 0x1p-9] as [BFloat16])
        #expect(
            try elements(.reduce(ReduceAttributes([0])), [more, start], of: BFloat16.self, regions: body(.add, .bf16))
                == [0x1.02p0])
    }

    @Test func otherBodiesRoundEveryStep() throws {
        let ones = try TensorValue([BFloat16](repeating: 1, count: 3000), shape: [3000])
        let sum = try elements(.reduce(ReduceAttributes([0])), [ones, TensorValue(0 as BFloat16)], of: BFloat16.self) {
            builder in
            let scalar = TensorType([], .bf16)
            let one = try builder.constant(1, scalar)
            return [
                try builder.region([scalar, scalar]) {
                    [try builder.binary(.add, $0[0], try builder.binary(.multiply, $0[1], one))]
                }
            ]
        }
        #expect(sum == [256])
    }

    @Test func scatteredUpdatesAreAddedInF32() throws {
        let attributes = ScatterAttributes(
            updateWindowDims: [], insertedWindowDims: [0], scatterDimsToOperandDims: [0], indexVectorDim: 1)
        let indices = TensorValue(zeros: TensorType([3000], .i32))
        let updates = try TensorValue([BFloat16](repeating: 1, count: 3000), shape: [3000])
        let input = try vector([0.5, .init(bitPattern: 0xffc5), -2] as [BFloat16])
        let result = try elements(
            .scatter(attributes), [input, indices, updates], of: BFloat16.self, regions: body(.add, .bf16))
        #expect(result.map(\.bitPattern) == [BFloat16(3000.5), .canonicalNaN, -2].map(\.bitPattern))
        // What only replaces keeps all bits.
        let moved = try elements(.scatter(attributes), [input, indices, updates], of: BFloat16.self) { builder in
            let scalar = TensorType([], .bf16)
            return [try builder.region([scalar, scalar]) { [$0[1]] }]
        }
        #expect(moved.map(\.bitPattern) == [0x3f80, 0xffc5, 0xc000])
    }

    @Test func poolsGiveBackInF32() throws {
        let x = try vector([1, 3, 2] as [Half])
        let source = try vector([2048, 1] as [Half])
        let window = WindowAttributes(window: [2])
        let result = try elements(.selectAndScatter(window), [x, source, TensorValue(1 as Half)], of: Half.self) {
            builder in
            let scalar = TensorType([], .f16)
            return [
                try builder.region([scalar, scalar]) { [try builder.compare(.ge, $0[0], $0[1])] },
                try builder.region([scalar, scalar]) { [try builder.binary(.add, $0[0], $0[1])] },
            ]
        }
        // 1 + 2048 + 1; each step rounded, it would stay at 2048.
        #expect(result == [1, 2050, 1])
    }
}
