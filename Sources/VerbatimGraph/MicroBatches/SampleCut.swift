import VerbatimArithmetic

/// Appends a graph's operations for some of its samples: what has samples has fewer, all else is as it was.
struct SampleCut {
    /// Thrown where a composite's decomposition would have to know which samples it is given.
    struct NeedsPlace: Error {}

    let pass: SamplePass
    /// How many samples there are after the cut.
    let count: Int
    /// The first sample's place in the whole, an `i64` scalar; nil inside composites, which are not told.
    let place: ValueID?
    /// What has been appended: values with samples cut, all others whole.
    private(set) var copy: GraphCopy
    private let producers: [ValueID: Node]
    /// Whole values of which some samples were taken.
    private var taken: [Taken: ValueID] = [:]

    private struct Taken: Hashable {
        let value: ValueID
        let samples: SampleTrack
    }

    init(pass: SamplePass, count: Int, place: ValueID?, copy: GraphCopy) {
        self.pass = pass
        self.count = count
        self.place = place
        self.copy = copy
        producers = Self.producers(copy.graph.body)
    }

    private var builder: GraphBuilder { copy.builder }

    /// The type in which parts' folds combine: 16-bit floats accumulate in f32 and are rounded once.
    static func foldType(_ type: TensorType) -> TensorType { type.element.isNarrowFloat ? type.with(.f32) : type }

    // MARK: Operations

    /// Puts the samples that there are in the place of a whole input that has samples.
    mutating func cutInput(_ input: ValueID) throws {
        guard case .along(let dimension, let perSample) = pass[input] else { return }
        let type = pass.type(input)
        copy[input] = try builder.one(
            .dynamicSlice(DynamicSliceAttributes(sizes: cutShape(input))),
            [copy[input]] + starts(rank: type.rank, dimension, perSample))
    }

    /// Appends an operation, cut where it has samples.
    mutating func append(_ node: Node) throws {
        guard node.readValues.contains(where: { pass[$0].isAlong }) else { return try copy.append(node) }
        if case .composite(let attributes) = node.operation { return try append(node, attributes) }
        let operands = try self.operands(node)
        var regions: [Region] = []
        for inner in node.regions {
            regions.append(node.isControlFlow ? try region(inner, of: node) : try copy.region(inner))
        }
        let results = try builder.append(
            cutOperation(node), operands, regions: regions, sampleSum: node.sampleSum, location: node.location)
        for (from, to) in zip(node.results, results) { copy[from] = to }
    }

    /// Appends a fold over samples and returns its result for those that there are, without a sum's initial value.
    mutating func fold(_ node: Node) throws -> ValueID {
        let type = Self.foldType(pass.type(node.results[0]))
        var operands = try self.operands(node)
        guard node.sampleSum != nil else {
            let result = try builder.append(node.operation, operands, regions: try copied(node.regions))[0]
            return try builder.convert(result, to: type.element)
        }
        operands = try operands.map { try builder.convert($0, to: type.element) }
        var regions: [Region] = []
        if case .reduce = node.operation {
            let scalar = type.with(shape: [])
            operands[1] = try builder.constant(TensorValue(zeros: scalar))
            regions = [try builder.region([scalar, scalar]) { [try builder.binary(.add, $0[0], $0[1])] }]
        }
        return try builder.append(
            node.operation, operands, regions: regions, sampleSum: node.sampleSum, location: node.location)[0]
    }

    /// Appends a scatter of samples' updates onto a value that was carried here.
    mutating func scatter(_ node: Node, onto carried: ValueID) throws -> ValueID {
        var operands = try self.operands(node)
        operands[0] = carried
        return try builder.append(
            node.operation, operands, regions: try copied(node.regions), location: node.location)[0]
    }

    /// Puts samples of an output at their place in a value of all samples.
    func put(_ value: ValueID, into whole: ValueID) throws -> ValueID {
        guard case .along(let dimension, let perSample) = pass[value] else { return whole }
        let starts = try starts(rank: pass.type(value).rank, dimension, perSample)
        return try builder.one(.dynamicUpdateSlice, [whole, copy[value]] + starts)
    }

    private mutating func copied(_ regions: [Region]) throws -> [Region] {
        var copies: [Region] = []
        for region in regions { copies.append(try copy.region(region)) }
        return copies
    }

    /// A composite cut inside, or, where it would have to know its samples' place, its decomposition in its stead.
    private mutating func append(_ node: Node, _ attributes: CompositeAttributes) throws {
        let inner = attributes.decomposition
        var innerPass = SamplePass(valueTypes: inner.valueTypes, samples: pass.samples)
        _ = try innerPass.region(inner.body, parameters: node.operands.map { pass[$0] })
        let results: [ValueID]
        do {
            let innerBuilder = GraphBuilder(name: inner.name)
            var innerCopy = GraphCopy(inner, into: innerBuilder)
            for (input, value) in zip(inner.inputs, inner.body.parameters) {
                innerCopy[value] = innerBuilder.input(cutType(inner[value], innerPass[value]), name: input.name)
            }
            var nested = SampleCut(pass: innerPass, count: count, place: nil, copy: innerCopy)
            let outputs = try nested.outputs(for: node, tracks: node.results.map { pass[$0] })
            var changed = attributes
            changed.decomposition = innerBuilder.finish(outputs: outputs, names: inner.outputNames)
            results = try builder.append(
                .composite(changed), node.operands.map { copy[$0] }, location: node.location)
        } catch is NeedsPlace {
            guard place != nil else { throw NeedsPlace() }
            var innerCopy = GraphCopy(inner, into: builder)
            for (value, operand) in zip(inner.body.parameters, node.operands) { innerCopy[value] = copy[operand] }
            var nested = SampleCut(pass: innerPass, count: count, place: place, copy: innerCopy)
            results = try nested.outputs(for: node, tracks: node.results.map { pass[$0] })
        }
        for (from, to) in zip(node.results, results) { copy[from] = to }
    }

    /// Appends the whole body of a composite's decomposition and returns its results.
    private mutating func outputs(for composite: Node, tracks: [SampleTrack]) throws -> [ValueID] {
        let body = copy.graph.body
        for node in body.nodes {
            let mixes = node.readValues.contains { pass[$0].isAlong } && !node.results.contains { pass[$0].isAlong }
            guard !mixes || node.results.isEmpty else {
                throw MicroBatchCut.refusal("\(pass.describe(composite)) sums over samples")
            }
            try append(node)
        }
        var results: [ValueID] = []
        for (value, track) in zip(body.results, tracks) { results.append(try self.value(value, track)) }
        return results
    }

    /// A region of a loop or a branch, whose results have samples where the node's have.
    private mutating func region(_ inner: Region, of node: Node) throws -> Region {
        var nested = self
        let tracks = inner.results.count == node.results.count ? node.results.map { pass[$0] } : []
        let region = try builder.region(inner.parameters.map { cutType(pass.type($0), pass[$0]) }) { parameters in
            for (from, to) in zip(inner.parameters, parameters) { nested.copy[from] = to }
            for node in inner.nodes { try nested.append(node) }
            var results: [ValueID] = []
            for (index, value) in inner.results.enumerated() {
                results.append(try nested.value(value, index < tracks.count ? tracks[index] : .none))
            }
            return results
        }
        return region
    }

    // MARK: Operands

    /// The operands: those with samples as they were cut, and of whole ones what meets the samples that there are.
    private mutating func operands(_ node: Node) throws -> [ValueID] {
        let wanted = wanted(node)
        var operands: [ValueID] = []
        for (value, track) in zip(node.operands, wanted) { operands.append(try self.value(value, track)) }
        return operands
    }

    /// How samples lie in what an operation reads beside its operands that have samples.
    private func wanted(_ node: Node) -> [SampleTrack] {
        let tracks = node.operands.map { pass[$0] }
        let first = tracks.firstIndex(where: \.isAlong)
        switch node.operation {
        case .unary, .binary, .compare, .select, .clamp, .convert, .bitcastConvert, .reshape, .transpose,
            .broadcastInDim,
            .slice, .dynamicSlice, .dynamicUpdateSlice, .pad, .concatenate, .reverse, .reduce, .reduceWindow,
            .selectAndScatter, .complex, .reducePrecision, .map, .sort, .fft, .cholesky, .triangularSolve:
            // Operands of the rank of the one that has samples lie as it does; bounds and starts are scalars.
            guard let first else { return tracks }
            let rank = pass.type(node.operands[first]).rank
            return node.operands.map { pass.type($0).rank == rank ? tracks[first] : .none }
        case .whileLoop:
            return node.results.map { pass[$0] }
        case .dotGeneral(let attributes):
            return pairs(
                tracks, attributes.lhsBatching + attributes.lhsContracting,
                attributes.rhsBatching + attributes.rhsContracting)
        case .convolution(let attributes):
            return pairs(tracks, [attributes.dimensions.inputFeature], [attributes.dimensions.kernelInputFeature])
        case .gather(let attributes):
            return pairs(tracks, attributes.operandBatchingDims, attributes.startIndicesBatchingDims)
        case .scatter(let attributes):
            let (input, indices) = (tracks.count / 2 - 1, tracks.count / 2)
            guard input == 0 else { return tracks }
            let update = pass.type(node.operands[2])
            let updateBatch = (0..<update.rank).filter { !attributes.updateWindowDims.contains($0) }
            let indexBatch = (0..<pass.type(node.operands[1]).rank).filter { $0 != attributes.indexVectorDim }
            return [tracks[0]] + pairs(Array(tracks[indices...]), indexBatch, updateBatch)
        case .constant, .iota, .ifElse, .rngBitGenerator, .composite, .customCall, .optimizationBarrier:
            return tracks
        }
    }

    /// The tracks of two operands whose dimensions come in pairs, each taken from the other where it has none.
    private func pairs(_ tracks: [SampleTrack], _ left: [Int], _ right: [Int]) -> [SampleTrack] {
        func other(_ track: SampleTrack, _ from: [Int], _ to: [Int]) -> SampleTrack {
            guard case .along(let dimension, let perSample) = track, let place = from.firstIndex(of: dimension) else {
                return .none
            }
            return .along(dimension: to[place], indicesPerSample: perSample)
        }
        return [
            tracks[0].isAlong ? tracks[0] : other(tracks[1], right, left),
            tracks[1].isAlong ? tracks[1] : other(tracks[0], left, right),
        ]
    }

    /// A value with samples as wanted: itself, or what meets the samples that there are of a whole one.
    private mutating func value(_ value: ValueID, _ wanted: SampleTrack) throws -> ValueID {
        guard case .along(let dimension, let perSample) = wanted, !pass[value].isAlong else { return copy[value] }
        let key = Taken(value: value, samples: wanted)
        if let known = taken[key] { return known }
        let result = try take(value, dimension, perSample)
        taken[key] = result
        return result
    }

    /// The samples that there are of a whole value, made small where it can be rather than cut afterwards.
    private mutating func take(_ value: ValueID, _ dimension: Int, _ perSample: Int) throws -> ValueID {
        let track = SampleTrack.along(dimension: dimension, indicesPerSample: perSample)
        let type = pass.type(value)
        let shape = cutType(type, track).shape
        switch producers[value]?.operation {
        case .unary, .binary, .compare, .select, .clamp, .convert, .complex, .reducePrecision:
            let node = producers[value]!
            var operands: [ValueID] = []
            for operand in node.operands {
                operands.append(try self.value(operand, pass.type(operand).rank == type.rank ? track : .none))
            }
            return try builder.one(node.operation, operands, location: node.location)
        case .broadcastInDim(let attributes):
            let operand = producers[value]!.operands[0]
            var smaller = attributes
            smaller.shape = shape
            guard let from = attributes.dimensions.firstIndex(of: dimension), pass.type(operand).shape[from] != 1 else {
                return try builder.one(.broadcastInDim(smaller), [copy[operand]])
            }
            let cut = try self.value(operand, .along(dimension: from, indicesPerSample: perSample))
            return try builder.one(.broadcastInDim(smaller), [cut])
        case .iota(let attributes) where attributes.dimension != dimension:
            return try builder.one(
                .iota(IotaAttributes(dimension: attributes.dimension, type: type.with(shape: shape))))
        case .composite(let attributes) where dimension == 0 && perSample == 1:
            if let draw = try draw(attributes, producers[value]!.operands) { return draw }
        case .iota, .bitcastConvert, .constant, .reshape, .transpose, .slice, .dynamicSlice, .dynamicUpdateSlice, .pad,
            .concatenate, .reverse, .reduce, .reduceWindow, .selectAndScatter, .dotGeneral, .convolution, .gather,
            .scatter, .whileLoop, .ifElse, .rngBitGenerator, .composite, .map, .sort, .fft, .cholesky, .triangularSolve,
            .customCall, .optimizationBarrier, nil:
            break
        }
        return try builder.one(
            .dynamicSlice(DynamicSliceAttributes(sizes: shape)),
            [copy[value]] + starts(rank: type.rank, dimension, perSample))
    }

    /// A draw of the rows that there are: its rows are numbered by their place in the global batch.
    private func draw(_ attributes: CompositeAttributes, _ operands: [ValueID]) throws -> ValueID? {
        let draws = [RandomBits.name, BernoulliDraw.name, UniformDraw.name, NormalDraw.name]
        guard let place, draws.contains(attributes.name), let type = CompositeTable.type(named: attributes.name),
            case .integers(let shape)? = attributes.options["shape"]
        else { return nil }
        var options = attributes.options
        options["shape"] = .integers([count] + shape.dropFirst())
        let first = try builder.binary(.add, copy[operands[1]], try builder.convert(place, to: .u32))
        return try builder.composite(try type.init(options: options), operands: [copy[operands[0]], first])[0]
    }

    /// Where a box of the samples that there are starts.
    private func starts(rank: Int, _ dimension: Int, _ perSample: Int) throws -> [ValueID] {
        guard let place else { throw NeedsPlace() }
        let zero = try builder.constant(TensorValue(Int64(0)))
        let first = try builder.binary(.multiply, place, try builder.constant(TensorValue(Int64(perSample))))
        return (0..<rank).map { $0 == dimension ? first : zero }
    }

    // MARK: Types

    /// The operation with the sizes of fewer samples where its attributes state them.
    private func cutOperation(_ node: Node) -> Operation {
        switch node.operation {
        case .reshape: return .reshape(ReshapeAttributes(cutShape(node.results[0])))
        case .broadcastInDim(var attributes):
            attributes.shape = cutShape(node.results[0])
            return .broadcastInDim(attributes)
        case .slice(var attributes):
            guard case .along(let dimension, _) = pass[node.results[0]] else { return node.operation }
            attributes.limit[dimension] = cutShape(node.results[0])[dimension]
            return .slice(attributes)
        case .dynamicSlice: return .dynamicSlice(DynamicSliceAttributes(sizes: cutShape(node.results[0])))
        case .gather(var attributes):
            if case .along(let dimension, let perSample) = pass[node.operands[0]],
                !attributes.operandBatchingDims.contains(dimension)
            {
                attributes.sliceSizes[dimension] = count * perSample
            }
            return .gather(attributes)
        case .unary, .binary, .compare, .select, .clamp, .convert, .bitcastConvert, .constant, .iota, .transpose,
            .dynamicUpdateSlice, .pad, .concatenate, .reverse, .reduce, .reduceWindow, .selectAndScatter, .dotGeneral,
            .convolution, .scatter, .whileLoop, .ifElse, .rngBitGenerator, .complex, .reducePrecision, .map, .sort,
            .fft, .cholesky, .triangularSolve, .optimizationBarrier, .composite, .customCall:
            return node.operation
        }
    }

    private func cutShape(_ value: ValueID) -> [Int] { cutType(pass.type(value), pass[value]).shape }

    private func cutType(_ type: TensorType, _ track: SampleTrack) -> TensorType {
        guard case .along(let dimension, let perSample) = track else { return type }
        var shape = type.shape
        shape[dimension] = count * perSample
        return type.with(shape: shape)
    }

    private static func producers(_ region: Region) -> [ValueID: Node] {
        var producers: [ValueID: Node] = [:]
        for node in region.nodes {
            for value in node.results { producers[value] = node }
            for inner in node.regions { producers.merge(Self.producers(inner)) { $1 } }
        }
        return producers
    }
}

extension Node {
    /// Whether regions hold values of the operation's own shapes, not the elements that a fold combines.
    fileprivate var isControlFlow: Bool {
        switch operation {
        case .whileLoop, .ifElse: true
        case .unary, .binary, .compare, .select, .clamp, .convert, .bitcastConvert, .constant, .iota, .reshape,
            .transpose, .broadcastInDim, .slice, .dynamicSlice, .dynamicUpdateSlice, .pad, .concatenate, .reverse,
            .reduce, .reduceWindow, .selectAndScatter, .dotGeneral, .convolution, .gather, .scatter, .rngBitGenerator,
            .complex, .reducePrecision, .map, .sort, .fft, .cholesky, .triangularSolve, .optimizationBarrier,
            .composite,
            .customCall:
            false
        }
    }
}
