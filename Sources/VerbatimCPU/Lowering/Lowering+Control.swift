import VerbatimGraph

extension Lowering {
    /// A loop as two nested programs over its state, rows of what lies outside, and what its regions use from there.
    mutating func whileLoop(_ operands: [View], _ node: Node) throws {
        let form = LoopForm(node.regions[0], node.regions[1], graph.valueTypes)
        // What every turn would pack for its products is turned once, before the loop.
        let turned = matricesReadTurned(form.body)
        let (condition, body) = (
            try nested(node.regions[0], "condition"), try nested(form.body, "body", turned: turned)
        )
        let stacks = form.rows.compactMap { row -> ValueID? in
            if case .outside(let stack) = row.source { return stack }
            return nil
        }
        let captures =
            node.regions[0].captures.map(view)
            + form.body.captures.map { turned.contains($0) ? view($0).transposed([1, 0]) : view($0) }
            + stacks.map(view)
        // What a stack of zeros holds is not read if every row is written.
        let startsAtZero = form.count.map { integer(node.operands[$0.counter]) == 0 } ?? false
        let unread = startsAtZero ? Set(form.written) : []
        let initial = operands.indices.filter { !unread.contains($0) }
        append(
            Item(
                name: "while",
                work: .kernel(WhileStep(condition: condition, body: body, form: form, initial: initial)),
                operands: try storedAll(initial.map { operands[$0] } + captures), results: node.results,
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

    /// The matrices from outside that a region only multiplies with from the right, contracting neighbours.
    private func matricesReadTurned(_ region: Region) -> Set<ValueID> {
        var found: Set<ValueID> = []
        var others = Set(region.results)
        for node in region.nodes {
            others.formUnion(node.regions.flatMap(\.captures))
            guard case .dotGeneral(let attributes) = node.operation, attributes.rhsContracting == [1],
                type(node.operands[1]).rank == 2, type(node.operands[1]).element == .f32
            else {
                others.formUnion(node.operands)
                continue
            }
            others.insert(node.operands[0])
            found.insert(node.operands[1])
        }
        return found.subtracting(others).intersection(region.captures)
    }

    /// A region as a program whose inputs are its parameters and then its captures, some of them turned.
    private func nested(_ region: Region, _ name: String, turned: Set<ValueID> = []) throws -> NestedProgram {
        let captures = region.captures
        var types = self.graph.valueTypes
        var turns: [Node] = []
        let parameters =
            region.parameters
            + captures.map { capture in
                guard turned.contains(capture) else { return capture }
                types.append(types[capture.index].with(shape: types[capture.index].shape.reversed()))
                let input = ValueID(types.count - 1)
                turns.append(Node(.transpose(TransposeAttributes([1, 0])), operands: [input], results: [capture]))
                return input
            }
        let graph = Graph(
            name: name, valueTypes: types,
            body: Region(parameters: parameters, nodes: turns + region.nodes, results: region.results),
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
