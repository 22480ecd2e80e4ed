import Testing
import VerbatimGraph
import VerbatimReference
import VerbatimTestSupport

/// Programs: control flow, composites, random bits, prints, refusals, and the executor's promises.
@Suite struct ReferenceExecutorTests {
    // MARK: Control flow

    @Test func theSpecificationsWhile() throws {
        let builder = GraphBuilder(name: "while")
        let type = TensorType([], .i64)
        let (i, sum) = (builder.input(type, name: "i"), builder.input(type, name: "sum"))
        let one = try builder.constant(TensorValue(Int64(1)))
        let ten = try builder.constant(TensorValue(Int64(10)))
        let condition = try builder.region([type, type]) { [try builder.compare(.lt, $0[0], ten)] }
        let body = try builder.region([type, type]) {
            [try builder.binary(.add, $0[0], one), try builder.binary(.add, $0[1], one)]
        }
        let results = try builder.append(.whileLoop, [i, sum], regions: [condition, body])
        let executable = try ReferenceExecutor().compile(builder.finish(outputs: results))
        #expect(
            try executable([TensorValue(Int64(1)), TensorValue(Int64(0))]) == [
                TensorValue(Int64(10)), TensorValue(Int64(9)),
            ])
        // No turn at all.
        #expect(
            try executable([TensorValue(Int64(11)), TensorValue(Int64(5))]) == [
                TensorValue(Int64(11)), TensorValue(Int64(5)),
            ])
    }

    @Test func loopsNestAndUseOuterValues() throws {
        // outer: for i in 0..<3 { inner: for j in 0..<i+1 { total += x } }
        let builder = GraphBuilder(name: "nested")
        let (count, number) = (TensorType([], .i32), TensorType([2], .f32))
        let x = builder.input(number, name: "x")
        let zero = try builder.constant(TensorValue(Int32(0)))
        let one = try builder.constant(TensorValue(Int32(1)))
        let three = try builder.constant(TensorValue(Int32(3)))
        let start = try builder.constant(TensorValue(zeros: number))
        let outerCondition = try builder.region([count, number]) { [try builder.compare(.lt, $0[0], three)] }
        let outerBody = try builder.region([count, number]) { outer in
            let next = try builder.binary(.add, outer[0], one)
            let condition = try builder.region([count, number]) { [try builder.compare(.lt, $0[0], next)] }
            let body = try builder.region([count, number]) {
                [try builder.binary(.add, $0[0], one), try builder.binary(.add, $0[1], x)]
            }
            let inner = try builder.append(.whileLoop, [zero, outer[1]], regions: [condition, body])
            return [next, inner[1]]
        }
        let results = try builder.append(.whileLoop, [zero, start], regions: [outerCondition, outerBody])
        let executable = try ReferenceExecutor().compile(builder.finish(outputs: [results[1]]))
        #expect(try executable([vector([1, 0.5] as [Float])])[0].array(of: Float.self) == [6, 3])
    }

    @Test func ifRunsOneBranchOnly() throws {
        let builder = GraphBuilder(name: "if")
        let predicate = builder.input(TensorType([], .bool), name: "p")
        let x = builder.input(TensorType([2], .f32), name: "x")
        func branch(_ name: String, _ operation: UnaryOperation) throws -> Region {
            try builder.region([]) { _ in
                let print = CustomCallAttributes(
                    target: CustomCallAttributes.print, configuration: name, hasSideEffect: true, resultTypes: [])
                try builder.append(.customCall(print), [x])
                return [try builder.unary(operation, x)]
            }
        }
        let regions = [try branch("true", .negate), try branch("false", .abs)]
        let results = try builder.append(.ifElse, [predicate], regions: regions)
        let sample = OperationSample(
            graph: builder.finish(outputs: results), inputs: [TensorValue(true), try vector([1, -2] as [Float])],
            origin: "if")
        #expect(try sample.outcome(ReferenceExecutor()).map { $0.array(of: Float.self) } == [[-1, 2], [1, -2]])
        var other = sample
        other.inputs[0] = TensorValue(false)
        #expect(try other.outcome(ReferenceExecutor()).map { $0.array(of: Float.self) } == [[1, 2], [1, -2]])
    }

    // MARK: Composites and calls

    @Test func compositesRunTheirDecomposition() throws {
        let inner = GraphBuilder(name: "twice")
        let y = inner.input(TensorType([2], .f32), name: "y")
        let decomposition = inner.finish(outputs: [try inner.binary(.add, y, y), y])
        let results = try evaluate(
            .composite(CompositeAttributes(name: "test.twice", decomposition: decomposition)),
            [vector([1, 2] as [Float])])
        #expect(results.map { $0.array(of: Float.self) } == [[2, 4], [1, 2]])
    }

    @Test func printsReachTheObserverInProgramOrderAndChangeNothing() throws {
        let builder = GraphBuilder(name: "prints")
        let x = builder.input(TensorType([2], .f32), name: "x")
        func show(_ value: ValueID, _ name: String) throws {
            try builder.append(
                .customCall(
                    CustomCallAttributes(
                        target: CustomCallAttributes.print, configuration: name, hasSideEffect: true, resultTypes: [])),
                [value], location: Location(layerPath: name))
        }
        try show(x, "before")
        let y = try builder.binary(.add, x, x)
        try show(y, "after")
        let executable = try ReferenceExecutor().compile(builder.finish(outputs: [y]))
        let shown = Shown()
        let input = try vector([1, 2] as [Float])
        let outputs = try executable([input], observer: { shown.observations.append($0) })
        #expect(shown.observations.map(\.name) == ["before", "after"])
        #expect(shown.observations.map(\.location.layerPath) == ["before", "after"])
        #expect(shown.observations.map { $0.value.array(of: Float.self) } == [[1, 2], [2, 4]])
        #expect(try executable([input]) == outputs)
    }

    private final class Shown: @unchecked Sendable { var observations: [Observation] = [] }

    @Test func unknownCallsAreRefusedWithTheirName() throws {
        let builder = GraphBuilder(name: "call")
        let x = builder.input(TensorType([2], .f32), name: "x")
        let call = CustomCallAttributes(
            target: "elsewhere.sort", hasSideEffect: false, resultTypes: [TensorType([2], .f32)])
        let results = try builder.append(.customCall(call), [x], location: Location(layerPath: "layer"))
        let graph = builder.finish(outputs: results)
        let error = #expect(throws: VerbatimError.self) { try ReferenceExecutor().compile(graph) }
        #expect(error?.code == .unsupported)
        #expect(error?.received == "elsewhere.sort")
        #expect(error?.location?.layerPath == "layer")
    }

    // MARK: rng_bit_generator

    private func bits(
        _ algorithm: RngBitGeneratorAttributes.Algorithm, _ state: [UInt64], _ shape: [Int], _ element: ElementType
    ) throws -> (state: [UInt64], bits: TensorValue) {
        let attributes = RngBitGeneratorAttributes(algorithm, type: TensorType(shape, element))
        let results = try evaluate(.rngBitGenerator(attributes), [vector(state)])
        return (results[0].array(), results[1])
    }

    @Test func theSpecificationsThreeFry() throws {
        let (state, words) = try bits(.threeFry, [1, 2], [2, 2], .u64)
        #expect(state == [1, 6])
        #expect(
            words.array(of: UInt64.self) == [
                9_236_835_810_183_407_956, 16_087_790_271_692_313_299, 18_212_823_393_184_779_219,
                2_658_481_902_456_610_144,
            ])
    }

    @Test func threeFryHalvesADimensionForNarrowTypes() throws {
        // Pairs as 64-bit words give the blocks; the 32-bit words are their halves.
        let blocks = try bits(.threeFry, [7, 40], [6], .u64).bits.array(of: UInt64.self)
        func low(_ block: Int) -> UInt32 { UInt32(truncatingIfNeeded: blocks[block]) }
        func high(_ block: Int) -> UInt32 { UInt32(truncatingIfNeeded: blocks[block] >> 32) }
        // [3, 4]: the second dimension is even; the halved shape is [3, 2].
        let even = try bits(.threeFry, [7, 40], [3, 4], .u32)
        #expect(even.state == [7, 46])
        #expect(even.bits.array(of: UInt32.self) == (0..<6).flatMap { [low($0), high($0)] })
        // [4, 3]: the first is; the halved shape is [2, 3].
        let first = try bits(.threeFry, [7, 40], [4, 3], .u32).bits.array(of: UInt32.self)
        #expect(
            first == [
                low(0), low(1), low(2), high(0), high(1), high(2), low(3), low(4), low(5), high(3), high(4), high(5),
            ])
        // [3, 1]: nothing is even, the largest is halved upward and the last left out.
        let odd = try bits(.threeFry, [7, 40], [3, 1], .u32)
        #expect(odd.state == [7, 42])
        #expect(odd.bits.array(of: UInt32.self) == [low(0), high(0), low(1)])
        #expect(try bits(.threeFry, [7, 40], [], .u32).bits.array(of: UInt32.self) == [low(0)])
        #expect(
            try bits(.threeFry, [7, 40], [2], .u8).bits.array(of: UInt8.self) == [
                UInt8(truncatingIfNeeded: low(0)), UInt8(truncatingIfNeeded: high(0)),
            ])
        #expect(try bits(.threeFry, [7, 40], [2], .f32).bits.array(of: Float.self).bits == [low(0), high(0)])
    }

    @Test func philoxBlocksFollowTheCounter() throws {
        // Random123's known answers for philox4x32-10: zero counter and key, and all ones.
        let zero = try bits(.philox, [0, 0, 0], [4], .u32)
        #expect(zero.bits.array(of: UInt32.self) == [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8])
        #expect(zero.state == [0, 1, 0])
        let ones = try bits(.default, [.max, .max, .max], [4], .u32)
        #expect(ones.bits.array(of: UInt32.self) == [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd])
        #expect(ones.state == [.max, 0, 0])
        // The digits of pi: counter 243f6a88 85a308d3 13198a2e 03707344, key a4093822 299f31d0.
        let pi = try bits(
            .philox, [0x299f_31d0_a409_3822, 0x85a3_08d3_243f_6a88, 0x0370_7344_1319_8a2e], [2], .u64)
        #expect(pi.bits.array(of: UInt64.self) == [0x94fd_cceb_d16c_fe09, 0x2412_6ea1_5001_e420])
        // With two words the key is the counter's upper half too, and stays.
        let two = try bits(.philox, [5, 9], [8], .u32)
        let three = try bits(.philox, [5, 9, 5], [8], .u32)
        #expect(two.bits == three.bits)
        #expect(two.state == [5, 11] && three.state == [5, 11, 5])
        // Elements continue through the blocks; 64-bit ones are neighbours, low word first; narrow ones low bits.
        let words = three.bits.array(of: UInt32.self)
        #expect(try bits(.philox, [5, 9, 5], [7], .u32).bits.array(of: UInt32.self) == Array(words[..<7]))
        #expect(
            try bits(.philox, [5, 9, 5], [3], .u64).bits.array(of: UInt64.self)
                == (0..<3).map { UInt64(words[2 * $0]) | UInt64(words[2 * $0 + 1]) << 32 })
        #expect(
            try bits(.philox, [5, 9, 5], [2, 3], .i16).bits.array(of: Int16.self)
                == words[..<6].map { Int16(truncatingIfNeeded: $0) })
        let none = try bits(.philox, [5, 9, 5], [0], .u32)
        #expect(none.state == [5, 9, 5] && none.bits.type.count == 0)
    }

    // MARK: Promises

    @Test func inputsAreChecked() throws {
        let builder = GraphBuilder(name: "inputs")
        let x = builder.input(TensorType([2], .f32), name: "x")
        let executable = try ReferenceExecutor().compile(builder.finish(outputs: [x]))
        #expect(throws: VerbatimError.self) { try executable([]) }
        #expect(throws: VerbatimError.self) { try executable([vector([1 as Float])]) }
        #expect(throws: VerbatimError.self) { try executable([vector([1 as Double, 2])]) }
    }

    @Test func outputsNeverShareMemoryAndReuseTheirOwn() throws {
        let builder = GraphBuilder(name: "memory")
        let x = builder.input(TensorType([2, 2], .f32), name: "x")
        let flat = try builder.reshape(x, to: [4])
        let executable = try ReferenceExecutor().compile(builder.finish(outputs: [x, flat, x]))
        func address(_ value: TensorValue) -> UnsafeRawPointer { value.withUnsafeBytes { $0.baseAddress! } }
        let input = try TensorValue([1, 2, 3, 4] as [Float], shape: [2, 2])
        var outputs: [TensorValue] = []
        try executable.run([input], into: &outputs, observer: nil)
        let addresses = ([input] + outputs).map(address)
        #expect(Set(addresses).count == 4)
        let other = try TensorValue([5, 6, 7, 8] as [Float], shape: [2, 2])
        try executable.run([other], into: &outputs, observer: nil)
        #expect(outputs.map(address) == Array(addresses[1...]))
        #expect(outputs[1].array(of: Float.self) == [5, 6, 7, 8])
        // What is referred to elsewhere is left alone.
        let held = outputs[0]
        try executable.run([input], into: &outputs, observer: nil)
        #expect(held == other && outputs[0] == input)
    }

    @Test func malformedGraphsAreRefused() throws {
        let type = TensorType([2], .f32)
        let add = Node(.binary(.add), operands: [ValueID(0), ValueID(1)], results: [ValueID(2)])
        func graph(_ nodes: [Node], types: [TensorType], results: [ValueID] = [ValueID(2)]) -> Graph {
            Graph(
                name: "bad", valueTypes: types,
                body: Region(parameters: [ValueID(0)], nodes: nodes, results: results),
                inputs: [Graph.Input(name: "x")], outputNames: ["y"])
        }
        // A value that nobody gives, one given twice, a wrong result type, a result that is not there.
        #expect(throws: VerbatimError.self) {
            try ReferenceExecutor().compile(graph([add], types: [type, type, type]))
        }
        let twice = Node(.binary(.add), operands: [ValueID(0), ValueID(0)], results: [ValueID(0)])
        #expect(throws: VerbatimError.self) {
            try ReferenceExecutor().compile(graph([twice], types: [type, type, type]))
        }
        let good = Node(.binary(.add), operands: [ValueID(0), ValueID(0)], results: [ValueID(2)])
        #expect(throws: VerbatimError.self) {
            try ReferenceExecutor().compile(graph([good], types: [type, type, TensorType([3], .f32)]))
        }
        #expect(throws: VerbatimError.self) {
            try ReferenceExecutor().compile(graph([good], types: [type, type, type], results: [ValueID(1)]))
        }
        var marked = good
        marked.sampleSum = SampleSum(dimension: 0, samplesPerLeaf: 8)
        let error = #expect(throws: VerbatimError.self) {
            try ReferenceExecutor().compile(graph([marked], types: [type, type, type]))
        }
        #expect(error?.code == .malformed)
        _ = try ReferenceExecutor().compile(graph([good], types: [type, type, type]))
    }

    @Test func valuesOfARegionAreNotSeenOutsideIt() throws {
        let type = TensorType([], .f32)
        let inner = Region(
            parameters: [], nodes: [Node(.binary(.add), operands: [ValueID(1), ValueID(1)], results: [ValueID(2)])],
            results: [ValueID(2)])
        let branch = Region(parameters: [], nodes: [], results: [ValueID(1)])
        let node = Node(.ifElse, operands: [ValueID(0)], results: [ValueID(3)], regions: [inner, branch])
        let graph = Graph(
            name: "scopes", valueTypes: [TensorType([], .bool), type, type, type],
            body: Region(parameters: [ValueID(0), ValueID(1)], nodes: [node], results: [ValueID(2)]),
            inputs: [Graph.Input(name: "p"), Graph.Input(name: "x")], outputNames: ["y"])
        #expect(throws: VerbatimError.self) { try ReferenceExecutor().compile(graph) }
    }

    @Test func severalTasksRunOneExecutable() async throws {
        let sample = try OperationSampler.program(30, 3)
        let executable = try ReferenceExecutor().compile(sample.graph)
        let expected = try executable(sample.inputs)
        try await withThrowingTaskGroup(of: [TensorValue].self) { group in
            for _ in 0..<8 { group.addTask { try executable(sample.inputs) } }
            for try await outputs in group { #expect(outputs == expected) }
        }
    }
}
