// Layer path, file and line: what the graph keeps of a text's locations.
extension SyntaxImporter {
    /// The place of an operation that stands in a region of another one.
    ///
    /// The operation that a short reduction applies stands at the reduction's place.
    func location(_ operation: SyntaxOperation, in outer: SyntaxOperation) throws -> Location {
        if operation.location.isEmpty, outer.name == "stablehlo.reduce", let region = outer.regions.first,
            let scalar = region.arguments.first?.type,
            region == SyntaxParser.applied(operation.name, scalar, at: operation.offset)
        {
            return try location(outer.location, operation)
        }
        return try location(operation.location, operation)
    }

    private func location(_ spelling: String, _ operation: SyntaxOperation) throws -> Location {
        if spelling.isEmpty { return .unknown }
        if let known = knownLocations[spelling] { return known }
        do {
            var parser = try SyntaxParser(spelling)
            let location = try location(&parser, operation)
            guard parser.token.kind == .end else {
                throw parser.unexpected("a location", expected: "`)`")
            }
            knownLocations[spelling] = location
            return location
        } catch let error as VerbatimError where error.code == .malformed {
            throw Self.error(
                .malformed, "a location cannot be read", operation, received: String(spelling.prefix(60)),
                expected: "a text in quotes, an alias of this text, unknown, callsite or fused")
        }
    }

    private func location(_ parser: inout SyntaxParser, _ operation: SyntaxOperation) throws -> Location {
        try parser.nested { parser in
            let context = "a location"
            if parser.token.kind == .string { return try named(&parser, operation) }
            if parser.token.kind == .hash {
                let name = String(parser.text(parser.token).dropFirst())
                try parser.advance()
                return try aliased(name, operation)
            }
            if try parser.acceptWord("unknown") { return .unknown }
            if try parser.acceptWord("callsite") {
                try parser.expect("(", context)
                let callee = try location(&parser, operation)
                try parser.expectWord("at", context)
                let caller = try location(&parser, operation)
                try parser.expect(")", context)
                return callee.isUnknown ? caller : callee
            }
            try parser.expectWord("fused", context)
            if parser.isPunctuation("<") {
                try parser.advance()
                _ = try parser.balanced("<", ">", context)
            }
            var parts: [Location] = []
            try parser.list(from: "[", to: "]", context) { parts.append(try location(&$0, operation)) }
            return parts.first { !$0.isUnknown } ?? .unknown
        }
    }

    /// `"file":line:column`, `"path"` or `"path"(location)`.
    private func named(_ parser: inout SyntaxParser, _ operation: SyntaxOperation) throws -> Location {
        let context = "a location"
        let text = try parser.string(context)
        if try parser.accept("(") {
            let source = try location(&parser, operation)
            try parser.expect(")", context)
            return Location(layerPath: text, file: source.file, line: source.line)
        }
        guard try parser.accept(":") else { return Location(layerPath: text) }
        let line = try parser.integer(context)
        try parser.expect(":", context)
        _ = try parser.integer(context)
        if try parser.acceptWord("to") {
            if !parser.isPunctuation(":") { _ = try parser.integer(context) }
            try parser.expect(":", context)
            _ = try parser.integer(context)
        }
        return Location(file: text, line: line)
    }

    private func aliased(_ name: String, _ operation: SyntaxOperation) throws -> Location {
        guard case .other(let spelling)? = aliases[name], spelling.hasPrefix("loc("),
            openLocations.insert(name).inserted
        else {
            throw Self.error(.malformed, "a location alias is not defined, or by itself", operation)
        }
        defer { openLocations.remove(name) }
        return try location(String(spelling.dropFirst(4).dropLast()), operation)
    }
}
