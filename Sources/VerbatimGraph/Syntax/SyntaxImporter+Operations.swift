// From the operations of a text to those of the graph.
extension SyntaxImporter {
    private static let elementwise: [String: Operation] = {
        var operations: [String: Operation] = [:]
        for unary in UnaryOperation.allCases { operations[unary.name] = .unary(unary) }
        for binary in BinaryOperation.allCases { operations[binary.name] = .binary(binary) }
        operations["chlo.tan"] = .unary(.tan)
        return operations
    }()

    /// What an operation gives.
    func translate(_ operation: SyntaxOperation) throws -> [Value] {
        let types = operation.operandTypes + operation.resultTypes
        if operation.name != "func.call", types.contains(where: \.isQuantized) {
            return try translateQuantized(operation)
        }
        if let known = Self.elementwise[operation.name] {
            if case .unary(let unary) = known, unary == .real || unary == .imag {
                let operand = try operand(operation)
                let type = builder.type(of: operand)
                // A real number is its own real part.
                if !type.element.isComplex {
                    return [.tensor(unary == .real ? operand : try builder.constant(0, type))]
                }
            }
            return try append(known, operation)
        }
        if operation.name.hasPrefix("chlo.") { return try translateCHLO(operation) }
        if operation.name.hasPrefix("check.") || operation.name.hasPrefix("interpreter.") {
            return try translateCheck(operation)
        }
        switch operation.name {
        case "stablehlo.constant": return [.tensor(try constant(operation))]
        case "stablehlo.compare": return try append(.compare(try compare(operation)), operation)
        case "stablehlo.select": return try append(.select, operation)
        case "stablehlo.clamp": return try append(.clamp, operation)
        case "stablehlo.complex": return try append(.complex, operation)
        case "stablehlo.convert":
            return try append(.convert(ConvertAttributes(to: try resultType(operation).element)), operation)
        case "stablehlo.bitcast_convert":
            return try append(.bitcastConvert(ConvertAttributes(to: try resultType(operation).element)), operation)
        case "stablehlo.reduce_precision":
            let precision = ReducePrecisionAttributes(
                exponentBits: try integer("exponent_bits", operation),
                significandBits: try integer("mantissa_bits", operation))
            return try append(.reducePrecision(precision), operation)
        case "stablehlo.iota", "stablehlo.dynamic_iota":
            let iota = IotaAttributes(
                dimension: try integer("iota_dimension", operation), type: try resultType(operation))
            return [.tensor(try builder.one(.iota(iota)))]
        case "stablehlo.reshape", "stablehlo.dynamic_reshape":
            let operand = try operand(operation)
            let result = try builder.one(.reshape(ReshapeAttributes(try resultType(operation).shape)), [operand])
            if let known = constants[operand] {
                constants[result] = known.reshaped(builder.type(of: result).shape)
            }
            return [.tensor(result)]
        case "stablehlo.transpose":
            return try append(.transpose(TransposeAttributes(try integers("permutation", operation))), operation)
        case "stablehlo.broadcast_in_dim", "stablehlo.dynamic_broadcast_in_dim":
            let broadcast = BroadcastInDimAttributes(
                shape: try resultType(operation).shape,
                dimensions: try integers("broadcast_dimensions", operation))
            return [.tensor(try builder.one(.broadcastInDim(broadcast), [try operand(operation)]))]
        case "stablehlo.broadcast":
            let sizes = try integers("broadcast_sizes", operation)
            let operand = try operand(operation)
            let type = builder.type(of: operand)
            let broadcast = BroadcastInDimAttributes(
                shape: sizes + type.shape, dimensions: Array(sizes.count..<sizes.count + type.rank))
            return [.tensor(try builder.one(.broadcastInDim(broadcast), [operand]))]
        case "stablehlo.slice":
            return try append(
                .slice(
                    SliceAttributes(
                        start: try integers("start_indices", operation),
                        limit: try integers("limit_indices", operation),
                        strides: try optionalIntegers("strides", operation))), operation)
        case "stablehlo.real_dynamic_slice":
            let operands = try operands(operation)
            try count(operands, 4, operation)
            let slice = SliceAttributes(
                start: try constant(operands[1], operation), limit: try constant(operands[2], operation),
                strides: try constant(operands[3], operation))
            return [.tensor(try builder.one(.slice(slice), [operands[0]]))]
        case "stablehlo.dynamic_slice":
            return try append(
                .dynamicSlice(DynamicSliceAttributes(sizes: try integers("slice_sizes", operation))), operation)
        case "stablehlo.dynamic_update_slice": return try append(.dynamicUpdateSlice, operation)
        case "stablehlo.pad":
            let pad = try pad(
                low: try integers("edge_padding_low", operation), high: try integers("edge_padding_high", operation),
                interior: try integers("interior_padding", operation), operation)
            return try append(.pad(pad), operation)
        case "stablehlo.dynamic_pad":
            let operands = try operands(operation)
            try count(operands, 5, operation)
            let pad = try pad(
                low: try constant(operands[2], operation), high: try constant(operands[3], operation),
                interior: try constant(operands[4], operation), operation)
            return [.tensor(try builder.one(.pad(pad), Array(operands.prefix(2))))]
        case "stablehlo.concatenate":
            return try append(
                .concatenate(ConcatenateAttributes(dimension: try integer("dimension", operation))), operation)
        case "stablehlo.reverse":
            return try append(.reverse(ReverseAttributes(try integers("dimensions", operation))), operation)
        case "stablehlo.get_dimension_size":
            let type = builder.type(of: try operand(operation))
            let dimension = try integer("dimension", operation)
            guard type.shape.indices.contains(dimension) else {
                throw Self.error(.malformed, "\(operation.name) names a dimension wrongly", operation)
            }
            return [.tensor(try known(TensorValue(Int32(clamping: type.shape[dimension]))))]
        case "stablehlo.reduce":
            return try withRegions(.reduce(ReduceAttributes(try integers("dimensions", operation))), operation, 1)
        case "stablehlo.reduce_window":
            return try withRegions(.reduceWindow(try window(operation)), operation, 1)
        case "stablehlo.select_and_scatter":
            return try withRegions(.selectAndScatter(try window(operation)), operation, 2)
        case "stablehlo.map": return try withRegions(.map, operation, 1)
        case "stablehlo.sort":
            let rank = builder.type(of: try operand(operation)).rank
            let dimension = operation["dimension"] == nil ? -1 : try integer("dimension", operation)
            return try withRegions(
                .sort(SortAttributes(dimension: dimension < 0 ? dimension + rank : dimension)), operation, 1)
        case "stablehlo.scatter": return try withRegions(.scatter(try scatter(operation)), operation, 1)
        case "stablehlo.gather":
            return try append(.gather(try gather(operation, try integers("slice_sizes", operation))), operation)
        case "stablehlo.dynamic_gather":
            let operands = try operands(operation)
            try count(operands, 3, operation)
            let gather = try gather(operation, try constant(operands[2], operation))
            return [.tensor(try builder.one(.gather(gather), Array(operands.prefix(2))))]
        case "stablehlo.dot_general": return try dot(try dotGeneral(operation), operation)
        case "stablehlo.dot":
            let types = try operands(operation).map(builder.type(of:))
            try count(types, 2, operation)
            let dot = DotGeneralAttributes(lhsContracting: [max(0, types[0].rank - 1)], rhsContracting: [0])
            return try self.dot(dot, operation)
        case "stablehlo.convolution":
            return try convolution(operation, padding: try padding("padding", operation))
        case "stablehlo.dynamic_conv":
            let operands = try operands(operation)
            try count(operands, 3, operation)
            let numbers = try constant(operands[2], operation)
            let edges = stride(from: 0, to: numbers.count - 1, by: 2).map { EdgePadding(numbers[$0], numbers[$0 + 1]) }
            return try convolution(operation, padding: edges)
        case "stablehlo.fft":
            let kind = try keyword("fft_type", operation, FFTAttributes.Kind.self)
            return try append(.fft(FFTAttributes(kind, lengths: try integers("fft_length", operation))), operation)
        case "stablehlo.cholesky":
            return try append(
                .cholesky(CholeskyAttributes(isLower: try boolean("lower", operation) ?? false)), operation)
        case "stablehlo.triangular_solve":
            let solve = TriangularSolveAttributes(
                isLeft: try boolean("left_side", operation) ?? true, isLower: try boolean("lower", operation) ?? true,
                isUnitDiagonal: try boolean("unit_diagonal", operation) ?? false,
                transpose: operation["transpose_a"] == nil
                    ? .none : try keyword("transpose_a", operation, TriangularSolveAttributes.Transpose.self))
            return try append(.triangularSolve(solve), operation)
        case "stablehlo.while": return try whileLoop(operation)
        case "stablehlo.if": return try branches(operation, isCase: false)
        case "stablehlo.case": return try branches(operation, isCase: true)
        case "stablehlo.rng_bit_generator":
            guard operation.resultTypes.count == 2 else {
                throw Self.error(.malformed, "\(operation.name) has two results", operation)
            }
            let algorithm = try keyword("rng_algorithm", operation, RngBitGeneratorAttributes.Algorithm.self)
            let generator = RngBitGeneratorAttributes(
                algorithm, type: try tensorType(operation.resultTypes[1], operation))
            return try append(.rngBitGenerator(generator), operation)
        case "stablehlo.rng": return try rng(operation)
        case "stablehlo.composite": return try composite(operation)
        case "stablehlo.custom_call": return try customCall(operation)
        case "func.call":
            guard case .symbol(let name)? = operation["callee"] else { throw missing("callee", operation) }
            return try call(name, try operation.operands.map { try value($0, operation) }, operation)
        default: return try translateOther(operation)
        }
    }

    /// Tokens, tuples, and what several processes would do together, for one.
    private func translateOther(_ operation: SyntaxOperation) throws -> [Value] {
        switch operation.name {
        case "stablehlo.after_all", "stablehlo.create_token": return [.token]
        case "stablehlo.optimization_barrier":
            return try operation.operands.map { try value($0, operation) }
        case "stablehlo.tuple": return [.tuple(try operation.operands.map { try value($0, operation) })]
        case "stablehlo.get_tuple_element":
            guard let use = operation.operands.first, case .tuple(let values) = try value(use, operation),
                case .number(let text, _)? = operation["index"], let index = Int(text), values.indices.contains(index)
            else { throw Self.error(.malformed, "\(operation.name) names no element of a tuple", operation) }
            return [values[index]]
        case "stablehlo.partition_id", "stablehlo.replica_id":
            return [.tensor(try known(TensorValue(UInt32(0))))]
        case "stablehlo.all_gather", "stablehlo.all_reduce", "stablehlo.reduce_scatter", "stablehlo.all_to_all",
            "stablehlo.collective_broadcast", "stablehlo.collective_reduce", "stablehlo.cross-replica-sum":
            try checkOneProcess(operation)
            return try operands(operation).map { .tensor($0) }
        case "stablehlo.collective_permute":
            let pairs = numbers(operation["source_target_pairs"]) ?? []
            guard pairs.allSatisfy({ $0 == 0 }) else { throw severalProcesses(operation) }
            let operand = try operand(operation)
            if !pairs.isEmpty { return [.tensor(operand)] }
            return [.tensor(try builder.constant(0, builder.type(of: operand)))]
        case "stablehlo.infeed":
            guard !infeeds.isEmpty else {
                throw Self.error(.unsupported, "an infeed has nothing to give", operation)
            }
            return try call(infeeds.removeFirst(), [], operation) + [.token]
        case "stablehlo.outfeed": return [.token]
        case "stablehlo.uniform_quantize", "stablehlo.uniform_dequantize":
            throw Self.error(.unsupported, "quantized types are not supported", operation)
        case "stablehlo.send", "stablehlo.recv", "stablehlo.async_start", "stablehlo.async_done":
            throw severalProcesses(operation)
        default:
            throw Self.error(
                .unsupported, "an operation is not one of the graph's: \(operation.name)", operation)
        }
    }

    private func severalProcesses(_ operation: SyntaxOperation) -> VerbatimError {
        Self.error(.unsupported, "programs of several processes are not supported", operation)
    }

    /// Groups of processes may name none but the first.
    private func checkOneProcess(_ operation: SyntaxOperation) throws {
        let groups = numbers(operation["replica_groups"]) ?? []
        guard groups.allSatisfy({ $0 <= 0 }), groups.filter({ $0 == 0 }).count <= 1 else {
            throw severalProcesses(operation)
        }
    }

    // MARK: Plain operations

    private func append(_ known: Operation, _ operation: SyntaxOperation) throws -> [Value] {
        try builder.append(known, try operands(operation), sampleSum: try sampleSum(operation)).map { .tensor($0) }
    }

    private func withRegions(_ known: Operation, _ operation: SyntaxOperation, _ count: Int) throws -> [Value] {
        guard operation.regions.count == count else {
            throw Self.error(
                .malformed, "\(operation.name) got a wrong number of regions", operation,
                received: "\(operation.regions.count)", expected: "\(count)")
        }
        let operands = try operands(operation)
        let regions = try operation.regions.map { try region($0, operation) }
        return try builder.append(known, operands, regions: regions, sampleSum: try sampleSum(operation)).map {
            .tensor($0)
        }
    }

    private func count<Element>(_ operands: [Element], _ count: Int, _ operation: SyntaxOperation) throws {
        guard operands.count == count else {
            throw Self.error(
                .malformed, "\(operation.name) got a wrong number of operands", operation,
                received: "\(operands.count)", expected: "\(count)")
        }
    }

    /// A constant whose value is remembered.
    private func known(_ value: TensorValue) throws -> ValueID {
        let id = try builder.constant(value)
        if value.type.count <= 256 { constants[id] = value }
        return id
    }

    private func constant(_ operation: SyntaxOperation) throws -> ValueID {
        guard case .dense(let body, let stated)? = operation["value"] else { throw missing("value", operation) }
        let type = try tensorType(stated, operation)
        switch try SyntaxDense.elements(body, type) {
        case .whole(let value): return try known(value)
        case .repeated(let value):
            return try builder.broadcast(try builder.constant(value), to: type.shape, dimensions: [])
        }
    }

    /// The mark of a sum over samples, if there is one.
    private func sampleSum(_ operation: SyntaxOperation) throws -> SampleSum? {
        guard let mark = operation["verbatim.sample_sum"] else { return nil }
        var numbers: [String: Int] = [:]
        if case .dictionary(let entries) = mark {
            for entry in entries {
                if case .number(let text, _) = entry.value { numbers[entry.name] = Int(text) }
            }
        }
        guard let dimension = numbers["dimension"], let samples = numbers["samples_per_leaf"],
            let indices = numbers["indices_per_sample"]
        else {
            throw Self.error(
                .malformed, "the mark of a sum over samples is not complete", operation,
                expected: "dimension, indices_per_sample and samples_per_leaf")
        }
        return SampleSum(dimension: dimension, samplesPerLeaf: samples, indicesPerSample: indices)
    }

    private func compare(_ operation: SyntaxOperation) throws -> CompareAttributes {
        let direction = try keyword("comparison_direction", operation, CompareAttributes.Direction.self)
        let element = builder.type(of: try operand(operation)).element
        var order = CompareAttributes.Order.natural(element)
        if let word = operation["compare_type"]?.keyword, word != "NOTYPE" {
            guard let stated = CompareAttributes.Order(rawValue: word) else {
                throw Self.error(.malformed, "an order is unknown", operation, received: word)
            }
            order = stated
        }
        return CompareAttributes(direction, order: order)
    }

    private func pad(
        low: [Int], high: [Int], interior: [Int], _ operation: SyntaxOperation
    ) throws -> PadAttributes {
        guard low.count == high.count else {
            throw Self.error(
                .malformed, "\(operation.name) has edges of different numbers", operation,
                received: "\(low) and \(high)", expected: "lists of equal length")
        }
        return PadAttributes(edges: zip(low, high).map { EdgePadding($0, $1) }, interior: interior)
    }

    private func window(_ operation: SyntaxOperation) throws -> WindowAttributes {
        var window: [Int]? = try optionalIntegers("window_dimensions", operation)
        if window == nil, operation.name == "stablehlo.select_and_scatter", let first = try operands(operation).first {
            window = builder.type(of: first).shape.map { _ in 1 }
        }
        guard let window else { throw missing("window_dimensions", operation) }
        return WindowAttributes(
            window: window, strides: try optionalIntegers("window_strides", operation),
            padding: try padding("padding", operation),
            baseDilations: try optionalIntegers("base_dilations", operation),
            windowDilations: try optionalIntegers("window_dilations", operation))
    }

    // MARK: Contractions and indices

    private func dotGeneral(_ operation: SyntaxOperation) throws -> DotGeneralAttributes {
        let fields = try fields("dot_dimension_numbers", operation)
        return DotGeneralAttributes(
            lhsBatching: fields.lists["lhs_batching_dimensions"] ?? [],
            rhsBatching: fields.lists["rhs_batching_dimensions"] ?? [],
            lhsContracting: fields.lists["lhs_contracting_dimensions"] ?? [],
            rhsContracting: fields.lists["rhs_contracting_dimensions"] ?? [])
    }

    private func dot(_ attributes: DotGeneralAttributes, _ operation: SyntaxOperation) throws -> [Value] {
        try contraction(.dotGeneral(attributes), Array(try operands(operation).prefix(2)), operation)
    }

    /// A contraction whose result may be of another type: operands are converted to the wider of the types first.
    private func contraction(
        _ known: Operation, _ operands: [ValueID], _ operation: SyntaxOperation
    ) throws -> [Value] {
        let result = try resultType(operation).element
        let elements = operands.map { builder.type(of: $0).element }
        let widest = ([result] + elements).max { Self.rank($0) < Self.rank($1) } ?? result
        let wide = widest.smallFormat == nil ? widest : .f32
        let converted = try operands.map { try builder.convert($0, to: wide) }
        let value = try builder.append(known, converted, sampleSum: try sampleSum(operation))[0]
        return [.tensor(try builder.convert(value, to: result))]
    }

    /// Types in the order in which one holds the other's numbers.
    private static func rank(_ element: ElementType) -> Int {
        let kind = element.isComplex ? 3000 : element.isFloat ? 2000 : element.smallFormat != nil ? 1000 : 0
        return kind + element.bitWidth
    }

    private func convolution(_ operation: SyntaxOperation, padding: [EdgePadding]?) throws -> [Value] {
        guard case .dialect("stablehlo.conv", let body)? = operation["dimension_numbers"],
            let dimensions = ConvolutionAttributes.Dimensions(text: body)
        else { throw missing("dimension_numbers", operation) }
        var reversal: [Bool]?
        if let value = operation["window_reversal"] {
            guard let truths = booleans(value) else { throw wrong("window_reversal", operation, "truth values") }
            reversal = truths
        }
        let convolution = ConvolutionAttributes(
            dimensions: dimensions, strides: try optionalIntegers("window_strides", operation), padding: padding,
            lhsDilation: try optionalIntegers("lhs_dilation", operation),
            rhsDilation: try optionalIntegers("rhs_dilation", operation), windowReversal: reversal,
            featureGroupCount: try integer("feature_group_count", operation),
            batchGroupCount: try integer("batch_group_count", operation))
        return try contraction(.convolution(convolution), Array(try operands(operation).prefix(2)), operation)
    }

    private func gather(_ operation: SyntaxOperation, _ sizes: [Int]) throws -> GatherAttributes {
        let fields = try fields("dimension_numbers", operation)
        return GatherAttributes(
            offsetDims: fields.lists["offset_dims"] ?? [],
            collapsedSliceDims: fields.lists["collapsed_slice_dims"] ?? [],
            operandBatchingDims: fields.lists["operand_batching_dims"] ?? [],
            startIndicesBatchingDims: fields.lists["start_indices_batching_dims"] ?? [],
            startIndexMap: fields.lists["start_index_map"] ?? [],
            indexVectorDim: fields.numbers["index_vector_dim"] ?? 0, sliceSizes: sizes)
    }

    private func scatter(_ operation: SyntaxOperation) throws -> ScatterAttributes {
        let fields = try fields("scatter_dimension_numbers", operation)
        return ScatterAttributes(
            updateWindowDims: fields.lists["update_window_dims"] ?? [],
            insertedWindowDims: fields.lists["inserted_window_dims"] ?? [],
            inputBatchingDims: fields.lists["input_batching_dims"] ?? [],
            scatterIndicesBatchingDims: fields.lists["scatter_indices_batching_dims"] ?? [],
            scatterDimsToOperandDims: fields.lists["scatter_dims_to_operand_dims"] ?? [],
            indexVectorDim: fields.numbers["index_vector_dim"] ?? 0)
    }

    // MARK: Control flow

    private func whileLoop(_ operation: SyntaxOperation) throws -> [Value] {
        guard operation.regions.count == 2 else {
            throw Self.error(.malformed, "\(operation.name) takes a condition and a body", operation)
        }
        let values = try operation.operands.map { try value($0, operation) }
        var initial: [ValueID] = []
        for case .tensor(let id) in values { initial.append(id) }
        let regions = try operation.regions.map { try region($0, operation) }
        var results = try builder.append(.whileLoop, initial, regions: regions)[...]
        return values.map { value in
            if case .tensor = value { return .tensor(results.removeFirst()) }
            return value
        }
    }

    /// `if`, and `case` as a chain of it: an index out of range takes the last branch.
    private func branches(_ operation: SyntaxOperation, isCase: Bool) throws -> [Value] {
        let index = try operand(operation)
        guard isCase ? !operation.regions.isEmpty : operation.regions.count == 2 else {
            throw Self.error(.malformed, "\(operation.name) has too few branches", operation)
        }
        guard builder.type(of: index).rank == 0 else {
            throw Self.error(.malformed, "\(operation.name) takes a scalar", operation)
        }
        var results: [ValueID]
        if isCase {
            guard operation.regions.count <= Graph.nestingLimit / 2 else {
                throw Self.error(.unsupported, "\(operation.name) has too many branches", operation)
            }
            results = try chain(index, operation.regions[...], 0, operation)
        } else {
            let regions = try operation.regions.map { try region($0, operation) }
            results = try builder.append(.ifElse, [index], regions: regions)
        }
        return operation.resultTypes.map { type in
            type == .other("!stablehlo.token") || results.isEmpty ? .token : .tensor(results.removeFirst())
        }
    }

    private func chain(
        _ index: ValueID, _ branches: ArraySlice<SyntaxRegion>, _ number: Int, _ operation: SyntaxOperation
    ) throws -> [ValueID] {
        let first = try region(branches[branches.startIndex], operation)
        if branches.count == 1 {
            // A lone branch runs in any case.
            let always = try builder.constant(TensorValue(true))
            let same = try region(branches[branches.startIndex], operation)
            return try builder.append(.ifElse, [always], regions: [first, same])
        }
        let label = try builder.constant(TensorValue(Double(number), as: builder.type(of: index).element))
        let isHere = try builder.compare(.eq, index, label)
        let rest: Region
        if branches.count == 2 {
            rest = try region(branches[branches.startIndex + 1], operation)
        } else {
            rest = try builder.region([]) { _ in try chain(index, branches.dropFirst(), number + 1, operation) }
        }
        return try builder.append(.ifElse, [isHere], regions: [first, rest])
    }

    // MARK: Composites, calls and draws

    private func composite(_ operation: SyntaxOperation) throws -> [Value] {
        guard case .string(let name, _)? = operation["name"] else { throw missing("name", operation) }
        guard case .symbol(let function)? = operation["decomposition"] else {
            throw missing("decomposition", operation)
        }
        if !operation.regions.isEmpty {
            throw Self.error(.unsupported, "a composite with regions is not supported", operation)
        }
        var options: [String: CompositeAttributes.Option] = [:]
        if case .dictionary(let entries)? = operation["composite_attributes"] {
            // What the graph has no word for belongs to whoever knows the composite; the decomposition holds without.
            for entry in entries { options[entry.name] = option(entry.value) }
        }
        let decomposition = try graph(of: function, operation)
        return try append(
            .composite(CompositeAttributes(name: name, options: options, decomposition: decomposition)), operation)
    }

    private func option(_ value: SyntaxAttribute) -> CompositeAttributes.Option? {
        switch value {
        case .number(let text, let type) where type.hasPrefix("f"): Double(text).map { .number($0) }
        case .number(let text, _): Int(text).map { .integer($0) }
        case .boolean(let truth): .boolean(truth)
        case .string(let text, _): .string(text)
        case .list, .array, .dense: numbers(value).map { .integers($0) }
        case .unit, .dictionary, .symbol, .type, .dialect, .alias, .other: nil
        }
    }

    private func customCall(_ operation: SyntaxOperation) throws -> [Value] {
        guard case .string(let target, _)? = operation["call_target_name"] else {
            throw missing("call_target_name", operation)
        }
        if target.hasPrefix("check.") { return try check(target, operation) }
        let operands = try operands(operation)
        if target == CustomCallAttributes.print {
            var label = ""
            if case .string(let text, _)? = operation["backend_config"] { label = text }
            return try builder.append(
                .customCall(
                    CustomCallAttributes(target: target, configuration: label, hasSideEffect: true, resultTypes: [])),
                operands
            ).map { .tensor($0) }
        }
        let results = try operation.resultTypes.map { try tensorType($0, operation) }
        if let translation = customCalls[target] ?? Self.knownCalls[target] {
            let values = try translation(builder, operands, results)
            return values.map { .tensor($0) }
        }
        throw Self.error(.unsupported, "a custom call is unknown: \(target)", operation)
    }

    /// Calls that change nothing in one process.
    private static let knownCalls: [String: CustomCallTranslation] = {
        let same: CustomCallTranslation = { _, operands, _ in operands }
        return [
            "Sharding": same, "SPMDFullToShardShape": same, "SPMDShardToFullShape": same,
            "annotate_device_placement": same,
        ]
    }()

    /// `rng`: Philox under the key 0, each operation of the program a stream of its own.
    private func rng(_ operation: SyntaxOperation) throws -> [Value] {
        let operands = try operands(operation)
        try count(operands, 3, operation)
        let type = try resultType(operation)
        let isNormal = operation["rng_distribution"]?.keyword == "NORMAL"
        draws += 1
        let state = try builder.constant(TensorValue([UInt64(draws), 0], shape: [2]))
        func wide(_ value: ValueID) throws -> ValueID {
            try builder.broadcast(value, to: type.shape, dimensions: [])
        }
        let (low, high) = (try wide(operands[0]), try wide(operands[1]))
        if type.element.isInteger || type.element == .bool {
            guard !isNormal, type.element.isInteger else {
                throw Self.error(.unsupported, "a draw of this type is not supported", operation)
            }
            let bits = try builder.append(
                .rngBitGenerator(RngBitGeneratorAttributes(.default, type: type.with(.u64))), [state])[1]
            let span = try builder.convert(try builder.binary(.subtract, high, low), to: .u64)
            let offset = try builder.convert(try builder.binary(.remainder, bits, span), to: type.element)
            return [.tensor(try builder.binary(.add, low, offset))]
        }
        guard type.element.isFloat else {
            throw Self.error(.unsupported, "a draw of this type is not supported", operation)
        }
        let bits = try builder.append(
            .rngBitGenerator(RngBitGeneratorAttributes(.default, type: type.with(.u32))), [state])[1]
        let shift = try builder.constant(8, type.with(.u32))
        let element: ElementType = type.element == .f64 ? .f64 : .f32
        let number = try builder.convert(try builder.binary(.shiftRightLogical, bits, shift), to: element)
        let drawn: ValueID
        if isNormal {
            // The inverse of the normal distribution at the middle of each of 2^24 steps.
            let half = try builder.constant(0.5, type.with(element))
            let scale = try builder.constant(0x1p-23, type.with(element))
            let one = try builder.constant(1, type.with(element))
            let middle = try builder.binary(
                .subtract, try builder.binary(.multiply, try builder.binary(.add, number, half), scale), one)
            drawn = try builder.binary(
                .multiply, try builder.unary(.erfInv, middle),
                try builder.constant(1.4142135623730951, type.with(element)))
        } else {
            drawn = try builder.binary(.multiply, number, try builder.constant(0x1p-24, type.with(element)))
        }
        let unit = try builder.convert(drawn, to: type.element)
        let scale = isNormal ? high : try builder.binary(.subtract, high, low)
        return [.tensor(try builder.binary(.add, try builder.binary(.multiply, unit, scale), low))]
    }

    // MARK: Attributes

    func missing(_ name: String, _ operation: SyntaxOperation) -> VerbatimError {
        Self.error(.malformed, "\(operation.name) lacks an attribute", operation, expected: "`\(name)`")
    }

    private func wrong(_ name: String, _ operation: SyntaxOperation, _ expected: String) -> VerbatimError {
        Self.error(
            .malformed, "an attribute is not what it should be", operation, received: "`\(name)`", expected: expected)
    }

    func integer(_ name: String, _ operation: SyntaxOperation) throws -> Int {
        guard let value = operation[name] else { throw missing(name, operation) }
        guard case .number(let text, _) = value, let number = Int(text) else {
            throw wrong(name, operation, "a whole number")
        }
        return number
    }

    func integers(_ name: String, _ operation: SyntaxOperation) throws -> [Int] {
        guard let result = try optionalIntegers(name, operation) else { throw missing(name, operation) }
        return result
    }

    private func optionalIntegers(_ name: String, _ operation: SyntaxOperation) throws -> [Int]? {
        guard let value = operation[name] else { return nil }
        guard let result = numbers(value) else { throw wrong(name, operation, "whole numbers") }
        return result
    }

    /// Whole numbers, however they are spelled.
    private func numbers(_ value: SyntaxAttribute?) -> [Int]? {
        switch value {
        case .list(_, let values)?:
            let numbers = values.compactMap { Int($0) }
            return numbers.count == values.count ? numbers : nil
        case .array(let values)?:
            let numbers = values.map { self.numbers($0) ?? [] }
            return numbers.count == values.count ? numbers.flatMap { $0 } : nil
        case .number(let text, _)?: return Int(text).map { [$0] }
        case .dense(let body, let type)?:
            guard let known = type.tensorType, known.count <= 1 << 16,
                case .whole(let value)? = try? SyntaxDense.elements(body, known)
            else { return nil }
            return value.integers
        case .unit?, .boolean?, .string?, .dictionary?, .symbol?, .type?, .dialect?, .alias?, .other?, nil: return nil
        }
    }

    private func booleans(_ value: SyntaxAttribute) -> [Bool]? {
        switch value {
        case .list(_, let values): return values.map { $0 == "true" || $0 == "1" }
        case .array(let values):
            return values.map { $0 == .boolean(true) }
        case .dense(let body, let type):
            guard let known = type.tensorType, known.element == .bool, known.count <= 1 << 16,
                case .whole(let value)? = try? SyntaxDense.elements(body, known)
            else { return nil }
            return value.array(of: Bool.self)
        case .unit, .boolean, .number, .string, .dictionary, .symbol, .type, .dialect, .alias, .other: return nil
        }
    }

    private func boolean(_ name: String, _ operation: SyntaxOperation) throws -> Bool? {
        guard let value = operation[name] else { return nil }
        guard case .boolean(let truth) = value else { throw wrong(name, operation, "a truth value") }
        return truth
    }

    /// Padding as pairs of whole numbers; nil if there is none.
    private func padding(_ name: String, _ operation: SyntaxOperation) throws -> [EdgePadding]? {
        guard let value = operation[name] else { return nil }
        guard let numbers = numbers(value), numbers.count % 2 == 0 else {
            throw wrong(name, operation, "pairs of whole numbers")
        }
        return stride(from: 0, to: numbers.count, by: 2).map { EdgePadding(numbers[$0], numbers[$0 + 1]) }
    }

    private func fields(_ name: String, _ operation: SyntaxOperation) throws -> SyntaxFields {
        var value = operation[name]
        if case .alias(let alias)? = value { value = aliases[alias] }
        guard case .dialect(_, let body)? = value, let fields = SyntaxFields(body) else {
            throw missing(name, operation)
        }
        return fields
    }

    private func keyword<Word: RawRepresentable>(
        _ name: String, _ operation: SyntaxOperation, _: Word.Type
    ) throws -> Word where Word.RawValue == String {
        var value = operation[name]
        if case .alias(let alias)? = value { value = aliases[alias] }
        guard let word = value?.keyword else { throw missing(name, operation) }
        guard let result = Word(rawValue: word) else {
            throw wrong(name, operation, "one of StableHLO's words")
        }
        return result
    }
}

extension ConvolutionAttributes.Dimensions {
    /// Reads `[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]`; nil if it is not complete.
    init?(text: String) {
        var lists: [[String]] = []
        for part in text.split(separator: "[").dropFirst(0) where part.contains("]") {
            guard let end = part.firstIndex(of: "]") else { return nil }
            lists.append(part[..<end].split(separator: ",").map { String($0.filter { $0 != " " }) })
        }
        guard lists.count == 3 else { return nil }
        func places(_ labels: [String], _ first: String, _ second: String) -> (Int, Int, [Int])? {
            let spatial = (0..<max(0, labels.count - 2)).compactMap { labels.firstIndex(of: String($0)) }
            guard let one = labels.firstIndex(of: first), let two = labels.firstIndex(of: second),
                spatial.count == labels.count - 2
            else { return nil }
            return (one, two, spatial)
        }
        guard let input = places(lists[0], "b", "f"), let kernel = places(lists[1], "i", "o"),
            let output = places(lists[2], "b", "f")
        else { return nil }
        self.init(
            inputBatch: input.0, inputFeature: input.1, inputSpatial: input.2, kernelInputFeature: kernel.0,
            kernelOutputFeature: kernel.1, kernelSpatial: kernel.2, outputBatch: output.0, outputFeature: output.1,
            outputSpatial: output.2)
    }
}
