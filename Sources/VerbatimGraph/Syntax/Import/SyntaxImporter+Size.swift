// How large a program is with its calls and decompositions written out, known before any of it is.
extension SyntaxImporter {
    /// Refuses a function that a short text makes endless, or nests too deeply.
    func checkSize(of name: String) throws {
        var sizes: [String: Int] = [:]
        _ = try size(of: name, depth: 0, functions[name], &sizes)
    }

    private func size(
        of name: String, depth: Int, _ use: SyntaxOperation?, _ sizes: inout [String: Int]
    ) throws -> Int {
        if let known = sizes[name] { return known }
        guard let function = functions[name], let use else { return 0 }
        // A function that calls itself is found where it is translated.
        sizes[name] = 0
        let size = try nested(use, depth) {
            try function.regions.reduce(0) { try $0 + self.size($1, depth, &sizes) }
        }
        guard size <= Graph.operationLimit else {
            throw Self.error(
                .unsupported, "the program is too large with its calls written out", use,
                expected: "at most \(Graph.operationLimit) operations")
        }
        sizes[name] = size
        return size
    }

    private func nested(_ use: SyntaxOperation, _ depth: Int, _ body: () throws -> Int) throws -> Int {
        guard depth <= Graph.nestingLimit else {
            throw Self.error(
                .unsupported, "regions, calls and decompositions are nested too deeply", use,
                expected: "at most \(Graph.nestingLimit) levels")
        }
        return try body()
    }

    private func size(_ region: SyntaxRegion, _ depth: Int, _ sizes: inout [String: Int]) throws -> Int {
        var count = 0
        for operation in region.operations {
            count += 1
            for inner in operation.regions { count += try size(inner, depth, &sizes) }
            for name in ["callee", "decomposition"] {
                guard case .symbol(let function)? = operation[name] else { continue }
                count += try size(of: function, depth: depth + 1, operation, &sizes)
            }
        }
        return count
    }
}
