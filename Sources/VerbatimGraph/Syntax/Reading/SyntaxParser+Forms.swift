// Short forms of their own, and the plain one.
extension SyntaxParser {
    /// `stablehlo.constant dense<...> : type`, or the generic form without quotes.
    mutating func constant(_ operation: inout SyntaxOperation) throws {
        if isPunctuation("(") { return try generic(&operation) }
        try optionalAttributes(&operation)
        let value = try attribute()
        operation.set("value", value)
        switch value {
        case .dense(_, let type): operation.resultTypes = [type]
        case .other(let spelling) where spelling.contains(" : "):
            var inner = try SyntaxParser(String(spelling[spelling.range(ofText: " : ")!.upperBound...]))
            operation.resultTypes = [try inner.type("a constant")]
        case .unit, .boolean, .number, .string, .array, .dictionary, .symbol, .type, .list, .dialect, .alias, .other:
            throw lexer.error(
                "a constant's value is not one", at: operation.offset, received: value.text, expected: "dense<...>",
                code: .unsupported)
        }
        if try acceptArrow() { operation.resultTypes = [try type("a constant")] }
    }

    /// `stablehlo.slice %0 [0:4, 1:8:2] : (type) -> type`.
    mutating func slice(_ operation: inout SyntaxOperation) throws {
        let context = operation.name
        operation.operands = [try value(context)]
        var (start, limit, strides): ([Int], [Int], [Int]) = ([], [], [])
        try list(from: "[", to: "]", context) { parser in
            start.append(try parser.integer(context))
            try parser.expect(":", context)
            limit.append(try parser.integer(context))
            strides.append(try parser.accept(":") ? try parser.integer(context) : 1)
        }
        operation.set("start_indices", .integers(start))
        operation.set("limit_indices", .integers(limit))
        operation.set("strides", .integers(strides))
        try optionalAttributes(&operation)
        try signature(&operation)
    }

    /// `stablehlo.convolution(%0, %1) dim_numbers = ..., window = {...} {...} : ...`.
    mutating func convolution(_ operation: inout SyntaxOperation) throws {
        let context = operation.name
        try operands(in: &operation)
        try expectWord("dim_numbers", context)
        guard isPunctuation("=") else { throw unexpected(context, expected: "`=`") }
        operation.set("dimension_numbers", .dialect(name: "stablehlo.conv", body: try dimensionNumbers()))
        try expect(",", context)
        try expectWord("window", context)
        try expect("=", context)
        var parts: [(String, SyntaxAttribute)] = []
        try list(from: "{", to: "}", context) { parser in
            let start = parser.token
            let word = try parser.word(context, expected: "a part of the window")
            try parser.expect("=", context)
            switch word {
            case "stride": parts.append(("window_strides", .integers(try parser.integers(context))))
            case "lhs_dilate": parts.append(("lhs_dilation", .integers(try parser.integers(context))))
            case "rhs_dilate": parts.append(("rhs_dilation", .integers(try parser.integers(context))))
            case "reverse":
                var truths: [String] = []
                try parser.list(from: "[", to: "]", context) { inner in
                    let truth =
                        inner.token.kind == .integer
                        ? (try inner.integer(context) == 0 ? "false" : "true")
                        : try inner.word(context, expected: "`true` or `false`")
                    truths.append(truth)
                }
                parts.append(("window_reversal", .list(element: "i1", truths)))
            case "pad":
                var rows: [String] = []
                try parser.list(from: "[", to: "]", context) { inner in
                    rows.append(TextSpelling.list(try inner.integers(context)))
                }
                parts.append(
                    (
                        "padding",
                        .dense(
                            body: "[\(rows.joined(separator: ", "))]",
                            .tensor(shape: [rows.count, 2], element: "i64", encoding: ""))
                    ))
            default:
                throw parser.error(
                    "a window has a part that it does not know", at: start,
                    expected: "lhs_dilate, pad, reverse, rhs_dilate or stride")
            }
        }
        for (name, value) in parts { operation.set(name, value) }
        try optionalAttributes(&operation)
        try signature(&operation)
    }

    /// `[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]`, evened out, from the token before it.
    mutating func dimensionNumbers() throws -> String {
        let context = "a convolution's dimension numbers"
        var parts: [String] = []
        for separator in ["x", "->", ""] {
            try advance()
            guard isPunctuation("[") else { throw unexpected(context, expected: "`[`") }
            try advance()
            let labels = try balanced("[", "]", context)
            parts.append("[\(labels)]\(separator)")
            switch separator {
            case "x": guard isWord("x") else { throw unexpected(context, expected: "`x`") }
            case "->": guard token.kind == .arrow else { throw unexpected(context, expected: "`->`") }
            default: break
            }
        }
        return parts.joined()
    }

    /// `stablehlo.custom_call @target(%0) {...} : ...`.
    mutating func customCall(_ operation: inout SyntaxOperation) throws {
        operation.set("call_target_name", .string(try symbol(operation.name), type: ""))
        try operands(in: &operation)
        try optionalAttributes(&operation)
        try signature(&operation)
    }

    /// `stablehlo.composite "name" %0, %1 {...} : ...`.
    mutating func composite(_ operation: inout SyntaxOperation) throws {
        let context = operation.name
        operation.set("name", .string(try string(context), type: ""))
        if token.kind == .value { repeat { operation.operands.append(try value(context)) } while try accept(",") }
        try optionalAttributes(&operation)
        try signature(&operation)
    }

    /// `stablehlo.compare LT, %0, %1, FLOAT : ...`.
    mutating func compare(_ operation: inout SyntaxOperation) throws {
        let context = operation.name
        let direction = try word(context, expected: "a direction such as `LT`")
        operation.set("comparison_direction", .keyword("comparison_direction", direction))
        try expect(",", context)
        operation.operands.append(try value(context))
        try expect(",", context)
        operation.operands.append(try value(context))
        if try accept(",") {
            let order = try word(context, expected: "an order such as `FLOAT`")
            operation.set("compare_type", .keyword("comparison_type", order))
        }
        try optionalAttributes(&operation)
        try signature(&operation)
    }

    /// `stablehlo.dot_general %0, %1, batching_dims = [0] x [0], contracting_dims = [2] x [1], ... : ...`.
    mutating func dotGeneral(_ operation: inout SyntaxOperation) throws {
        let context = operation.name
        operation.operands.append(try value(context))
        try expect(",", context)
        operation.operands.append(try value(context))
        var numbers: [String: ([Int], [Int])] = [:]
        while try accept(",") {
            let start = token
            let word = try word(context, expected: "batching_dims, contracting_dims, precision or algorithm")
            try expect("=", context)
            switch word {
            case "batching_dims", "contracting_dims":
                let left = try integers(context)
                try expectWord("x", context)
                guard numbers.updateValue((left, try integers(context)), forKey: word) == nil else {
                    throw error("\(context) has an attribute twice", at: start)
                }
            case "precision": operation.set("precision_config", try keywords("precision", context))
            case "algorithm":
                guard isPunctuation("<") else { throw unexpected(context, expected: "`<`") }
                try advance()
                operation.set(
                    "algorithm", .dialect(name: "stablehlo.dot_algorithm", body: try balanced("<", ">", context)))
            default:
                throw error(
                    "\(context) has an attribute that it does not know", at: start,
                    expected: "batching_dims, contracting_dims, precision or algorithm", code: .unsupported)
            }
        }
        var fields: [String] = []
        for (word, stem) in [("batching_dims", "batching"), ("contracting_dims", "contracting")] {
            guard let (left, right) = numbers[word] else { continue }
            if !left.isEmpty { fields.append("lhs_\(stem)_dimensions = \(TextSpelling.list(left))") }
            if !right.isEmpty { fields.append("rhs_\(stem)_dimensions = \(TextSpelling.list(right))") }
        }
        let order = ["lhs_batching", "rhs_batching", "lhs_contracting", "rhs_contracting"]
        let ordered = order.compactMap { prefix in fields.first { $0.hasPrefix(prefix) } }
        operation.set(
            "dot_dimension_numbers", .dialect(name: "stablehlo.dot", body: ordered.joined(separator: ", ")))
        try optionalAttributes(&operation)
        try signature(&operation)
    }

    /// `stablehlo.get_tuple_element %0[1] : (type) -> type`.
    mutating func tupleElement(_ operation: inout SyntaxOperation) throws {
        let context = operation.name
        operation.operands = [try value(context)]
        try expect("[", context)
        operation.set("index", .number(String(try integer(context)), type: "i32"))
        try expect("]", context)
        try optionalAttributes(&operation)
        try signature(&operation)
    }

    /// `chlo.top_k(%0, k = 8) {...} : type -> (type, type)`.
    mutating func topK(_ operation: inout SyntaxOperation) throws {
        let context = operation.name
        try expect("(", context)
        operation.operands = [try value(context)]
        try expect(",", context)
        try expectWord("k", context)
        try expect("=", context)
        operation.set("k", .integer(try integer(context)))
        try expect(")", context)
        try optionalAttributes(&operation)
        try signature(&operation)
    }

    /// `check.expect_eq_const %0, dense<...> : type`.
    mutating func expectConstant(_ operation: inout SyntaxOperation) throws {
        let context = operation.name
        operation.operands = [try value(context)]
        try expect(",", context)
        let body = try denseBody()
        while try accept(",") {
            let name = try word(context, expected: "an attribute's name")
            try expect("=", context)
            operation.set(name, try attribute())
        }
        try expect(":", context)
        let type = try type(context)
        operation.set("value", .dense(body: body, type))
        operation.operandTypes = [type]
        try optionalAttributes(&operation)
    }

    /// Values, words with values, attributes and types.
    mutating func plain(_ operation: inout SyntaxOperation) throws {
        let context = operation.name
        let words = SyntaxForms.words(context)
        if isPunctuation("(") {
            try operands(in: &operation)
        } else if token.kind == .value {
            operation.operands.append(try value(context))
        }
        var isFirst = operation.operands.isEmpty
        while try isFirst ? token.kind == .word : accept(",") {
            isFirst = false
            if token.kind == .value {
                operation.operands.append(try value(context))
                continue
            }
            let start = token
            let name = try word(context, expected: "an attribute's name")
            try expect("=", context)
            let word =
                words.first { $0.word == name } ?? SyntaxForms.Word(word: name, attribute: name, kind: .bare)
            guard operation[word.attribute] == nil else {
                throw error("\(context) has an attribute twice", at: start, expected: "each name once")
            }
            switch word.kind {
            case .integers: operation.set(word.attribute, .integers(try integers(context)))
            case .integer: operation.set(word.attribute, .integer(try integer(context)))
            case .keyword(let enumeration):
                operation.set(
                    word.attribute, .keyword(enumeration, try self.word(context, expected: "an attribute's value")))
            case .keywords(let enumeration): operation.set(word.attribute, try keywords(enumeration, context))
            case .bare: operation.set(word.attribute, try bareAttribute())
            case .format:
                let parts = try self.word(context, expected: "a format such as `e5m10`").dropFirst()
                    .split(separator: "m").map { Int($0) }
                guard parts.count == 2, let exponent = parts[0], let mantissa = parts[1] else {
                    throw error(context, at: start, expected: "a format such as `e5m10`")
                }
                operation.set("exponent_bits", .number(String(exponent), type: "i32"))
                operation.set("mantissa_bits", .number(String(mantissa), type: "i32"))
            }
        }
        try optionalAttributes(&operation)
        try signature(&operation)
        try optionalAttributes(&operation)
    }

    mutating func keywords(_ enumeration: String, _ context: String) throws -> SyntaxAttribute {
        var values: [SyntaxAttribute] = []
        try list(from: "[", to: "]", context) { parser in
            values.append(.keyword(enumeration, try parser.word(context, expected: "a \(enumeration)")))
        }
        return .array(values)
    }
}

extension String {
    /// Where a text first stands.
    fileprivate func range(ofText text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
