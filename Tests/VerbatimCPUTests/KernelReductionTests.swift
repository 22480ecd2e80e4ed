import CVerbatimKernels
import Testing
import VerbatimArithmetic

@Suite struct KernelReductionTests {
    @Test(arguments: ValueKind.allCases) func rows(_ kind: ValueKind) {
        var random = KernelGenerator(31)
        for count in Array(0...70) + [127, 500, 4_095, 4_096, 4_097, 8_192, 8_200, 20_500] {
            let (rows, gap) = (count > 100 ? 2 : 3, random.int(0...2))
            let x = random.floats(rows * (count + gap), kind)
            let initial: Float = random.chance(50) ? 0 : random.float(kind)
            let row = { (r: Int) in x[r * (count + gap)..<r * (count + gap) + count] }
            let sums = (0..<rows).map { r -> Float in
                let row = Array(row(r))
                return (initial + Reductions.row(.add, count: count) { row[$0] }).canonicalized
            }
            let maxima = (0..<rows).map { r in row(r).reduce(initial.canonicalized) { Extrema.maximum($0, $1) } }
            for kernels in availableKernels() {
                var out = [Float](repeating: 7, count: rows)
                kernels.row_sums(&out, x, Int64(rows), Int64(count), Int64(count + gap), initial)
                #expect(firstDifference(out, sums) == nil, "isa \(kernels.isa), sums of \(count)")
                kernels.row_maxima(&out, x, Int64(rows), Int64(count), Int64(count + gap), initial)
                #expect(firstDifference(out, maxima) == nil, "isa \(kernels.isa), maxima of \(count)")
                guard count > 0 else { continue }
                var places = [Int32](repeating: -1, count: rows)
                kernels.row_arguments(&places, x, Int64(rows), Int64(count), Int64(count + gap))
                for r in 0..<rows {
                    let row = Array(row(r))
                    let expected =
                        row.firstIndex { $0.isNaN } ?? row.firstIndex(of: row.max()!)!
                    #expect(Int(places[r]) == expected)
                }
            }
        }
    }

    @Test(arguments: ValueKind.allCases) func columns(_ kind: ValueKind) {
        var random = KernelGenerator(32)
        for index in 0..<80 {
            let rows = index % 4 == 0 ? random.int(250...1_100) : random.int(0...40)
            let columns = random.int(0...90)
            let stride = columns + random.int(0...3)
            let leaf = random.chance(50) ? 0 : random.int(1...(random.chance(50) ? 5 : 300))
            let x = random.floats(rows * stride, kind)
            let initial: Float = random.chance(50) ? 0 : random.float(kind)
            let sums = (0..<columns).map { c -> Float in
                let sum = CanonicalTree.combine(
                    count: leaf > 0 ? (rows + leaf - 1) / leaf : 1,
                    leaf: { number -> Float in
                        let start = number * leaf
                        return Reductions.chain(.add, count: leaf > 0 ? min(leaf, rows - start) : rows) {
                            x[(start + $0) * stride + c]
                        }
                    }, merge: { $0 + $1 })
                return (initial + (sum ?? 0)).canonicalized
            }
            let maxima = (0..<columns).map { c in
                (0..<rows).reduce(initial.canonicalized) { Extrema.maximum($0, x[$1 * stride + c]) }
            }
            let cut = Int64(random.int(0...columns))
            for kernels in availableKernels() {
                var out = [Float](repeating: 7, count: columns)
                for (begin, end) in [(cut, Int64(columns)), (0, cut)] {
                    kernels.column_sums(&out, x, Int64(rows), Int64(stride), Int64(leaf), initial, begin, end)
                }
                #expect(firstDifference(out, sums) == nil, "isa \(kernels.isa), \(rows)x\(columns) by \(leaf)")
                for (begin, end) in [(cut, Int64(columns)), (0, cut)] {
                    kernels.column_maxima(&out, x, Int64(rows), Int64(stride), initial, begin, end)
                }
                #expect(firstDifference(out, maxima) == nil, "isa \(kernels.isa), \(rows)x\(columns)")
            }
        }
    }

    @Test func treesOverLeaves() {
        var random = KernelGenerator(33)
        for count in 0...40 {
            let columns = random.int(1...40)
            let x = random.floats(count * columns, .ordinary)
            let expected = (0..<columns).map { c in
                Plain.tree((0..<count).map { x[$0 * columns + c] })
            }
            for kernels in availableKernels() {
                var out = [Float](repeating: 7, count: columns)
                kernels.tree_sums(&out, x, Int64(count), Int64(columns), 0, 0, Int64(columns))
                #expect(firstDifference(out, expected) == nil)
            }
        }
    }

    @Test(arguments: ValueKind.allCases) func softmax(_ kind: ValueKind) {
        var random = KernelGenerator(34)
        // Any function of blocks will do in place of the exponential.
        let square: vb_block_function = { to, a, _, _, count in
            let (to, a) = (to!.assumingMemoryBound(to: Float.self), a!.assumingMemoryBound(to: Float.self))
            for i in 0..<Int(count) { to[i] = a[i] * a[i] + 1 }
        }
        for count in [1, 2, 10, 31, 33, 100, 5_000] {
            let (rows, x) = (3, random.floats(3 * count, kind))
            let dy = random.floats(3 * count, kind)
            var (y, dx): ([Float], [Float]) = ([], [])
            for r in 0..<rows {
                let row = x[r * count..<(r + 1) * count]
                let greatest = row.reduce(-Float.infinity) { Extrema.maximum($0, $1) }
                let e = row.map { ($0 - greatest) * ($0 - greatest) + 1 }
                let sum = Reductions.row(.add, count: count) { e[$0] }.canonicalized
                let result = e.map { ($0 / sum).canonicalized }
                y += result
                let gradient = Array(dy[r * count..<(r + 1) * count])
                let total = Reductions.row(.add, count: count) { gradient[$0] * result[$0] }.canonicalized
                dx += (0..<count).map { (result[$0] * (gradient[$0] - total)).canonicalized }
            }
            for kernels in availableKernels() {
                var out = x
                kernels.softmax_rows(&out, x, Int64(rows), Int64(count), square)
                #expect(firstDifference(out, y) == nil)
                var products = [Float](repeating: 0, count: count)
                kernels.softmax_gradient_rows(&out, y, dy, Int64(rows), Int64(count), &products)
                #expect(firstDifference(out, dx) == nil)
            }
        }
    }

    @Test func transposes() {
        var random = KernelGenerator(35)
        for (rows, columns) in [(0, 5), (1, 1), (16, 16), (17, 33), (40, 3), (64, 100)] {
            let x = random.floats(rows * (columns + 2), .bits)
            for kernels in availableKernels() {
                var out = [Float](repeating: 7, count: columns * (rows + 1))
                kernels.transpose(&out, Int64(rows + 1), x, Int64(columns + 2), Int64(rows), Int64(columns))
                let expected = (0..<columns * (rows + 1)).map {
                    $0 % (rows + 1) == rows ? 7 : x[$0 % (rows + 1) * (columns + 2) + $0 / (rows + 1)]
                }
                #expect(firstDifference(out, expected) == nil)
            }
        }
    }
}
