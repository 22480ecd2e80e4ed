// Types, attributes and locations.
extension TextParser {
    // MARK: Types

    func tensorType(_ context: String) throws -> TensorType {
        guard token.kind == .tensor else {
            if token.kind == .dialectType || token.kind == .word {
                throw unexpected(context, expected: "a tensor type", code: .unsupported)
            }
            throw unexpected(context, expected: "a tensor type such as `tensor<2x3xf32>`")
        }
        var rest = lexer.bytes[token.start..<token.end - 1]
        rest = rest[(rest.firstIndex(of: UInt8(ascii: "<"))! + 1)...]
        rest = Self.trimmed(rest)
        var shape: [Int] = []
        while let first = rest.first, TextLexer.isDigit(first) {
            let digits = rest.prefix(while: TextLexer.isDigit)
            guard rest.dropFirst(digits.count).first == UInt8(ascii: "x") else { break }
            guard let size = Int(String(decoding: digits, as: UTF8.self)) else {
                throw unexpected("a dimension is too large", expected: "a number of 64 bits")
            }
            shape.append(size)
            rest = rest.dropFirst(digits.count + 1)
        }
        let name = String(decoding: Self.trimmed(rest), as: UTF8.self)
        guard let element = ElementType(rawValue: name) else {
            let expected = ElementType.allCases.map(\.rawValue).joined(separator: ", ")
            throw unexpected(
                "a tensor of an unknown element type or without static shape",
                expected: "sizes and one of \(expected)", code: .unsupported)
        }
        let type = TensorType(shape, element)
        try checked(at: token.start) { try ShapeRules.size(type, "the text") }
        try advance()
        return type
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || (9...13).contains(byte) }
        var bytes = bytes.drop(while: isSpace)
        while let last = bytes.last, isSpace(last) { bytes.removeLast() }
        return bytes
    }

    /// One type, or several in parentheses.
    func resultTypes(_ context: String) throws -> [TensorType] {
        guard isPunctuation("(") else { return [try tensorType(context)] }
        return try list(from: "(", to: ")", context) { try self.tensorType(context) }
    }

    // MARK: Attributes

    /// A dictionary in braces, if one stands here, added to what is known.
    func optionalAttributes(into attributes: inout TextAttributes) throws {
        if isPunctuation("{") { try self.attributes(into: &attributes) }
    }

    /// A dictionary in braces.
    func attributes(into attributes: inout TextAttributes) throws {
        let context = "an attribute dictionary"
        var known = attributes
        _ = try list(from: "{", to: "}", context) {
            let entry = token
            let name = token.kind == .string ? try string(context) : try word(context, expected: "an attribute's name")
            guard !known.contains(name) else {
                throw error("an attribute is given twice", at: entry, expected: "each name once")
            }
            known.append(name, try accept("=") ? try attribute() : .other, at: entry.start)
        }
        attributes = known
    }

    /// An attribute's value.
    func attribute() throws -> TextAttribute {
        guard attributeNesting < Graph.nestingLimit else {
            throw unexpected(
                "attributes are nested too deeply", expected: "at most \(Graph.nestingLimit) levels", code: .unsupported
            )
        }
        attributeNesting += 1
        defer { attributeNesting -= 1 }
        let context = "an attribute's value"
        switch token.kind {
        case .integer, .hexadecimal, .float, .punctuation(UInt8(ascii: "-")): return try number()
        case .string:
            let text = try string(context)
            if try accept(":") { try skipType() }
            return .string(text)
        case .symbol:
            let name = try symbol(context)
            return .symbol(name)
        case .punctuation(UInt8(ascii: "[")):
            return .array(try list(from: "[", to: "]", context) { try self.attribute() })
        case .punctuation(UInt8(ascii: "{")):
            var attributes = TextAttributes()
            try self.attributes(into: &attributes)
            return .dictionary(attributes)
        case .punctuation(UInt8(ascii: "(")):
            let parameters = try list(from: "(", to: ")", context) { try self.tensorType(context) }
            try expectArrow(context)
            return .functionType(parameters, try resultTypes(context))
        case .tensor: return .type(try tensorType(context))
        case .hash: return try dialectAttribute()
        case .word: return try wordAttribute(context)
        case .value, .block, .dialectType, .arrow, .punctuation, .end:
            throw unexpected(context, expected: "a number, text, list or other attribute")
        }
    }

    private func wordAttribute(_ context: String) throws -> TextAttribute {
        if try acceptWord("true") { return .boolean(true) }
        if try acceptWord("false") { return .boolean(false) }
        if try acceptWord("unit") { return .other }
        if isWord("dense") {
            let constant = try dense()
            guard constant.splatType == nil else {
                throw unexpected("an attribute is too large", expected: "at most \(ConstantText.splatLimit) elements")
            }
            return .dense(constant.value)
        }
        if isWord("array") { return try arrayAttribute() }
        if isWord("loc") {
            _ = try optionalLocation()
            return .other
        }
        if isWord("dense_resource") || isWord("affine_map") || isWord("affine_set") || isWord("opaque")
            || isWord("distinct")
        {
            throw unexpected(context, expected: "an attribute that the graph knows", code: .unsupported)
        }
        throw unexpected(context, expected: "a number, text, list or other attribute")
    }

    /// `array<i64: 1, 2>` or `array<i1: true>`.
    private func arrayAttribute() throws -> TextAttribute {
        let context = "an array attribute"
        try advance()
        try expect("<", context)
        let element = try word(context, expected: "`i64`")
        if element == "i1" {
            var booleans: [Bool] = []
            if try accept(":") {
                repeat {
                    if try acceptWord("true") {
                        booleans.append(true)
                    } else {
                        try expectWord("false", context)
                        booleans.append(false)
                    }
                } while try accept(",")
            }
            try expect(">", context)
            return .booleans(booleans)
        }
        guard element == "i64" || element == "i32" else {
            try skipBalanced("<", ">", context)
            return .other
        }
        var numbers: [Int] = []
        if try accept(":") { repeat { numbers.append(try integer(context)) } while try accept(",") }
        try expect(">", context)
        return .integers(numbers)
    }

    /// A number, perhaps with its type.
    private func number() throws -> TextAttribute {
        let start = token
        let isNegative = try accept("-")
        let digits = text(token)
        let kind = token.kind
        guard kind == .integer || kind == .hexadecimal || kind == .float else {
            throw unexpected("an attribute's value", expected: "a number")
        }
        try advance()
        var type = ""
        if try accept(":") { type = try word("a number's type", expected: "a type such as `i64` or `f64`") }
        if kind == .float {
            guard let number = Double((isNegative ? "-" : "") + digits), number.isFinite else {
                throw error("an attribute holds a number out of range", at: start, expected: "a number of 64 bits")
            }
            return .number(number)
        }
        if kind == .hexadecimal {
            guard let bits = UInt64(digits.dropFirst(2), radix: 16), !isNegative else {
                throw error("an attribute holds a number out of range", at: start, expected: "at most 64 bits")
            }
            switch type {
            case "f64": return .number(Double(bitPattern: bits))
            case "f32": return .number(Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))))
            default:
                guard let number = Int(exactly: bits) else { return .other }
                return .integer(number)
            }
        }
        guard let number = Int((isNegative ? "-" : "") + digits) else { return .other }
        return .integer(number)
    }

    /// Passes over a type that has no use.
    private func skipType() throws {
        if token.kind == .tensor || token.kind == .dialectType {
            try advance()
        } else {
            _ = try word("a type", expected: "a type")
        }
        if try accept("<") { try skipBalanced("<", ">", "a type") }
    }

    /// `#stablehlo.gather<...>`, `#stablehlo<comparison_direction LT>`, an alias, or another dialect's.
    private func dialectAttribute() throws -> TextAttribute {
        let start = token
        let name = String(text(token).dropFirst())
        try advance()
        guard isPunctuation("<") else {
            guard aliases[name] != nil else {
                throw error("an attribute alias is not defined", at: start, expected: "an alias of this text")
            }
            return .alias(name)
        }
        try advance()
        let context = "the attribute #\(name)"
        switch name {
        case "stablehlo":
            _ = try word(context, expected: "the name of an enumeration")
            let value = try word(context, expected: "the value of an enumeration")
            try expect(">", context)
            return .keyword(value)
        case "stablehlo.conv":
            if isWord("raw") {
                throw unexpected(context, expected: "the form `[b, 0, f]x[0, i, o]->[b, 0, f]`", code: .unsupported)
            }
            let dimensions = try convolutionDimensions()
            try expect(">", context)
            return .convolution(dimensions)
        case "stablehlo.dot", "stablehlo.gather", "stablehlo.scatter":
            var fields = TextAttributes()
            while !isPunctuation(">") {
                let entry = token
                let field = try word(context, expected: "a field's name")
                guard !fields.contains(field) else {
                    throw error("\(context) has a field twice", at: entry, expected: "each name once")
                }
                try expect("=", context)
                fields.append(
                    field, isPunctuation("[") ? .integers(try integerList(context)) : .integer(try integer(context)),
                    at: entry.start)
                guard try accept(",") else { break }
            }
            try expect(">", context)
            return .fields(fields)
        default:
            try skipBalanced("<", ">", context)
            return .other
        }
    }

    /// `[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]`.
    func convolutionDimensions() throws -> ConvolutionAttributes.Dimensions {
        let context = "a convolution's dimension numbers"
        func places(_ first: String, _ second: String) throws -> (Int, Int, [Int]) {
            let start = token
            let labels = try list(from: "[", to: "]", context) { () throws -> String in
                guard token.kind == .word || token.kind == .integer else {
                    throw unexpected(context, expected: "`\(first)`, `\(second)` or the number of a spatial dimension")
                }
                let label = text(token)
                try advance()
                return label
            }
            let spatial = (0..<max(0, labels.count - 2)).map { labels.firstIndex(of: String($0)) }
            guard let one = labels.firstIndex(of: first), let two = labels.firstIndex(of: second), labels.count >= 2,
                spatial.allSatisfy({ $0 != nil })
            else {
                throw lexer.error(
                    "\(context) are not complete", at: start.start, received: "[\(labels.joined(separator: ", "))]",
                    expected: "`\(first)`, `\(second)` and every spatial dimension once")
            }
            return (one, two, spatial.map { $0! })
        }
        let (inputBatch, inputFeature, inputSpatial) = try places("b", "f")
        try expectWord("x", context)
        let (kernelInputFeature, kernelOutputFeature, kernelSpatial) = try places("i", "o")
        try expectArrow(context)
        let (outputBatch, outputFeature, outputSpatial) = try places("b", "f")
        return ConvolutionAttributes.Dimensions(
            inputBatch: inputBatch, inputFeature: inputFeature, inputSpatial: inputSpatial,
            kernelInputFeature: kernelInputFeature, kernelOutputFeature: kernelOutputFeature,
            kernelSpatial: kernelSpatial, outputBatch: outputBatch, outputFeature: outputFeature,
            outputSpatial: outputSpatial)
    }

    // MARK: Locations

    /// `loc(...)` if one stands here, else nothing known.
    func optionalLocation() throws -> Location {
        guard isWord("loc") else { return .unknown }
        try advance()
        try expect("(", "a location")
        let location = try self.location()
        try expect(")", "a location")
        return location
    }

    private func location() throws -> Location {
        guard attributeNesting < Graph.nestingLimit else {
            throw unexpected(
                "locations are nested too deeply", expected: "at most \(Graph.nestingLimit) levels", code: .unsupported)
        }
        attributeNesting += 1
        defer { attributeNesting -= 1 }
        let context = "a location"
        if token.kind == .string {
            let text = try string(context)
            if try accept("(") {
                let source = try location()
                try expect(")", context)
                return Location(layerPath: text, file: source.file, line: source.line)
            }
            guard try accept(":") else { return Location(layerPath: text) }
            let line = try integer(context)
            try expect(":", context)
            _ = try integer(context)
            if try acceptWord("to") {
                if !isPunctuation(":") { _ = try integer(context) }
                try expect(":", context)
                _ = try integer(context)
            }
            return Location(file: text, line: line)
        }
        if token.kind == .hash { return try locationAlias() }
        if try acceptWord("unknown") { return .unknown }
        if try acceptWord("callsite") {
            try expect("(", context)
            let callee = try location()
            try expectWord("at", context)
            let caller = try location()
            try expect(")", context)
            return callee.isUnknown ? caller : callee
        }
        if try acceptWord("fused") {
            if try accept("<") { try skipBalanced("<", ">", context) }
            let parts = try list(from: "[", to: "]", context) { try self.location() }
            return parts.first { !$0.isUnknown } ?? .unknown
        }
        throw unexpected(context, expected: "a text in quotes, an alias, unknown, callsite or fused")
    }

    private func locationAlias() throws -> Location {
        let use = token
        let name = String(text(token).dropFirst())
        try advance()
        if let known = knownLocations[name] { return known }
        guard let offset = aliases[name], openLocations.insert(name).inserted else {
            throw error("a location alias is not defined, or by itself", at: use, expected: "an alias of this text")
        }
        defer { openLocations.remove(name) }
        let (position, after) = (lexer.position, token)
        try seek(offset)
        let location = try optionalLocation()
        (lexer.position, token) = (position, after)
        knownLocations[name] = location
        return location
    }
}
