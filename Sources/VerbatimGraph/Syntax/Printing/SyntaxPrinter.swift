/// Prints a tree in the short forms that StableHLO's tools print, and the generic form where there is none.
struct SyntaxPrinter {
    private var text = ""

    static func text(_ module: SyntaxModule) -> String {
        var printer = SyntaxPrinter()
        for alias in module.aliases { printer.text += "\(alias.name) = \(alias.value.text)\n" }
        for operation in module.operations { printer.operation(operation, indent: 0) }
        return printer.text
    }

    private mutating func operation(_ operation: SyntaxOperation, indent: Int) {
        text += spaces(indent)
        if !operation.results.isEmpty {
            let names = operation.results.map { $0.count == 1 ? $0.name : "\($0.name):\($0.count)" }
            text += names.joined(separator: ", ") + " = "
        }
        if !short(operation, indent: indent) { generic(operation, indent: indent) }
        if !operation.location.isEmpty { text += " loc(\(operation.location))" }
        text += "\n"
    }

    // MARK: Forms

    private mutating func generic(_ operation: SyntaxOperation, indent: Int) {
        text += "\(TextSpelling.quoted(operation.name))(\(names(operation.operands)))"
        if !operation.attributes.isEmpty { text += " <\(SyntaxEntry.dictionary(operation.attributes))>" }
        if !operation.regions.isEmpty {
            text += " ("
            for (index, region) in operation.regions.enumerated() {
                if index > 0 { text += ", " }
                braced(region, heading: true, indent: indent)
            }
            text += ")"
        }
        text += " : \(functional(operation))"
    }

    /// Prints the short form, if the operation has one that says everything.
    private mutating func short(_ operation: SyntaxOperation, indent: Int) -> Bool {
        switch operation.name {
        case "builtin.module": return module(operation, indent: indent)
        case "func.func": return function(operation, indent: indent)
        case "func.return", "stablehlo.return": return terminator(operation)
        case "func.call": return call(operation)
        case "stablehlo.constant": return constant(operation)
        case "stablehlo.slice": return slice(operation)
        case "stablehlo.while": return whileLoop(operation, indent: indent)
        case "stablehlo.reduce": return reduce(operation, indent: indent)
        case "stablehlo.convolution": return convolution(operation)
        case "stablehlo.custom_call": return customCall(operation)
        case "stablehlo.composite": return composite(operation)
        case "stablehlo.compare": return compare(operation)
        case "stablehlo.dot_general": return dotGeneral(operation)
        case "check.expect_eq_const", "check.expect_almost_eq_const": return expectConstant(operation)
        default: return plain(operation)
        }
    }

    private mutating func module(_ operation: SyntaxOperation, indent: Int) -> Bool {
        guard operation.regions.count == 1, operation.regions[0].arguments.isEmpty, operation.operandTypes.isEmpty,
            operation.resultTypes.isEmpty
        else { return false }
        text += "module"
        if case .string(let name, "")? = operation["sym_name"] { text += " " + SyntaxAttribute.symbolText(name) }
        let rest = operation.attributes(except: ["sym_name"])
        if !rest.isEmpty { text += " attributes \(SyntaxEntry.dictionary(rest))" }
        text += " "
        braced(operation.regions[0], heading: false, indent: indent)
        return true
    }

    private mutating func function(_ operation: SyntaxOperation, indent: Int) -> Bool {
        guard case .string(let name, "")? = operation["sym_name"], operation.regions.count == 1,
            case .type(.function(let parameters, let results))? = operation["function_type"],
            operation.operandTypes.isEmpty, operation.resultTypes.isEmpty
        else { return false }
        let region = operation.regions[0]
        let isDeclaration = region == SyntaxRegion()
        guard isDeclaration || parameters == region.arguments.map(\.type) else { return false }
        text += "func.func "
        if case .string(let visibility, "")? = operation["sym_visibility"] { text += visibility + " " }
        text += "\(SyntaxAttribute.symbolText(name))("
        let argumentEntries = entries(operation["arg_attrs"], count: parameters.count)
        let resultEntries = entries(operation["res_attrs"], count: results.count)
        let arguments = parameters.enumerated().map { index, type in
            let named = isDeclaration ? "\(type)" : "\(region.arguments[index].name): \(type)"
            let location = isDeclaration ? "" : region.arguments[index].location
            return named + dictionary(argumentEntries[index]) + (location.isEmpty ? "" : " loc(\(location))")
        }
        text += arguments.joined(separator: ", ") + ")"
        if !results.isEmpty {
            let parts = zip(results, resultEntries).map { "\($0)\(dictionary($1))" }
            let isBare = results.count == 1 && resultEntries[0].isEmpty && !isFunction(results[0])
            text += " -> " + (isBare ? parts[0] : "(\(parts.joined(separator: ", ")))")
        }
        let rest = operation.attributes(
            except: ["sym_name", "sym_visibility", "function_type", "arg_attrs", "res_attrs"])
        if !rest.isEmpty { text += " attributes \(SyntaxEntry.dictionary(rest))" }
        if isDeclaration { return true }
        text += " "
        braced(region, heading: false, indent: indent)
        return true
    }

    private func isFunction(_ type: SyntaxType) -> Bool {
        if case .function = type { return true }
        return false
    }

    private func entries(_ attribute: SyntaxAttribute?, count: Int) -> [[SyntaxEntry]] {
        guard case .array(let values)? = attribute, values.count == count else {
            return [[SyntaxEntry]](repeating: [], count: count)
        }
        return values.map { value in
            if case .dictionary(let entries) = value { return entries }
            return []
        }
    }

    private mutating func terminator(_ operation: SyntaxOperation) -> Bool {
        guard operation.regions.isEmpty, operation.resultTypes.isEmpty, operation.results.isEmpty else { return false }
        text += operation.name == "func.return" ? "return" : operation.name
        if operation.operands.isEmpty {
            text += dictionary(operation.attributes)
        } else {
            text += " \(names(operation.operands))\(dictionary(operation.attributes))"
            text += " : \(SyntaxType.list(operation.operandTypes))"
        }
        return true
    }

    private mutating func call(_ operation: SyntaxOperation) -> Bool {
        guard case .symbol(let callee)? = operation["callee"], operation.regions.isEmpty else { return false }
        text += "call \(SyntaxAttribute.symbolText(callee))(\(names(operation.operands)))"
        text += "\(dictionary(operation.attributes(except: ["callee"]))) : \(functional(operation))"
        return true
    }

    private mutating func constant(_ operation: SyntaxOperation) -> Bool {
        guard case .dense(_, let type)? = operation["value"], operation.resultTypes == [type],
            operation.operands.isEmpty, operation.regions.isEmpty
        else { return false }
        text += operation.name + dictionary(operation.attributes(except: ["value"])) + " "
        text += operation["value"]!.text
        return true
    }

    private mutating func slice(_ operation: SyntaxOperation) -> Bool {
        guard let start = integers(operation["start_indices"]), let limit = integers(operation["limit_indices"]),
            let strides = integers(operation["strides"]), start.count == limit.count, start.count == strides.count,
            operation.operands.count == 1, operation.regions.isEmpty
        else { return false }
        let ranges = start.indices.map { "\(start[$0]):\(limit[$0])" + (strides[$0] == 1 ? "" : ":\(strides[$0])") }
        text += "\(operation.name) \(operation.operands[0]) [\(ranges.joined(separator: ", "))]"
        text += dictionary(operation.attributes(except: ["start_indices", "limit_indices", "strides"]))
        text += " : \(functional(operation))"
        return true
    }

    private mutating func whileLoop(_ operation: SyntaxOperation, indent: Int) -> Bool {
        guard operation.regions.count == 2, operation.operandTypes == operation.resultTypes,
            operation.regions[0].arguments == operation.regions[1].arguments,
            operation.regions[0].arguments.map(\.type) == operation.operandTypes,
            operation.regions[0].arguments.allSatisfy({ $0.location.isEmpty })
        else { return false }
        let arguments = operation.regions[0].arguments
        let pairs = zip(arguments, operation.operands).map { "\($0.name) = \($1)" }
        text += "\(operation.name)(\(pairs.joined(separator: ", ")))"
        if !arguments.isEmpty { text += " : \(SyntaxType.list(operation.operandTypes))" }
        if !operation.attributes.isEmpty { text += " attributes\(dictionary(operation.attributes))" }
        text += "\n\(spaces(indent))cond "
        braced(operation.regions[0], heading: false, indent: indent)
        text += " do "
        braced(operation.regions[1], heading: false, indent: indent)
        return true
    }

    private mutating func reduce(_ operation: SyntaxOperation, indent: Int) -> Bool {
        let count = operation.operands.count / 2
        guard let dimensions = integers(operation["dimensions"]), operation.regions.count == 1, count > 0,
            operation.operands.count == 2 * count, operation.regions[0].arguments.count == 2 * count
        else { return false }
        let pairs = (0..<count).map { "(\(operation.operands[$0]) init: \(operation.operands[count + $0]))" }
        let region = operation.regions[0]
        var applied: String?
        if count == 1, let name = region.operations.first?.name,
            region == SyntaxParser.applied(name, region.arguments[0].type, at: 0)
        {
            applied = name
        }
        text += operation.name + pairs.joined(separator: ", ")
        if let applied { text += " applies \(applied)" }
        text += " across dimensions = \(TextSpelling.list(dimensions))"
        text += "\(dictionary(operation.attributes(except: ["dimensions"]))) : \(functional(operation))"
        guard applied == nil else { return true }
        text += "\n\(spaces(indent)) reducer"
        let arguments = region.arguments.map(argument)
        for place in 0..<count { text += "(\(arguments[place]), \(arguments[count + place])) " }
        text += " "
        braced(region, heading: false, indent: indent)
        return true
    }

    private mutating func convolution(_ operation: SyntaxOperation) -> Bool {
        guard case .dialect("stablehlo.conv", let numbers)? = operation["dimension_numbers"],
            !numbers.hasPrefix("raw"), operation.regions.isEmpty
        else { return false }
        var window: [String] = []
        for (word, name) in [
            ("stride", "window_strides"), ("pad", "padding"), ("lhs_dilate", "lhs_dilation"),
            ("rhs_dilate", "rhs_dilation"), ("reverse", "window_reversal"),
        ] {
            guard let value = operation[name] else { continue }
            switch value {
            case .list(element: "i64", let values) where word != "reverse":
                window.append("\(word) = [\(values.joined(separator: ", "))]")
            case .list(element: "i1", let values) where word == "reverse":
                window.append("\(word) = [\(values.joined(separator: ", "))]")
            case .dense(let body, .tensor(let shape, "i64", "")) where word == "pad" && body.hasPrefix("[["):
                guard shape.count == 2, shape[1] == 2 else { return false }
                window.append("\(word) = \(body)")
            case .unit, .boolean, .number, .string, .array, .dictionary, .symbol, .type, .list, .dense, .dialect,
                .alias, .other:
                return false
            }
        }
        text += "\(operation.name)(\(names(operation.operands))) dim_numbers = \(numbers)"
        text += ", window = {\(window.joined(separator: ", "))}"
        let rest = operation.attributes(
            except: [
                "dimension_numbers", "window_strides", "padding", "lhs_dilation", "rhs_dilation", "window_reversal",
            ])
        text += "\(dictionary(rest)) : \(functional(operation))"
        return true
    }

    private mutating func customCall(_ operation: SyntaxOperation) -> Bool {
        guard case .string(let target, "")? = operation["call_target_name"], operation.regions.isEmpty else {
            return false
        }
        text += "\(operation.name) @\(TextSpelling.word(target))(\(names(operation.operands)))"
        text += "\(dictionary(operation.attributes(except: ["call_target_name"]))) : \(functional(operation))"
        return true
    }

    private mutating func composite(_ operation: SyntaxOperation) -> Bool {
        guard case .string(let name, "")? = operation["name"], operation.regions.isEmpty else { return false }
        text += "\(operation.name) \(TextSpelling.quoted(name))"
        if !operation.operands.isEmpty { text += " " + names(operation.operands) }
        text += "\(dictionary(operation.attributes(except: ["name"]))) : \(functional(operation))"
        return true
    }

    private mutating func compare(_ operation: SyntaxOperation) -> Bool {
        guard let direction = operation["comparison_direction"]?.keyword, operation.operands.count == 2,
            operation.regions.isEmpty, operation["comparison_direction"] == .keyword("comparison_direction", direction)
        else { return false }
        var order = ""
        if let type = operation["compare_type"] {
            guard let word = type.keyword, type == .keyword("comparison_type", word) else { return false }
            order = ", " + word
        }
        text += "\(operation.name) \(direction), \(names(operation.operands))\(order)"
        text += dictionary(operation.attributes(except: ["comparison_direction", "compare_type"]))
        text += " : \(functional(operation))"
        return true
    }

    private mutating func dotGeneral(_ operation: SyntaxOperation) -> Bool {
        guard case .dialect("stablehlo.dot", let body)? = operation["dot_dimension_numbers"],
            operation.operands.count == 2, operation.regions.isEmpty, let fields = SyntaxFields(body)
        else { return false }
        var known = SyntaxFields()
        var form = ""
        for (word, stem) in [("batching_dims", "batching"), ("contracting_dims", "contracting")] {
            let left = fields.lists["lhs_\(stem)_dimensions"] ?? []
            let right = fields.lists["rhs_\(stem)_dimensions"] ?? []
            if !left.isEmpty { known.lists["lhs_\(stem)_dimensions"] = left }
            if !right.isEmpty { known.lists["rhs_\(stem)_dimensions"] = right }
            if word == "contracting_dims" || !left.isEmpty || !right.isEmpty {
                form += ", \(word) = \(TextSpelling.list(left)) x \(TextSpelling.list(right))"
            }
        }
        let order = ["lhs_batching", "rhs_batching", "lhs_contracting", "rhs_contracting"].map { $0 + "_dimensions" }
        let expected = order.compactMap { name in known.lists[name].map { "\(name) = \(TextSpelling.list($0))" } }
        guard body == expected.joined(separator: ", ") else { return false }
        if let precision = operation["precision_config"] {
            guard let words = keywords(precision, "precision") else { return false }
            form += ", precision = [\(words.joined(separator: ", "))]"
        }
        if let algorithm = operation["algorithm"] {
            guard case .dialect("stablehlo.dot_algorithm", let body) = algorithm else { return false }
            form += ", algorithm = <\(body)>"
        }
        text += "\(operation.name) \(names(operation.operands))\(form)"
        text += dictionary(
            operation.attributes(except: ["dot_dimension_numbers", "precision_config", "algorithm"]))
        text += " : \(functional(operation))"
        return true
    }

    private mutating func expectConstant(_ operation: SyntaxOperation) -> Bool {
        guard case .dense(let body, let type)? = operation["value"], operation.operandTypes == [type],
            operation.resultTypes.isEmpty, operation.regions.isEmpty
        else { return false }
        text += "\(operation.name) \(names(operation.operands)), dense<\(body)> : \(type)"
        text += dictionary(operation.attributes(except: ["value"]))
        return true
    }

    private mutating func plain(_ operation: SyntaxOperation) -> Bool {
        guard operation.regions.isEmpty, SyntaxForms.isPlain(operation.name) else { return false }
        var pieces = operation.operands
        var spelled: [String] = []
        for word in SyntaxForms.words(operation.name) {
            if word.kind == .format {
                guard case .number(let exponent, "i32")? = operation["exponent_bits"],
                    case .number(let mantissa, "i32")? = operation["mantissa_bits"]
                else { return false }
                pieces.append("format = e\(exponent)m\(mantissa)")
                spelled += ["exponent_bits", "mantissa_bits"]
                continue
            }
            guard let value = operation[word.attribute] else { continue }
            let spelling: String
            switch (word.kind, value) {
            case (.integers, .list("i64", let values)): spelling = "[\(values.joined(separator: ", "))]"
            case (.integer, .number(let number, "i64")): spelling = number
            case (.bare, .number(let number, let type)):
                guard type == (number.contains(".") ? "f64" : "i64") else { return false }
                spelling = number
            case (.bare, .string(_, "")), (.bare, .boolean): spelling = value.text
            case (.keyword(let enumeration), .dialect("stablehlo", let body))
            where body.hasPrefix(enumeration + " "):
                spelling = String(body.dropFirst(enumeration.count + 1))
            case (.keywords(let enumeration), _):
                guard let words = keywords(value, enumeration) else { return false }
                spelling = "[\(words.joined(separator: ", "))]"
            default: return false
            }
            pieces.append("\(word.word) = \(spelling)")
            spelled.append(word.attribute)
        }
        // The short form of a scalar's slice has an empty place that its own parser refuses.
        if operation.name == "stablehlo.dynamic_slice", operation.operands.count == 1 { return false }
        text += operation.name
        if !pieces.isEmpty { text += " " + pieces.joined(separator: ", ") }
        text += dictionary(operation.attributes(except: spelled))
        text += " : \(plainSignature(operation))"
        return true
    }

    // MARK: Pieces

    /// The types of a plain form: one type where all are equal, else the whole signature.
    private func plainSignature(_ operation: SyntaxOperation) -> String {
        let name = operation.name
        let operands = operation.operandTypes
        let results = operation.resultTypes
        if name.hasPrefix("check.") || name == "interpreter.print" {
            if results.isEmpty { return SyntaxType.list(operands) }
            return functional(operation)
        }
        if name == "stablehlo.select", operands.count == 3, results.count == 1, operands[1] == results[0],
            operands[2] == results[0]
        {
            return SyntaxType.list(Array(operands.prefix(2)))
        }
        if name == "stablehlo.complex", results.count == 1,
            operands.allSatisfy({ $0 == SyntaxParser.part(results[0]) && $0 != results[0] })
        {
            return results[0].description
        }
        if name == "stablehlo.tuple", results == [.tuple(operands)] { return results[0].description }
        if name == "stablehlo.optimization_barrier" {
            return operands == results && !operands.isEmpty ? SyntaxType.list(operands) : functional(operation)
        }
        let needsSignature = name == "stablehlo.tuple" || name == "stablehlo.complex" || name == "stablehlo.select"
        if !needsSignature, results.count == 1, operands.allSatisfy({ $0 == results[0] }), !isFunction(results[0]) {
            return results[0].description
        }
        return functional(operation)
    }

    private func functional(_ operation: SyntaxOperation) -> String {
        "(\(SyntaxType.list(operation.operandTypes))) -> \(SyntaxType.results(operation.resultTypes))"
    }

    private mutating func braced(_ region: SyntaxRegion, heading: Bool, indent: Int) {
        text += "{\n"
        if heading, !region.arguments.isEmpty {
            text += "\(spaces(indent))^bb0(\(region.arguments.map(argument).joined(separator: ", "))):\n"
        }
        for operation in region.operations { self.operation(operation, indent: indent + 2) }
        text += spaces(indent) + "}"
    }

    private func argument(_ argument: SyntaxRegion.Argument) -> String {
        "\(argument.name): \(argument.type)" + (argument.location.isEmpty ? "" : " loc(\(argument.location))")
    }

    private func integers(_ attribute: SyntaxAttribute?) -> [Int]? {
        guard case .list(element: "i64", let values)? = attribute else { return nil }
        let numbers = values.compactMap { Int($0) }
        return numbers.count == values.count ? numbers : nil
    }

    private func keywords(_ attribute: SyntaxAttribute, _ enumeration: String) -> [String]? {
        guard case .array(let values) = attribute else { return nil }
        let words = values.compactMap { value -> String? in
            guard let word = value.keyword, value == .keyword(enumeration, word) else { return nil }
            return word
        }
        return words.count == values.count ? words : nil
    }

    private func names(_ values: [String]) -> String { values.joined(separator: ", ") }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

    private func dictionary(_ entries: [SyntaxEntry]) -> String {
        entries.isEmpty ? "" : " \(SyntaxEntry.dictionary(entries))"
    }
}
