import Testing
import VerbatimGraph
import VerbatimReference
import VerbatimTestSupport

/// The sampler's graphs are valid, and the reference executor runs them all and gives the same bits each time.
@Suite struct OperationSamplerTests {
    @Test(arguments: OperationKind.allCases) func everyKindIsSampledAndRuns(kind: OperationKind) throws {
        var types: Set<TensorType> = []
        var filled = 0
        for seed in 0..<80 as Range<UInt64> {
            let sample = try OperationSampler.sample(kind, seed)
            #expect(sample.graph.body.nodes.contains { OperationKind($0.operation) == kind }, "\(sample)")
            let outputs = try sample.outcome(ReferenceExecutor())
            #expect(Array(outputs.map(\.type).prefix(sample.graph.outputTypes.count)) == sample.graph.outputTypes)
            #expect(try sample.difference(ReferenceExecutor(), [ReferenceExecutor()]) == nil)
            let again = try OperationSampler.sample(kind, seed)
            #expect(again.graph == sample.graph && again.inputs == sample.inputs)
            types.formUnion(sample.graph.outputTypes)
            if outputs.contains(where: { $0.type.count > 0 }) { filled += 1 }
        }
        // Most samples compute something, of many shapes and types.
        #expect(types.count > 30 && filled > 50, "\(types.count) types, \(filled) of 80 not empty")
    }

    @Test func programsUseTheirResults() throws {
        var links = 0
        for seed in 0..<200 as Range<UInt64> {
            let sample = try OperationSampler.program(12, seed)
            let given = Set(sample.graph.body.nodes.flatMap(\.results))
            links += sample.graph.body.nodes.reduce(0) { $0 + $1.operands.count(where: given.contains) }
            #expect(try sample.difference(ReferenceExecutor(), [ReferenceExecutor()]) == nil)
        }
        #expect(links > 200 * 4)
    }
}
