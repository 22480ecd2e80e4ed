import Testing
import Verbatim
import VerbatimTestSupport

@Suite struct TextRoundTripTests {
    /// The graph must come back equal, and its text must be a fixed point.
    private func expectRoundTrip(_ graph: Graph, _ origin: String) {
        let text = graph.text
        do {
            let parsed = try Graph(text: text)
            #expect(parsed == graph, "\(origin) comes back otherwise:\n\(text)")
            #expect(parsed.text == text, "\(origin) is printed otherwise")
        } catch {
            Issue.record("\(origin): \(error)\n\(text)")
        }
    }

    @Test(arguments: OperationKind.allCases) func everyOperation(_ kind: OperationKind) throws {
        for seed in 0..<40 as Range<UInt64> {
            let sample = try OperationSampler.sample(kind, seed)
            expectRoundTrip(sample.graph, sample.origin)
            var decoration = TextDecoration(seed)
            expectRoundTrip(decoration.decorated(sample.graph), "decorated " + sample.origin)
        }
    }

    @Test func programs() throws {
        for seed in 0..<60 as Range<UInt64> {
            let sample = try OperationSampler.program(25, seed)
            expectRoundTrip(sample.graph, sample.origin)
            var decoration = TextDecoration(seed)
            expectRoundTrip(decoration.decorated(sample.graph), "decorated " + sample.origin)
        }
    }

    @Test func anEmptyGraph() {
        let builder = GraphBuilder(name: "")
        expectRoundTrip(builder.finish(outputs: []), "an empty graph")
        let passing = GraphBuilder(name: "pass")
        let input = passing.input(TensorType([2, 0], .i8), name: "x", sampleDimension: 1)
        expectRoundTrip(
            passing.finish(outputs: [input, input], names: ["a", "a"]), "a graph that passes its input on")
    }

    @Test func constantsOfEveryTypeAndSize() throws {
        var generator = SampleGenerator(7)
        for element in ElementType.allCases {
            for count in [0, 1, 2, 63, 64, 65, 200, 1023, 1024, 1025, 3000] {
                for values in SampleGenerator.Values.allCases {
                    let builder = GraphBuilder(name: "constants")
                    let several = generator.tensor(TensorType([count], element), values)
                    let matrix = generator.tensor(TensorType([count % 7, 1, count % 5], element), values)
                    var repeated = TensorValue(zeros: TensorType([count], element))
                    let one = generator.tensor(TensorType([], element), values).withUnsafeBytes { Array($0) }
                    repeated.withUnsafeMutableBytes { bytes in
                        for index in bytes.indices { bytes[index] = one[index % one.count] }
                    }
                    let outputs = try [several, matrix, repeated].map { try builder.constant($0) }
                    expectRoundTrip(builder.finish(outputs: outputs), "\(count) of \(element.rawValue)")
                }
            }
        }
    }

    @Test func floatsKeepEveryBit() throws {
        var floats = [
            Float.nan, -Float.nan, .infinity, -.infinity, 0, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
        ]
        floats += [
            Float(bitPattern: 0x7F80_0001), Float(bitPattern: 0xFFFF_FFFF), 1e20, 16_777_216,
            Float.leastNormalMagnitude.nextDown, 0.1,
        ]
        let doubles = [
            Double.nan, -.infinity, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1e22, 0.1, 2.5e-8,
        ]
        let narrow = stride(from: UInt16.min, to: .max, by: 7)
        let (halves, brains) = (narrow.map { Half(bitPattern: $0) }, narrow.map { BFloat16(bitPattern: $0) })
        let builder = GraphBuilder(name: "floats")
        var outputs = [
            try builder.constant(TensorValue(floats, shape: [floats.count])),
            try builder.constant(TensorValue(doubles, shape: [doubles.count])),
        ]
        // In rows of so many that they are listed one by one.
        for start in stride(from: 0, to: halves.count, by: 64) {
            let end = min(start + 64, halves.count)
            outputs.append(try builder.constant(TensorValue(Array(halves[start..<end]), shape: [end - start])))
            outputs.append(try builder.constant(TensorValue(Array(brains[start..<end]), shape: [end - start])))
        }
        let graph = builder.finish(outputs: outputs)
        expectRoundTrip(graph, "special floats")
        #expect(graph.text.contains("dense<[0.0, 4.172325e-07, ") && graph.text.contains(", 0x7F88, "))
        #expect(graph.text.contains("dense<[0x7FC00000, 0xFFC00000, 0x7F800000, 0xFF800000, 0.0, -0.0, 1.0e-45, "))
    }

    @Test func regionsSeeTheValuesAroundThem() throws {
        let builder = GraphBuilder(name: "captures")
        let type = TensorType([3], .f32)
        let scalar = TensorType([], .f32)
        let x = builder.input(type, name: "x")
        let flag = builder.input(TensorType([], .bool), name: "flag")
        let bound = try builder.constant(4, scalar)
        let start = try builder.constant(0, scalar)
        let condition = try builder.region([scalar, type]) { [try builder.compare(.lt, $0[0], bound)] }
        let body = try builder.region([scalar, type]) { p in
            let then = try builder.region([]) { _ in
                let inner = try builder.region([scalar, scalar]) { q in
                    [try builder.binary(.add, try builder.binary(.multiply, q[0], bound), q[1])]
                }
                let folded = try builder.one(.reduce(ReduceAttributes([0])), [p[1], start], regions: [inner])
                return [try builder.broadcast(folded, to: [3], dimensions: [])]
            }
            let otherwise = try builder.region([]) { _ in [x] }
            let chosen = try builder.one(.ifElse, [flag], regions: [then, otherwise])
            return [try builder.binary(.add, p[0], bound), chosen]
        }
        let results = try builder.append(.whileLoop, [start, x], regions: [condition, body])
        let graph = builder.finish(outputs: [results[1]])
        expectRoundTrip(graph, "captures")
        #expect(
            graph.text.contains("stablehlo.while(%arg4 = ") && graph.text.contains("reducer(")
                && graph.text.contains("cond {"))
    }

    @Test func equalDecompositionsArePrintedOnce() throws {
        let type = TensorType([2], .f32)
        func decomposition(_ name: String, _ operation: UnaryOperation, around inner: Graph?) throws -> Graph {
            let builder = GraphBuilder(name: name)
            var x = builder.input(type, name: "x", sampleDimension: 0)
            if let inner {
                x = try builder.one(.composite(CompositeAttributes(name: "test.inner", decomposition: inner)), [x])
            }
            return builder.finish(outputs: [try builder.unary(operation, x)], names: ["y"])
        }
        let inner = try decomposition("part", .tanh, around: nil)
        let same = try decomposition("part", .tanh, around: nil)
        let other = try decomposition("part", .sine, around: nil)
        let outer = try decomposition("main", .negate, around: inner)
        let builder = GraphBuilder(name: "composites")
        var x = builder.input(type, name: "x")
        for graph in [inner, same, other, outer, outer, try decomposition("", .abs, around: other)] {
            let options: [String: CompositeAttributes.Option] = [
                "axis": .integer(-1), "rate": .number(0.5), "on": .boolean(true), "mode": .string("a\"b"),
                "sizes": .integers([1, 2]), "none": .integers([]),
            ]
            let attributes = CompositeAttributes(name: "test.composite", options: options, decomposition: graph)
            x = try builder.one(.composite(attributes), [x])
        }
        let graph = builder.finish(outputs: [x])
        expectRoundTrip(graph, "composites")
        #expect(graph.text.ranges(of: "func.func private").count == 4)
        #expect(
            graph.text.contains(
                "composite_attributes = {axis = -1 : i64, mode = \"a\\22b\", none = array<i64>, on = true, "
                    + "rate = 0.5 : f64, sizes = array<i64: 1, 2>}, decomposition = @part}"))
    }

    @Test func theShortReductionKeepsWhatItCannotSay() throws {
        let type = TensorType([2, 3], .f32)
        let scalar = TensorType([], .f32)
        func reduction(_ operation: BinaryOperation, swapped: Bool, innerLine: Int) throws -> Graph {
            let builder = GraphBuilder(name: "reduction")
            builder.location = Location(file: "A.swift", line: 1)
            let x = builder.input(type, name: "x")
            let zero = try builder.constant(0, scalar)
            let body = try builder.region([scalar, scalar]) { p in
                try builder.append(
                    .binary(operation), swapped ? [p[1], p[0]] : p, location: Location(file: "A.swift", line: innerLine)
                )
            }
            let sum = SampleSum(dimension: 0, samplesPerLeaf: 8, indicesPerSample: 3)
            let isSum = operation == .add
            return builder.finish(
                outputs: try builder.append(
                    .reduce(ReduceAttributes([1])), [x, zero], regions: [body], sampleSum: isSum ? sum : nil))
        }
        let short = try reduction(.add, swapped: false, innerLine: 1)
        expectRoundTrip(short, "a sum")
        #expect(
            short.text.contains(
                "stablehlo.reduce(%arg0 init: %1) applies stablehlo.add across dimensions = [1] "
                    + "{verbatim.sample_sum = {dimension = 0 : i64, indices_per_sample = 3 : i64, samples_per_leaf = 8 : i64}}"
            ))
        for graph in [
            try reduction(.add, swapped: true, innerLine: 1), try reduction(.add, swapped: false, innerLine: 2),
            try reduction(.subtract, swapped: false, innerLine: 1),
        ] {
            expectRoundTrip(graph, "a long reduction")
            #expect(graph.text.contains("reducer("))
        }
    }

    @Test func theTextIsThatOfThePublicTools() throws {
        let builder = GraphBuilder(name: "step")
        let image = builder.input(TensorType([2, 5, 5, 3], .f32), name: "image", sampleDimension: 0)
        let kernel = builder.input(TensorType([3, 3, 3, 4], .f32), name: "kernel")
        builder.location = Location(layerPath: "model/conv2D.1", file: "Example/main.swift", line: 12)
        let attributes = ConvolutionAttributes(dimensions: .channelsLast(spatialRank: 2), strides: [2, 1])
        let convolved = try builder.one(.convolution(attributes), [image, kernel])
        builder.location = .unknown
        let zeros = try builder.constant(0, TensorType([2, 2, 3, 4], .f32))
        let flat = try builder.reshape(try builder.binary(.maximum, convolved, zeros), to: [2, 24])
        let dot = DotGeneralAttributes(lhsContracting: [1], rhsContracting: [1])
        let product = try builder.append(
            .dotGeneral(dot), [flat, flat], sampleSum: SampleSum(dimension: 0, samplesPerLeaf: 8))[0]
        try builder.append(
            .customCall(
                CustomCallAttributes(
                    target: CustomCallAttributes.print, configuration: "product", hasSideEffect: true, resultTypes: [])),
            [product])
        let text = builder.finish(outputs: [try builder.unary(.erf, product)], names: ["y"]).text
        #expect(
            text == """
                module @step {
                  func.func public @main(%arg0: tensor<2x5x5x3xf32> {verbatim.name = "image", verbatim.sample_dimension = 0 : i64}, %arg1: tensor<3x3x3x4xf32> {verbatim.name = "kernel"}) -> (tensor<2x2xf32> {verbatim.name = "y"}) {
                    %2 = stablehlo.convolution(%arg0, %arg1) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [2, 1], pad = [[0, 0], [0, 0]], lhs_dilate = [1, 1], rhs_dilate = [1, 1], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<2x5x5x3xf32>, tensor<3x3x3x4xf32>) -> tensor<2x2x3x4xf32> loc("model/conv2D.1"("Example/main.swift":12:0))
                    %3 = stablehlo.constant dense<0.0> : tensor<f32>
                    %4 = stablehlo.broadcast_in_dim %3, dims = [] : (tensor<f32>) -> tensor<2x2x3x4xf32>
                    %5 = stablehlo.maximum %2, %4 : tensor<2x2x3x4xf32>
                    %6 = stablehlo.reshape %5 : (tensor<2x2x3x4xf32>) -> tensor<2x24xf32>
                    %7 = stablehlo.dot_general %6, %6, contracting_dims = [1] x [1] {verbatim.sample_sum = {dimension = 0 : i64, indices_per_sample = 1 : i64, samples_per_leaf = 8 : i64}} : (tensor<2x24xf32>, tensor<2x24xf32>) -> tensor<2x2xf32>
                    stablehlo.custom_call @verbatim.print(%7) {backend_config = "product", has_side_effect = true} : (tensor<2x2xf32>) -> ()
                    %8 = chlo.erf %7 : tensor<2x2xf32> -> tensor<2x2xf32>
                    return %8 : tensor<2x2xf32>
                  }
                }

                """)
    }

    @Test func malformedGraphsArePrintedToo() throws {
        let type = TensorType([2], .f32)
        let node = Node(.whileLoop, operands: [ValueID(7), ValueID(-1)], results: [ValueID(3)])
        let slice = Node(
            .slice(SliceAttributes(start: [0, 1], limit: [], strides: [1])), operands: [], results: [ValueID(0)])
        let body = Region(parameters: [ValueID(0)], nodes: [node, slice], results: [ValueID(9)])
        let graph = Graph(name: "broken", valueTypes: [type], body: body, inputs: [], outputNames: [])
        #expect(graph.description.contains("%undefined7"))
        #expect(throws: VerbatimError.self) { try Graph(text: graph.text) }
    }
}
