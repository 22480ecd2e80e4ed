import VerbatimGraph

extension Lowering {
    mutating func gather(_ attributes: GatherAttributes, _ operands: [View], _ node: Node) {
        let step = GatherStep(
            form: IndexedWindows(gather: attributes, operand: operands[0], indices: operands[1], type(node.results[0])))
        append(
            Item(
                name: "gather", work: .kernel(step), operands: operands, results: node.results, payloads: .moved))
    }

    /// Updates combined by one operation, or replacing what is there; other bodies are handed on.
    ///
    /// The kernel goes window by window. That is the order of the updates only where their window dimensions are the
    /// last ones: windows that lie across each other meet in another order otherwise.
    mutating func scatter(_ attributes: ScatterAttributes, _ operands: [View], _ node: Node) {
        guard operands.count == 3, let function = scatterFunction(node.regions[0], element(operands[0])),
            attributes.updateWindowDims.sorted()
                == Array(operands[2].shape.indices.suffix(attributes.updateWindowDims.count))
        else { return reference(node) }
        let updates = stored(operands[2])
        let step = ScatterStep(
            form: IndexedWindows(scatter: attributes, input: operands[0], indices: operands[1], updates: updates),
            combine: compiler.blocks.function(function), replaces: function == .move(element(operands[0]).byteCount),
            canonicalize: function.givesRawNaN ? compiler.blocks.function(.canonicalize(element(operands[0]))) : nil)
        append(
            Item(
                name: "scatter \(function.name)", work: .kernel(step), operands: [operands[0], operands[1], updates],
                results: node.results, payloads: .moved))
    }

    private func scatterFunction(_ body: Region, _ element: ElementType) -> ElementFunction? {
        if let operation = body.simpleBody {
            let function = ElementFunction.binary(operation, element)
            return compiler.blocks.has(function) ? function : nil
        }
        return body.nodes.isEmpty && body.results == [body.parameters[1]] ? .move(element.byteCount) : nil
    }
}
