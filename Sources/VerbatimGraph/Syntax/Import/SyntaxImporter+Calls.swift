// Composites and custom calls.
extension SyntaxImporter {
    func composite(_ operation: SyntaxOperation) throws -> [Value] {
        guard case .string(let name, _)? = operation["name"] else { throw missing("name", operation) }
        guard case .symbol(let function)? = operation["decomposition"] else {
            throw missing("decomposition", operation)
        }
        if !operation.regions.isEmpty {
            throw Self.error(.unsupported, "a composite with regions is not supported", operation)
        }
        var options: [String: CompositeAttributes.Option] = [:]
        if case .dictionary(let entries)? = operation["composite_attributes"] {
            // What the graph has no word for belongs to whoever knows the composite; the decomposition holds without.
            for entry in entries { options[entry.name] = option(entry.value) }
        }
        let decomposition = try graph(of: function, operation)
        return try append(
            .composite(CompositeAttributes(name: name, options: options, decomposition: decomposition)), operation)
    }

    func option(_ value: SyntaxAttribute) -> CompositeAttributes.Option? {
        switch value {
        case .number(let text, "f64") where text.hasPrefix("0x"):
            UInt64(text.dropFirst(2), radix: 16).map { .number(Double(bitPattern: $0)) }
        case .number(let text, let type) where type.hasPrefix("f"): Double(text).map { .number($0) }
        case .number(let text, _): Int(text).map { .integer($0) }
        case .boolean(let truth): .boolean(truth)
        case .string(let text, _): .string(text)
        case .list, .array, .dense: numbers(value).map { .integers($0) }
        case .unit, .dictionary, .symbol, .type, .dialect, .alias, .other: nil
        }
    }

    func customCall(_ operation: SyntaxOperation) throws -> [Value] {
        guard case .string(let target, _)? = operation["call_target_name"] else {
            throw missing("call_target_name", operation)
        }
        if target.hasPrefix("check.") { return try check(target, operation) }
        let operands = try operands(operation)
        if target == CustomCallAttributes.print {
            var label = ""
            if case .string(let text, _)? = operation["backend_config"] { label = text }
            return try builder.append(
                .customCall(
                    CustomCallAttributes(target: target, configuration: label, hasSideEffect: true, resultTypes: [])),
                operands
            ).map { .tensor($0) }
        }
        let results = try operation.resultTypes.map { try tensorType($0, operation) }
        if let translation = customCalls[target] ?? Self.knownCalls[target] {
            let values = try translation(builder, operands, results)
            return values.map { .tensor($0) }
        }
        throw Self.error(.unsupported, "a custom call is unknown: \(target)", operation)
    }

    /// Calls that change nothing in one process.
    static let knownCalls: [String: CustomCallTranslation] = {
        let same: CustomCallTranslation = { _, operands, _ in operands }
        return [
            "Sharding": same, "SPMDFullToShardShape": same, "SPMDShardToFullShape": same,
            "annotate_device_placement": same,
        ]
    }()
}
