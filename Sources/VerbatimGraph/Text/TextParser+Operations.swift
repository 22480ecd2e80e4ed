// From names and attributes to operations: one way for the generic and the short forms.
extension TextParser {
    private static let elementwise: [String: Operation] = {
        var operations: [String: Operation] = [:]
        for unary in UnaryOperation.allCases { operations[unary.name] = .unary(unary) }
        for binary in BinaryOperation.allCases { operations[binary.name] = .binary(binary) }
        return operations
    }()

    private static let others: Set<String> = [
        "call", "chlo.square", "func.call", "stablehlo.bitcast_convert", "stablehlo.broadcast_in_dim",
        "stablehlo.cholesky", "stablehlo.complex", "stablehlo.fft", "stablehlo.map", "stablehlo.reduce_precision",
        "stablehlo.sort", "stablehlo.triangular_solve",
        "stablehlo.clamp", "stablehlo.compare", "stablehlo.composite", "stablehlo.concatenate", "stablehlo.constant",
        "stablehlo.convert", "stablehlo.convolution", "stablehlo.custom_call", "stablehlo.dot_general",
        "stablehlo.dynamic_slice", "stablehlo.dynamic_update_slice", "stablehlo.gather", "stablehlo.if",
        "stablehlo.iota", "stablehlo.pad", "stablehlo.reduce", "stablehlo.reduce_window", "stablehlo.reshape",
        "stablehlo.reverse", "stablehlo.rng_bit_generator", "stablehlo.scatter", "stablehlo.select",
        "stablehlo.select_and_scatter", "stablehlo.slice", "stablehlo.transpose", "stablehlo.while",
    ]

    /// Whether an operation can be read.
    func isKnown(_ name: String) -> Bool { Self.elementwise[name] != nil || Self.others.contains(name) }

    /// The operation of a draft, whose attributes are taken.
    func operation(of draft: inout Draft) throws -> Operation {
        if let known = Self.elementwise[draft.name] {
            // A function here is already the nearest to the true value.
            _ = draft.attributes.take("result_accuracy")
            return known
        }
        switch draft.name {
        case "chlo.square":
            draft.operands += draft.operands
            return .binary(.multiply)
        case "stablehlo.compare": return .compare(try compare(&draft))
        case "stablehlo.complex": return .complex
        case "stablehlo.reduce_precision": return .reducePrecision(try reducePrecision(&draft))
        case "stablehlo.map":
            _ = draft.attributes.take("dimensions")
            return .map
        case "stablehlo.sort":
            _ = draft.attributes.take("is_stable")
            return .sort(SortAttributes(dimension: try integer("dimension", &draft)))
        case "stablehlo.fft":
            guard let kind = try keyword("fft_type", &draft, FFTAttributes.Kind.self) else {
                throw missing("fft_type", draft)
            }
            return .fft(FFTAttributes(kind, lengths: try integers("fft_length", &draft)))
        case "stablehlo.cholesky": return .cholesky(CholeskyAttributes(isLower: try boolean("lower", &draft)))
        case "stablehlo.triangular_solve":
            return .triangularSolve(
                TriangularSolveAttributes(
                    isLeft: try boolean("left_side", &draft), isLower: try boolean("lower", &draft),
                    isUnitDiagonal: try boolean("unit_diagonal", &draft),
                    transpose: try keyword("transpose_a", &draft, TriangularSolveAttributes.Transpose.self) ?? .none))
        case "stablehlo.select": return .select
        case "stablehlo.clamp": return .clamp
        case "stablehlo.convert": return .convert(ConvertAttributes(to: try resultType(draft).element))
        case "stablehlo.bitcast_convert": return .bitcastConvert(ConvertAttributes(to: try resultType(draft).element))
        case "stablehlo.constant":
            guard case .dense(let value)? = try attribute("value", &draft)?.value else { throw missing("value", draft) }
            return .constant(ConstantAttributes(value))
        case "stablehlo.iota":
            return .iota(
                IotaAttributes(dimension: try integer("iota_dimension", &draft), type: try resultType(draft)))
        case "stablehlo.reshape": return .reshape(ReshapeAttributes(try resultType(draft).shape))
        case "stablehlo.transpose": return .transpose(TransposeAttributes(try integers("permutation", &draft)))
        case "stablehlo.broadcast_in_dim":
            return .broadcastInDim(
                BroadcastInDimAttributes(
                    shape: try resultType(draft).shape, dimensions: try integers("broadcast_dimensions", &draft)))
        case "stablehlo.slice":
            return .slice(
                SliceAttributes(
                    start: try integers("start_indices", &draft), limit: try integers("limit_indices", &draft),
                    strides: try integers("strides", &draft)))
        case "stablehlo.dynamic_slice":
            return .dynamicSlice(DynamicSliceAttributes(sizes: try integers("slice_sizes", &draft)))
        case "stablehlo.dynamic_update_slice": return .dynamicUpdateSlice
        case "stablehlo.pad": return .pad(try pad(&draft))
        case "stablehlo.concatenate":
            return .concatenate(ConcatenateAttributes(dimension: try integer("dimension", &draft)))
        case "stablehlo.reverse": return .reverse(ReverseAttributes(try integers("dimensions", &draft)))
        case "stablehlo.reduce": return .reduce(ReduceAttributes(try integers("dimensions", &draft)))
        case "stablehlo.reduce_window": return .reduceWindow(try window(&draft, isDilated: true))
        case "stablehlo.select_and_scatter": return .selectAndScatter(try window(&draft, isDilated: false))
        case "stablehlo.dot_general": return .dotGeneral(try dotGeneral(&draft))
        case "stablehlo.convolution": return .convolution(try convolution(&draft))
        case "stablehlo.gather": return .gather(try gather(&draft))
        case "stablehlo.scatter": return .scatter(try scatter(&draft))
        case "stablehlo.while": return .whileLoop
        case "stablehlo.if": return .ifElse
        case "stablehlo.rng_bit_generator": return .rngBitGenerator(try rngBitGenerator(&draft))
        case "stablehlo.composite": return .composite(try composite(&draft))
        case "stablehlo.custom_call": return .customCall(try customCall(&draft))
        default:
            throw lexer.error(
                "an operation is not one of the graph's", at: draft.offset, received: draft.name, code: .unsupported)
        }
    }

    /// The mark of a sum over samples, if there is one.
    func sampleSum(of draft: inout Draft) throws -> SampleSum? {
        guard let entry = draft.attributes.take("verbatim.sample_sum") else { return nil }
        guard case .dictionary(var fields) = entry.value,
            case .integer(let dimension)? = fields.take("dimension")?.value,
            case .integer(let indices)? = fields.take("indices_per_sample")?.value,
            case .integer(let samples)? = fields.take("samples_per_leaf")?.value, fields.entries.isEmpty
        else {
            throw lexer.error(
                "the mark of a sum over samples is not complete", at: entry.offset,
                expected: "dimension, indices_per_sample and samples_per_leaf")
        }
        return SampleSum(dimension: dimension, samplesPerLeaf: samples, indicesPerSample: indices)
    }

    // MARK: Attributes by operation

    private func boolean(_ name: String, _ draft: inout Draft) throws -> Bool {
        guard let entry = try attribute(name, &draft) else { return false }
        guard case .boolean(let truth) = entry.value else { throw wrong(entry, "a truth value") }
        return truth
    }

    /// `format = e5m10`, or the two numbers.
    private func reducePrecision(_ draft: inout Draft) throws -> ReducePrecisionAttributes {
        guard let entry = draft.attributes.take("format") else {
            return ReducePrecisionAttributes(
                exponentBits: try integer("exponent_bits", &draft),
                significandBits: try integer("mantissa_bits", &draft))
        }
        guard case .keyword(let format) = entry.value, format.first == "e" else {
            throw wrong(entry, "a format such as `e5m10`")
        }
        let parts = format.dropFirst().split(separator: "m").map { Int($0) }
        guard parts.count == 2, let exponent = parts[0], let significand = parts[1] else {
            throw wrong(entry, "a format such as `e5m10`")
        }
        return ReducePrecisionAttributes(exponentBits: exponent, significandBits: significand)
    }

    private func compare(_ draft: inout Draft) throws -> CompareAttributes {
        let direction = try keyword("comparison_direction", &draft, CompareAttributes.Direction.self)
        var order: CompareAttributes.Order?
        if draft.attributes.contains("compare_type") {
            order = try keyword("compare_type", &draft, CompareAttributes.Order.self)
        }
        guard let direction, let first = draft.operands.first else { throw missing("comparison_direction", draft) }
        return CompareAttributes(direction, order: order ?? .natural(builder.type(of: first).element))
    }

    private func pad(_ draft: inout Draft) throws -> PadAttributes {
        let low = try integers("edge_padding_low", &draft)
        let high = try integers("edge_padding_high", &draft)
        guard low.count == high.count else {
            throw lexer.error(
                "stablehlo.pad has edges of different numbers", at: draft.offset, received: "\(low) and \(high)",
                expected: "lists of equal length")
        }
        return PadAttributes(
            edges: zip(low, high).map { EdgePadding($0, $1) }, interior: try integers("interior_padding", &draft))
    }

    private func window(_ draft: inout Draft, isDilated: Bool) throws -> WindowAttributes {
        let window = try integers("window_dimensions", &draft)
        return WindowAttributes(
            window: window, strides: try optionalIntegers("window_strides", &draft),
            padding: try optionalPadding("padding", &draft),
            baseDilations: isDilated ? try optionalIntegers("base_dilations", &draft) : nil,
            windowDilations: isDilated ? try optionalIntegers("window_dilations", &draft) : nil)
    }

    private func dotGeneral(_ draft: inout Draft) throws -> DotGeneralAttributes {
        _ = draft.attributes.take("precision_config")
        var fields = try fields("dot_dimension_numbers", &draft)
        let result = DotGeneralAttributes(
            lhsBatching: try numbers("lhs_batching_dimensions", &fields),
            rhsBatching: try numbers("rhs_batching_dimensions", &fields),
            lhsContracting: try numbers("lhs_contracting_dimensions", &fields),
            rhsContracting: try numbers("rhs_contracting_dimensions", &fields))
        try finish(fields, of: draft.name)
        return result
    }

    private func convolution(_ draft: inout Draft) throws -> ConvolutionAttributes {
        _ = draft.attributes.take("precision_config")
        guard case .convolution(let dimensions)? = try attribute("dimension_numbers", &draft)?.value else {
            throw missing("dimension_numbers", draft)
        }
        var reversal: [Bool]?
        if let entry = try attribute("window_reversal", &draft) {
            guard let booleans = entry.value.booleans else { throw wrong(entry, "truth values") }
            reversal = booleans
        }
        return ConvolutionAttributes(
            dimensions: dimensions, strides: try optionalIntegers("window_strides", &draft),
            padding: try optionalPadding("padding", &draft), lhsDilation: try optionalIntegers("lhs_dilation", &draft),
            rhsDilation: try optionalIntegers("rhs_dilation", &draft), windowReversal: reversal,
            featureGroupCount: try integer("feature_group_count", &draft),
            batchGroupCount: try integer("batch_group_count", &draft))
    }

    private func gather(_ draft: inout Draft) throws -> GatherAttributes {
        _ = draft.attributes.take("indices_are_sorted")
        var fields = try fields("dimension_numbers", &draft)
        let result = GatherAttributes(
            offsetDims: try numbers("offset_dims", &fields),
            collapsedSliceDims: try numbers("collapsed_slice_dims", &fields),
            operandBatchingDims: try numbers("operand_batching_dims", &fields),
            startIndicesBatchingDims: try numbers("start_indices_batching_dims", &fields),
            startIndexMap: try numbers("start_index_map", &fields),
            indexVectorDim: try number("index_vector_dim", &fields),
            sliceSizes: try integers("slice_sizes", &draft))
        try finish(fields, of: draft.name)
        return result
    }

    private func scatter(_ draft: inout Draft) throws -> ScatterAttributes {
        _ = draft.attributes.take("indices_are_sorted")
        _ = draft.attributes.take("unique_indices")
        var fields = try fields("scatter_dimension_numbers", &draft)
        let result = ScatterAttributes(
            updateWindowDims: try numbers("update_window_dims", &fields),
            insertedWindowDims: try numbers("inserted_window_dims", &fields),
            inputBatchingDims: try numbers("input_batching_dims", &fields),
            scatterIndicesBatchingDims: try numbers("scatter_indices_batching_dims", &fields),
            scatterDimsToOperandDims: try numbers("scatter_dims_to_operand_dims", &fields),
            indexVectorDim: try number("index_vector_dim", &fields))
        try finish(fields, of: draft.name)
        return result
    }

    private func rngBitGenerator(_ draft: inout Draft) throws -> RngBitGeneratorAttributes {
        let algorithm = try keyword("rng_algorithm", &draft, RngBitGeneratorAttributes.Algorithm.self)
        guard let algorithm else { throw missing("rng_algorithm", draft) }
        guard draft.resultTypes.count == 2 else {
            throw lexer.error(
                "\(draft.name) has a wrong number of results", at: draft.offset, received: "\(draft.resultTypes.count)",
                expected: "2: the state and the bits")
        }
        return RngBitGeneratorAttributes(algorithm, type: draft.resultTypes[1])
    }

    private func composite(_ draft: inout Draft) throws -> CompositeAttributes {
        // The decomposition says what the version means.
        _ = draft.attributes.take("version")
        guard let nameEntry = try attribute("name", &draft) else { throw missing("name", draft) }
        guard let entry = try attribute("decomposition", &draft) else { throw missing("decomposition", draft) }
        guard case .symbol(let function) = entry.value else { throw wrong(entry, "a function's name") }
        var options: [String: CompositeAttributes.Option] = [:]
        if let entry = try attribute("composite_attributes", &draft) {
            guard case .dictionary(let entries) = entry.value else { throw wrong(entry, "a dictionary") }
            for option in entries.entries { options[option.name] = try self.option(option) }
        }
        let use = TextToken(kind: .symbol, start: entry.offset, end: entry.offset)
        let decomposition = try inlined(function, at: use)
        try count(decomposition, at: use)
        return CompositeAttributes(
            name: try string(nameEntry, "name"), options: options, decomposition: decomposition.graph)
    }

    private func option(_ entry: TextAttributes.Entry) throws -> CompositeAttributes.Option {
        switch entry.value {
        case .integer(let number): return .integer(number)
        case .number(let number): return .number(number)
        case .boolean(let truth): return .boolean(truth)
        case .string(let text): return .string(text)
        case .integers(let numbers): return .integers(numbers)
        case .array, .booleans, .dictionary, .dense, .symbol, .type, .functionType, .keyword, .fields, .convolution,
            .alias, .other:
            if let numbers = entry.value.integers { return .integers(numbers) }
            throw lexer.error(
                "an option of a composite is of a kind that the graph does not have", at: entry.offset,
                received: "`\(entry.name)`", expected: "a number, truth value, text or whole numbers",
                code: .unsupported)
        }
    }

    private func customCall(_ draft: inout Draft) throws -> CustomCallAttributes {
        guard let target = try attribute("call_target_name", &draft) else { throw missing("call_target_name", draft) }
        let configuration = try attribute("backend_config", &draft).map { try string($0, "backend_config") }
        var hasSideEffect = false
        if let entry = try attribute("has_side_effect", &draft) {
            guard case .boolean(let truth) = entry.value else { throw wrong(entry, "a truth value") }
            hasSideEffect = truth
        }
        // How the call is made is not the graph's concern, as long as nothing else is called or aliased.
        for name in ["api_version", "operand_layouts", "result_layouts"] { _ = draft.attributes.take(name) }
        for name in ["called_computations", "output_operand_aliases"] {
            if let entry = draft.attributes.take(name), case .array(let values) = entry.value, !values.isEmpty {
                throw wrong(entry, "an empty list")
            }
        }
        return CustomCallAttributes(
            target: try string(target, "call_target_name"), configuration: configuration ?? "",
            hasSideEffect: hasSideEffect, resultTypes: draft.resultTypes)
    }

    // MARK: Attributes by kind

    /// Takes an attribute; an alias is replaced by what it stands for.
    private func attribute(_ name: String, _ draft: inout Draft) throws -> TextAttributes.Entry? {
        guard var entry = draft.attributes.take(name) else { return nil }
        var remaining = 8
        while case .alias(let alias) = entry.value {
            guard remaining > 0, let offset = aliases[alias] else { throw wrong(entry, "an attribute, not an alias") }
            remaining -= 1
            let (position, after) = (lexer.position, token)
            try seek(offset)
            entry.value = try attribute()
            (lexer.position, token) = (position, after)
        }
        return entry
    }

    private func resultType(_ draft: Draft) throws -> TensorType {
        guard draft.resultTypes.count == 1 else {
            throw lexer.error(
                "\(draft.name) has a wrong number of results", at: draft.offset, received: "\(draft.resultTypes.count)",
                expected: "1")
        }
        return draft.resultTypes[0]
    }

    private func integer(_ name: String, _ draft: inout Draft) throws -> Int {
        guard let entry = try attribute(name, &draft) else { throw missing(name, draft) }
        return try integer(entry, name)
    }

    func integer(_ entry: TextAttributes.Entry, _ name: String) throws -> Int {
        guard case .integer(let number) = entry.value else { throw wrong(entry, "a whole number") }
        return number
    }

    func string(_ entry: TextAttributes.Entry, _ name: String) throws -> String {
        guard case .string(let text) = entry.value else { throw wrong(entry, "a text in quotes") }
        return text
    }

    private func integers(_ name: String, _ draft: inout Draft) throws -> [Int] {
        guard let numbers = try optionalIntegers(name, &draft) else { throw missing(name, draft) }
        return numbers
    }

    private func optionalIntegers(_ name: String, _ draft: inout Draft) throws -> [Int]? {
        guard let entry = try attribute(name, &draft) else { return nil }
        guard let numbers = entry.value.integers else { throw wrong(entry, "whole numbers such as `array<i64: 1, 2>`") }
        return numbers
    }

    private func optionalPadding(_ name: String, _ draft: inout Draft) throws -> [EdgePadding]? {
        guard let entry = try attribute(name, &draft) else { return nil }
        guard let padding = entry.value.padding else {
            throw wrong(entry, "pairs such as `dense<0> : tensor<2x2xi64>`")
        }
        return padding
    }

    private func fields(_ name: String, _ draft: inout Draft) throws -> TextAttributes {
        guard let entry = try attribute(name, &draft) else { throw missing(name, draft) }
        guard case .fields(let fields) = entry.value else { throw wrong(entry, "dimension numbers") }
        return fields
    }

    /// A field that may be left out where it is empty.
    private func numbers(_ name: String, _ fields: inout TextAttributes) throws -> [Int] {
        guard let entry = fields.take(name) else { return [] }
        guard case .integers(let numbers) = entry.value else { throw wrong(entry, "whole numbers in brackets") }
        return numbers
    }

    /// A field that may be left out where it is 0.
    private func number(_ name: String, _ fields: inout TextAttributes) throws -> Int {
        guard let entry = fields.take(name) else { return 0 }
        return try integer(entry, name)
    }

    private func keyword<Value: RawRepresentable & CaseIterable>(
        _ name: String, _ draft: inout Draft, _: Value.Type
    ) throws -> Value? where Value.RawValue == String {
        guard let entry = try attribute(name, &draft) else { return nil }
        guard case .keyword(let word) = entry.value, let value = Value(rawValue: word) else {
            throw wrong(entry, "one of " + Value.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return value
    }

    private func missing(_ name: String, _ draft: Draft) -> VerbatimError {
        lexer.error("\(draft.name) lacks an attribute or operand", at: draft.offset, expected: "`\(name)`")
    }

    private func wrong(_ entry: TextAttributes.Entry, _ expected: String) -> VerbatimError {
        lexer.error("the attribute \(entry.name) is of another kind", at: entry.offset, expected: expected)
    }
}
