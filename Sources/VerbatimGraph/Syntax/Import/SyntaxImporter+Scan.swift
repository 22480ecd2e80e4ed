// `chlo.scan`, as a loop.
extension SyntaxImporter {
    /// A body that runs over the places of a dimension: from the inputs' elements there and what is carried, to the
    /// outputs' elements there and what is carried on.
    func scan(_ operands: [ValueID], _ operation: SyntaxOperation) throws -> [Value] {
        let results = try operation.resultTypes.map { try tensorType($0, operation) }
        let dimension = try integer("dimension", operation)
        guard operation.regions.count == 1, case .list(_, let segments)? = operation["operandSegmentSizes"],
            let count = segments.first.flatMap({ Int($0) }), (1...max(1, operands.count)).contains(count),
            operands.count <= results.count + count
        else {
            throw Self.error(
                .malformed, "chlo.scan takes inputs, what it carries at first, and a body", operation)
        }
        let (inputs, carried) = (Array(operands.prefix(count)), Array(operands.dropFirst(count)))
        let outputs = Array(results.prefix(results.count - carried.count))
        let lines = inputs.map(builder.type(of:)) + outputs
        guard let first = lines.first, first.shape.indices.contains(dimension),
            lines.allSatisfy({
                $0.shape.indices.contains(dimension) && $0.shape[dimension] == first.shape[dimension]
            })
        else {
            throw Self.error(
                .malformed, "chlo.scan runs over a dimension of one size in all inputs and outputs", operation,
                received: "dimension \(dimension) of \(lines.map(\.description).joined(separator: ", "))")
        }
        let length = first.shape[dimension]
        let isReverse = try boolean("is_reverse", operation) ?? false
        let index = TensorType([], .i32)
        let (zero, one) = (try builder.constant(0, index), try builder.constant(1, index))
        let (end, last) = (
            try builder.constant(Double(length), index), try builder.constant(Double(length - 1), index)
        )
        let empty = try outputs.map { try builder.constant(0, $0) }
        let state = [zero] + empty + carried
        let condition = try builder.region(state.map(builder.type(of:))) { [try builder.compare(.lt, $0[0], end)] }
        let body = try builder.region(state.map(builder.type(of:))) { values in
            let place = isReverse ? try builder.binary(.subtract, last, values[0]) : values[0]
            func starts(_ type: TensorType) -> [ValueID] { type.shape.indices.map { $0 == dimension ? place : zero } }
            let slices = try inputs.map { input -> ValueID in
                let type = builder.type(of: input)
                var sizes = type.shape
                sizes[dimension] = 1
                let slice = try builder.one(
                    .dynamicSlice(DynamicSliceAttributes(sizes: sizes)), [input] + starts(type))
                sizes.remove(at: dimension)
                return try builder.reshape(slice, to: sizes)
            }
            let given = try inlined(
                operation.regions[0], (slices + values.dropFirst(1 + outputs.count)).map { .tensor($0) }, operation
            ).map { try tensor($0, operation) }
            guard given.count == results.count else {
                throw Self.error(
                    .malformed, "chlo.scan's body gives another number of results", operation,
                    received: "\(given.count)", expected: "\(results.count)")
            }
            let next = try outputs.indices.map { number -> ValueID in
                var sizes = outputs[number].shape
                sizes[dimension] = 1
                return try builder.one(
                    .dynamicUpdateSlice,
                    [values[1 + number], try builder.reshape(given[number], to: sizes)] + starts(outputs[number]))
            }
            return [try builder.binary(.add, values[0], one)] + next + given.dropFirst(outputs.count)
        }
        return try builder.append(.whileLoop, state, regions: [condition, body]).dropFirst().map { .tensor($0) }
    }
}
