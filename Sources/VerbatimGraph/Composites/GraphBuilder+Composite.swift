extension GraphBuilder {
    /// Appends a composite: builds its decomposition for the operands' types and returns its results.
    ///
    /// - Throws: `VerbatimError` for operands that do not suit it.
    @discardableResult
    public func composite(_ composite: some Composite, operands: [ValueID]) throws -> [ValueID] {
        let name = Swift.type(of: composite).name
        let inner = GraphBuilder(name: name)
        inner.location = location
        let parameters = operands.enumerated().map { inner.input(type(of: $1), name: "operand\($0)") }
        let decomposition: Graph
        do {
            decomposition = inner.finish(outputs: try composite.decompose(inner, parameters))
        } catch let error as VerbatimError {
            throw error.at(location)
        }
        learn(Swift.type(of: composite))
        return try append(
            .composite(CompositeAttributes(name: name, options: composite.options, decomposition: decomposition)),
            operands)
    }

    /// The composite that a node's attributes describe; nil where its name is not known.
    func composite(of attributes: CompositeAttributes) throws -> (any Composite)? {
        try (customComposites[attributes.name] ?? CompositeTable.type(named: attributes.name))?
            .init(options: attributes.options)
    }
}
