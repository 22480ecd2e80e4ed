// Operations in short and generic forms.
extension SyntaxParser {
    /// One operation with its results.
    mutating func operation() throws -> SyntaxOperation {
        operations += 1
        guard operations <= Graph.operationLimit else {
            throw unexpected(
                "the program is too large", expected: "at most \(Graph.operationLimit) operations", code: .unsupported)
        }
        let start = token
        var results: [SyntaxOperation.Result] = []
        if token.kind == .value {
            repeat {
                guard token.kind == .value, token.end - token.start > 1 else {
                    throw unexpected("the results of an operation", expected: "a name such as `%0`")
                }
                let name = text(token)
                try advance()
                let count = try accept(":") ? try integer("the results of an operation") : 1
                guard (1...(1 << 16)).contains(count) else {
                    throw error("an operation has a strange number of results", at: start, expected: "at least 1")
                }
                results.append(SyntaxOperation.Result(name: name, count: count))
            } while try accept(",")
            try expect("=", "the results of an operation")
        }
        let offset = token.start
        let (line, column) = place(of: offset)
        var operation: SyntaxOperation
        if token.kind == .string {
            operation = SyntaxOperation(try string("an operation"), at: offset)
            operation.results = results
            try generic(&operation)
        } else {
            let name = try word("an operation", expected: "an operation such as `stablehlo.add`")
            operation = SyntaxOperation(Self.fullName(name), at: offset)
            operation.results = results
            try short(&operation)
        }
        (operation.line, operation.column) = (line, column)
        let location = try optionalLocation()
        if !location.isEmpty { operation.location = location }
        let count = results.reduce(0) { $0 + $1.count }
        guard results.isEmpty || count == operation.resultTypes.count else {
            throw error(
                "an operation's results are named wrongly", at: start,
                expected: "\(operation.resultTypes.count) results of \(operation.name)")
        }
        return operation
    }

    private static func fullName(_ name: String) -> String {
        switch name {
        case "module": "builtin.module"
        case "return": "func.return"
        case "call": "func.call"
        default: name
        }
    }

    /// `(%0, %1) <{...}> ({...}) {...} : (types) -> types`.
    mutating func generic(_ operation: inout SyntaxOperation) throws {
        let context = operation.name
        try operands(in: &operation)
        if try accept("<") {
            try optionalAttributes(&operation)
            try expect(">", context)
        }
        if isPunctuation("(") {
            var regions: [SyntaxRegion] = []
            try list(from: "(", to: ")", context) { regions.append(try $0.region()) }
            operation.regions = regions
        }
        try optionalAttributes(&operation)
        try expect(":", context)
        var types: [SyntaxType] = []
        try list(from: "(", to: ")", context) { types.append(try $0.type(context)) }
        try expectArrow(context)
        operation.operandTypes = types
        operation.resultTypes = try resultTypes(context)
        try checkOperands(operation)
    }

    private mutating func operands(in operation: inout SyntaxOperation) throws {
        var operands: [String] = []
        let context = operation.name
        try list(from: "(", to: ")", context) { operands.append(try $0.value(context)) }
        operation.operands = operands
    }

    private func checkOperands(_ operation: SyntaxOperation) throws {
        guard operation.operands.count == operation.operandTypes.count else {
            throw lexer.error(
                "\(operation.name) states types for another number of operands", at: operation.offset,
                received: "\(operation.operandTypes.count)", expected: "\(operation.operands.count)")
        }
    }

    /// A region in braces; its block's head is read unless the operation's form names the arguments.
    mutating func region(_ arguments: [SyntaxRegion.Argument]? = nil) throws -> SyntaxRegion {
        try expect("{", "a region")
        return try nested { parser in
            var region = SyntaxRegion()
            if let arguments {
                region.arguments = arguments
            } else if parser.token.kind == .block {
                try parser.advance()
                if parser.isPunctuation("(") { region.arguments = try parser.arguments("a block") }
                try parser.expect(":", "a block")
            }
            while try !parser.accept("}") {
                guard parser.token.kind != .end else {
                    throw parser.unexpected("a region does not end", expected: "`}`")
                }
                guard parser.token.kind != .block else {
                    throw parser.unexpected(
                        "a region has several blocks", expected: "one block", code: .unsupported)
                }
                region.operations.append(try parser.operation())
            }
            return region
        }
    }

    /// `(%arg0: type loc(...), ...)`.
    mutating func arguments(_ context: String) throws -> [SyntaxRegion.Argument] {
        var arguments: [SyntaxRegion.Argument] = []
        try list(from: "(", to: ")", context) { parser in
            let name = try parser.value(context)
            try parser.expect(":", context)
            let type = try parser.type(context)
            arguments.append(
                SyntaxRegion.Argument(name: name, type: type, location: try parser.optionalLocation()))
        }
        return arguments
    }

    // MARK: Short forms

    private mutating func short(_ operation: inout SyntaxOperation) throws {
        switch operation.name {
        case "builtin.module": try module(&operation)
        case "func.func": try function(&operation)
        case "func.return", "stablehlo.return": try terminator(&operation)
        case "func.call": try call(&operation)
        case "stablehlo.constant", "chlo.constant": try constant(&operation)
        case "stablehlo.slice": try slice(&operation)
        case "stablehlo.while": try whileLoop(&operation)
        case "stablehlo.reduce": try reduce(&operation)
        case "stablehlo.convolution", "stablehlo.dynamic_conv": try convolution(&operation)
        case "stablehlo.custom_call": try customCall(&operation)
        case "stablehlo.composite": try composite(&operation)
        case "stablehlo.compare": try compare(&operation)
        case "stablehlo.dot_general": try dotGeneral(&operation)
        case "stablehlo.get_tuple_element": try tupleElement(&operation)
        case "chlo.top_k": try topK(&operation)
        case "check.expect_eq_const", "check.expect_almost_eq_const": try expectConstant(&operation)
        default: try plain(&operation)
        }
    }

    /// `module @name attributes {...} {...}`.
    private mutating func module(_ operation: inout SyntaxOperation) throws {
        if token.kind == .symbol { operation.set("sym_name", .string(try symbol("a module"), type: "")) }
        if try acceptWord("attributes") { try optionalAttributes(&operation) }
        operation.regions = [try region()]
    }

    /// `func.func public @name(%arg0: type {...}) -> (type {...}) attributes {...} {...}`.
    private mutating func function(_ operation: inout SyntaxOperation) throws {
        let context = "a function"
        if token.kind == .word {
            operation.set("sym_visibility", .string(try word(context, expected: "a visibility"), type: ""))
        }
        operation.set("sym_name", .string(try symbol(context), type: ""))
        var region = SyntaxRegion()
        var argumentAttributes: [SyntaxAttribute] = []
        var parameters: [SyntaxType] = []
        try list(from: "(", to: ")", context) { parser in
            var name = ""
            if parser.token.kind == .value {
                name = try parser.value(context)
                try parser.expect(":", context)
            }
            let type = try parser.type(context)
            parameters.append(type)
            argumentAttributes.append(
                .dictionary(parser.isPunctuation("{") ? try parser.dictionary() : []))
            region.arguments.append(
                SyntaxRegion.Argument(name: name, type: type, location: try parser.optionalLocation()))
        }
        var results: [SyntaxType] = []
        var resultAttributes: [SyntaxAttribute] = []
        if try acceptArrow() {
            if isPunctuation("(") {
                try list(from: "(", to: ")", context) { parser in
                    results.append(try parser.type(context))
                    resultAttributes.append(
                        .dictionary(parser.isPunctuation("{") ? try parser.dictionary() : []))
                }
            } else {
                results = [try type(context)]
                resultAttributes = [.dictionary([])]
            }
        }
        operation.set("function_type", .type(.function(parameters, results)))
        if argumentAttributes.contains(where: { $0 != .dictionary([]) }) {
            operation.set("arg_attrs", .array(argumentAttributes))
        }
        if resultAttributes.contains(where: { $0 != .dictionary([]) }) {
            operation.set("res_attrs", .array(resultAttributes))
        }
        if try acceptWord("attributes") { try optionalAttributes(&operation) }
        guard isPunctuation("{") else {
            operation.regions = [SyntaxRegion()]
            return
        }
        operation.regions = [try self.region(region.arguments)]
    }

    /// `return %0, %1 : type, type`.
    private mutating func terminator(_ operation: inout SyntaxOperation) throws {
        let context = operation.name
        try optionalAttributes(&operation)
        guard token.kind == .value else { return }
        repeat { operation.operands.append(try value(context)) } while try accept(",")
        try optionalAttributes(&operation)
        try expect(":", context)
        repeat { operation.operandTypes.append(try type(context)) } while try accept(",")
        try checkOperands(operation)
    }

    /// `call @name(%0) : (type) -> type`.
    private mutating func call(_ operation: inout SyntaxOperation) throws {
        operation.set("callee", .symbol(try symbol("a call")))
        try operands(in: &operation)
        try optionalAttributes(&operation)
        try signature(&operation)
    }

    /// `stablehlo.constant dense<...> : type`, or the generic form without quotes.
    private mutating func constant(_ operation: inout SyntaxOperation) throws {
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
    private mutating func slice(_ operation: inout SyntaxOperation) throws {
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

    /// `stablehlo.while(%a = %0, ...) : types attributes {...} cond {...} do {...}`.
    private mutating func whileLoop(_ operation: inout SyntaxOperation) throws {
        let context = operation.name
        var names: [String] = []
        var operands: [String] = []
        try list(from: "(", to: ")", context) { parser in
            names.append(try parser.value(context))
            try parser.expect("=", context)
            operands.append(try parser.value(context))
        }
        operation.operands = operands
        if !names.isEmpty {
            try expect(":", context)
            repeat { operation.operandTypes.append(try type(context)) } while try accept(",")
        }
        try checkOperands(operation)
        operation.resultTypes = operation.operandTypes
        let arguments = zip(names, operation.operandTypes).map { SyntaxRegion.Argument(name: $0, type: $1) }
        operation.location = try optionalLocation()
        if try acceptWord("attributes") { try optionalAttributes(&operation) }
        try expectWord("cond", context)
        operation.regions.append(try region(arguments))
        try expectWord("do", context)
        operation.regions.append(try region(arguments))
    }

    /// `stablehlo.reduce(%0 init: %1) applies stablehlo.add across dimensions = [0] : ...`, or with `reducer(...) {...}`.
    private mutating func reduce(_ operation: inout SyntaxOperation) throws {
        let context = operation.name
        var initial: [String] = []
        repeat {
            try expect("(", context)
            operation.operands.append(try value(context))
            try expectWord("init", context)
            try expect(":", context)
            initial.append(try value(context))
            try expect(")", context)
        } while try accept(",")
        operation.operands += initial
        var applied: String?
        if try acceptWord("applies") { applied = try word(context, expected: "an operation such as `stablehlo.add`") }
        try expectWord("across", context)
        try expectWord("dimensions", context)
        try expect("=", context)
        operation.set("dimensions", .integers(try integers(context)))
        try optionalAttributes(&operation)
        try signature(&operation)
        if let applied {
            guard case .tensor(_, let element, _)? = operation.operandTypes.first else {
                throw lexer.error("\(context) takes tensors", at: operation.offset)
            }
            operation.regions = [
                Self.applied(applied, .tensor(shape: [], element: element, encoding: ""), at: operation.offset)
            ]
            return
        }
        operation.location = try optionalLocation()
        try expectWord("reducer", context)
        var (elements, accumulated): ([SyntaxRegion.Argument], [SyntaxRegion.Argument]) = ([], [])
        while isPunctuation("(") {
            let pair = try arguments(context)
            guard pair.count == 2 else { throw unexpected(context, expected: "pairs of parameters") }
            elements.append(pair[0])
            accumulated.append(pair[1])
        }
        operation.regions = [try region(elements + accumulated)]
    }

    /// The body that `applies` stands for.
    static func applied(_ name: String, _ scalar: SyntaxType, at offset: Int) -> SyntaxRegion {
        let arguments = ["%lhs", "%rhs"].map { SyntaxRegion.Argument(name: $0, type: scalar) }
        var operation = SyntaxOperation(name, at: offset)
        operation.results = [SyntaxOperation.Result(name: "%applied", count: 1)]
        operation.operands = arguments.map(\.name)
        operation.operandTypes = [scalar, scalar]
        operation.resultTypes = [scalar]
        var end = SyntaxOperation("stablehlo.return", at: offset)
        end.operands = ["%applied"]
        end.operandTypes = [scalar]
        return SyntaxRegion(arguments: arguments, operations: [operation, end])
    }

    /// `stablehlo.convolution(%0, %1) dim_numbers = ..., window = {...} {...} : ...`.
    private mutating func convolution(_ operation: inout SyntaxOperation) throws {
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
    private mutating func dimensionNumbers() throws -> String {
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
    private mutating func customCall(_ operation: inout SyntaxOperation) throws {
        operation.set("call_target_name", .string(try symbol(operation.name), type: ""))
        try operands(in: &operation)
        try optionalAttributes(&operation)
        try signature(&operation)
    }

    /// `stablehlo.composite "name" %0, %1 {...} : ...`.
    private mutating func composite(_ operation: inout SyntaxOperation) throws {
        let context = operation.name
        operation.set("name", .string(try string(context), type: ""))
        if token.kind == .value { repeat { operation.operands.append(try value(context)) } while try accept(",") }
        try optionalAttributes(&operation)
        try signature(&operation)
    }

    /// `stablehlo.compare LT, %0, %1, FLOAT : ...`.
    private mutating func compare(_ operation: inout SyntaxOperation) throws {
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
    private mutating func dotGeneral(_ operation: inout SyntaxOperation) throws {
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
    private mutating func tupleElement(_ operation: inout SyntaxOperation) throws {
        let context = operation.name
        operation.operands = [try value(context)]
        try expect("[", context)
        operation.set("index", .number(String(try integer(context)), type: "i32"))
        try expect("]", context)
        try optionalAttributes(&operation)
        try signature(&operation)
    }

    /// `chlo.top_k(%0, k = 8) {...} : type -> (type, type)`.
    private mutating func topK(_ operation: inout SyntaxOperation) throws {
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
    private mutating func expectConstant(_ operation: inout SyntaxOperation) throws {
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
    private mutating func plain(_ operation: inout SyntaxOperation) throws {
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

    private mutating func keywords(_ enumeration: String, _ context: String) throws -> SyntaxAttribute {
        var values: [SyntaxAttribute] = []
        try list(from: "[", to: "]", context) { parser in
            values.append(.keyword(enumeration, try parser.word(context, expected: "a \(enumeration)")))
        }
        return .array(values)
    }

    // MARK: Signatures

    /// `: type`, `: type, type`, `: type -> type` or `: (types) -> types`.
    private mutating func signature(_ operation: inout SyntaxOperation) throws {
        let context = operation.name
        try expect(":", context)
        var types: [SyntaxType] = []
        if isPunctuation("(") {
            try list(from: "(", to: ")", context) { types.append(try $0.type(context)) }
            if try acceptArrow() {
                operation.operandTypes = types
                operation.resultTypes = try resultTypes(context)
            } else {
                operation.operandTypes = types
            }
            return try checkOperands(operation)
        }
        repeat { types.append(try type(context)) } while try accept(",")
        if try acceptArrow() {
            operation.operandTypes = types
            operation.resultTypes = try resultTypes(context)
            return try checkOperands(operation)
        }
        let count = operation.operands.count
        if context.hasPrefix("check.") || context == "interpreter.print" {
            operation.operandTypes =
                types.count == 1 ? [SyntaxType](repeating: types[0], count: count) : types
            return try checkOperands(operation)
        }
        switch (context, types.count) {
        case ("stablehlo.select", 2):
            operation.operandTypes = [types[0], types[1], types[1]]
            operation.resultTypes = [types[1]]
        case ("stablehlo.complex", 1):
            operation.operandTypes = [Self.part(types[0]), Self.part(types[0])]
            operation.resultTypes = types
        case ("stablehlo.tuple", 1):
            guard case .tuple(let parts) = types[0] else { throw unexpected(context, expected: "a tuple's type") }
            operation.operandTypes = parts
            operation.resultTypes = types
        case ("stablehlo.optimization_barrier", _):
            operation.operandTypes = types
            operation.resultTypes = types
        case (_, 1):
            operation.operandTypes = [SyntaxType](repeating: types[0], count: count)
            operation.resultTypes = types
        default:
            operation.operandTypes = types
            operation.resultTypes = [types[0]]
        }
        try checkOperands(operation)
    }

    /// The type of a complex tensor's real part.
    static func part(_ type: SyntaxType) -> SyntaxType {
        guard case .tensor(let shape, let element, let encoding) = type, element.hasPrefix("complex<") else {
            return type
        }
        return .tensor(shape: shape, element: String(element.dropFirst(8).dropLast()), encoding: encoding)
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
