import Testing
import Verbatim
import VerbatimTestSupport

@Suite struct VerifyTests {
    @Test(arguments: OperationKind.allCases) func sampledGraphsAreWellFormed(_ kind: OperationKind) throws {
        for seed in 100..<140 as Range<UInt64> {
            let sample = try OperationSampler.sample(kind, seed)
            #expect(throws: Never.self, "\(sample)") { try sample.graph.verify() }
        }
    }

    /// A graph with an input, a constant, a loop with captures, a sum with a mark and a composite.
    private func graph() throws -> Graph {
        let scalar = TensorType([], .f32)
        let inner = GraphBuilder(name: "inner")
        let y = inner.input(TensorType([4, 3], .f32), name: "y", sampleDimension: 0)
        let decomposition = inner.finish(outputs: [try inner.unary(.tanh, y)])
        let builder = GraphBuilder(name: "outer")
        let x = builder.input(TensorType([4, 3], .f32), name: "x", sampleDimension: 0)
        let composite = CompositeAttributes(name: "test.inner", decomposition: decomposition)
        let squashed = try builder.one(.composite(composite), [x])
        let zero = try builder.constant(0, scalar)
        let sumBody = try builder.region([scalar, scalar]) { [try builder.binary(.add, $0[0], $0[1])] }
        let sum = try builder.append(
            .reduce(ReduceAttributes([1, 0])), [squashed, zero], regions: [sumBody],
            sampleSum: SampleSum(dimension: 1, samplesPerLeaf: 2))[0]
        let condition = try builder.region([scalar]) { [try builder.compare(.lt, $0[0], zero)] }
        let body = try builder.region([scalar]) { p in
            let doubled = try builder.binary(.add, p[0], p[0])
            return [try builder.binary(.multiply, doubled, sum)]
        }
        let last = try builder.one(.whileLoop, [sum], regions: [condition, body])
        return builder.finish(outputs: [last, squashed], names: ["last", "squashed"])
    }

    private func expectRefusal(_ says: String, _ change: (inout Graph) throws -> Void) throws {
        var graph = try graph()
        try graph.verify()
        try change(&graph)
        do {
            try graph.verify()
            Issue.record("accepted: \(says)\n\(graph)")
        } catch let error as VerbatimError {
            #expect(error.code == .malformed)
            #expect(says.isEmpty || error.description.contains(says), "\(error)")
        }
    }

    @Test func labelsMustBeComplete() throws {
        try expectRefusal("inputs are not described one by one; received 0 descriptions; expected 1") { $0.inputs = [] }
        try expectRefusal("outputs are not named one by one; received 1 names; expected 2") { $0.outputNames = ["a"] }
        try expectRefusal("sample dimension of input x") { $0.inputs[0].sampleDimension = 2 }
        try expectRefusal("sample dimension of input x") { $0.inputs[0].sampleDimension = -1 }
    }

    @Test func valuesMustBeDefinedOnceAndBeforeTheirUse() throws {
        let sampled = try graph()
        let whileNode = sampled.body.nodes.count - 1
        let doubled = sampled.body.nodes[whileNode].regions[1].nodes[0].results[0]
        try expectRefusal("not defined where it is used; received %99") { $0.body.results[0] = ValueID(99) }
        try expectRefusal("received %-1") { $0.body.results[0] = ValueID(-1) }
        try expectRefusal("a region's result is not defined where it is used") { $0.body.results[0] = doubled }
        try expectRefusal("operand of stablehlo.composite is not defined") {
            $0.body.nodes[0].operands[0] = $0.body.nodes[whileNode].results[0]
        }
        try expectRefusal("operand of stablehlo.add is not defined") {
            $0.body.nodes[whileNode].regions[1].nodes[0].operands[0] = $0.body.nodes[whileNode].results[0]
        }
        try expectRefusal("a value is defined twice") {
            $0.body.nodes[whileNode].regions[1].nodes[1].results = $0.body.nodes[whileNode].regions[1].nodes[0].results
        }
        try expectRefusal("a value is defined twice") {
            $0.body.parameters.append($0.body.parameters[0]); $0.inputs.append($0.inputs[0])
        }
        try expectRefusal("not in the graph's table; received %99") {
            $0.body.nodes[whileNode].regions[0].parameters[0] = ValueID(99)
        }
        // The condition's parameter in the body, and the body's in the condition.
        try expectRefusal("not defined where it is used") {
            let node = $0.body.nodes[whileNode]
            $0.body.nodes[whileNode].regions[1].nodes[0].operands[0] = node.regions[0].parameters[0]
        }
    }

    @Test func typesMustBeThoseOfTheRules() throws {
        let sampled = try graph()
        for value in sampled.valueTypes.indices {
            try expectRefusal("") { $0.valueTypes[value] = TensorType([4, 3, 2], .i8) }
            try expectRefusal("impossible size") { $0.valueTypes[value].shape.append(-1) }
        }
        try expectRefusal("permutes all dimensions") {
            $0.body.nodes[0].operation = .transpose(TransposeAttributes([0, 0]))
        }
        try expectRefusal("got regions that it does not take") { $0.body.nodes[0].regions = $0.body.nodes[2].regions }
        try expectRefusal("regions of stablehlo.while do not suit") { $0.body.nodes[3].regions.removeLast() }
        try expectRefusal("results of stablehlo.constant are of other types") { $0.body.nodes[1].results.removeAll() }
        try expectRefusal(
            "results of test.inner are of other types".replacing("test.inner", with: "stablehlo.composite")
        ) {
            $0.body.nodes[0].results.append(ValueID($0.valueTypes.count))
            $0.valueTypes.append(TensorType([], .f32))
        }
    }

    @Test func decompositionsMustBeWellFormed() throws {
        try expectRefusal("graph inner is malformed: the inputs are not described") {
            guard case .composite(var composite) = $0.body.nodes[0].operation else { return }
            composite.decomposition.inputs = []
            $0.body.nodes[0].operation = .composite(composite)
        }
        try expectRefusal("operands of test.inner do not suit its decomposition") {
            guard case .composite(var composite) = $0.body.nodes[0].operation else { return }
            composite.decomposition.valueTypes = composite.decomposition.valueTypes.map { _ in TensorType([4], .f32) }
            $0.body.nodes[0].operation = .composite(composite)
            composite.decomposition.inputs[0].sampleDimension = 0
        }
    }

    @Test func marksMustFit() throws {
        func mark(_ sum: SampleSum, node: Int = 2) -> (inout Graph) -> Void { { $0.body.nodes[node].sampleSum = sum } }
        try expectRefusal("does not suit stablehlo.reduce", mark(SampleSum(dimension: 2, samplesPerLeaf: 1)))
        try expectRefusal("does not suit stablehlo.reduce", mark(SampleSum(dimension: -1, samplesPerLeaf: 1)))
        try expectRefusal("does not suit stablehlo.reduce", mark(SampleSum(dimension: 0, samplesPerLeaf: 0)))
        try expectRefusal("does not suit", mark(SampleSum(dimension: 0, samplesPerLeaf: .max, indicesPerSample: 2)))
        try expectRefusal("does not suit", mark(SampleSum(dimension: 0, samplesPerLeaf: 1, indicesPerSample: -1)))
        try expectRefusal(
            "stablehlo.composite is marked as a sum", mark(SampleSum(dimension: 0, samplesPerLeaf: 1), node: 0))
        try expectRefusal("stablehlo.reduce is marked as a sum") {
            $0.body.nodes[2].regions[0].nodes[0].operation = .binary(.subtract)
        }
    }

    @Test func theErrorNamesTheLayer() throws {
        var graph = try graph()
        graph.body.nodes[0].location = Location(layerPath: "dense.1", file: "A.swift", line: 3)
        graph.body.nodes[0].operands = []
        #expect(throws: VerbatimError.self) { try graph.verify() }
        do { try graph.verify() } catch { #expect("\(error)".hasSuffix("[dense.1 at A.swift:3]")) }
    }

    @Test func nestingIsBounded() throws {
        let type = TensorType([], .f32)
        func nested(_ depth: Int) throws -> Graph {
            let builder = GraphBuilder(name: "level\(depth)")
            let x = builder.input(type, name: "x")
            guard depth > 0 else { return builder.finish(outputs: [try builder.unary(.tanh, x)]) }
            let attributes = CompositeAttributes(name: "test.level", decomposition: try nested(depth - 1))
            return builder.finish(outputs: [try builder.one(.composite(attributes), [x])])
        }
        let deepest = try nested(Graph.nestingLimit)
        try deepest.verify()
        #expect(try Graph(text: deepest.text) == deepest)
        let tooDeep = try nested(Graph.nestingLimit + 1)
        #expect(throws: VerbatimError.self) { try tooDeep.verify() }
        #expect(throws: VerbatimError.self) { try Graph(text: tooDeep.text) }
    }

    @Test func nestedRegionsAreBounded() throws {
        let flag = TensorType([], .bool)
        func nested(_ depth: Int) throws -> Graph {
            let builder = GraphBuilder(name: "branches")
            let x = builder.input(flag, name: "x")
            func level(_ depth: Int) throws -> ValueID {
                guard depth > 0 else { return x }
                let then = try builder.region([]) { _ in [try level(depth - 1)] }
                return try builder.one(.ifElse, [x], regions: [then, try builder.region([]) { _ in [x] }])
            }
            return builder.finish(outputs: [try level(depth)])
        }
        let deepest = try nested(Graph.nestingLimit)
        try deepest.verify()
        #expect(try Graph(text: deepest.text) == deepest)
        let tooDeep = try nested(Graph.nestingLimit + 1)
        #expect(throws: VerbatimError.self) { try tooDeep.verify() }
        #expect(throws: VerbatimError.self) { try Graph(text: tooDeep.text) }
    }

    /// Whatever is done to a graph, the check ends in an error or the graph can be printed and read back.
    @Test func mutatedGraphsNeverCrash() throws {
        var generator = SampleGenerator(11)
        var (accepted, refused) = (0, 0)
        for seed in 0..<2000 as Range<UInt64> {
            var graph = try OperationSampler.program(6, seed % 200).graph
            for _ in 0..<generator.int(1...2) { mutate(&graph.body, &graph.valueTypes, &generator) }
            do {
                try graph.verify()
                accepted += 1
                #expect(throws: Never.self) { try Graph(text: graph.text) }
            } catch is VerbatimError {
                refused += 1
                _ = graph.text
            }
        }
        #expect(accepted > 100 && refused > 500)
    }

    private func mutate(_ region: inout Region, _ types: inout [TensorType], _ generator: inout SampleGenerator) {
        func value(_ generator: inout SampleGenerator) -> ValueID { ValueID(generator.int(-1...types.count)) }
        guard !region.nodes.isEmpty else { return }
        let place = generator.int(0...region.nodes.count - 1)
        let other = generator.int(0...region.nodes.count - 1)
        switch generator.int(0...10) {
        case 0: region.nodes.swapAt(place, other)
        case 1: region.nodes.remove(at: place)
        case 2: region.nodes.insert(region.nodes[other], at: place)
        case 3: region.nodes[place].operation = region.nodes[other].operation
        case 4: region.nodes[place].regions = region.nodes[other].regions
        case 5:
            guard !region.nodes[place].operands.isEmpty else { return }
            let operand = generator.int(0...region.nodes[place].operands.count - 1)
            region.nodes[place].operands[operand] = value(&generator)
        case 6: region.nodes[place].results = region.nodes[other].results
        case 7: region.nodes[place].operands.reverse()
        case 8:
            guard !types.isEmpty else { return }
            types[generator.int(0...types.count - 1)].shape.append(generator.int(-1...2))
        case 9: if !region.results.isEmpty { region.results[0] = value(&generator) }
        default:
            guard let inner = region.nodes.indices.first(where: { !region.nodes[$0].regions.isEmpty }) else { return }
            mutate(&region.nodes[inner].regions[0], &types, &generator)
        }
    }
}
