// Short forms with regions: loops and reductions.
extension SyntaxParser {
    /// `stablehlo.while(%a = %0, ...) : types attributes {...} cond {...} do {...}`.
    mutating func whileLoop(_ operation: inout SyntaxOperation) throws {
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
    mutating func reduce(_ operation: inout SyntaxOperation) throws {
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
            var region = Self.applied(
                applied, .tensor(shape: [], element: element, encoding: ""), at: operation.offset)
            for index in region.operations.indices {
                region.operations[index].line = operation.line
                region.operations[index].column = operation.column
            }
            operation.regions = [region]
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

    /// `chlo.scan(%0) inits(%1) dimension=0 attributes {...} {...} : (types) -> (types)`.
    mutating func scan(_ operation: inout SyntaxOperation) throws {
        let context = operation.name
        try operands(in: &operation)
        let inputs = operation.operands
        try expectWord("inits", context)
        try operands(in: &operation)
        let carried = operation.operands
        operation.operands = inputs + carried
        operation.set("operandSegmentSizes", .list(element: "i32", ["\(inputs.count)", "\(carried.count)"]))
        try expectWord("dimension", context)
        try expect("=", context)
        operation.set("dimension", .integer(try integer(context)))
        if try acceptWord("attributes") { try optionalAttributes(&operation) }
        operation.regions = [try region()]
        try signature(&operation)
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
}
