import Verbatim

// One function for each kind: random attributes that obey the shape rule, and operands for them.
extension SampleComposer {
    /// Appends an operation of a kind and returns its results.
    @discardableResult
    mutating func append(_ kind: OperationKind) throws -> [ValueID] {
        let results: [ValueID] =
            switch kind {
            case .unary: try unary()
            case .binary: try binary()
            case .compare: try compare()
            case .select: try select()
            case .clamp: try clamp()
            case .convert: try convert()
            case .bitcastConvert: try bitcastConvert()
            case .constant: [try builder.constant(generator.tensor(type(), values))]
            case .iota: try iota()
            case .reshape: try reshape()
            case .transpose: try transpose()
            case .broadcastInDim: try broadcastInDim()
            case .slice: try slice()
            case .dynamicSlice: try dynamicSlice()
            case .dynamicUpdateSlice: try dynamicUpdateSlice()
            case .pad: try pad()
            case .concatenate: try concatenate()
            case .reverse: try reverse()
            case .reduce: try reduce()
            case .reduceWindow: try reduceWindow()
            case .selectAndScatter: try selectAndScatter()
            case .dotGeneral: try dotGeneral()
            case .convolution: try convolution()
            case .gather: try gather()
            case .scatter: try scatter()
            case .whileLoop: try whileLoop()
            case .ifElse: try ifElse()
            case .rngBitGenerator: try rngBitGenerator()
            case .complex: try complex()
            case .reducePrecision: try reducePrecision()
            case .map: try map()
            case .sort: try sort()
            case .fft: try fft()
            case .cholesky: try cholesky()
            case .triangularSolve: try triangularSolve()
            case .optimizationBarrier: try optimizationBarrier()
            case .composite: try composite()
            case .customCall: try customCall()
            }
        return keep(results)
    }

    // MARK: Element by element

    private mutating func unary() throws -> [ValueID] {
        let type = type()
        let operation = generator.pick(UnaryOperation.allCases.filter { $0.accepts(type.element) })
        return [try builder.unary(operation, operand(type))]
    }

    private mutating func binary() throws -> [ValueID] {
        let type = type()
        let operation = generator.pick(BinaryOperation.allCases.filter { $0.accepts(type.element) })
        return [try builder.binary(operation, operand(type), operand(type))]
    }

    private mutating func compare() throws -> [ValueID] {
        let type = type()
        let isTotal = type.element.isFloat && generator.once(in: 2)
        let attributes = CompareAttributes(
            generator.pick(CompareAttributes.Direction.allCases), order: isTotal ? .totalOrder : .natural(type.element))
        return try builder.append(.compare(attributes), [operand(type), operand(type)])
    }

    private mutating func select() throws -> [ValueID] {
        let type = type()
        let predicate = generator.once(in: 3) ? TensorType([], .bool) : type.with(.bool)
        return try builder.append(.select, [operand(predicate), operand(type), operand(type)])
    }

    private mutating func clamp() throws -> [ValueID] {
        let type = type()
        let low = generator.once(in: 2) ? type.with(shape: []) : type
        let high = generator.once(in: 2) ? type.with(shape: []) : type
        return try builder.append(.clamp, [operand(low), operand(type), operand(high)])
    }

    private mutating func convert() throws -> [ValueID] {
        try builder.append(.convert(ConvertAttributes(to: element())), [operand(type())])
    }

    private mutating func bitcastConvert() throws -> [ValueID] {
        var from = type()
        let to = element { ($0 == .bool) == (from.element == .bool) }
        if to.byteCount > from.element.byteCount { from.shape.append(to.byteCount / from.element.byteCount) }
        return try builder.append(.bitcastConvert(ConvertAttributes(to: to)), [operand(from)])
    }

    // MARK: Data movement

    private mutating func iota() throws -> [ValueID] {
        let type = type({ $0 != .bool }, rank: 1...4)
        return try builder.append(
            .iota(IotaAttributes(dimension: generator.int(0...type.rank - 1), type: type)), [])
    }

    private mutating func reshape() throws -> [ValueID] {
        let type = type()
        var shape = type.shape
        for _ in 0..<generator.int(1...3) {
            let place = generator.int(0...shape.count)
            if generator.once(in: 2) {
                shape.insert(1, at: place)
            } else if place + 1 < shape.count {
                shape.replaceSubrange(place...place + 1, with: [shape[place] * shape[place + 1]])
            } else if place < shape.count, let divisor = (2...5).first(where: { shape[place] % $0 == 0 }) {
                shape.replaceSubrange(place...place, with: [divisor, shape[place] / divisor])
            }
        }
        return try builder.append(.reshape(ReshapeAttributes(shape)), [operand(type)])
    }

    private mutating func transpose() throws -> [ValueID] {
        let type = type()
        let permutation = generator.shuffled(Array(0..<type.rank))
        return try builder.append(.transpose(TransposeAttributes(permutation)), [operand(type)])
    }

    private mutating func broadcastInDim() throws -> [ValueID] {
        let type = type(rank: 0...3)
        let rank = generator.int(type.rank...4)
        let dimensions = Array(generator.shuffled(Array(0..<rank)).prefix(type.rank))
        var shape = generator.shape(rank: rank, count: 60)
        for (dimension, target) in dimensions.enumerated() where type.shape[dimension] != 1 {
            shape[target] = type.shape[dimension]
        }
        return try builder.append(
            .broadcastInDim(BroadcastInDimAttributes(shape: shape, dimensions: dimensions)), [operand(type)])
    }

    private mutating func slice() throws -> [ValueID] {
        let type = type()
        let sizes = type.shape.map { generator.part($0) }
        let start = zip(type.shape, sizes).map { generator.int(0...$0 - $1) }
        let limit = zip(start, sizes).map(+)
        let strides = start.map { _ in generator.int(1...3) }
        return try builder.append(
            .slice(SliceAttributes(start: start, limit: limit, strides: strides)), [operand(type)])
    }

    private mutating func dynamicSlice() throws -> [ValueID] {
        let type = type()
        let index = indexElement()
        let source = try operand(type)
        let starts = try type.shape.map { try indices([], upTo: $0, element: index) }
        let sizes = type.shape.map { generator.part($0) }
        return try builder.append(.dynamicSlice(DynamicSliceAttributes(sizes: sizes)), [source] + starts)
    }

    private mutating func dynamicUpdateSlice() throws -> [ValueID] {
        let type = type()
        let index = indexElement()
        let target = try operand(type)
        let update = try operand(type.with(shape: type.shape.map { generator.part($0) }))
        let starts = try type.shape.map { try indices([], upTo: $0, element: index) }
        return try builder.append(.dynamicUpdateSlice, [target, update] + starts)
    }

    private mutating func pad() throws -> [ValueID] {
        let type = type(rank: 0...3)
        let interior = type.shape.map { _ in generator.once(in: 2) ? 0 : generator.int(1...3) }
        let edges = type.shape.indices.map { dimension -> EdgePadding in
            let size = type.shape[dimension]
            var left = size + max(0, size - 1) * interior[dimension]
            let low = generator.int(-min(left, 3)...3)
            left += low
            return EdgePadding(low, generator.int(-min(left, 3)...3))
        }
        return try builder.append(
            .pad(PadAttributes(edges: edges, interior: interior)), [operand(type), operand(type.with(shape: []))])
    }

    private mutating func concatenate() throws -> [ValueID] {
        let type = type(rank: 1...4)
        let dimension = generator.int(0...type.rank - 1)
        var operands: [ValueID] = []
        for _ in 0..<generator.int(1...4) {
            var part = type
            if !generator.once(in: 3) { part.shape[dimension] = generator.int(0...4) }
            operands.append(try operand(part))
        }
        return try builder.append(.concatenate(ConcatenateAttributes(dimension: dimension)), operands)
    }

    private mutating func reverse() throws -> [ValueID] {
        let type = type()
        let dimensions = generator.shuffled(generator.subset(Array(0..<type.rank)))
        return try builder.append(.reverse(ReverseAttributes(dimensions)), [operand(type)])
    }

    // MARK: Folds

    /// A body over scalars: usually one operation, sometimes one whose result depends on the order.
    private mutating func body(_ element: ElementType) throws -> Region {
        let scalar = TensorType([], element)
        let simple: [BinaryOperation] = [.add, .add, .add, .multiply, .maximum, .minimum, .and, .or, .xor]
        let operation = generator.pick(simple.filter { $0.accepts(element) })
        let way = generator.int(0...7)
        let other = generator.pick(BinaryOperation.allCases.filter { $0.accepts(element) && $0 != .power })
        let outer = way == 5 ? try operand(scalar) : nil
        return try builder.region([scalar, scalar]) { p in
            switch way {
            case 0: return [try builder.binary(operation, p[1], p[0])]
            case 1: return [try builder.binary(other, p[0], p[1])]
            case 2: return [p[1]]
            case 3: return [try builder.select(builder.compare(.lt, p[0], p[1]), p[1], p[0])]
            case 4:
                return [try builder.binary(operation, builder.binary(operation, p[0], p[1]), p[1])]
            case 5: return [try builder.binary(operation, builder.binary(operation, p[0], p[1]), outer!)]
            default: return [try builder.binary(operation, p[0], p[1])]
            }
        }
    }

    /// A body over values and indices that keeps the greater value, or the smaller index.
    private func argmaxBody(_ types: [TensorType]) throws -> Region {
        let scalars = types.map { $0.with(shape: []) }
        return try builder.region(scalars + scalars) { p in
            let isGreater = try builder.compare(.gt, p[0], p[2])
            let isEqual = try builder.compare(.eq, p[0], p[2])
            let isLower = try builder.compare(.lt, p[1], p[3])
            let stays = try builder.binary(.or, isGreater, builder.binary(.and, isEqual, isLower))
            return [try builder.select(stays, p[0], p[2]), try builder.select(stays, p[1], p[3])]
        }
    }

    private mutating func reduce() throws -> [ValueID] {
        if generator.once(in: 6) { return try argmax() }
        var type = type()
        if generator.once(in: 3), !reuses {
            let long = generator.pick([255, 256, 257, 513, 700, 4095, 4096, 4097, 9000])
            type.shape = generator.once(in: 2) ? [generator.int(1...3), long] : [long, generator.int(1...3)]
            if generator.once(in: 3) { type.shape.insert(1, at: generator.int(0...2)) }
        }
        let dimensions = generator.shuffled(generator.subset(Array(0..<type.rank)))
        let operands = [try operand(type), try operand(type.with(shape: []))]
        let body = try body(type.element)
        var mark: SampleSum?
        if body.simpleBody != nil, !dimensions.isEmpty, generator.once(in: 2) {
            mark = SampleSum(
                dimension: generator.int(0...dimensions.count - 1),
                samplesPerLeaf: generator.pick([1, 2, 3, 8, 32]), indicesPerSample: generator.pick([1, 1, 1, 2, 9]))
        }
        return try builder.append(
            .reduce(ReduceAttributes(dimensions)), operands, regions: [body], sampleSum: mark)
    }

    private mutating func argmax() throws -> [ValueID] {
        let type = type()
        let index = type.with(indexElement())
        let dimensions = generator.subset(Array(0..<type.rank))
        let operands = [
            try operand(type), try operand(index), try operand(type.with(shape: [])),
            try operand(index.with(shape: [])),
        ]
        return try builder.append(
            .reduce(ReduceAttributes(dimensions)), operands, regions: [argmaxBody([type, index])])
    }

    /// A window over a shape; dilations where wanted.
    private mutating func window(_ shape: [Int], isDilated: Bool) -> WindowAttributes {
        let window = shape.map { generator.once(in: 2) ? 1 : generator.int(1...max(1, min(4, $0))) }
        let overhang = generator.once(in: 2)
        return WindowAttributes(
            window: window, strides: shape.map { _ in generator.int(1...3) },
            padding: window.map { size in
                overhang ? EdgePadding(generator.int(-1...size), generator.int(0...size)) : .zero
            }, baseDilations: shape.map { _ in isDilated ? generator.int(1...3) : 1 },
            windowDilations: shape.map { _ in isDilated ? generator.int(1...2) : 1 })
    }

    private mutating func reduceWindow() throws -> [ValueID] {
        let type = type(rank: 0...4)
        let isDilated = generator.once(in: 3)
        let attributes = window(type.shape, isDilated: isDilated)
        if generator.once(in: 6) {
            let index = type.with(indexElement())
            let operands = [
                try operand(type), try operand(index), try operand(type.with(shape: [])),
                try operand(index.with(shape: [])),
            ]
            return try builder.append(.reduceWindow(attributes), operands, regions: [argmaxBody([type, index])])
        }
        let operands = [try operand(type), try operand(type.with(shape: []))]
        return try builder.append(.reduceWindow(attributes), operands, regions: [body(type.element)])
    }

    private mutating func selectAndScatter() throws -> [ValueID] {
        let type = type()
        let attributes = window(type.shape, isDilated: false)
        let scalar = type.with(shape: [])
        let direction = generator.pick([CompareAttributes.Direction.ge, .ge, .gt, .le, .lt, .ne])
        let isTotal = type.element.isFloat && generator.once(in: 4)
        let isComposed = generator.once(in: 5)
        let select = try builder.region([scalar, scalar]) { p in
            let compared = try builder.one(
                .compare(CompareAttributes(direction, order: isTotal ? .totalOrder : .natural(type.element))),
                [p[0], p[1]])
            return [isComposed ? try builder.unary(.not, compared) : compared]
        }
        let operands = [
            try operand(type), try operand(type.with(shape: attributes.positions(type.shape))), try operand(scalar),
        ]
        return try builder.append(.selectAndScatter(attributes), operands, regions: [select, body(type.element)])
    }

    // MARK: Contractions

    private mutating func dotGeneral() throws -> [ValueID] {
        let element = element { $0 != .bool }
        if generator.once(in: 2) || reuses { return try matrixProduct(element) }
        let batch = generator.shape(rank: generator.int(0...2), count: 6)
        let isLong = generator.once(in: 2)
        let contracted =
            isLong
            ? generator.shuffled(
                [generator.pick([64, 127, 128, 255, 256, 257, 300, 513])] + generator.shape(rank: 1, count: 3))
            : generator.shape(rank: generator.int(0...3), count: 40)
        let rows = generator.shape(rank: generator.int(0...2), count: 24)
        let columns = generator.shape(rank: generator.int(0...2), count: 24)

        /// A shape with the parts' dimensions in random order, and where they went.
        func mixed(_ free: [Int]) -> (shape: [Int], batch: [Int], contracted: [Int]) {
            let order = generator.shuffled(Array(0..<batch.count + contracted.count + free.count))
            let parts = batch + contracted + free
            var shape = parts
            for (part, place) in order.enumerated() { shape[place] = parts[part] }
            return (shape, Array(order[..<batch.count]), Array(order[batch.count..<batch.count + contracted.count]))
        }
        let (left, right) = (mixed(rows), mixed(columns))
        let attributes = DotGeneralAttributes(
            lhsBatching: left.batch, rhsBatching: right.batch, lhsContracting: left.contracted,
            rhsContracting: right.contracted)
        return try builder.append(
            .dotGeneral(attributes),
            [operand(TensorType(left.shape, element)), operand(TensorType(right.shape, element))],
            sampleSum: mark(contracted.count))
    }

    /// A product of matrices, plain or with either transposed: the shapes that kernels are written for.
    private mutating func matrixProduct(_ element: ElementType) throws -> [ValueID] {
        let most = scale > 1 ? 8 : 1
        let rows = generator.pick([1, 2, 5, 6, 7, 12, 13, 33]) * generator.int(1...most)
        let columns = generator.pick([1, 3, 8, 15, 16, 17, 24, 31, 48, 50, 65]) * generator.int(1...most)
        let terms = generator.pick([1, 2, 7, 31, 64, 255, 256, 257, 300])
        let (left, right) = (generator.once(in: 3), generator.once(in: 3))
        let attributes = DotGeneralAttributes(
            lhsContracting: [left ? 0 : 1], rhsContracting: [right ? 1 : 0])
        return try builder.append(
            .dotGeneral(attributes),
            [
                operand(TensorType(left ? [terms, rows] : [rows, terms], element)),
                operand(TensorType(right ? [columns, terms] : [terms, columns], element)),
            ], sampleSum: mark(1))
    }

    private mutating func mark(_ summed: Int) -> SampleSum? {
        guard summed > 0, generator.once(in: 3) else { return nil }
        return SampleSum(
            dimension: generator.int(0...summed - 1), samplesPerLeaf: generator.pick([1, 2, 8, 16, 32]),
            indicesPerSample: generator.pick([1, 1, 1, 3]))
    }

    private mutating func convolution() throws -> [ValueID] {
        let element = element { $0 != .bool }
        let spatialRank = generator.pick([0, 1, 1, 2, 2, 2, 2, 3])
        let isPlain = generator.once(in: 2)
        let groups = isPlain ? 1 : generator.pick([1, 1, 2, 3])
        let isBatchGrouped = generator.once(in: 2)
        let isWide = isPlain && generator.once(in: 6)
        let featuresPerGroup = generator.pick(isWide ? [16, 31, 32, 33, 64] : [1, 2, 3, 5, 8, 17])
        let batch = generator.int(1...(scale > 1 ? 9 : 3)) * (isBatchGrouped ? groups : 1)
        let inputFeatures = featuresPerGroup * (isBatchGrouped ? 1 : groups)
        let outputFeatures = groups * generator.pick(isWide ? [16, 31, 32, 48, 65] : [1, 2, 3, 8, 9, 16])
        let most = isWide ? 4 : spatialRank == 1 ? 30 : spatialRank == 2 ? 9 : 5
        let spatial = (0..<spatialRank).map { _ in generator.once(in: 30) ? 0 : generator.int(1...most) }
        let window = spatial.map { size in
            generator.once(in: 30)
                ? 0 : min(generator.pick([1, 2, 3, 3, 3, 5]), generator.once(in: 4) ? 5 : max(1, size))
        }

        /// Batch or output feature, feature, spatial dimensions: where each goes.
        func order() -> [Int] {
            let rank = spatialRank + 2
            return isPlain ? [0, rank - 1] + Array(1..<rank - 1) : generator.shuffled(Array(0..<rank))
        }
        func placed(_ sizes: [Int], _ order: [Int]) -> [Int] {
            var shape = sizes
            for (part, place) in order.enumerated() { shape[place] = sizes[part] }
            return shape
        }
        let (input, result) = (order(), order())
        let rank = spatialRank + 2
        let kernel = isPlain ? [rank - 1, rank - 2] + Array(0..<spatialRank) : generator.shuffled(Array(0..<rank))
        let dimensions = ConvolutionAttributes.Dimensions(
            inputBatch: input[0], inputFeature: input[1], inputSpatial: Array(input[2...]),
            kernelInputFeature: kernel[1], kernelOutputFeature: kernel[0], kernelSpatial: Array(kernel[2...]),
            outputBatch: result[0], outputFeature: result[1], outputSpatial: Array(result[2...]))
        let isDilated = generator.once(in: 3)
        let isReversed = generator.once(in: 5)
        let attributes = ConvolutionAttributes(
            dimensions: dimensions, strides: spatial.map { _ in generator.pick([1, 1, 2, 3]) },
            padding: window.map { size in
                generator.once(in: 3)
                    ? .zero : EdgePadding(generator.int(-1...max(0, size)), generator.int(-1...max(0, size)))
            }, lhsDilation: spatial.map { _ in isDilated ? generator.int(1...3) : 1 },
            rhsDilation: spatial.map { _ in isDilated ? generator.int(1...2) : 1 },
            windowReversal: spatial.map { _ in isReversed && generator.once(in: 2) },
            featureGroupCount: isBatchGrouped ? 1 : groups, batchGroupCount: isBatchGrouped ? groups : 1)
        let lhs = TensorType(placed([batch, inputFeatures] + spatial, input), element)
        let rhs = TensorType(placed([outputFeatures, featuresPerGroup] + window, kernel), element)
        return try builder.append(
            .convolution(attributes), [operand(lhs), operand(rhs)], sampleSum: mark(spatialRank + 1))
    }

    // MARK: Gather and scatter

    /// Random dimension numbers that gather and scatter share, for an operand's shape.
    private struct Indexing {
        var batching: [Int] = []
        var collapsed: [Int] = []
        var mapped: [Int] = []
        var indicesShape: [Int] = []
        var indicesBatching: [Int] = []
        var vectorDimension = 0
        /// The indices' shape without the components.
        var batchShape: [Int] = []
        /// The operand dimensions that a slice keeps.
        var kept: [Int] = []
    }

    private mutating func indexing(_ shape: [Int]) -> Indexing {
        var numbers = Indexing()
        let dimensions = generator.shuffled(shape.indices.filter { shape[$0] > 0 })
        let batching = generator.once(in: 3) ? min(dimensions.count, generator.int(1...2)) : 0
        numbers.batching = dimensions[..<batching].sorted()
        let rest = Array(dimensions[batching...])
        numbers.collapsed = generator.subset(rest).sorted()
        numbers.mapped = generator.shuffled(generator.subset(rest))
        numbers.kept = shape.indices.filter { !numbers.batching.contains($0) && !numbers.collapsed.contains($0) }
        // The batch dimensions of the indices, those in step with the operand among them.
        let free = generator.shape(rank: generator.int(0...2), count: 12 * scale)
        var batch: [(size: Int, operand: Int?)] = free.map { ($0, nil) }
        for dimension in numbers.batching {
            batch.insert((shape[dimension], dimension), at: generator.int(0...batch.count))
        }
        numbers.batchShape = batch.map(\.size)
        numbers.vectorDimension = generator.int(0...batch.count)
        numbers.indicesShape = numbers.batchShape
        // With one component, and the vector dimension last, the indices may leave it out.
        if numbers.mapped.count == 1 && generator.once(in: 2) {
            numbers.vectorDimension = batch.count
        } else {
            numbers.indicesShape.insert(numbers.mapped.count, at: numbers.vectorDimension)
        }
        numbers.indicesBatching = numbers.batching.map { dimension in
            let place = batch.firstIndex { $0.operand == dimension }!
            return place < numbers.vectorDimension ? place : place + 1
        }
        return numbers
    }

    private mutating func gather() throws -> [ValueID] {
        let type = type(rank: 1...4)
        let numbers = indexing(type.shape)
        let sizes = type.shape.indices.map { dimension in
            numbers.kept.contains(dimension) ? generator.part(type.shape[dimension]) : 1
        }
        let offsetDims = Array(
            generator.shuffled(Array(0..<numbers.batchShape.count + numbers.kept.count)).prefix(numbers.kept.count)
                .sorted())
        let attributes = GatherAttributes(
            offsetDims: offsetDims, collapsedSliceDims: numbers.collapsed, operandBatchingDims: numbers.batching,
            startIndicesBatchingDims: numbers.indicesBatching, startIndexMap: numbers.mapped,
            indexVectorDim: numbers.vectorDimension, sliceSizes: sizes)
        let source = try operand(type)
        let indices = try indices(numbers.indicesShape, upTo: type.shape.max() ?? 0, element: indexElement())
        return try builder.append(.gather(attributes), [source, indices])
    }

    private mutating func scatter() throws -> [ValueID] {
        let type = type(rank: 1...4)
        let numbers = indexing(type.shape)
        let windowShape = numbers.kept.map { generator.part(type.shape[$0]) }
        let rank = numbers.batchShape.count + windowShape.count
        let windowDims = Array(generator.shuffled(Array(0..<rank)).prefix(windowShape.count).sorted())
        var (batch, window) = (numbers.batchShape[...], windowShape[...])
        let updateShape = (0..<rank).map { windowDims.contains($0) ? window.removeFirst() : batch.removeFirst() }
        let attributes = ScatterAttributes(
            updateWindowDims: windowDims, insertedWindowDims: numbers.collapsed, inputBatchingDims: numbers.batching,
            scatterIndicesBatchingDims: numbers.indicesBatching, scatterDimsToOperandDims: numbers.mapped,
            indexVectorDim: numbers.vectorDimension)
        let indices = try indices(numbers.indicesShape, upTo: type.shape.max() ?? 0, element: indexElement())
        if generator.once(in: 6) {
            let second = type.with(indexElement())
            let operands = [
                try operand(type), try operand(second), indices, try operand(type.with(shape: updateShape)),
                try operand(second.with(shape: updateShape)),
            ]
            return try builder.append(.scatter(attributes), operands, regions: [argmaxBody([type, second])])
        }
        let operands = [try operand(type), indices, try operand(type.with(shape: updateShape))]
        return try builder.append(.scatter(attributes), operands, regions: [body(type.element)])
    }

    // MARK: Control flow and the rest

    /// A loop of a few turns over a counter and two tensors that change places, with an outer value.
    private mutating func whileLoop() throws -> [ValueID] {
        let type = type { $0 != .bool }
        let counter = TensorType([], .i32)
        let turns = try builder.constant(TensorValue(Int32(generator.int(0...4))))
        let one = try builder.constant(TensorValue(Int32(1)))
        let outer = try operand(type)
        let operation = generator.pick(
            BinaryOperation.allCases.filter { $0.accepts(type.element) && $0 != .power })
        let operands = [try builder.constant(TensorValue(Int32(0))), try operand(type), try operand(type)]
        let types = [counter, type, type]
        let condition = try builder.region(types) { p in [try builder.compare(.lt, p[0], turns)] }
        let body = try builder.region(types) { p in
            let next = try builder.binary(operation, p[1], builder.binary(.add, p[2], outer))
            return [try builder.binary(.add, p[0], one), p[2], next]
        }
        return try builder.append(.whileLoop, operands, regions: [condition, body])
    }

    private mutating func ifElse() throws -> [ValueID] {
        let type = type()
        let predicate = try operand(TensorType([], .bool))
        let (left, right) = (try operand(type), try operand(type))
        let onTrue = try builder.region([]) { _ in [left, try builder.binary(.add, left, right)] }
        let onFalse = try builder.region([]) { _ in [try builder.binary(.maximum, left, right), right] }
        return try builder.append(.ifElse, [predicate], regions: [onTrue, onFalse])
    }

    private mutating func rngBitGenerator() throws -> [ValueID] {
        let algorithm = generator.pick(RngBitGeneratorAttributes.Algorithm.allCases)
        let words = algorithm == .threeFry ? 2 : generator.int(2...3)
        let type = type { $0 != .bool }
        return try builder.append(
            .rngBitGenerator(RngBitGeneratorAttributes(algorithm, type: type)),
            [operand(TensorType([words], .u64), .finite)])
    }

    private mutating func composite() throws -> [ValueID] {
        generator.once(in: 4) ? try unknownComposite() : try knownComposite()
    }

    /// A softmax under a name that nobody knows, so that its decomposition is run.
    private mutating func unknownComposite() throws -> [ValueID] {
        let type = type(\.isFloat, rank: 1...4)
        let inner = GraphBuilder(name: "sampled_softmax")
        let x = inner.input(type, name: "x")
        let last = [type.rank - 1]
        let kept = Array(0..<type.rank - 1)
        let lowest = TensorValue(-Double.infinity, as: type.element)
        let top = try inner.reduce(.maximum, x, dimensions: last, initial: lowest)
        let shifted = try inner.binary(.subtract, x, inner.broadcast(top, to: type.shape, dimensions: kept))
        let e = try inner.unary(.exponential, shifted)
        let total = try inner.broadcast(inner.sum(e, dimensions: last), to: type.shape, dimensions: kept)
        let decomposition = inner.finish(outputs: [try inner.binary(.divide, e, total), top])
        return try builder.append(
            .composite(CompositeAttributes(name: "sample.softmax", decomposition: decomposition)), [operand(type)])
    }

    /// Prints a value on its way; the results are the value before and after.
    private mutating func customCall() throws -> [ValueID] {
        let type = type()
        let value = try operand(type)
        let attributes = CustomCallAttributes(
            target: CustomCallAttributes.print, configuration: "sampled", hasSideEffect: true, resultTypes: [])
        try builder.append(.customCall(attributes), [value])
        return [value, try builder.binary(.maximum, value, value)]
    }
}
