// Tokens, tuples, and what several processes would do together, for one.
extension SyntaxImporter {
    /// Tokens, tuples, and what several processes would do together, for one.
    func translateOther(_ operation: SyntaxOperation) throws -> [Value] {
        switch operation.name {
        case "stablehlo.after_all", "stablehlo.create_token": return [.token]
        case "stablehlo.optimization_barrier": return try barrier(operation)
        case "stablehlo.tuple": return [.tuple(try operation.operands.map { try value($0, operation) })]
        case "stablehlo.get_tuple_element":
            guard let use = operation.operands.first, case .tuple(let values) = try value(use, operation),
                case .number(let text, _)? = operation["index"], let index = Int(text), values.indices.contains(index)
            else { throw Self.error(.malformed, "\(operation.name) names no element of a tuple", operation) }
            return [values[index]]
        case "stablehlo.partition_id", "stablehlo.replica_id":
            return [.tensor(try known(TensorValue(UInt32(0))))]
        case "stablehlo.all_gather", "stablehlo.all_reduce", "stablehlo.reduce_scatter", "stablehlo.all_to_all",
            "stablehlo.collective_broadcast", "stablehlo.collective_reduce", "stablehlo.cross-replica-sum":
            try checkOneProcess(operation)
            return try operands(operation).map { .tensor($0) }
        case "stablehlo.collective_permute":
            let pairs = numbers(operation["source_target_pairs"]) ?? []
            guard pairs.allSatisfy({ $0 == 0 }) else { throw severalProcesses(operation) }
            let operand = try operand(operation)
            if !pairs.isEmpty { return [.tensor(operand)] }
            return [.tensor(try builder.constant(0, builder.type(of: operand)))]
        case "stablehlo.infeed":
            guard !infeeds.isEmpty else {
                throw Self.error(.unsupported, "an infeed has nothing to give", operation)
            }
            return try call(infeeds.removeFirst(), [], operation) + [.token]
        case "stablehlo.outfeed": return [.token]
        case "stablehlo.uniform_quantize", "stablehlo.uniform_dequantize":
            throw Self.error(.unsupported, "quantized types are not supported", operation)
        case "stablehlo.async_start":
            // What one process starts is done at once.
            guard operation.regions.count == 1 else {
                throw Self.error(.malformed, "\(operation.name) takes a region", operation)
            }
            let values = try operation.operands.map { try value($0, operation) }
            return [.tuple(try inlined(operation.regions[0], values, operation))]
        case "stablehlo.async_done":
            guard let use = operation.operands.first, case .tuple(let values) = try value(use, operation) else {
                throw Self.error(.malformed, "\(operation.name) takes what was started", operation)
            }
            return values
        case "stablehlo.send", "stablehlo.recv": throw severalProcesses(operation)
        default:
            throw Self.error(
                .unsupported, "an operation is not one of the graph's: \(operation.name)", operation)
        }
    }

    /// A barrier of its tensors; tokens and tuples pass.
    private func barrier(_ operation: SyntaxOperation) throws -> [Value] {
        let values = try operation.operands.map { try value($0, operation) }
        let tensors = values.compactMap { if case .tensor(let tensor) = $0 { tensor } else { nil } }
        guard !tensors.isEmpty else { return values }
        var results = try builder.append(.optimizationBarrier, tensors)[...]
        return values.map { if case .tensor = $0 { .tensor(results.removeFirst()) } else { $0 } }
    }

    func severalProcesses(_ operation: SyntaxOperation) -> VerbatimError {
        Self.error(.unsupported, "programs of several processes are not supported", operation)
    }

    /// Groups of processes may name none but the first.
    func checkOneProcess(_ operation: SyntaxOperation) throws {
        let groups = numbers(operation["replica_groups"]) ?? []
        guard groups.allSatisfy({ $0 <= 0 }), groups.filter({ $0 == 0 }).count <= 1 else {
            throw severalProcesses(operation)
        }
    }
}
