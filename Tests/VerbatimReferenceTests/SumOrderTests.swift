import Testing
import VerbatimGraph
import VerbatimReference

/// The orders of sums, against formulas written here from their definition.
@Suite struct SumOrderTests {
    // MARK: The rules, written once more.

    /// 32 strided lanes folded in halves; blocks of 4,096 in the canonical tree.
    private func row(_ x: [Float]) -> Float {
        if x.count > 4096 {
            return tree(stride(from: 0, to: x.count, by: 4096).map { row(Array(x[$0..<min($0 + 4096, x.count)])) })
        }
        var t = [Float](repeating: 0, count: 32)
        for (i, value) in x.enumerated() { t[i % 32] += value }
        for i in 0..<16 { t[i] += t[i + 16] }
        for i in 0..<8 { t[i] += t[i + 8] }
        for i in 0..<4 { t[i] += t[i + 4] }
        for i in 0..<2 { t[i] += t[i + 2] }
        return t[0] + t[1]
    }

    /// Ascending chains of 256.
    private func chain(_ x: [Float]) -> Float {
        var y: Float = 0
        for start in stride(from: 0, to: x.count, by: 256) {
            var p: Float = 0
            for value in x[start..<min(start + 256, x.count)] { p += value }
            y += p
        }
        return y
    }

    /// Fused chains of 256, by the hardware's or library's fused multiply-add.
    private func contraction(_ a: [Float], _ b: [Float]) -> Float {
        var y: Float = 0
        for start in stride(from: 0, to: a.count, by: 256) {
            var p: Float = 0
            for k in start..<min(start + 256, a.count) { p = p.addingProduct(a[k], b[k]) }
            y += p
        }
        return y
    }

    /// The canonical tree by its shape for up to nine leaves, spelled out.
    private func tree(_ l: [Float]) -> Float {
        switch l.count {
        case 0: 0
        case 1: l[0]
        case 2: l[0] + l[1]
        case 3: (l[0] + l[1]) + l[2]
        case 4: (l[0] + l[1]) + (l[2] + l[3])
        case 5: ((l[0] + l[1]) + (l[2] + l[3])) + l[4]
        case 6: ((l[0] + l[1]) + (l[2] + l[3])) + (l[4] + l[5])
        case 7: ((l[0] + l[1]) + (l[2] + l[3])) + ((l[4] + l[5]) + l[6])
        case 8: ((l[0] + l[1]) + (l[2] + l[3])) + ((l[4] + l[5]) + (l[6] + l[7]))
        case 9: (((l[0] + l[1]) + (l[2] + l[3])) + ((l[4] + l[5]) + (l[6] + l[7]))) + l[8]
        default: fatalError("no tree written for \(l.count) leaves")
        }
    }

    private let zero = TensorValue(Float(0))

    private func sum(
        _ x: [Float], shape: [Int], _ dimensions: [Int], initial: Float = 0, sampleSum: SampleSum? = nil
    ) throws -> [Float] {
        try elements(
            .reduce(ReduceAttributes(dimensions)), [TensorValue(x, shape: shape), TensorValue(initial)],
            of: Float.self, sampleSum: sampleSum, regions: body(.add, .f32))
    }

    // MARK: reduce

    @Test(arguments: [0, 1, 31, 32, 33, 63, 64, 65, 255, 257, 4095, 4096, 4097, 8192, 9000, 12289])
    func rowsFollowTheLanes(length: Int) throws {
        var generator = TestGenerator(UInt64(length))
        let x = generator.floats(2 * length)
        let result = try sum(x, shape: [2, length], [1], initial: 0.1)
        let expected = [0.1 + row(Array(x[..<length])), 0.1 + row(Array(x[length...]))]
        #expect(result.bits == expected.bits)
    }

    @Test(arguments: [0, 1, 2, 255, 256, 257, 513, 1000])
    func columnsFollowTheChains(length: Int) throws {
        var generator = TestGenerator(UInt64(length) + 77)
        let x = generator.floats(3 * length)
        let result = try sum(x, shape: [length, 3], [0], initial: -0.3)
        let expected = (0..<3).map { column in
            -0.3 + chain(stride(from: column, to: x.count, by: 3).map { x[$0] })
        }
        #expect(result.bits == expected.bits)
    }

    @Test func orderMattersForTheseNumbers() {
        var generator = TestGenerator(4)
        let x = generator.floats(600)
        #expect(row(x) != chain(x))
        #expect(chain(x) != x.reduce(0, +))
    }

    @Test func severalDimensionsRunInRowMajorOrderWhateverTheirListing() throws {
        var generator = TestGenerator(1)
        let x = generator.floats(7 * 5 * 11)
        // Both ends reduced: elements (i, k) for each j, row rule.
        let expected = (0..<5).map { j in
            0 + row((0..<7).flatMap { i in (0..<11).map { k in x[(i * 5 + j) * 11 + k] } })
        }
        #expect(try sum(x, shape: [7, 5, 11], [0, 2]).bits == expected.bits)
        #expect(try sum(x, shape: [7, 5, 11], [2, 0]).bits == expected.bits)
        // The minor-most kept: chain over (i, j).
        let chained = (0..<11).map { k in
            0 + chain((0..<35).map { x[$0 * 11 + k] })
        }
        #expect(try sum(x, shape: [7, 5, 11], [1, 0]).bits == chained.bits)
    }

    @Test func emptySumsGiveInitPlusZero() throws {
        #expect(try sum([], shape: [2, 0], [1], initial: -0.0).bits == [Float](repeating: 0, count: 2).bits)
        #expect(try sum([], shape: [0, 2], [0], initial: 3).bits == [Float](repeating: 3, count: 2).bits)
        #expect(try sum([], shape: [0, 0], [0], initial: 3).isEmpty)
    }

    @Test func reducingNoDimensionIsAChainOfOne() throws {
        #expect(try sum([-0.0, 1], shape: [2], [], initial: -0.0).bits == ([0, 1] as [Float]).bits)
        #expect(try sum([-0.0], shape: [], [], initial: -0.0).bits == ([0] as [Float]).bits)
    }

    @Test func productsFollowTheSameOrdersFromOne() throws {
        var generator = TestGenerator(3)
        let x = generator.floats(100).map { 1 + $0 * 0x1p-12 }
        var lanes = [Float](repeating: 1, count: 32)
        for (i, value) in x.enumerated() { lanes[i % 32] *= value }
        var half = 16
        while half > 0 {
            for i in 0..<half { lanes[i] *= lanes[i + half] }
            half /= 2
        }
        let result: [Float] = try elements(
            .reduce(ReduceAttributes([0])), [vector(x), TensorValue(Float(3))], of: Float.self,
            regions: body(.multiply, .f32))
        #expect(result.bits == [3 * lanes[0]].bits)
        let empty: [Float] = try elements(
            .reduce(ReduceAttributes([0])), [vector([Float]()), TensorValue(Float(3))], of: Float.self,
            regions: body(.multiply, .f32))
        #expect(empty == [3])
    }

    @Test(arguments: 1...9, [1, 3])
    func markedReductionsCombineLeavesByTheTree(leaves: Int, indicesPerSample: Int) throws {
        var generator = TestGenerator(UInt64(leaves * 10 + indicesPerSample))
        // The last leaf is short.
        let size = 4 * indicesPerSample * leaves - 1
        let mark = SampleSum(dimension: 0, samplesPerLeaf: 4, indicesPerSample: indicesPerSample)
        let x = generator.floats(size * 5)
        let step = 4 * indicesPerSample
        let starts = stride(from: 0, to: size, by: step)
        let columns = (0..<5).map { column in
            0.5
                + tree(
                    starts.map { start in
                        chain((start..<min(start + step, size)).map { x[$0 * 5 + column] })
                    })
        }
        #expect(try sum(x, shape: [size, 5], [0], initial: 0.5, sampleSum: mark).bits == columns.bits)
        // All dimensions: rows inside the leaves.
        let all = 0.5 + tree(starts.map { row(Array(x[$0 * 5..<min($0 + step, size) * 5])) })
        #expect(try sum(x, shape: [size, 5], [0, 1], initial: 0.5, sampleSum: mark).bits == [all].bits)
        // The same, the sample dimension listed second.
        let second = SampleSum(dimension: 1, samplesPerLeaf: 4, indicesPerSample: indicesPerSample)
        #expect(try sum(x, shape: [size, 5], [1, 0], initial: 0.5, sampleSum: second).bits == [all].bits)
    }

    @Test func markedEmptySumIsInitPlusZero() throws {
        let mark = SampleSum(dimension: 0, samplesPerLeaf: 8)
        #expect(try sum([], shape: [0, 2], [0], initial: -0.0, sampleSum: mark).bits == ([0, 0] as [Float]).bits)
    }

    @Test func doublesFollowTheSameOrders() throws {
        var generator = TestGenerator(9)
        let x = generator.doubles(700)
        var expected = 0.0
        for start in [0, 256, 512] {
            var p = 0.0
            for value in x[start..<min(start + 256, 700)] { p += value }
            expected += p
        }
        let result = try elements(
            .reduce(ReduceAttributes([0])), [TensorValue(x, shape: [700, 1]), TensorValue(0.0)], of: Double.self,
            regions: body(.add, .f64))
        #expect(result.bits == [0.0 + expected].bits)
    }

    // MARK: dot_general

    private func dot(
        _ a: [Float], _ b: [Float], sampleSum: SampleSum? = nil
    ) throws -> [Float] {
        try elements(
            .dotGeneral(DotGeneralAttributes(lhsContracting: [0], rhsContracting: [0])), [vector(a), vector(b)],
            of: Float.self, sampleSum: sampleSum)
    }

    @Test(arguments: [0, 1, 2, 255, 256, 257, 511, 512, 513, 1000])
    func contractionsAreFusedChainsOf256(length: Int) throws {
        var generator = TestGenerator(UInt64(length) + 1000)
        let (a, b) = (generator.floats(length), generator.floats(length))
        #expect(try dot(a, b).bits == [contraction(a, b)].bits)
    }

    @Test(arguments: 1...9) func markedContractionsCombineLeavesByTheTree(leaves: Int) throws {
        var generator = TestGenerator(UInt64(leaves))
        let size = 300 * leaves - 7
        let (a, b) = (generator.floats(size), generator.floats(size))
        let parts = stride(from: 0, to: size, by: 300).map { start in
            contraction(Array(a[start..<min(start + 300, size)]), Array(b[start..<min(start + 300, size)]))
        }
        let mark = SampleSum(dimension: 0, samplesPerLeaf: 100, indicesPerSample: 3)
        #expect(try dot(a, b, sampleSum: mark).bits == [tree(parts)].bits)
    }

    @Test func contractionNeverGivesMinusZero() throws {
        #expect(try dot([-0.0], [1]).bits == ([0] as [Float]).bits)
        #expect(try dot([-0.0, 0], [1, -1]).bits == ([0] as [Float]).bits)
        #expect(try dot([], []).bits == ([0] as [Float]).bits)
        // An underflow of the chunk itself: -tiny * tiny rounds to -0, and +0 + -0 is +0.
        #expect(try dot([-0x1p-149], [0x1p-149]).bits == ([0] as [Float]).bits)
    }

    @Test func termsWithAZeroFactorStillTakePart() throws {
        #expect(try dot([0, 1], [.infinity, 1])[0].bitPattern == 0x7fc0_0000)
        #expect(try dot([0, 1], [.nan, 1])[0].bitPattern == 0x7fc0_0000)
    }

    @Test func batchRowsColumnsAndTermsLieWhereTheAttributesSay() throws {
        var generator = TestGenerator(21)
        // lhs [k1=3, b=2, m=5, k0=4], rhs [n=2, k0=4, b=2, k1=3]; K in the order k0, k1 as listed.
        let (a, b) = (generator.floats(120), generator.floats(48))
        let attributes = DotGeneralAttributes(
            lhsBatching: [1], rhsBatching: [2], lhsContracting: [3, 0], rhsContracting: [1, 3])
        var expected: [Float] = []
        for batch in 0..<2 {
            for m in 0..<5 {
                for n in 0..<2 {
                    var left: [Float] = []
                    var right: [Float] = []
                    for k0 in 0..<4 {
                        for k1 in 0..<3 {
                            left.append(a[((k1 * 2 + batch) * 5 + m) * 4 + k0])
                            right.append(b[((n * 4 + k0) * 2 + batch) * 3 + k1])
                        }
                    }
                    expected.append(contraction(left, right))
                }
            }
        }
        let operands = [try TensorValue(a, shape: [3, 2, 5, 4]), try TensorValue(b, shape: [2, 4, 2, 3])]
        let result = try evaluate(.dotGeneral(attributes), operands)[0]
        #expect(result.shape == [2, 5, 2])
        #expect(result.array(of: Float.self).bits == expected.bits)
        // Leaves along k1, the second listed: each leaf keeps the order within its slice.
        let mark = SampleSum(dimension: 1, samplesPerLeaf: 1)
        let marked = try evaluate(.dotGeneral(attributes), operands, sampleSum: mark)[0].array(of: Float.self)
        var first: [Float] = []
        for k1 in 0..<3 {
            first.append(
                contraction((0..<4).map { a[(k1 * 2 * 5) * 4 + $0] }, (0..<4).map { b[($0 * 2) * 3 + k1] }))
        }
        #expect(marked[0].bitPattern == tree(first).bitPattern)
    }

    @Test func doubleContractionsFuseInDouble() throws {
        let tiny = 0x1p-60
        let result = try elements(
            .dotGeneral(DotGeneralAttributes(lhsContracting: [0], rhsContracting: [0])),
            [vector([1.0, 1 + 0x1p-30]), vector([-1.0, 1 - 0x1p-30])], of: Double.self)
        #expect(result == [-tiny])
    }

    @Test func integerContractionsWrap() throws {
        let attributes = DotGeneralAttributes(lhsContracting: [0], rhsContracting: [0])
        #expect(
            try elements(
                .dotGeneral(attributes), [vector([Int8](repeating: 100, count: 3)), vector([2, 3, 4] as [Int8])],
                of: Int8.self)
                == [Int8(truncatingIfNeeded: 900)])
        #expect(
            try elements(.dotGeneral(attributes), [vector([UInt64.max]), vector([UInt64(2)])], of: UInt64.self)
                == [UInt64.max - 1])
    }
}
