import CVerbatimKernels
import Testing

/// The one-pass kernels of optimizers' updates give what their rules give element by element.
@Suite struct KernelUpdateTests {
    /// An update and its rule: operands to results.
    private struct Case: Sendable {
        let update: Int
        let operandCount: Int
        let rule: @Sendable ([Float]) -> [Float]

        init(_ update: Int, _ operandCount: Int, _ rule: @escaping @Sendable ([Float]) -> [Float]) {
            self.update = update
            self.operandCount = operandCount
            self.rule = rule
        }
    }

    private static let cases: [Case] = [
        Case(VB_UPDATE_ADAM, 8) { x in
            let (m, v, g, p) = (x[0], x[1], x[2], x[3])
            let mean = Plain.canonical(m + (g - m) * x[4])
            let square = Plain.canonical(v + (g * g - v) * x[5])
            return [mean, square, Plain.canonical(p - mean * x[6] / (square.squareRoot() + x[7]))]
        },
        Case(VB_UPDATE_ADAM_KERAS2, 10) { x in
            let (m, v, g, p) = (x[0], x[1], x[2], x[3])
            let mean = Plain.canonical(x[4] * m + x[5] * g)
            let square = Plain.canonical(x[6] * v + x[7] * (g * g))
            return [mean, square, Plain.canonical(p - mean * x[8] / (square.squareRoot() + x[9]))]
        },
        Case(VB_UPDATE_RMSPROP, 7) { x in
            let (v, g, p) = (x[0], x[1], x[2])
            let square = Plain.canonical(x[3] * v + x[4] * (g * g))
            return [square, Plain.canonical(p - x[5] * g / (square + x[6]).squareRoot())]
        },
        Case(VB_UPDATE_RMSPROP_KERAS2, 7) { x in
            let (v, g, p) = (x[0], x[1], x[2])
            let square = Plain.canonical(x[3] * v + x[4] * (g * g))
            return [square, Plain.canonical(p - x[5] * g / (square.squareRoot() + x[6]))]
        },
        Case(VB_UPDATE_MOMENTUM, 5) { x in
            let velocity = Plain.canonical(x[3] * x[0] - x[4] * x[1])
            return [velocity, Plain.canonical(x[2] + velocity)]
        },
        Case(VB_UPDATE_MOMENTUM_DECAY, 6) { x in
            let velocity = Plain.canonical(x[3] * x[0] - x[4] * x[1])
            return [velocity, Plain.canonical((x[2] - (x[2] * x[5]) * x[4]) + velocity)]
        },
    ]

    @Test(arguments: ValueKind.allCases) func updates(_ kind: ValueKind) {
        #expect(Self.cases.map(\.update) == Array(0..<VB_UPDATE_COUNT))
        for example in Self.cases {
            var random = KernelGenerator(UInt64(31 + example.update))
            for count in Array(0...35) + [256, 300] {
                let operands = (0..<example.operandCount).map { _ in random.floats(count, kind) }
                let rows = (0..<count).map { element in example.rule(operands.map { $0[element] }) }
                let results = example.rule(operands.map { _ in 0 }).indices.map { number in rows.map { $0[number] } }
                for kernels in availableKernels() {
                    let update = kernels.block_update(Int32(example.update))!
                    for inPlace in [false, true] {
                        let found = Self.run(update, operands, results: results.count, inPlace: inPlace)
                        for (found, expected) in zip(found, results) {
                            #expect(firstDifference(Array(found[..<count]), expected) == nil)
                            #expect(found[count...].allSatisfy { $0 == 7 }, "nothing beyond the end is written")
                        }
                    }
                }
            }
        }
    }

    @Test func unknownUpdatesAreNull() {
        for kernels in availableKernels() {
            #expect(kernels.block_update(-1) == nil)
            #expect(kernels.block_update(Int32(VB_UPDATE_COUNT)) == nil)
        }
    }

    /// Runs an update on unaligned blocks; in place, the results replace the first operands.
    ///
    /// After each result stands a 7.
    private static func run(
        _ update: vb_update_function, _ operands: [[Float]], results: Int, inPlace: Bool
    ) -> [[Float]] {
        let count = operands[0].count
        let blocks = ((0..<results).map { _ in [Float](repeating: -1, count: count) } + operands).map { values in
            let block = UnsafeMutablePointer<Float>.allocate(capacity: count + 2)
            for (index, value) in values.enumerated() { block[1 + index] = value }
            block[1 + count] = 7
            return block
        }
        defer { blocks.forEach { $0.deallocate() } }
        var table: [UnsafeMutablePointer<Float>?] = blocks.map { $0 + 1 }
        if inPlace { for number in 0..<results { table[number] = table[results + number] } }
        update(table, Int64(count))
        return table[..<results].map { Array(UnsafeBufferPointer(start: $0, count: count + 1)) }
    }
}
