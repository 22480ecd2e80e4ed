// The types that end a short form.
extension SyntaxParser {
    /// `: type`, `: type, type`, `: type -> type` or `: (types) -> types`.
    mutating func signature(_ operation: inout SyntaxOperation) throws {
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

    func checkOperands(_ operation: SyntaxOperation) throws {
        guard operation.operands.count == operation.operandTypes.count else {
            throw lexer.error(
                "\(operation.name) states types for another number of operands", at: operation.offset,
                received: "\(operation.operandTypes.count)", expected: "\(operation.operands.count)")
        }
    }
}
