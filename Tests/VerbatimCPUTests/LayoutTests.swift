import Testing
import Verbatim
import VerbatimTestSupport

/// Values that lie in memory as their readers see them, against the reference executor.
@Suite struct LayoutTests {
    private func compare(_ graph: Graph, _ name: Comment) throws {
        var generator = SampleGenerator(17)
        let values = graph.inputTypes.map { generator.tensor($0, .nasty) }
        let reference = try ReferenceExecutor().compile(graph)
        let expected = try reference(values)
        for set in InstructionSet.available {
            for threads in 1...4 {
                let executor = try CPUExecutor(threads: threads, instructionSet: set, poisonsDeadMemory: true)
                let compiled = try executor.compile(graph)
                let outputs = try compiled(values)
                #expect(outputs == expected, name)
            }
        }
    }

    private func graph(
        _ types: [TensorType], _ body: (GraphBuilder, [ValueID]) throws -> [ValueID]
    ) throws -> Graph {
        let b = GraphBuilder(name: "layout")
        let values = types.enumerated().map { b.input($1, name: "input\($0)") }
        return b.finish(outputs: try body(b, values))
    }

    private func copies(_ graph: Graph) throws -> Int {
        try CPUExecutor(threads: 1).compiled(graph).explain().split(separator: "\n").count { $0.contains(" copy [") }
    }

    /// A product over turned sequences, turned back, with a bias, and turned for its reader: only the sequences are copied.
    @Test func aBiasBetweenTranspositions() throws {
        let graph = try graph([
            TensorType([5, 7, 3], .f32), TensorType([3, 16], .f32), TensorType([16], .f32),
        ]) { b, p in
            let turned = try b.transpose(p[0], [1, 0, 2])
            let product = try b.one(
                .dotGeneral(DotGeneralAttributes(lhsContracting: [2], rhsContracting: [0])), [turned, p[1]])
            let back = try b.transpose(product, [1, 0, 2])
            let sum = try b.binary(.add, back, try b.broadcast(p[2], to: [5, 7, 16], dimensions: [2]))
            return [try b.transpose(sum, [1, 0, 2])]
        }
        #expect(try copies(graph) == 1)
        try compare(graph, "bias")
    }

    /// What is read otherwise too, or by two transpositions that differ, or is an output, stays as it is.
    @Test func otherReaders() throws {
        for kind in 0..<5 {
            let graph = try graph([TensorType([3, 4, 5], .f32), TensorType([4, 3, 5], .f32)]) { b, p in
                let turned = try b.transpose(p[0], [1, 0, 2])
                let sum = try b.binary(.add, turned, p[1])
                let alone = try b.unary(.tanh, turned)
                let back = try b.transpose(sum, [1, 0, 2])
                let other = try b.transpose(sum, [2, 1, 0])
                return switch kind {
                case 0: [back]
                case 1: [back, sum]
                case 2: [back, other]
                case 3: [back, try b.unary(.tanh, sum)]
                default: [try b.transpose(alone, [1, 0, 2])]
                }
            }
            try compare(graph, "kind \(kind)")
        }
    }

    /// An operand that two products want copied is copied once.
    @Test func copiesAreShared() throws {
        let graph = try graph([
            TensorType([6, 5, 4], .f32), TensorType([5, 6, 3], .f32), TensorType([5, 6, 2], .f32),
        ]) { b, p in
            let turned = try b.transpose(p[0], [1, 0, 2])
            return try [p[1], p[2]].map {
                try b.one(
                    .dotGeneral(DotGeneralAttributes(lhsContracting: [0, 1], rhsContracting: [0, 1])), [$0, turned])
            }
        }
        #expect(try copies(graph) == 1)
        try compare(graph, "shared")
    }
}
