// Loops and branches.
extension SyntaxImporter {
    func whileLoop(_ operation: SyntaxOperation) throws -> [Value] {
        guard operation.regions.count == 2 else {
            throw Self.error(.malformed, "\(operation.name) takes a condition and a body", operation)
        }
        let values = try operation.operands.map { try value($0, operation) }
        var initial: [ValueID] = []
        for case .tensor(let id) in values { initial.append(id) }
        let regions = try operation.regions.map { try region($0, operation) }
        var results = try builder.append(.whileLoop, initial, regions: regions)[...]
        return values.map { value in
            if case .tensor = value { return .tensor(results.removeFirst()) }
            return value
        }
    }

    /// `if`, and `case` as a chain of it: an index out of range takes the last branch.
    func branches(_ operation: SyntaxOperation, isCase: Bool) throws -> [Value] {
        let index = try operand(operation)
        guard isCase ? !operation.regions.isEmpty : operation.regions.count == 2 else {
            throw Self.error(.malformed, "\(operation.name) has too few branches", operation)
        }
        guard builder.type(of: index).rank == 0 else {
            throw Self.error(.malformed, "\(operation.name) takes a scalar", operation)
        }
        var results: [ValueID]
        if isCase {
            guard operation.regions.count <= Graph.nestingLimit / 2 else {
                throw Self.error(.unsupported, "\(operation.name) has too many branches", operation)
            }
            results = try chain(index, operation.regions[...], 0, operation)
        } else {
            let regions = try operation.regions.map { try region($0, operation) }
            results = try builder.append(.ifElse, [index], regions: regions)
        }
        return operation.resultTypes.map { type in
            type == .token || results.isEmpty ? .token : .tensor(results.removeFirst())
        }
    }

    func chain(
        _ index: ValueID, _ branches: ArraySlice<SyntaxRegion>, _ number: Int, _ operation: SyntaxOperation
    ) throws -> [ValueID] {
        let first = try region(branches[branches.startIndex], operation)
        if branches.count == 1 {
            // A lone branch runs in any case.
            let always = try builder.constant(TensorValue(true))
            let same = try region(branches[branches.startIndex], operation)
            return try builder.append(.ifElse, [always], regions: [first, same])
        }
        let label = try builder.constant(TensorValue(Double(number), as: builder.type(of: index).element))
        let isHere = try builder.compare(.eq, index, label)
        let rest: Region
        if branches.count == 2 {
            rest = try region(branches[branches.startIndex + 1], operation)
        } else {
            rest = try builder.region([]) { _ in try chain(index, branches.dropFirst(), number + 1, operation) }
        }
        return try builder.append(.ifElse, [isHere], regions: [first, rest])
    }
}
