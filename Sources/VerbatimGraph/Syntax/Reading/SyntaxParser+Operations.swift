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
            (operation.results, operation.line, operation.column) = (results, line, column)
            try generic(&operation)
        } else {
            let name = try word("an operation", expected: "an operation such as `stablehlo.add`")
            operation = SyntaxOperation(Self.fullName(name), at: offset)
            (operation.results, operation.line, operation.column) = (results, line, column)
            try short(&operation)
        }
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

    static func fullName(_ name: String) -> String {
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

    mutating func operands(in operation: inout SyntaxOperation) throws {
        var operands: [String] = []
        let context = operation.name
        try list(from: "(", to: ")", context) { operands.append(try $0.value(context)) }
        operation.operands = operands
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

    mutating func short(_ operation: inout SyntaxOperation) throws {
        switch operation.name {
        case "builtin.module": try module(&operation)
        case "func.func": try function(&operation)
        case "func.return", "stablehlo.return": try terminator(&operation)
        case "func.call": try call(&operation)
        case "stablehlo.constant", "chlo.constant": try constant(&operation)
        case "stablehlo.slice": try slice(&operation)
        case "stablehlo.while": try whileLoop(&operation)
        case "stablehlo.reduce": try reduce(&operation)
        case "chlo.scan": try scan(&operation)
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
}
