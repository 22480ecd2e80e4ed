// Operations as they are spelled: the generic form, and StableHLO's short forms.
extension TextParser {
    /// What has been read of an operation.
    struct Draft {
        var name: String
        var offset: Int
        var operands: [ValueID] = []
        var attributes: TextAttributes = .init()
        var regions: [Region] = []
        var resultTypes: [TensorType] = []
        /// The operation that a short reduction applies.
        var applied: BinaryOperation?
    }

    /// The short forms' words for attributes, by operation.
    private static let shortWords: [String: [String: String]] = [
        "stablehlo.broadcast_in_dim": ["dims": "broadcast_dimensions"],
        "stablehlo.cholesky": ["lower": "lower"],
        "stablehlo.concatenate": ["dim": "dimension"],
        "stablehlo.dynamic_slice": ["sizes": "slice_sizes"],
        "stablehlo.fft": ["type": "fft_type", "length": "fft_length"],
        "stablehlo.iota": ["dim": "iota_dimension"],
        "stablehlo.pad": ["low": "edge_padding_low", "high": "edge_padding_high", "interior": "interior_padding"],
        "stablehlo.reduce_precision": ["format": "format"],
        "stablehlo.reverse": ["dims": "dimensions"],
        "stablehlo.rng_bit_generator": ["algorithm": "rng_algorithm"],
        "stablehlo.transpose": ["dims": "permutation"],
    ]

    /// The results of an operation whose name has been read.
    func statement(_ name: String, isGeneric: Bool, at start: TextToken) throws -> [ValueID] {
        var draft = Draft(name: name, offset: start.start)
        guard isKnown(name) else {
            throw error(
                "an operation is not one of the graph's", at: start, expected: "an operation that the graph knows",
                code: .unsupported)
        }
        if isGeneric {
            if name == "func.call" { return try genericCall(at: start) }
            try generic(&draft)
            return try finish(&draft)
        }
        switch name {
        case "call", "func.call": return try call(at: start)
        case "stablehlo.constant": return try constant(&draft)
        case "stablehlo.while": try whileLoop(&draft)
        case "stablehlo.reduce": try reduce(&draft)
        case "stablehlo.convolution": try convolution(&draft)
        case "stablehlo.custom_call": try customCall(&draft)
        case "stablehlo.composite": try composite(&draft)
        case "stablehlo.slice": try slice(&draft)
        case "stablehlo.if", "stablehlo.gather", "stablehlo.map", "stablehlo.scatter", "stablehlo.sort",
            "stablehlo.reduce_window", "stablehlo.select_and_scatter", "stablehlo.triangular_solve":
            throw error("\(name) has no short form", at: start, expected: "`\"\(name)\"`")
        default: try items(&draft)
        }
        return try finish(&draft)
    }

    // MARK: Forms

    /// `"name"(%0, %1) <{...}> ({...}, {...}) {...} : (types) -> types`.
    private func generic(_ draft: inout Draft) throws {
        draft.operands = try list(from: "(", to: ")", draft.name) { try value(draft.name) }
        try properties(into: &draft.attributes)
        if isPunctuation("(") {
            draft.regions = try list(from: "(", to: ")", draft.name) { try region() }
        }
        try optionalAttributes(into: &draft.attributes)
        try signature(&draft)
    }

    /// Operands and attributes by words, in the order of the short form, separated by commas.
    private func items(_ draft: inout Draft) throws {
        let context = draft.name
        let words = Self.shortWords[context] ?? [:]
        repeat {
            if token.kind == .value {
                draft.operands.append(try value(context))
                continue
            }
            if isPunctuation("{") || isPunctuation(":") { break }
            // The slice of a scalar is printed with an empty place where its starts would stand.
            if isPunctuation(","), context == "stablehlo.dynamic_slice" { continue }
            let offset = token.start
            let word = try word(context, expected: "a value or an attribute of \(context)")
            if context == "stablehlo.compare" {
                let isDirection = !draft.attributes.contains("comparison_direction")
                draft.attributes.append(
                    isDirection ? "comparison_direction" : "compare_type", .keyword(word), at: offset)
                continue
            }
            try expect("=", context)
            if context == "stablehlo.dot_general" {
                try dotWord(word, &draft, at: offset)
                continue
            }
            guard let name = words[word], !draft.attributes.contains(name) else {
                throw lexer.error(
                    "\(context) has an attribute twice or one that it does not know", at: offset, received: "`\(word)`",
                    expected: words.isEmpty ? "none" : words.keys.sorted().joined(separator: ", "))
            }
            if isPunctuation("[") {
                draft.attributes.append(name, .integers(try integerList(context)), at: offset)
            } else if isWord("true") || isWord("false") {
                draft.attributes.append(name, .boolean(isWord("true")), at: offset)
                try advance()
            } else if token.kind == .word {
                draft.attributes.append(
                    name, .keyword(try self.word(context, expected: "an attribute's value")), at: offset)
            } else {
                draft.attributes.append(name, .integer(try integer(context)), at: offset)
            }
        } while try accept(",")
        try optionalAttributes(into: &draft.attributes)
        try signature(&draft)
    }

    /// `batching_dims = [0] x [0]`, `contracting_dims = [2] x [1]`, `precision = [...]`.
    private func dotWord(_ word: String, _ draft: inout Draft, at offset: Int) throws {
        let context = draft.name
        var fields = TextAttributes()
        if let entry = draft.attributes.take("dot_dimension_numbers"), case .fields(let known) = entry.value {
            fields = known
        }
        switch word {
        case "batching_dims", "contracting_dims":
            let stem = word == "batching_dims" ? "batching_dimensions" : "contracting_dimensions"
            guard !fields.contains("lhs_" + stem) else {
                throw lexer.error("\(context) has an attribute twice", at: offset, received: "`\(word)`")
            }
            fields.append("lhs_" + stem, .integers(try integerList(context)), at: offset)
            try expectWord("x", context)
            fields.append("rhs_" + stem, .integers(try integerList(context)), at: offset)
        case "precision":
            _ = try list(from: "[", to: "]", context) { try self.word(context, expected: "a precision") }
        default:
            throw lexer.error(
                "\(context) has an attribute that the graph does not know", at: offset, received: "`\(word)`",
                expected: "batching_dims, contracting_dims or precision", code: .unsupported)
        }
        draft.attributes.append("dot_dimension_numbers", .fields(fields), at: offset)
    }

    /// `stablehlo.constant dense<...> : type`, or the generic form without quotes.
    private func constant(_ draft: inout Draft) throws -> [ValueID] {
        if isPunctuation("(") {
            try generic(&draft)
            return try finish(&draft)
        }
        try optionalAttributes(into: &draft.attributes)
        let constant = try dense()
        guard let type = constant.splatType else {
            draft.resultTypes = [constant.value.type]
            draft.attributes.append("value", .dense(constant.value), at: draft.offset)
            return try finish(&draft)
        }
        let location = try optionalLocation()
        try finish(draft.attributes, of: draft.name)
        try count(1, at: draft.offset)
        return try checked(at: draft.offset) {
            let scalar = try builder.append(.constant(ConstantAttributes(constant.value)), location: location)
            let broadcast = BroadcastInDimAttributes(shape: type.shape, dimensions: [])
            return try builder.append(.broadcastInDim(broadcast), scalar, location: location)
        }
    }

    /// `stablehlo.slice %0 [0:4, 1:8:2] : (type) -> type`.
    private func slice(_ draft: inout Draft) throws {
        let context = draft.name
        let offset = token.start
        draft.operands = [try value(context)]
        var (start, limit, strides): ([Int], [Int], [Int]) = ([], [], [])
        _ = try list(from: "[", to: "]", context) {
            start.append(try integer(context))
            try expect(":", context)
            limit.append(try integer(context))
            strides.append(try accept(":") ? try integer(context) : 1)
        }
        draft.attributes.append("start_indices", .integers(start), at: offset)
        draft.attributes.append("limit_indices", .integers(limit), at: offset)
        draft.attributes.append("strides", .integers(strides), at: offset)
        try optionalAttributes(into: &draft.attributes)
        try signature(&draft)
    }

    /// `stablehlo.while(%a = %0, ...) : types attributes {...} cond {...} do {...}`.
    private func whileLoop(_ draft: inout Draft) throws {
        let context = draft.name
        var parameters: [Parameter] = []
        draft.operands = try list(from: "(", to: ")", context) {
            guard token.kind == .value else { throw unexpected(context, expected: "a name such as `%iterArg`") }
            let (name, offset) = (text(token), token.start)
            try advance()
            try expect("=", context)
            let operand = try value(context)
            parameters.append(
                Parameter(
                    name: name, type: builder.type(of: operand), attributes: TextAttributes(), offset: offset))
            return operand
        }
        draft.resultTypes = parameters.map(\.type)
        if !parameters.isEmpty {
            let start = token
            try expect(":", context)
            var types: [TensorType] = []
            repeat { types.append(try tensorType(context)) } while try accept(",")
            guard types == draft.resultTypes else {
                throw error(
                    "\(context) states other types than its operands have", at: start,
                    expected: draft.resultTypes.map(\.description).joined(separator: ", "))
            }
        }
        if try acceptWord("attributes") { try attributes(into: &draft.attributes) }
        try expectWord("cond", context)
        draft.regions.append(try region(parameters))
        try expectWord("do", context)
        draft.regions.append(try region(parameters))
    }

    /// `stablehlo.reduce(%0 init: %1) applies stablehlo.add across dimensions = [0] : ...`, or with `reducer(...) {...}`.
    private func reduce(_ draft: inout Draft) throws {
        let context = draft.name
        var initial: [ValueID] = []
        repeat {
            try expect("(", context)
            draft.operands.append(try value(context))
            try expectWord("init", context)
            try expect(":", context)
            initial.append(try value(context))
            try expect(")", context)
        } while try accept(",")
        draft.operands += initial
        if try acceptWord("applies") {
            let start = token
            let name = try word(context, expected: "an operation such as `stablehlo.add`")
            guard let applied = BinaryOperation.allCases.first(where: { "stablehlo." + $0.rawValue == name }) else {
                throw error(
                    "\(context) applies something else than two operands take", at: start,
                    expected: "an operation such as `stablehlo.add`")
            }
            draft.applied = applied
        }
        try expectWord("across", context)
        try expectWord("dimensions", context)
        let offset = token.start
        try expect("=", context)
        draft.attributes.append("dimensions", .integers(try integerList(context)), at: offset)
        try optionalAttributes(into: &draft.attributes)
        try signature(&draft)
        guard draft.applied == nil else { return }
        try expectWord("reducer", context)
        var (elements, accumulated): ([Parameter], [Parameter]) = ([], [])
        while isPunctuation("(") {
            let pair = try list(from: "(", to: ")", context) { () throws -> Parameter in
                guard token.kind == .value else { throw unexpected(context, expected: "a name such as `%arg0`") }
                let (name, offset) = (text(token), token.start)
                try advance()
                try expect(":", context)
                let type = try tensorType(context)
                _ = try optionalLocation()
                return Parameter(name: name, type: type, attributes: TextAttributes(), offset: offset)
            }
            guard pair.count == 2 else { throw unexpected(context, expected: "pairs of parameters") }
            elements.append(pair[0])
            accumulated.append(pair[1])
        }
        draft.regions = [try region(elements + accumulated)]
    }

    /// `stablehlo.convolution(%0, %1) dim_numbers = ..., window = {...} {...} : ...`.
    private func convolution(_ draft: inout Draft) throws {
        let context = draft.name
        draft.operands = try list(from: "(", to: ")", context) { try value(context) }
        var offset = token.start
        try expectWord("dim_numbers", context)
        try expect("=", context)
        draft.attributes.append("dimension_numbers", .convolution(try convolutionDimensions()), at: offset)
        try expect(",", context)
        try expectWord("window", context)
        try expect("=", context)
        let names = [
            "stride": "window_strides", "pad": "padding", "lhs_dilate": "lhs_dilation", "rhs_dilate": "rhs_dilation",
            "reverse": "window_reversal",
        ]
        _ = try list(from: "{", to: "}", context) {
            offset = token.start
            let start = token
            let word = try word(context, expected: "a part of the window")
            guard let name = names[word], !draft.attributes.contains(name) else {
                throw error(
                    "a window has a part twice or one that it does not know", at: start,
                    expected: names.keys.sorted().joined(separator: ", "))
            }
            try expect("=", context)
            draft.attributes.append(name, try attribute(), at: offset)
        }
        try optionalAttributes(into: &draft.attributes)
        try signature(&draft)
    }

    /// `stablehlo.custom_call @target(%0) {...} : ...`.
    private func customCall(_ draft: inout Draft) throws {
        let offset = token.start
        draft.attributes.append("call_target_name", .string(try symbol(draft.name)), at: offset)
        draft.operands = try list(from: "(", to: ")", draft.name) { try value(draft.name) }
        try optionalAttributes(into: &draft.attributes)
        try signature(&draft)
    }

    /// `stablehlo.composite "name" %0, %1 {...} : ...`.
    private func composite(_ draft: inout Draft) throws {
        let offset = token.start
        draft.attributes.append("name", .string(try string(draft.name)), at: offset)
        if token.kind == .value { repeat { draft.operands.append(try value(draft.name)) } while try accept(",") }
        try optionalAttributes(into: &draft.attributes)
        try signature(&draft)
    }

    // MARK: Calls

    /// `call @name(%0) : (type) -> type`.
    private func call(at start: TextToken) throws -> [ValueID] {
        let name = try symbol("a call")
        var draft = Draft(name: "a call", offset: start.start)
        draft.operands = try list(from: "(", to: ")", "a call") { try value("a call") }
        try optionalAttributes(into: &draft.attributes)
        try signature(&draft)
        return try inline(name, draft, at: start)
    }

    /// `"func.call"(%0) <{callee = @name}> : (type) -> type`.
    private func genericCall(at start: TextToken) throws -> [ValueID] {
        var draft = Draft(name: "a call", offset: start.start)
        try generic(&draft)
        guard case .symbol(let name)? = draft.attributes.take("callee")?.value else {
            throw error("a call does not say of what", at: start, expected: "`callee = @name`")
        }
        return try inline(name, draft, at: start)
    }

    private func inline(_ name: String, _ draft: Draft, at start: TextToken) throws -> [ValueID] {
        try finish(draft.attributes, of: draft.name)
        _ = try optionalLocation()
        let function = try inlined(name, at: start)
        try count(function, at: start)
        let results = try checked(at: draft.offset) { try builder.inline(function.graph, draft.operands) }
        return try stated(draft, results)
    }

    // MARK: The end of an operation

    /// `: type`, `: type, type`, `: type -> type` or `: (types) -> types`; operand types are checked.
    func signature(_ draft: inout Draft) throws {
        let context = draft.name
        let start = token
        try expect(":", context)
        var operandTypes: [TensorType] = []
        if isPunctuation("(") {
            operandTypes = try list(from: "(", to: ")", context) { try tensorType(context) }
            try expectArrow(context)
            draft.resultTypes = try resultTypes(context)
        } else {
            repeat { operandTypes.append(try tensorType(context)) } while try accept(",")
            if try acceptArrow() {
                draft.resultTypes = try resultTypes(context)
            } else if context == "stablehlo.select", operandTypes.count == 2 {
                draft.resultTypes = [operandTypes[1]]
                operandTypes.append(operandTypes[1])
            } else {
                draft.resultTypes = [operandTypes[0]]
                if operandTypes.count == 1 {
                    operandTypes = [TensorType](repeating: operandTypes[0], count: draft.operands.count)
                }
            }
        }
        let actual = draft.operands.map(builder.type(of:))
        guard actual == operandTypes else {
            throw error(
                "\(context) states other types than its operands have", at: start,
                expected: actual.isEmpty ? "none" : actual.map(\.description).joined(separator: ", "))
        }
    }

    /// Appends the operation that has been read, and checks its results' types.
    private func finish(_ draft: inout Draft) throws -> [ValueID] {
        let location = try optionalLocation()
        if let applied = draft.applied, let operand = draft.operands.first {
            // The short form stands for one operation on scalars, at the reduction's place.
            let scalar = builder.type(of: operand).with(shape: [])
            draft.regions = [
                try checked(at: draft.offset) {
                    try builder.region([scalar, scalar]) { parameters in
                        try builder.append(.binary(applied), parameters, location: location)
                    }
                }
            ]
        }
        let operation = try operation(of: &draft)
        let sampleSum = try sampleSum(of: &draft)
        try finish(draft.attributes, of: draft.name)
        let results = try checked(at: draft.offset) {
            try builder.append(
                operation, draft.operands, regions: draft.regions, sampleSum: sampleSum, location: location)
        }
        return try stated(draft, results)
    }

    private func stated(_ draft: Draft, _ results: [ValueID]) throws -> [ValueID] {
        let types = results.map(builder.type(of:))
        guard types == draft.resultTypes else {
            throw lexer.error(
                "\(draft.name) does not give the types that the text states", at: draft.offset,
                received: draft.resultTypes.map(\.description).joined(separator: ", "),
                expected: types.map(\.description).joined(separator: ", "))
        }
        return results
    }
}
