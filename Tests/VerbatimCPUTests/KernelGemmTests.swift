import CVerbatimKernels
import Testing

@Suite struct KernelGemmTests {
    @Test(arguments: ValueKind.allCases) func equalsThePlainSum(_ kind: ValueKind) {
        var random = KernelGenerator(UInt64(ValueKind.allCases.firstIndex(of: kind)!) + 1)
        for index in 0..<160 {
            var gemm = vb_gemm()
            let large = index % 8 == 0
            gemm.batch = Int64(random.int(0...9) == 0 ? 0 : random.int(1...4))
            gemm.m = Int64(random.chance(10) ? 1 : random.int(0...(large ? 270 : 40)))
            gemm.n = Int64(random.chance(10) ? 1 : random.int(0...(large ? 150 : 80)))
            gemm.k = Int64(random.chance(20) ? random.int(200...(large ? 300 : 1_300)) : random.int(0...50))
            gemm.bias = Int32(random.int(0...2))
            gemm.relu = Int32(random.int(0...1))
            gemm.leaf = Int64(random.chance(33) ? random.int(1...(random.chance(50) ? 20 : 600)) : 0)
            check(gemm, kind, &random)
        }
    }

    @Test func alignedShapesReadOperandsAsTheyLie() {
        var random = KernelGenerator(77)
        for (m, n, k) in [(64, 128, 300), (6, 64, 256), (12, 512, 513), (1, 256, 700), (33, 16, 1)] {
            var gemm = vb_gemm()
            (gemm.batch, gemm.m, gemm.n, gemm.k) = (1, Int64(m), Int64(n), Int64(k))
            (gemm.a_m, gemm.a_k, gemm.b_k, gemm.b_n) = (gemm.k, 1, gemm.n, 1)
            (gemm.c_m, gemm.c_n) = (gemm.n, 1)
            for kernels in availableKernels() {
                var plan = vb_gemm_plan()
                kernels.gemm_plan(&plan, &gemm, 1)
                if m <= 12 { #expect(plan.pack_a_units == 0 && plan.pack_b_units == 0) }
            }
            check(gemm, .ordinary, &random, strided: false)
        }
    }

    /// Rows that must be packed, with every way in which a plan may have its operands packed and its tiles ordered.
    @Test func packedRowsEqualThePlainSum() {
        var random = KernelGenerator(91)
        var seen: Set<[Int32]> = []
        for (m, n, k, leaf) in [
            (14, 96, 16, 0), (60, 112, 40, 8), (61, 101, 33, 5), (300, 96, 600, 0), (40, 100, 300, 64),
            (130, 160, 1_100, 256), (70, 96, 2_100, 300), (15, 1_100, 20, 0),
        ] {
            for rightIsTransposed in [false, true] {
                var gemm = vb_gemm()
                (gemm.batch, gemm.m, gemm.n, gemm.k, gemm.leaf) = (1, Int64(m), Int64(n), Int64(k), Int64(leaf))
                (gemm.a_m, gemm.a_k, gemm.c_m, gemm.c_n) = (1, gemm.m, gemm.n, 1)
                (gemm.b_k, gemm.b_n) = rightIsTransposed ? (1, gemm.k) : (gemm.n, 1)
                for kernels in availableKernels() {
                    for workers in 1...4 {
                        var plan = vb_gemm_plan()
                        kernels.gemm_plan(&plan, &gemm, Int32(workers))
                        seen.insert([plan.left, plan.right, plan.rows_first])
                    }
                }
                // A check draws the number of workers.
                check(gemm, .ordinary, &random, strided: false)
                check(gemm, ValueKind.allCases[random.int(0...ValueKind.allCases.count - 1)], &random, strided: false)
            }
        }
        for place in 0...1 { #expect(Set(seen.map { $0[place] }).isSuperset(of: [1, 2])) }
        #expect(Set(seen.map { $0[2] }) == [0, 1])
    }

    /// Rows of A whose k are adjacent, in tiles of evenly spaced rows and in tiles of rows at addresses of their own: the
    /// first where B is packed, but for rows that share sets of the cache.
    @Test func rowsAsTheyLieEqualThePlainSum() {
        var random = KernelGenerator(92)
        var seen: Set<Int32> = []
        for (m, n, k, leaf) in [
            (65, 208, 40, 0), (67, 197, 270, 0), (17, 33, 1_024, 64), (41, 37, 512, 0), (40, 64, 300, 8),
            (15, 17, 7, 0), (29, 33, 1_100, 300),
        ] {
            for rightIsTransposed in [false, true] {
                var gemm = vb_gemm()
                (gemm.batch, gemm.m, gemm.n, gemm.k, gemm.leaf) = (1, Int64(m), Int64(n), Int64(k), Int64(leaf))
                (gemm.a_m, gemm.a_k, gemm.c_m, gemm.c_n) = (gemm.k, 1, gemm.n, 1)
                (gemm.b_k, gemm.b_n) = rightIsTransposed ? (1, gemm.k) : (gemm.n, 1)
                for kernels in availableKernels() {
                    var plan = vb_gemm_plan()
                    kernels.gemm_plan(&plan, &gemm, 1)
                    seen.insert(plan.kind)
                }
                check(gemm, .ordinary, &random, strided: false)
                check(gemm, ValueKind.allCases[random.int(0...ValueKind.allCases.count - 1)], &random, strided: false)
            }
        }
        #expect(seen.count >= 2)
    }

    private func check(_ shape: vb_gemm, _ kind: ValueKind, _ random: inout KernelGenerator, strided: Bool = true) {
        var gemm = shape
        let (m, n, k) = (Int(gemm.m), Int(gemm.n), Int(gemm.k))
        if strided {
            let (pad, gap) = (random.int(0...2), random.int(0...2))
            switch random.int(0...3) {
            case 0: (gemm.a_m, gemm.a_k) = (Int64(k + pad), 1)
            case 1: (gemm.a_m, gemm.a_k) = (1, Int64(m + pad))
            case 2: (gemm.a_m, gemm.a_k) = (Int64(2 * k + pad), 2)
            default: (gemm.a_m, gemm.a_k) = (3, Int64(3 * m))
            }
            switch random.int(0...2) {
            case 0: (gemm.b_k, gemm.b_n) = (Int64(n + gap), 1)
            case 1: (gemm.b_k, gemm.b_n) = (1, Int64(k + gap))
            default: (gemm.b_k, gemm.b_n) = (Int64(2 * n + gap), 2)
            }
            switch random.int(0...2) {
            case 0: (gemm.c_m, gemm.c_n) = (Int64(n + pad), 1)
            case 1: (gemm.c_m, gemm.c_n) = (1, Int64(m + gap))
            default: (gemm.c_m, gemm.c_n) = (Int64(2 * n + 1), 2)
            }
        }
        func span(_ rows: Int, _ columns: Int, _ row: Int64, _ column: Int64) -> Int {
            rows == 0 || columns == 0 ? 0 : (rows - 1) * Int(row) + (columns - 1) * Int(column) + 1
        }
        let sizes = (
            span(m, k, gemm.a_m, gemm.a_k), span(k, n, gemm.b_k, gemm.b_n), span(m, n, gemm.c_m, gemm.c_n)
        )
        gemm.a_batch = Int64(random.chance(25) ? 0 : sizes.0)
        gemm.b_batch = Int64(random.chance(25) ? 0 : sizes.1)
        if gemm.batch % 2 == 0, random.chance(50) {
            // Pairs of neighbours: the second of all pairs first, or one operand for both of a pair.
            gemm.batch_inner = 2
            let pairs = gemm.batch / 2
            (gemm.a_inner, gemm.b_inner) = (
                gemm.a_batch * pairs, random.chance(25) ? 0 : gemm.b_batch * pairs
            )
        }
        func start(_ item: Int, _ outer: Int64, _ inner: Int64) -> Int {
            gemm.batch_inner > 1 ? item / 2 * Int(outer) + item % 2 * Int(inner) : item * Int(outer)
        }
        gemm.c_batch = Int64(sizes.2)
        let batch = Int(gemm.batch)
        let a = random.floats(sizes.0 * batch, kind)
        let b = random.floats(sizes.1 * batch, kind)
        let bias = random.floats(max(m, n), kind)
        let untouched = Float(bitPattern: 0xabab_abab)

        var expected = [Float](repeating: untouched, count: sizes.2 * batch)
        for item in 0..<batch {
            for row in 0..<m {
                for column in 0..<n {
                    let first = start(item, gemm.a_batch, gemm.a_inner) + row * Int(gemm.a_m)
                    let second = start(item, gemm.b_batch, gemm.b_inner) + column * Int(gemm.b_n)
                    var y = Plain.contraction(k, leaf: Int(gemm.leaf)) {
                        (a[first + $0 * Int(gemm.a_k)], b[second + $0 * Int(gemm.b_k)])
                    }
                    if gemm.bias == VB_BIAS_COLUMN { y = Plain.canonical(y + bias[column]) }
                    if gemm.bias == VB_BIAS_ROW { y = Plain.canonical(y + bias[row]) }
                    if gemm.relu != 0 { y = Plain.relu(y) }
                    expected[item * sizes.2 + row * Int(gemm.c_m) + column * Int(gemm.c_n)] = y
                }
            }
        }

        for kernels in availableKernels() {
            var plan = vb_gemm_plan()
            kernels.gemm_plan(&plan, &gemm, Int32(random.int(1...4)))
            var c = [Float](repeating: untouched, count: sizes.2 * batch)
            withKernelMemory(plan.packed_a_bytes) { packedA in
                withKernelMemory(plan.packed_b_bytes) { packedB in
                    withKernelMemory(plan.scratch_bytes) { scratch in
                        let (pa, pb) = (
                            packedA.assumingMemoryBound(to: Float.self), packedB.assumingMemoryBound(to: Float.self)
                        )
                        for unit in (0..<plan.pack_a_units).reversed() {
                            kernels.gemm_pack_a(&plan, a, pa, unit, unit + 1)
                        }
                        for unit in (0..<plan.pack_b_units).reversed() {
                            kernels.gemm_pack_b(&plan, b, pb, unit, unit + 1)
                        }
                        let cut = Int64(random.int(0...Int(plan.parts)))
                        kernels.gemm_run(&plan, a, b, bias, &c, pa, pb, scratch, cut, plan.parts)
                        kernels.gemm_run(&plan, a, b, bias, &c, pa, pb, scratch, 0, cut)
                    }
                }
            }
            if let index = firstDifference(c, expected) {
                Issue.record(
                    "\(String(cString: vb_isa_name(kernels.isa))): element \(index) is \(c[index]), expected \(expected[index]) in \(gemm)"
                )
                return
            }
        }
    }
}
