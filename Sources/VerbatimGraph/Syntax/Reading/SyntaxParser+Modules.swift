// Modules, functions, calls and returns.
extension SyntaxParser {
    /// `module @name attributes {...} {...}`.
    mutating func module(_ operation: inout SyntaxOperation) throws {
        if token.kind == .symbol { operation.set("sym_name", .string(try symbol("a module"), type: "")) }
        if try acceptWord("attributes") { try optionalAttributes(&operation) }
        operation.regions = [try region()]
    }

    /// `func.func public @name(%arg0: type {...}) -> (type {...}) attributes {...} {...}`.
    mutating func function(_ operation: inout SyntaxOperation) throws {
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
    mutating func terminator(_ operation: inout SyntaxOperation) throws {
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
    mutating func call(_ operation: inout SyntaxOperation) throws {
        operation.set("callee", .symbol(try symbol("a call")))
        try operands(in: &operation)
        try optionalAttributes(&operation)
        try signature(&operation)
    }
}
