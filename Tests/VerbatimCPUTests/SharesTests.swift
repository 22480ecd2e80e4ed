import Testing
import Verbatim
import VerbatimTestSupport

/// Work that threads take over from each other.
@Suite struct SharesTests {
    /// Stages of many pieces, on more threads than processors: whoever does a piece, every run gives the same bits.
    @Test func piecesAreDoneOnceWhoeverDoesThem() throws {
        let b = GraphBuilder(name: "shares")
        let (x, w) = (
            b.input(TensorType([512, 512], .f32), name: "x"), b.input(TensorType([512, 512], .f32), name: "w")
        )
        let product = DotGeneralAttributes(lhsContracting: [1], rhsContracting: [0])
        var value = x
        for _ in 0..<3 {
            value = try b.unary(.tanh, try b.one(.dotGeneral(product), [value, w]))
            value = try b.binary(.add, try b.transpose(value, [1, 0]), x)
        }
        let sums = try b.sum(value, dimensions: [0])
        let graph = b.finish(outputs: [value, sums])
        var generator = SampleGenerator(31)
        let values = graph.inputTypes.map { generator.tensor($0, .ordinary) }
        let alone = try CPUExecutor(threads: 1).compile(graph)
        let expected = try alone(values)
        for threads in [2, 3, 7] {
            let compiled = try CPUExecutor(threads: threads, poisonsDeadMemory: threads == 3).compile(graph)
            for _ in 0..<40 {
                let outputs = try compiled(values)
                #expect(outputs == expected, "\(threads) threads")
            }
        }
    }
}
