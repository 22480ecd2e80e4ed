import Testing
import Verbatim
import VerbatimTestSupport

@Suite struct SampleDimensionTests {
    /// The marks of a graph's operations, by name, in program order; those inside composites too.
    private func marks(_ graph: Graph) -> [(name: String, mark: SampleSum)] {
        graph.body.nodes.flatMap { node in
            var found: [(String, SampleSum)] = []
            if let mark = node.sampleSum { found.append((node.operation.name, mark)) }
            if case .composite(let attributes) = node.operation { found += marks(attributes.decomposition) }
            return found
        }
    }

    /// Builds a graph from inputs with samples along the given dimensions, and marks it.
    private func marked(
        _ inputs: [(type: TensorType, dimension: Int?)], _ body: (GraphBuilder, [ValueID]) throws -> [ValueID]
    ) throws -> Graph {
        let b = GraphBuilder(name: "test")
        b.location = Location(layerPath: "layer.1")
        let values = inputs.enumerated().map {
            b.input($1.type, name: "input\($0)", sampleDimension: $1.dimension)
        }
        return try b.finish(outputs: try body(b, values)).markingSampleSums()
    }

    private func total(_ b: GraphBuilder, _ value: ValueID) throws -> ValueID {
        try b.sum(value, dimensions: Array(b.type(of: value).shape.indices))
    }

    private func gradients(_ b: GraphBuilder, _ loss: ValueID, _ values: [ValueID]) throws -> [ValueID] {
        try b.gradients(of: loss, withRespectTo: values).map { try #require($0) }
    }

    /// A layer of features: weights by a contraction over samples, biases by a reduction.
    private func dense(_ b: GraphBuilder, _ x: ValueID, _ kernel: ValueID, _ bias: ValueID) throws -> ValueID {
        let rank = b.type(of: x).rank
        let product = try b.one(
            .dotGeneral(DotGeneralAttributes(lhsContracting: [rank - 1], rhsContracting: [0])), [x, kernel])
        let shape = b.type(of: product).shape
        return try b.binary(.add, product, try b.broadcast(bias, to: shape, dimensions: [rank - 1]))
    }

    @Test func denseGradients() throws {
        let graph = try marked([
            (TensorType([100, 6], .f32), 0), (TensorType([6, 5], .f32), nil), (TensorType([5], .f32), nil),
        ]) { b, p in
            let loss = try total(b, try b.unary(.tanh, try dense(b, p[0], p[1], p[2])))
            return try [loss] + gradients(b, loss, [p[1], p[2]])
        }
        let found = marks(graph)
        #expect(found.map(\.name) == ["stablehlo.reduce", "stablehlo.reduce", "stablehlo.dot_general"])
        // 100 samples: leaves of at most 16; the loss sums 5 positions a sample, the gradients one.
        #expect(found.map(\.mark) == Array(repeating: SampleSum(dimension: 0, samplesPerLeaf: 16), count: 3))
    }

    @Test func positionsShortenLeaves() throws {
        for (positions, leaf) in [(1, 8), (32, 8), (33, 8), (64, 4), (65, 4), (128, 2), (200, 2), (256, 1), (999, 1)] {
            let graph = try marked([(TensorType([32, positions], .f32), 0)]) { [try total($0, $1[0])] }
            #expect(marks(graph).map(\.mark) == [SampleSum(dimension: 0, samplesPerLeaf: leaf)])
        }
        for (samples, leaf) in [(2, 8), (64, 8), (65, 16), (256, 16), (257, 32)] {
            let graph = try marked([(TensorType([samples], .f32), 0)]) { [try total($0, $1[0])] }
            #expect(marks(graph).map(\.mark) == [SampleSum(dimension: 0, samplesPerLeaf: leaf)])
        }
    }

    /// Time before samples: the contraction takes samples first, and gives the bits of samples before time.
    @Test func contractionsTakeSamplesFirst() throws {
        func product(_ shape: [Int], samples: Int) throws -> Graph {
            try marked([(TensorType(shape + [6], .f32), samples), (TensorType(shape + [5], .f32), samples)]) { b, p in
                [try b.one(.dotGeneral(DotGeneralAttributes(lhsContracting: [0, 1], rhsContracting: [0, 1])), p)]
            }
        }
        let graph = try product([7, 20], samples: 1)
        #expect(marks(graph).map(\.mark) == [SampleSum(dimension: 0, samplesPerLeaf: 8)])
        guard case .dotGeneral(let attributes) = graph.body.nodes[0].operation else { return #expect(Bool(false)) }
        #expect(attributes == DotGeneralAttributes(lhsContracting: [1, 0], rhsContracting: [1, 0]))

        var generator = SampleGenerator(6)
        let values = [6, 5].map { generator.tensor(TensorType([7, 20, $0], .f32), .ordinary) }
        let turned = try values.map { value in
            let b = GraphBuilder(name: "turn")
            let compiled = try ReferenceExecutor().compile(
                b.finish(outputs: [try b.transpose(b.input(value.type, name: "x"), [1, 0, 2])]))
            return try compiled([value])[0]
        }
        let reference = try ReferenceExecutor().compile(product([20, 7], samples: 0))
        let expected = try reference(turned)
        for executor in [ReferenceExecutor(), try CPUExecutor(threads: 2)] as [any Executor] {
            let compiled = try executor.compile(graph)
            let found = try compiled(values)
            #expect(found == expected)
        }
    }

    @Test func convolutionGradients() throws {
        let graph = try marked([(TensorType([32, 8, 8, 3], .f32), 0), (TensorType([3, 3, 3, 4], .f32), nil)]) { b, p in
            let attributes = ConvolutionAttributes(
                dimensions: .channelsLast(spatialRank: 2), padding: [EdgePadding(1, 1), EdgePadding(1, 1)])
            let y = try b.one(.convolution(attributes), p)
            let loss = try total(b, try b.unary(.tanh, y))
            return try gradients(b, loss, p)
        }
        // The kernel's gradient contracts (positions, samples); the input's has no sum over samples.
        #expect(marks(graph).map(\.name) == ["stablehlo.convolution"])
        #expect(marks(graph).map(\.mark) == [SampleSum(dimension: 2, samplesPerLeaf: 4)])
    }

    @Test func groupedConvolutionGradients() throws {
        let graph = try marked([(TensorType([4, 8, 6], .f32), 0), (TensorType([3, 3, 4], .f32), nil)]) { b, p in
            let attributes = ConvolutionAttributes(dimensions: .channelsLast(spatialRank: 1), featureGroupCount: 2)
            let y = try b.one(.convolution(attributes), p)
            return try gradients(b, try total(b, try b.unary(.tanh, y)), p)
        }
        #expect(marks(graph).map(\.mark) == [SampleSum(dimension: 1, samplesPerLeaf: 8)])
    }

    /// A reshape that merges positions into the samples keeps them together, and one that splits them finds them again.
    @Test func mergedDimensions() throws {
        let graph = try marked([
            (TensorType([32, 10, 6], .f32), 0), (TensorType([6, 5], .f32), nil), (TensorType([5], .f32), nil),
        ]) { b, p in
            let y = try dense(b, try b.reshape(p[0], to: [320, 6]), p[1], p[2])
            let loss = try total(b, try b.reshape(try b.unary(.tanh, y), to: [32, 50]))
            return try [loss] + gradients(b, loss, [p[1], p[2]])
        }
        #expect(
            marks(graph).map(\.mark) == [
                SampleSum(dimension: 0, samplesPerLeaf: 8),
                SampleSum(dimension: 0, samplesPerLeaf: 8, indicesPerSample: 10),
                SampleSum(dimension: 0, samplesPerLeaf: 8, indicesPerSample: 10),
            ])
    }

    /// Samples may lie anywhere, be batch dimensions of a contraction, and move through a transpose.
    @Test func attention() throws {
        let graph = try marked([(TensorType([7, 32, 4], .f32), 1), (TensorType([4, 4], .f32), nil)]) { b, p in
            let x = try b.transpose(p[0], [1, 0, 2])
            let keys = try b.one(
                .dotGeneral(DotGeneralAttributes(lhsContracting: [2], rhsContracting: [0])), [x, p[1]])
            let scores = try b.one(
                .dotGeneral(
                    DotGeneralAttributes(
                        lhsBatching: [0], rhsBatching: [0], lhsContracting: [2], rhsContracting: [2])), [x, keys])
            let weights = try b.composite(SoftmaxComposite(), operands: [scores])[0]
            let y = try b.one(
                .dotGeneral(
                    DotGeneralAttributes(
                        lhsBatching: [0], rhsBatching: [0], lhsContracting: [2], rhsContracting: [1])), [weights, x])
            return try gradients(b, try total(b, y), [p[1]])
        }
        #expect(marks(graph).map(\.mark) == [SampleSum(dimension: 0, samplesPerLeaf: 8)])
        #expect(marks(graph).map(\.name) == ["stablehlo.dot_general"])
    }

    /// An embedding's gradient keeps the order of its updates and needs no mark.
    @Test func embedding() throws {
        let graph = try marked([(TensorType([32, 5], .i32), 0), (TensorType([9, 4], .f32), nil)]) { b, p in
            let rows = try b.one(
                .gather(
                    GatherAttributes(
                        offsetDims: [2], collapsedSliceDims: [0], startIndexMap: [0], indexVectorDim: 2,
                        sliceSizes: [1, 4])), [p[1], p[0]])
            let loss = try total(b, try b.unary(.tanh, rows))
            return try [loss] + gradients(b, loss, [p[1]])
        }
        #expect(marks(graph).map(\.mark) == [SampleSum(dimension: 0, samplesPerLeaf: 8)])
        #expect(graph.body.nodes.contains { $0.operation.name == "stablehlo.scatter" && $0.sampleSum == nil })
    }

    @Test func batchNormalization() throws {
        let graph = try marked([(TensorType([32, 4, 4, 3], .f32), 0), (TensorType([3], .f32), nil)]) { b, p in
            let layer = BatchNormalizationComposite(epsilon: 1e-3, featureDimension: 3, center: false)
            let y = try b.composite(layer, operands: p)
            let loss = try total(b, try b.unary(.tanh, y[0]))
            return try gradients(b, loss, p) + [try b.unary(.negate, y[1])]
        }
        // Both sums of the gradient, inside its decomposition; the statistics state their order themselves.
        #expect(
            marks(graph).map(\.mark)
                == [SampleSum(dimension: 0, samplesPerLeaf: 8), SampleSum(dimension: 0, samplesPerLeaf: 8)])
        _ = try ReferenceExecutor().compile(graph)
    }

    /// Maxima, logic and whole numbers are the same in any order.
    @Test func orderFree() throws {
        let graph = try marked([(TensorType([32, 3], .f32), 0)]) { b, p in
            let greatest = try b.reduce(
                .maximum, p[0], dimensions: [0], initial: TensorValue(-Float.infinity))
            let hits = try b.compare(.gt, p[0], try b.constant(0, b.type(of: p[0])))
            return [greatest, try total(b, try b.convert(hits, to: .i32))]
        }
        #expect(marks(graph).isEmpty)
    }

    @Test func unnamedOrSingleSamplesAreLeftAlone() throws {
        func body(_ b: GraphBuilder, _ p: [ValueID]) throws -> [ValueID] {
            [try total(b, try b.one(.reverse(ReverseAttributes([0])), p))]
        }
        for (count, dimension) in [(32, nil), (1, 0), (0, 0)] as [(Int, Int?)] {
            #expect(marks(try marked([(TensorType([count, 3], .f32), dimension)], body)).isEmpty)
        }
    }

    @Test func losses() throws {
        /// The error of summing what an operation makes of a [8, 6] tensor with samples along 0.
        func error(_ make: (GraphBuilder, ValueID) throws -> ValueID) throws -> VerbatimError? {
            #expect(throws: VerbatimError.self) {
                try marked([(TensorType([8, 6], .f32), 0)]) { b, p in
                    let made = try make(b, p[0])
                    b.location = Location(layerPath: "loss")
                    return [try total(b, made)]
                }
            }
        }
        func scalarBody(_ b: GraphBuilder, _ operation: BinaryOperation) throws -> Region {
            try b.region([TensorType([], .f32), TensorType([], .f32)]) { [try b.binary(operation, $0[0], $0[1])] }
        }
        func check(_ name: String, _ make: (GraphBuilder, ValueID) throws -> ValueID) throws {
            let error = try error(make)
            #expect(error?.code == .sampleDimension)
            #expect(error?.what.contains("stablehlo.\(name) [layer.1]") == true, "\(error?.description ?? "none")")
        }
        try check("reverse") { try $0.one(.reverse(ReverseAttributes([0])), [$1]) }
        try check("reshape") { try $0.reshape($1, to: [4, 12]) }
        try check("reshape") { try $0.reshape(try $0.transpose($1, [1, 0]), to: [48]) }
        try check("slice") { try $0.slice($1, 0, 0..<7) }
        try check("slice") { try $0.slice($1, 0, 0..<8, stride: 2) }
        try check("concatenate") { try $0.one(.concatenate(ConcatenateAttributes(dimension: 0)), [$1, $1]) }
        try check("pad") { b, x in
            let attributes = PadAttributes(edges: [EdgePadding(1, 0), .zero])
            return try b.one(.pad(attributes), [x, try b.constant(TensorValue(Float(0)))])
        }
        try check("add") { b, x in
            let square = try b.slice(x, 1, 0..<1)
            let rows = try b.broadcast(square, to: [8, 8], dimensions: [0, 1])
            return try b.binary(.add, rows, try b.transpose(rows, [1, 0]))
        }
        try check("dynamic_slice") { b, x in
            let zero = try b.constant(TensorValue(Int32(0)))
            return try b.one(.dynamicSlice(DynamicSliceAttributes(sizes: [4, 6])), [x, zero, zero])
        }
        try check("gather") { b, x in
            let rows = try b.one(.iota(IotaAttributes(dimension: 0, type: TensorType([8, 1], .i32))))
            return try b.one(
                .gather(
                    GatherAttributes(
                        offsetDims: [1], collapsedSliceDims: [0], startIndexMap: [0], indexVectorDim: 1,
                        sliceSizes: [1, 6])), [x, rows])
        }
        try check("reduce_window") { b, x in
            let attributes = WindowAttributes(window: [2, 1])
            return try b.one(
                .reduceWindow(attributes), [x, try b.constant(TensorValue(-Float.infinity))],
                regions: [try scalarBody(b, .maximum)])
        }
        // Sums that cannot be ordered are refused where they stand.
        let windows = try error { b, x in
            try b.one(
                .reduceWindow(WindowAttributes(window: [2, 1])), [x, try b.constant(TensorValue(Float(0)))],
                regions: [try scalarBody(b, .add)])
        }
        #expect(windows?.what.hasPrefix("stablehlo.reduce_window") == true)
        #expect(windows?.location?.layerPath == "layer.1")
        let product = try error { b, x in
            try b.reduce(.multiply, x, dimensions: [0], initial: TensorValue(Float(1)))
        }
        #expect(product?.what.hasPrefix("stablehlo.reduce") == true)
        let looped = try error { b, x in
            let type = b.type(of: x)
            let condition = try b.region([type]) { _ in [try b.constant(TensorValue(false))] }
            let body = try b.region([type]) { p in
                let mean = try b.sum(p[0], dimensions: [0])
                return [try b.binary(.subtract, p[0], try b.broadcast(mean, to: type.shape, dimensions: [1]))]
            }
            return try b.one(.whileLoop, [x], regions: [condition, body])
        }
        #expect(looped?.what.contains("inside a loop") == true)
    }

    /// Operations across samples that nothing sums are no mistake: a metric may look at one row.
    @Test func unsummedLossesAreNoError() throws {
        let graph = try marked([(TensorType([8, 6], .f32), 0)]) { b, p in [try b.slice(p[0], 0, 0..<1)] }
        #expect(marks(graph).isEmpty)
    }

    @Test func loopsAndBranchesCarrySamples() throws {
        let graph = try marked([(TensorType([32, 6], .f32), 0), (TensorType([6, 6], .f32), nil)]) { b, p in
            let type = b.type(of: p[0])
            let start = try b.constant(0, type)
            let condition = try b.region([type]) { _ in [try b.constant(TensorValue(false))] }
            let body = try b.region([type]) { carried in
                let product = try b.one(
                    .dotGeneral(DotGeneralAttributes(lhsContracting: [1], rhsContracting: [0])), [carried[0], p[1]])
                return [try b.binary(.add, product, p[0])]
            }
            // The state starts without samples and gets them in the loop.
            let state = try b.one(.whileLoop, [start], regions: [condition, body])
            let yes = try b.region([]) { _ in [try b.unary(.tanh, state)] }
            let no = try b.region([]) { _ in [start] }
            let chosen = try b.one(.ifElse, [try b.constant(TensorValue(true))], regions: [yes, no])
            return [try total(b, chosen)]
        }
        #expect(marks(graph).map(\.mark) == [SampleSum(dimension: 0, samplesPerLeaf: 8)])
    }

    /// Leaves computed apart, as workers would, and combined by the tree give the bits of the whole step.
    @Test func leavesCombine() throws {
        func step(_ samples: Int) throws -> Graph {
            try marked([
                (TensorType([samples, 3, 4], .f32), 0), (TensorType([4, 5], .f32), nil), (TensorType([5], .f32), nil),
            ]) { b, p in
                let y = try b.unary(.tanh, try dense(b, try b.reshape(p[0], to: [samples * 3, 4]), p[1], p[2]))
                return try gradients(b, try total(b, y), [p[1], p[2]])
            }
        }
        var generator = SampleGenerator(5)
        let kernel = generator.tensor(TensorType([4, 5], .f32), .ordinary)
        let bias = generator.tensor(TensorType([5], .f32), .ordinary)
        let (samples, leaf) = (44, 8)
        let x = generator.tensor(TensorType([samples, 3, 4], .f32), .ordinary)
        let rows = x.array(of: Float.self)
        let executable = try ReferenceExecutor().compile(try step(samples))
        let whole = try executable([x, kernel, bias])
        let parts = try stride(from: 0, to: samples, by: leaf).map { start in
            let end = min(start + leaf, samples)
            let part = try TensorValue(Array(rows[(start * 12)..<(end * 12)]), shape: [end - start, 3, 4])
            let executable = try ReferenceExecutor().compile(try step(end - start))
            return try executable([part, kernel, bias]).map { $0.array(of: Float.self) }
        }
        for output in 0..<2 {
            let elements = whole[output].array(of: Float.self)
            for index in elements.indices {
                let tree = CanonicalTree.sum(parts.map { $0[output][index] })
                #expect(tree.bitPattern == elements[index].bitPattern)
            }
        }
    }
}
