// From the operations of a text to those of the graph.
extension SyntaxImporter {
    static let elementwise: [String: Operation] = {
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
            return try bitcast(operation)
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
        case "stablehlo.batch_norm_training", "stablehlo.batch_norm_inference", "stablehlo.batch_norm_grad":
            return try batchNormalization(operation)
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

    func append(_ known: Operation, _ operation: SyntaxOperation) throws -> [Value] {
        try builder.append(known, try operands(operation), sampleSum: try sampleSum(operation)).map { .tensor($0) }
    }

    func withRegions(_ known: Operation, _ operation: SyntaxOperation, _ count: Int) throws -> [Value] {
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

    func count<Element>(_ operands: [Element], _ count: Int, _ operation: SyntaxOperation) throws {
        guard operands.count == count else {
            throw Self.error(
                .malformed, "\(operation.name) got a wrong number of operands", operation,
                received: "\(operands.count)", expected: "\(count)")
        }
    }

    /// A constant whose value is remembered.
    func known(_ value: TensorValue) throws -> ValueID {
        let id = try builder.constant(value)
        if value.type.count <= 256 { constants[id] = value }
        return id
    }

    func constant(_ operation: SyntaxOperation) throws -> ValueID {
        guard case .dense(let body, let stated)? = operation["value"] else { throw missing("value", operation) }
        let type = try tensorType(stated, operation)
        switch try SyntaxDense.elements(body, type) {
        case .whole(let value): return try known(value)
        case .repeated(let value):
            return try builder.broadcast(try builder.constant(value), to: type.shape, dimensions: [])
        }
    }

    func compare(_ operation: SyntaxOperation) throws -> CompareAttributes {
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
}
