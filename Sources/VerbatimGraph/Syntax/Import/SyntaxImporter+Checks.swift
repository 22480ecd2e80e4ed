// What conformance programs say about themselves, and how they show values.
extension SyntaxImporter {
    /// An operation of the dialects `check` and `interpreter`.
    func translateCheck(_ operation: SyntaxOperation) throws -> [Value] {
        switch operation.name {
        case "check.expect_eq_const", "check.expect_almost_eq_const":
            guard case .dense(let body, let stated)? = operation["value"] else { throw missing("value", operation) }
            let type = try tensorType(stated, operation)
            let actual = try operands(operation)
            let expected: ValueID
            switch try SyntaxDense.elements(body, type) {
            case .whole(let value): expected = try builder.constant(value)
            case .repeated(let value):
                expected = try builder.broadcast(try builder.constant(value), to: type.shape, dimensions: [])
            }
            try note(actual + [expected], try expectation(operation.name, operation), operation)
            return []
        case "check.expect_eq", "check.expect_almost_eq", "check.expect_close":
            return try check(operation.name, operation)
        case "check.expect_serialized_eq":
            guard case .string(let name, _)? = operation["probe_id"] else { throw missing("probe_id", operation) }
            let time = operation["iter"] == nil ? 0 : try integer("iter", operation)
            let expected = try operands(operation)
            try note(expected + expected, .probed(name, time: time), operation)
            return []
        case "interpreter.probe":
            guard case .string(let name, _)? = operation["probe_id"] else { throw missing("probe_id", operation) }
            let operands = try operands(operation)
            try show(operands, name)
            return operands.map { .tensor($0) }
        case "interpreter.print":
            try show(try operands(operation), operation.operands.first ?? "")
            return []
        case "interpreter.run_parallel":
            guard case .array(let rows)? = operation["programs"], rows.count == 1, case .array(let row) = rows[0],
                row.count == 1, case .symbol(let name) = row[0]
            else {
                throw Self.error(.unsupported, "programs of several processes are not supported", operation)
            }
            if case .array(let queues)? = operation["infeed"] {
                infeeds = queues.compactMap { queue in
                    if case .symbol(let name) = queue { return name }
                    return nil
                }
            }
            return try call(name, try operation.operands.map { try value($0, operation) }, operation)
        default:
            throw Self.error(.unsupported, "an operation is not one of the graph's: \(operation.name)", operation)
        }
    }

    /// A check of two operands, as an operation or a custom call.
    func check(_ name: String, _ operation: SyntaxOperation) throws -> [Value] {
        try note(try operands(operation), try expectation(name, operation), operation)
        // `check.eq` says whether it held; a program whose check failed has failed anyhow.
        return try operation.resultTypes.map { _ in .tensor(try builder.constant(TensorValue(true))) }
    }

    private func show(_ operands: [ValueID], _ name: String) throws {
        for operand in operands {
            try builder.append(
                .customCall(
                    CustomCallAttributes(
                        target: CustomCallAttributes.print, configuration: name, hasSideEffect: true, resultTypes: [])),
                [operand])
        }
    }

    private func note(
        _ pair: [ValueID], _ expectation: SyntaxProgram.Expectation, _ operation: SyntaxOperation
    ) throws {
        guard builder.isAtTopLevel else {
            throw Self.error(.unsupported, "a check stands inside a loop or branch", operation)
        }
        guard pair.count == 2, builder.type(of: pair[0]) == builder.type(of: pair[1]) else {
            throw Self.error(
                .malformed, "\(operation.name) compares two tensors of one type", operation,
                received: pair.map { builder.type(of: $0).description }.joined(separator: " and "))
        }
        checked.append((pair[0], pair[1], expectation))
    }

    private func expectation(
        _ name: String, _ operation: SyntaxOperation
    ) throws -> SyntaxProgram.Expectation {
        switch name {
        case "check.expect_eq", "check.expect_eq_const", "check.eq": return .equal
        case "check.expect_almost_eq", "check.expect_almost_eq_const":
            guard case .number(let text, _)? = operation["tolerance"] else { return .almostEqual(0.0001) }
            guard let tolerance = Double(text) else { throw missing("tolerance", operation) }
            return .almostEqual(tolerance)
        case "check.expect_close":
            return .close(
                minimum: operation["min_ulp_difference"] == nil ? 0 : try integer("min_ulp_difference", operation),
                maximum: operation["max_ulp_difference"] == nil ? 3 : try integer("max_ulp_difference", operation))
        default:
            throw Self.error(.unsupported, "a check is unknown: \(name)", operation)
        }
    }
}
