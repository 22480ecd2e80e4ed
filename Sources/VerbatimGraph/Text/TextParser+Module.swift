// Modules, functions and blocks.
extension TextParser {
    // MARK: First pass

    /// Notes where every function and alias stands.
    func scanModule() throws {
        while token.kind != .end {
            if isWord("module") || isWord("builtin.module") {
                try scanNamedModule()
            } else if token.kind == .string, text(token) == "\"builtin.module\"" {
                try advance()
                try scanGenericModule()
            } else {
                try scanModuleItem()
            }
        }
    }

    private func scanNamedModule() throws {
        let start = token
        try advance()
        if token.kind == .symbol { moduleName = try symbol("a module") }
        var attributes = TextAttributes()
        if try acceptWord("attributes") { try self.attributes(into: &attributes) }
        if case .string(let name)? = attributes.take("verbatim.name")?.value { moduleName = name }
        try finish(attributes, of: "a module")
        try expect("{", "a module")
        try scanModuleItems(from: start)
        try skipLocation()
    }

    private func scanGenericModule() throws {
        let start = token
        let context = "a module"
        try expect("(", context)
        try expect(")", context)
        var attributes = TextAttributes()
        try properties(into: &attributes)
        try expect("(", context)
        try expect("{", context)
        try scanModuleItems(from: start)
        try expect(")", context)
        try optionalAttributes(into: &attributes)
        if case .string(let name)? = attributes.take("sym_name")?.value { moduleName = name }
        if case .string(let name)? = attributes.take("verbatim.name")?.value { moduleName = name }
        try finish(attributes, of: context)
        try emptySignature(context)
    }

    private func scanModuleItems(from start: TextToken) throws {
        while try !accept("}") {
            if token.kind == .end { throw error("a module does not end", at: start, expected: "`}`") }
            try scanModuleItem()
        }
    }

    private func scanModuleItem() throws {
        if token.kind == .hash { return try scanAlias() }
        if isWord("func.func") { return try scanFunction() }
        if token.kind == .string {
            let start = token
            guard try string("a module") == "func.func" else {
                throw error("a module holds something else than functions", at: start, expected: "a function")
            }
            return try scanGenericFunction(at: start)
        }
        throw unexpected(
            "a module holds something else than functions", expected: "`func.func`",
            code: token.kind == .word || token.kind == .dialectType ? .unsupported : .malformed)
    }

    private func scanAlias() throws {
        let name = String(text(token).dropFirst())
        let start = token
        try advance()
        try expect("=", "an alias")
        guard aliases.updateValue(token.start, forKey: name) == nil else {
            throw error("an alias is defined twice", at: start, expected: "each name once")
        }
        if isWord("loc") {
            // It may name aliases that follow, so it is read when it is used.
            try advance()
            try expect("(", "a location")
            try skipBalanced("(", ")", "a location")
        } else if token.kind == .hash {
            try advance()
            if try accept("<") { try skipBalanced("<", ">", "an attribute") }
        } else {
            _ = try attribute()
        }
    }

    /// `func.func public @name(%arg0: type {attributes}) -> (type {attributes}) attributes {...} {`.
    private func scanFunction() throws {
        let start = token
        let context = "a function"
        try advance()
        var isPublic = true
        if try !acceptWord("public") {
            for visibility in ["private", "nested"] where try acceptWord(visibility) { isPublic = false }
        }
        let name = try symbol(context)
        let parameters = try list(from: "(", to: ")", context) { () throws -> Parameter in
            let offset = token.start
            // A declaration gives types only.
            let name = token.kind == .value ? try parameterName(context) : ""
            let type = try tensorType(context)
            var attributes = TextAttributes()
            try optionalAttributes(into: &attributes)
            try skipLocation()
            return Parameter(name: name, type: type, attributes: attributes, offset: offset)
        }
        var resultTypes: [TensorType] = []
        var resultAttributes: [TextAttributes] = []
        if try acceptArrow() {
            if isPunctuation("(") {
                _ = try list(from: "(", to: ")", context) {
                    resultTypes.append(try tensorType(context))
                    var attributes = TextAttributes()
                    try optionalAttributes(into: &attributes)
                    resultAttributes.append(attributes)
                }
            } else {
                resultTypes = [try tensorType(context)]
                resultAttributes = [TextAttributes()]
            }
        }
        var attributes = TextAttributes()
        if try acceptWord("attributes") { try self.attributes(into: &attributes) }
        var body: Int?
        if try accept("{") {
            body = token.start
            try skipBalanced("{", "}", "the body of a function")
        }
        try skipLocation()
        try note(
            Function(
                name: name, isPublic: isPublic, parameters: parameters, resultTypes: resultTypes,
                resultAttributes: resultAttributes, attributes: attributes, body: body, offset: start.start))
    }

    /// `"func.func"() <{function_type = ..., sym_name = "..."}> ({ ^bb0(...): ... }) : () -> ()`.
    private func scanGenericFunction(at start: TextToken) throws {
        let context = "a function"
        try expect("(", context)
        try expect(")", context)
        var attributes = TextAttributes()
        try properties(into: &attributes)
        try expect("(", context)
        try expect("{", context)
        var parameters = try blockHead()
        let body = token.start
        try skipBalanced("{", "}", "the body of a function")
        try expect(")", context)
        try optionalAttributes(into: &attributes)
        try emptySignature(context)
        guard case .string(let name)? = attributes.take("sym_name")?.value,
            case .functionType(let types, let resultTypes)? = attributes.take("function_type")?.value,
            types == parameters.map(\.type)
        else {
            throw error(
                "a function's name or type is missing or does not suit its block", at: start,
                expected: "sym_name and function_type")
        }
        var isPublic = true
        if case .string(let visibility)? = attributes.take("sym_visibility")?.value {
            isPublic = visibility == "public"
        }
        var resultAttributes = [TextAttributes](repeating: TextAttributes(), count: resultTypes.count)
        if case .array(let values)? = attributes.take("arg_attrs")?.value {
            for (index, value) in values.enumerated() where parameters.indices.contains(index) {
                if case .dictionary(let entries) = value { parameters[index].attributes = entries }
            }
        }
        if case .array(let values)? = attributes.take("res_attrs")?.value {
            for (index, value) in values.enumerated() where resultAttributes.indices.contains(index) {
                if case .dictionary(let entries) = value { resultAttributes[index] = entries }
            }
        }
        try note(
            Function(
                name: name, isPublic: isPublic, parameters: parameters, resultTypes: resultTypes,
                resultAttributes: resultAttributes, attributes: attributes, body: body, offset: start.start))
    }

    private func note(_ function: Function) throws {
        guard functions.updateValue(function, forKey: function.name) == nil else {
            throw lexer.error(
                "a function is defined twice", at: function.offset, received: TextSpelling.symbol(function.name),
                expected: "each name once")
        }
        functionNames.append(function.name)
    }

    /// `<{...}>`, if it stands here.
    func properties(into attributes: inout TextAttributes) throws {
        guard try accept("<") else { return }
        try self.attributes(into: &attributes)
        try expect(">", "properties")
    }

    /// `: () -> ()` and perhaps a location.
    private func emptySignature(_ context: String) throws {
        try expect(":", context)
        try expect("(", context)
        try expect(")", context)
        try expectArrow(context)
        try expect("(", context)
        try expect(")", context)
        try skipLocation()
    }

    /// A location that may name aliases not yet met.
    private func skipLocation() throws {
        guard try acceptWord("loc") else { return }
        try expect("(", "a location")
        try skipBalanced("(", ")", "a location")
    }

    /// Refuses what is left of attributes, but for those of other dialects.
    func finish(_ attributes: TextAttributes, of context: String) throws {
        for entry in attributes.entries {
            let isForeign = entry.name.utf8.contains(UInt8(ascii: ".")) && !entry.name.hasPrefix("verbatim.")
            guard isForeign else {
                throw lexer.error(
                    "\(context) has an attribute that the graph does not know", at: entry.offset,
                    received: "`\(entry.name)`", code: .unsupported)
            }
        }
    }

    // MARK: Functions

    /// A function as a graph.
    func read(_ function: Function, name: String) throws -> Graph {
        let context = "function \(TextSpelling.symbol(function.name))"
        guard let body = function.body else {
            throw lexer.error(
                "\(context) has no body", at: function.offset, expected: "a function that is defined in the text",
                code: .unsupported)
        }
        var name = name
        var attributes = function.attributes
        if let entry = attributes.take("verbatim.name") { name = try string(entry, "verbatim.name") }
        try finish(attributes, of: context)
        builder = GraphBuilder(name: name)
        for (index, parameter) in function.parameters.enumerated() {
            var attributes = parameter.attributes
            var label = parameter.name.isEmpty ? "arg\(index)" : String(parameter.name.dropFirst())
            var sampleDimension: Int?
            if let entry = attributes.take("verbatim.name") { label = try string(entry, "verbatim.name") }
            if let entry = attributes.take("verbatim.sample_dimension") {
                sampleDimension = try integer(entry, "verbatim.sample_dimension")
            }
            try finish(attributes, of: "an input of \(context)")
            try define(
                parameter.name, [builder.input(parameter.type, name: label, sampleDimension: sampleDimension)],
                at: parameter.offset)
        }
        let names = try function.resultAttributes.enumerated().map { index, attributes in
            var attributes = attributes
            let name = try attributes.take("verbatim.name").map { try string($0, "verbatim.name") }
            try finish(attributes, of: "an output of \(context)")
            return name ?? "output\(index)"
        }
        try seek(body)
        let results = try block()
        guard results.map(builder.type(of:)) == function.resultTypes else {
            throw lexer.error(
                "\(context) returns other types than it declares", at: function.offset,
                received: results.map { builder.type(of: $0).description }.joined(separator: ", "),
                expected: function.resultTypes.map(\.description).joined(separator: ", "))
        }
        return builder.finish(outputs: results, names: names)
    }

    /// A function that is called, read once as a graph.
    func inlined(_ name: String, at use: TextToken) throws -> Inlined {
        if let known = inlined[name] { return known }
        guard let function = functions[name] else {
            throw error(
                "a function is used that the text does not define", at: use, expected: "a function of this text")
        }
        guard openFunctions.insert(name).inserted else {
            throw error("a function calls itself", at: use, expected: "no recursion", code: .unsupported)
        }
        let (position, after, outer) = (lexer.position, token, builder)
        let (outerValues, outerScopes) = (values, scopes)
        let (outerNesting, outerDeepest, outerOperations) = (nesting, deepestNesting, operations)
        (values, scopes, deepestNesting, operations) = ([:], [[]], nesting, 0)
        let graph = try nested { try read(function, name: name) }
        let result = Inlined(graph: graph, operations: operations + 1, nesting: deepestNesting - outerNesting)
        (lexer.position, token, builder) = (position, after, outer)
        (values, scopes) = (outerValues, outerScopes)
        (nesting, deepestNesting, operations) = (outerNesting, outerDeepest, outerOperations)
        openFunctions.remove(name)
        inlined[name] = result
        return result
    }

    /// Counts a function where it is called, as if its operations stood there.
    func count(_ inlined: Inlined, at use: TextToken) throws {
        try count(inlined.operations, at: use.start)
        guard nesting + inlined.nesting <= Graph.nestingLimit else {
            throw error(
                "regions, calls and decompositions are nested too deeply", at: use,
                expected: "at most \(Graph.nestingLimit) levels", code: .unsupported)
        }
        deepestNesting = max(deepestNesting, nesting + inlined.nesting)
    }

    // MARK: Blocks

    private func parameterName(_ context: String) throws -> String {
        guard token.kind == .value, token.end - token.start > 1 else {
            throw unexpected(context, expected: "a name such as `%arg0`")
        }
        let name = text(token)
        try advance()
        try expect(":", context)
        return name
    }

    /// `^bb0(%arg0: type, ...):`, if it stands here.
    func blockHead() throws -> [Parameter] {
        guard token.kind == .block else { return [] }
        try advance()
        guard isPunctuation("(") else {
            try expect(":", "a block")
            return []
        }
        let parameters = try list(from: "(", to: ")", "a block") { () throws -> Parameter in
            let offset = token.start
            let name = try parameterName("a block")
            let type = try tensorType("a block")
            try skipLocation()
            return Parameter(name: name, type: type, attributes: TextAttributes(), offset: offset)
        }
        try expect(":", "a block")
        return parameters
    }

    /// A region in braces, with the parameters that the operation's form names, or else its block's head.
    func region(_ parameters: [Parameter]? = nil) throws -> Region {
        try expect("{", "a region")
        return try nested {
            let parameters = try parameters ?? blockHead()
            return try scoped {
                try builder.region(parameters.map(\.type)) { ids in
                    for (parameter, id) in zip(parameters, ids) {
                        try define(parameter.name, [id], at: parameter.offset)
                    }
                    return try block()
                }
            }
        }
    }

    /// Operations up to and with the one that returns, and the closing brace.
    func block() throws -> [ValueID] {
        while true {
            let start = token
            var names: [(name: String, count: Int, offset: Int)] = []
            if token.kind == .value {
                repeat {
                    guard token.kind == .value, token.end - token.start > 1 else {
                        throw unexpected("the results of an operation", expected: "a name such as `%0`")
                    }
                    let (name, offset) = (text(token), token.start)
                    try advance()
                    names.append((name, try accept(":") ? try integer("the results of an operation") : 1, offset))
                } while try accept(",")
                try expect("=", "the results of an operation")
            }
            let operation = token
            let isGeneric = token.kind == .string
            let name =
                isGeneric ? try string("a block") : try word("a block", expected: "an operation or the block's return")
            if name == "return" || name == "func.return" || name == "stablehlo.return" {
                guard names.isEmpty else {
                    throw error("a block's return gives results", at: start, expected: "`\(name)` alone")
                }
                let results = try terminator(isGeneric)
                try expect("}", "a block, after its return")
                return results
            }
            try count(1, at: operation.start)
            let results = try statement(name, isGeneric: isGeneric, at: operation)
            let counts = names.map(\.count)
            guard
                names.isEmpty
                    || (counts.allSatisfy { $0 > 0 && $0 <= results.count }
                        && counts.reduce(0, &+) == results.count)
            else {
                throw error(
                    "an operation's results are named wrongly", at: start,
                    expected: "\(results.count) results of \(name)")
            }
            var rest = results[...]
            for (name, count, offset) in names {
                try define(name, Array(rest.prefix(count)), at: offset)
                rest = rest.dropFirst(count)
            }
        }
    }

    private func terminator(_ isGeneric: Bool) throws -> [ValueID] {
        let context = "a return"
        var results: [ValueID] = []
        var ignored = TextAttributes()
        let start = token
        var types: [TensorType] = []
        if isGeneric {
            results = try list(from: "(", to: ")", context) { try value(context) }
            try properties(into: &ignored)
            try optionalAttributes(into: &ignored)
            try expect(":", context)
            types = try list(from: "(", to: ")", context) { try tensorType(context) }
            try expectArrow(context)
            try expect("(", context)
            try expect(")", context)
        } else {
            try optionalAttributes(into: &ignored)
            if token.kind == .value {
                repeat { results.append(try value(context)) } while try accept(",")
                try expect(":", context)
                repeat { types.append(try tensorType(context)) } while try accept(",")
            }
        }
        _ = try optionalLocation()
        guard results.map(builder.type(of:)) == types else {
            throw error(
                "a return's values are not of the types that it states", at: start,
                expected: results.map { builder.type(of: $0).description }.joined(separator: ", "))
        }
        return results
    }
}
