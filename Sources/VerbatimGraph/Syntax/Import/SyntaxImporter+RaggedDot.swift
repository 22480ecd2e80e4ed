// `chlo.ragged_dot`: a contraction for each group of rows, or of contracted indices.
extension SyntaxImporter {
    /// Every group of the ragged dimension, whose sizes are an operand, is contracted by itself.
    ///
    /// Where the ragged dimension is one of the rows, a row's products are those with its group's matrix, and rows beyond
    /// all groups are zero. Where it is contracted, each group gives a result of its own, along a new first dimension.
    func raggedDot(_ operands: [ValueID], _ operation: SyntaxOperation) throws -> ValueID {
        let lists = try fields("ragged_dot_dimension_numbers", operation).lists
        let result = try resultType(operation)
        let (left, right, sizes) = (operands[0], operands[1], operands[2])
        let types = operands.map(builder.type(of:))
        let dot = DotGeneralAttributes(
            lhsBatching: lists["lhs_batching_dimensions"] ?? [], rhsBatching: lists["rhs_batching_dimensions"] ?? [],
            lhsContracting: lists["lhs_contracting_dimensions"] ?? [],
            rhsContracting: lists["rhs_contracting_dimensions"] ?? [])
        guard let ragged = lists["lhs_ragged_dimensions"]?.first, types[0].shape.indices.contains(ragged),
            !dot.lhsBatching.contains(ragged), types[2].rank == 1, types[2].element.isInteger,
            types[2].count <= 1024
        else {
            throw Self.error(
                .unsupported, "chlo.ragged_dot is of a kind that is not supported", operation,
                expected: "one ragged dimension, of rows or contracted, and one list of at most 1024 sizes")
        }
        let bounds = try groupBounds(sizes, count: types[2].shape[0])
        func inside(_ type: TensorType, _ dimension: Int, _ group: Int) throws -> ValueID {
            let place = try builder.one(.iota(IotaAttributes(dimension: dimension, type: type.with(.i64))))
            func wide(_ bound: ValueID) throws -> ValueID {
                try builder.broadcast(bound, to: type.shape, dimensions: [])
            }
            return try builder.binary(
                .and, try builder.compare(.ge, place, try wide(bounds[group])),
                try builder.compare(.lt, place, try wide(bounds[group + 1])))
        }
        if let place = dot.lhsContracting.firstIndex(of: ragged) {
            guard dot.rhsContracting.indices.contains(place), !bounds.dropFirst().isEmpty else {
                throw missing("rhs_contracting_dimensions", operation)
            }
            let parts = try (0..<bounds.count - 1).map { group -> ValueID in
                let masked = try [(left, types[0], ragged), (right, types[1], dot.rhsContracting[place])].map {
                    try builder.select(try inside($1, $2, group), $0, try builder.constant(0, $1))
                }
                let part = try contracted(.dotGeneral(dot), masked, to: result.element)
                return try builder.reshape(part, to: [1] + builder.type(of: part).shape)
            }
            return try builder.one(.concatenate(ConcatenateAttributes(dimension: 0)), parts)
        }
        guard let groups = lists["rhs_group_dimensions"]?.first, types[1].shape.indices.contains(groups),
            types[1].shape[groups] == bounds.count - 1
        else { throw missing("rhs_group_dimensions", operation) }
        func moved(_ dimension: Int) -> Int { dimension > groups ? dimension - 1 : dimension }
        let inner = DotGeneralAttributes(
            lhsBatching: dot.lhsBatching, rhsBatching: dot.rhsBatching.map(moved), lhsContracting: dot.lhsContracting,
            rhsContracting: dot.rhsContracting.map(moved))
        let rows = types[0].shape.indices.filter { !(dot.lhsBatching + dot.lhsContracting).contains($0) }
        let row = dot.lhsBatching.count + rows.firstIndex(of: ragged)!
        var whole = try builder.constant(0, result)
        for group in 0..<bounds.count - 1 {
            var (start, limit) = (types[1].shape.map { _ in 0 }, types[1].shape)
            (start[groups], limit[groups]) = (group, group + 1)
            let slice = try builder.one(.slice(SliceAttributes(start: start, limit: limit)), [right])
            limit.remove(at: groups)
            let part = try contracted(
                .dotGeneral(inner), [left, try builder.reshape(slice, to: limit)], to: result.element)
            whole = try builder.select(try inside(result, row, group), part, whole)
        }
        return whole
    }

    /// Where each group begins, and where the last one ends.
    private func groupBounds(_ sizes: ValueID, count: Int) throws -> [ValueID] {
        var bounds = [try builder.constant(0, TensorType([], .i64))]
        for group in 0..<count {
            let size = try builder.one(.slice(SliceAttributes(start: [group], limit: [group + 1])), [sizes])
            let number = try builder.convert(try builder.reshape(size, to: []), to: .i64)
            bounds.append(try builder.binary(.add, bounds[group], number))
        }
        return bounds
    }
}
