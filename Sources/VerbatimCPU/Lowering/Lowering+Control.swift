import VerbatimGraph

extension Lowering {
    /// A loop as two nested programs over its state, rows of what lies outside, and what its regions use from there.
    mutating func whileLoop(_ operands: [View], _ node: Node) throws {
        let form = LoopForm(node.regions[0], node.regions[1], graph.valueTypes)
        let (condition, body) = (try nested(node.regions[0], "condition"), try nested(form.body, "body"))
        let stacks = form.rows.compactMap { row -> ValueID? in
            if case .outside(let stack) = row.source { return stack }
            return nil
        }
        let captures = node.regions[0].captures + form.body.captures + stacks
        // What a stack of zeros holds is not read if every row is written.
        let startsAtZero = form.count.map { integer(node.operands[$0.counter]) == 0 } ?? false
        let unread = startsAtZero ? Set(form.written) : []
        let initial = operands.indices.filter { !unread.contains($0) }
        append(
            Item(
                name: "while",
                work: .kernel(WhileStep(condition: condition, body: body, form: form, initial: initial)),
                operands: try storedAll(initial.map { operands[$0] } + captures.map(view)), results: node.results,
                payloads: .observed, hasSideEffect: node.hasSideEffect))
    }

    /// The number that a value is known to be.
    private func integer(_ value: ValueID) -> Int? {
        let node = graph.body.nodes.first { $0.results == [value] }
        guard case .constant(let attributes) = node?.operation else { return nil }
        return attributes.value.integer
    }

    /// A branch as two nested programs over what its regions use from outside.
    mutating func ifElse(_ predicate: View, _ node: Node) throws {
        let step = IfStep(branches: [try nested(node.regions[0], "then"), try nested(node.regions[1], "else")])
        let captures = node.regions.flatMap(\.captures)
        append(
            Item(
                name: "if", work: .kernel(step), operands: try storedAll([predicate] + captures.map(view)),
                results: node.results, payloads: .observed, hasSideEffect: node.hasSideEffect))
    }

    private mutating func storedAll(_ views: [View]) throws -> [View] {
        var result: [View] = []
        for view in views { result.append(stored(view)) }
        return result
    }

    /// A region as a program whose inputs are its parameters and then its captures.
    private func nested(_ region: Region, _ name: String) throws -> NestedProgram {
        let captures = region.captures
        let parameters = region.parameters + captures
        let graph = Graph(
            name: name, valueTypes: self.graph.valueTypes,
            body: Region(parameters: parameters, nodes: region.nodes, results: region.results),
            inputs: parameters.map { Graph.Input(name: "value \($0.index)") },
            outputNames: region.results.map { "value \($0.index)" })
        return NestedProgram(program: try compiler.unchecked(graph), captureCount: captures.count)
    }

    /// `verbatim.print` hands its operands to the observer; nothing else is known.
    mutating func customCall(_ attributes: CustomCallAttributes, _ operands: [View], _ node: Node) {
        var stored: [View] = []
        for operand in operands { stored.append(self.stored(operand)) }
        append(
            Item(
                name: "print \(attributes.configuration)",
                work: .kernel(PrintStep(name: attributes.configuration, location: node.location)), operands: stored,
                results: node.results, payloads: .observed, hasSideEffect: attributes.hasSideEffect))
    }
}
