/// Translates a tree to a graph: functions are written out where they are called, each operation checked by its rule.
final class SyntaxImporter {
    /// What a name stands for.
    indirect enum Value {
        /// A tensor.
        case tensor(ValueID)
        /// A token, which orders side effects and holds nothing.
        case token
        /// The integers of a quantized tensor.
        case quantized(ValueID)
        /// Several values under one name.
        case tuple([Value])
    }

    let functions: [String: SyntaxOperation]
    let functionNames: [String]
    let moduleName: String?
    let aliases: [String: SyntaxAttribute]
    let customCalls: [String: CustomCallTranslation]
    var builder = GraphBuilder(name: "")
    /// Pairs of values that checks compare.
    var checked: [(actual: ValueID, expected: ValueID, expectation: SyntaxProgram.Expectation)] = []
    /// What is known of values that are constants.
    var constants: [ValueID: TensorValue] = [:]
    /// The number of draws so far.
    var draws = 0
    /// What `infeed` gives, in order.
    var infeeds: [String] = []
    private var scopes: [[String: [Value]]] = [[:]]
    private var openFunctions: [String] = []
    private var nesting = 0
    private var decompositions: [String: Graph] = [:]
    var knownLocations: [String: Location] = [:]
    var openLocations: Set<String> = []

    init(_ module: SyntaxModule, customCalls: [String: CustomCallTranslation]) throws {
        var functions: [String: SyntaxOperation] = [:]
        var names: [String] = []
        var moduleName: String?
        let checkMarks = Self.checkMarks
        func note(_ operations: [SyntaxOperation], depth: Int) throws {
            for operation in operations {
                if operation.name == "builtin.module", operation.regions.count == 1, depth < 8 {
                    try checkMarks(operation.attributes, ["verbatim.name"], operation)
                    if moduleName == nil {
                        moduleName = (operation["verbatim.name"] ?? operation["sym_name"])?.string
                    }
                    try note(operation.regions[0].operations, depth: depth + 1)
                } else if operation.name == "func.func", case .string(let name, _)? = operation["sym_name"] {
                    guard functions.updateValue(operation, forKey: name) == nil else {
                        throw Self.error(.malformed, "a function is defined twice", operation, received: "@\(name)")
                    }
                    names.append(name)
                } else {
                    throw Self.error(
                        .unsupported, "a module holds something else than functions", operation,
                        received: operation.name)
                }
            }
        }
        try note(module.operations, depth: 0)
        self.functions = functions
        self.functionNames = names
        self.moduleName = moduleName
        aliases = Dictionary(module.aliases.map { (String($0.name.dropFirst()), $0.value) }) { $1 }
        self.customCalls = customCalls
    }

    /// The whole program.
    func program(_ function: String?) throws -> SyntaxProgram {
        let publics = functionNames.filter { name in
            if case .string(let visibility, _)? = functions[name]!["sym_visibility"] { return visibility != "private" }
            return true
        }
        let name =
            function
            ?? (functions["main"] != nil
                ? "main" : publics.count == 1 ? publics[0] : functionNames.count == 1 ? functionNames[0] : nil)
        guard let name, let main = functions[name] else {
            throw VerbatimError(
                .malformed, "graph text 1:1: the module does not say which function is the program",
                received: functionNames.isEmpty ? "no function" : functionNames.prefix(5).joined(separator: ", "),
                expected: "a function @main or only one public function")
        }
        try checkSize(of: name)
        builder = GraphBuilder(name: moduleName ?? name)
        let (results, names) = try self.function(main, named: name)
        let outputs = try results.map { try tensor($0, main) }
        var all = outputs
        var checks: [SyntaxProgram.Check] = []
        for check in checked {
            checks.append(
                SyntaxProgram.Check(
                    actual: all.count, expected: all.count + 1, expectation: check.expectation))
            all += [check.actual, check.expected]
        }
        let checkNames = checked.indices.flatMap { ["actual \($0)", "expected \($0)"] }
        let graph = builder.finish(outputs: all, names: names + checkNames)
        try graph.verify()
        return SyntaxProgram(graph: graph, checks: checks, outputCount: outputs.count)
    }

    // MARK: Functions and blocks

    /// The results of a function whose parameters become inputs, and their names.
    private func function(_ function: SyntaxOperation, named name: String) throws -> ([Value], [String]) {
        guard function.regions.count == 1, !function.regions[0].operations.isEmpty else {
            throw Self.error(.unsupported, "function @\(name) has no body", function)
        }
        let region = function.regions[0]
        let inputEntries = Self.dictionaries(function["arg_attrs"], count: region.arguments.count)
        var values: [Value] = []
        for (argument, entries) in zip(region.arguments, inputEntries) {
            if argument.type == .token {
                values.append(.token)
                continue
            }
            try Self.checkMarks(entries, ["verbatim.name", "verbatim.sample_dimension"], function)
            let label = entries["verbatim.name"]?.string ?? String(argument.name.dropFirst())
            var sampleDimension: Int?
            if let entry = entries["verbatim.sample_dimension"] {
                guard case .number(let text, _) = entry, let number = Int(text) else {
                    throw Self.error(
                        .malformed, "a sample dimension is not a whole number", function, received: entry.text)
                }
                sampleDimension = number
            }
            let type = try tensorType(argument.type, function)
            values.append(.tensor(builder.input(type, name: label, sampleDimension: sampleDimension)))
        }
        openFunctions.append(name)
        scopes.append(try scope(region, values, function))
        let results = try block(region, function)
        scopes.removeLast()
        openFunctions.removeLast()
        try checkReturn(of: function, results)
        let outputEntries = Self.dictionaries(function["res_attrs"], count: results.count)
        let names = try outputEntries.enumerated().map { index, entries -> String in
            try Self.checkMarks(entries, ["verbatim.name"], function)
            return entries["verbatim.name"]?.string ?? "output\(index)"
        }
        return (results, names)
    }

    private static func dictionaries(_ attribute: SyntaxAttribute?, count: Int) -> [[SyntaxEntry]] {
        guard case .array(let values)? = attribute, values.count == count else {
            return [[SyntaxEntry]](repeating: [], count: count)
        }
        return values.map { value in
            guard case .dictionary(let entries) = value else { return [] }
            return entries
        }
    }

    /// Refuses what is marked as Verbatim's own and is not known.
    static func checkMarks(_ entries: [SyntaxEntry], _ known: [String], _ operation: SyntaxOperation) throws {
        for entry in entries where entry.name.hasPrefix("verbatim.") && !known.contains(entry.name) {
            throw Self.error(
                .unsupported, "an attribute is not known", operation, received: "`\(entry.name)`",
                expected: known.isEmpty ? "none of Verbatim's own" : known.joined(separator: " or "))
        }
    }

    /// A block's arguments by name.
    private func scope(
        _ region: SyntaxRegion, _ values: [Value], _ operation: SyntaxOperation
    ) throws -> [String: [Value]] {
        var scope: [String: [Value]] = [:]
        for (argument, value) in zip(region.arguments, values) {
            guard scope.updateValue([value], forKey: argument.name) == nil else {
                throw Self.error(.malformed, "a value is defined twice", operation, received: argument.name)
            }
        }
        return scope
    }

    /// What a function returns must be of the types that it declares.
    private func checkReturn(of function: SyntaxOperation, _ results: [Value]) throws {
        guard case .type(.function(_, let declared))? = function["function_type"] else {
            throw missing("function_type", function)
        }
        guard declared.count == results.count, zip(results, declared).allSatisfy(fits) else {
            throw Self.error(
                .malformed, "a function returns other types than it declares", function,
                received: results.map(spelled).joined(separator: ", "), expected: SyntaxType.list(declared))
        }
    }

    private func spelled(_ value: Value) -> String {
        guard case .tensor(let id) = value else { return "a token or tuple" }
        return "\(builder.type(of: id))"
    }

    /// The results of a function written out here.
    func call(_ name: String, _ arguments: [Value], _ use: SyntaxOperation) throws -> [Value] {
        guard let function = functions[name], function.regions.count == 1 else {
            throw Self.error(
                .malformed, "a function is used that the text does not define", use, received: "@\(name)")
        }
        guard !openFunctions.contains(name) else {
            throw Self.error(.unsupported, "a function calls itself", use, received: "@\(name)")
        }
        let region = function.regions[0]
        guard region.arguments.count == arguments.count, !region.operations.isEmpty else {
            throw Self.error(
                .malformed, "a call has another number of operands than its function", use,
                received: "\(arguments.count)", expected: "\(region.arguments.count)")
        }
        guard zip(arguments, region.arguments.map(\.type)).allSatisfy(fits) else {
            throw Self.error(
                .malformed, "a call's operands are of other types than its function's", use,
                received: arguments.map(spelled).joined(separator: ", "),
                expected: SyntaxType.list(region.arguments.map(\.type)))
        }
        openFunctions.append(name)
        let outer = scopes
        scopes = [try scope(region, arguments, function)]
        defer {
            scopes = outer
            openFunctions.removeLast()
        }
        let results = try nested(use) { try block(region, function) }
        try checkReturn(of: function, results)
        return results
    }

    /// A function as a graph of its own.
    func graph(of name: String, _ use: SyntaxOperation) throws -> Graph {
        if let known = decompositions[name] { return known }
        guard let function = functions[name], !openFunctions.contains(name) else {
            throw Self.error(
                .malformed, "a function is used that the text does not define, or by itself", use, received: "@\(name)")
        }
        try Self.checkMarks(function.attributes, ["verbatim.name"], function)
        let (outerBuilder, outerScopes, outerChecked, outerConstants) = (builder, scopes, checked, constants)
        defer { (builder, scopes, checked, constants) = (outerBuilder, outerScopes, outerChecked, outerConstants) }
        builder = GraphBuilder(name: function["verbatim.name"]?.string ?? name)
        (scopes, checked, constants) = ([[:]], [], [:])
        let (drawn, left) = (draws, infeeds.count)
        let (results, names) = try nested(use) { try self.function(function, named: name) }
        guard checked.isEmpty else { throw Self.error(.unsupported, "a check stands inside a decomposition", use) }
        let graph = builder.finish(outputs: try results.map { try tensor($0, use) }, names: names)
        // Each draw is a stream of its own, also where one function draws twice.
        if (drawn, left) == (draws, infeeds.count) { decompositions[name] = graph }
        return graph
    }

    /// A region for the operation that is appended next, over arguments that are tensors or tokens.
    func region(_ region: SyntaxRegion, _ operation: SyntaxOperation) throws -> Region {
        let types = try region.arguments.compactMap { argument -> TensorType? in
            argument.type == .token ? nil : try tensorType(argument.type, operation)
        }
        let place = builder.location
        defer { builder.location = place }
        return try nested(operation) {
            try builder.region(types) { parameters in
                var rest = parameters[...]
                let values = region.arguments.map { argument -> Value in
                    argument.type == .token ? .token : .tensor(rest.removeFirst())
                }
                scopes.append(try scope(region, values, operation))
                defer { scopes.removeLast() }
                return try block(region, operation).compactMap { value in
                    if case .token = value { return nil }
                    return try tensor(value, operation)
                }
            }
        }
    }

    /// What a region gives for values of its arguments, written out here.
    func inlined(_ region: SyntaxRegion, _ values: [Value], _ operation: SyntaxOperation) throws -> [Value] {
        guard region.arguments.count == values.count else {
            throw Self.error(
                .malformed, "a region of \(operation.name) takes another number of arguments", operation,
                received: "\(region.arguments.count)", expected: "\(values.count)")
        }
        guard zip(values, region.arguments.map(\.type)).allSatisfy(fits) else {
            throw Self.error(
                .malformed, "a region of \(operation.name) takes other types", operation,
                received: SyntaxType.list(region.arguments.map(\.type)),
                expected: values.map(spelled).joined(separator: ", "))
        }
        scopes.append(try scope(region, values, operation))
        defer { scopes.removeLast() }
        return try nested(operation) { try block(region, operation) }
    }

    func nested<Result>(_ operation: SyntaxOperation, _ body: () throws -> Result) throws -> Result {
        guard nesting < Graph.nestingLimit else {
            throw Self.error(
                .unsupported, "regions, calls and decompositions are nested too deeply", operation,
                expected: "at most \(Graph.nestingLimit) levels")
        }
        nesting += 1
        defer { nesting -= 1 }
        return try body()
    }

    /// The values that a block returns.
    private func block(_ region: SyntaxRegion, _ outer: SyntaxOperation) throws -> [Value] {
        guard let last = region.operations.last, last.isReturn else {
            throw Self.error(
                .malformed, "a block of \(outer.name) does not end with a return", region.operations.last ?? outer)
        }
        for operation in region.operations.dropLast() {
            guard !operation.isReturn else {
                throw Self.error(.malformed, "a block goes on after its return", operation)
            }
            builder.location = try location(operation, in: outer)
            let values: [Value]
            do {
                try Self.checkMarks(operation.attributes, ["verbatim.sample_sum"], operation)
                values = try translate(operation)
            } catch let error as VerbatimError {
                guard !error.what.hasPrefix("graph text ") else { throw error }
                throw Self.error(
                    error.code, error.what, operation, received: error.received, expected: error.expected)
            }
            try check(values, operation)
            try define(values, operation)
        }
        let results = try last.operands.map { try value($0, last) }
        guard zip(results, last.operandTypes).allSatisfy(fits) else {
            throw Self.error(
                .malformed, "a return's values are not of the types that it states", last,
                received: SyntaxType.list(last.operandTypes),
                expected: results.map(spelled).joined(separator: ", "))
        }
        return results
    }

    /// The stated types must be those that the rules give.
    private func check(_ values: [Value], _ operation: SyntaxOperation) throws {
        guard values.count == operation.resultTypes.count else {
            throw Self.error(
                .malformed, "\(operation.name) does not give as many results as the text states", operation,
                received: "\(operation.resultTypes.count)", expected: "\(values.count)")
        }
        for (value, stated) in zip(values, operation.resultTypes) where !fits(value, stated) {
            throw Self.error(
                .malformed, "\(operation.name) does not give the types that the text states", operation,
                received: "\(stated)", expected: spelled(value))
        }
    }

    /// Whether a tensor is of a stated type, whose unknown sizes may be any.
    private func fits(_ value: Value, _ stated: SyntaxType) -> Bool {
        guard case .tensor(let id) = value, case .tensor(let shape, _, _) = stated else { return true }
        let type = builder.type(of: id)
        guard shape.contains(-1) else { return stated.tensorType == type }
        return shape.count == type.rank && zip(shape, type.shape).allSatisfy { $0 < 0 || $0 == $1 }
    }

    private func define(_ values: [Value], _ operation: SyntaxOperation) throws {
        var rest = values[...]
        for result in operation.results {
            guard scopes.allSatisfy({ $0[result.name] == nil }) else {
                throw Self.error(.malformed, "a value is defined twice", operation, received: result.name)
            }
            scopes[scopes.count - 1][result.name] = Array(rest.prefix(result.count))
            rest = rest.dropFirst(result.count)
        }
    }

    /// Runs a part that sees more names.
    func withNames<Result>(_ names: [String: [Value]], _ body: () throws -> Result) rethrows -> Result {
        scopes.append(names)
        defer { scopes.removeLast() }
        return try body()
    }

    // MARK: Values

    /// The value of a use such as `%0#1`.
    func value(_ use: String, _ operation: SyntaxOperation) throws -> Value {
        var name = use[...]
        var place = 0
        if let hash = use.lastIndex(of: "#"), let number = Int(use[use.index(after: hash)...]) {
            name = use[..<hash]
            place = number
        }
        for scope in scopes.reversed() {
            guard let values = scope[String(name)] else { continue }
            guard values.indices.contains(place) else {
                throw Self.error(.malformed, "an operation does not have that result", operation, received: use)
            }
            return values[place]
        }
        throw Self.error(.malformed, "a value is used that is not defined here", operation, received: use)
    }

    func tensor(_ value: Value, _ operation: SyntaxOperation) throws -> ValueID {
        guard case .tensor(let id) = value else {
            throw Self.error(.unsupported, "\(operation.name) got a token or a tuple for a tensor", operation)
        }
        return id
    }

    /// The operands, all of which must be tensors of the types that the text states.
    func operands(_ operation: SyntaxOperation) throws -> [ValueID] {
        try zip(operation.operands, operation.operandTypes).map { use, stated in
            let id = try tensor(try value(use, operation), operation)
            guard case .tensor(let shape, let element, let encoding) = stated else { return id }
            if element.hasPrefix("!quant") {
                throw Self.error(.unsupported, "quantized types are not supported", operation)
            }
            if shape.contains(-1) || !encoding.isEmpty { return id }
            guard try tensorType(stated, operation) == builder.type(of: id) else {
                throw Self.error(
                    .malformed, "\(operation.name) states other types than its operands have", operation,
                    received: "\(stated)", expected: "\(builder.type(of: id))")
            }
            return id
        }
    }

    /// The first operand.
    func operand(_ operation: SyntaxOperation) throws -> ValueID {
        guard let first = try operands(operation).first else {
            throw Self.error(.malformed, "\(operation.name) got no operand", operation)
        }
        return first
    }

    /// The constant that a value is known to be.
    func constant(_ id: ValueID, _ operation: SyntaxOperation) throws -> [Int] {
        guard let value = constants[id], let numbers = value.integers else {
            throw Self.error(
                .unsupported, "\(operation.name) takes a shape that is not a constant", operation,
                expected: "operands that are constants")
        }
        return numbers
    }

    func tensorType(_ type: SyntaxType, _ operation: SyntaxOperation) throws -> TensorType {
        if case .tensor(let shape, let element, let encoding) = type {
            if element.hasPrefix("!quant") {
                throw Self.error(.unsupported, "quantized types are not supported", operation)
            }
            if shape.contains(-1) {
                throw Self.error(.unsupported, "shapes that are not static are not supported", operation)
            }
            if encoding.isEmpty, ElementType(rawValue: element) == nil {
                throw Self.error(
                    .unsupported, "a tensor of an unknown element type", operation, received: element)
            }
        }
        guard let known = type.tensorType else {
            throw Self.error(.unsupported, "a type is not a tensor's", operation, received: "\(type)")
        }
        do {
            try ShapeRules.size(known, "the text")
        } catch let error as VerbatimError {
            throw Self.error(error.code, error.what, operation, received: error.received, expected: error.expected)
        }
        return known
    }

    /// The only result's type, static.
    func resultType(_ operation: SyntaxOperation) throws -> TensorType {
        guard operation.resultTypes.count == 1 else {
            throw Self.error(
                .malformed, "\(operation.name) has a wrong number of results", operation,
                received: "\(operation.resultTypes.count)", expected: "1")
        }
        return try tensorType(operation.resultTypes[0], operation)
    }

    // MARK: Errors

    /// An error at an operation's place.
    static func error(
        _ code: VerbatimError.Code, _ what: String, _ operation: SyntaxOperation, received: String? = nil,
        expected: String? = nil
    ) -> VerbatimError {
        VerbatimError(
            code, "graph text \(operation.line):\(operation.column): \(what)",
            received: String((received ?? operation.name).prefix(TextLexer.longestQuote)),
            expected: expected
                ?? (code == .unsupported ? "what the graph has a word for" : "what StableHLO's specification asks for"))
    }
}

extension TensorValue {
    /// The elements of an integer tensor of at most 64 bits.
    var integers: [Int]? {
        switch type.element {
        case .i32: withUnsafeElements(Int32.self) { $0.map { Int($0) } }
        case .i64: withUnsafeElements(Int64.self) { $0.map { Int($0) } }
        case .u32: withUnsafeElements(UInt32.self) { $0.map { Int($0) } }
        case .u64: withUnsafeElements(UInt64.self) { $0.map { Int(clamping: $0) } }
        case .i8: withUnsafeElements(Int8.self) { $0.map { Int($0) } }
        case .i16: withUnsafeElements(Int16.self) { $0.map { Int($0) } }
        case .u8: withUnsafeElements(UInt8.self) { $0.map { Int($0) } }
        case .u16: withUnsafeElements(UInt16.self) { $0.map { Int($0) } }
        case .bool, .f16, .bf16, .f32, .f64, .i2, .i4, .u2, .u4, .c64, .c128, .f4E2M1FN, .f6E2M3FN, .f6E3M2FN, .f8E3M4,
            .f8E4M3, .f8E4M3B11FNUZ, .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2, .f8E5M2FNUZ, .f8E8M0FNU:
            nil
        }
    }
}
