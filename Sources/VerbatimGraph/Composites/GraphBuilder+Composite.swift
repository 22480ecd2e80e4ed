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

    /// A composite on narrow floats: the same composite in f32, its float results rounded once; nil for other operands.
    func widened(_ composite: some Composite, operands: [ValueID]) throws -> [ValueID]? {
        guard let narrow = operands.lazy.map({ self.type(of: $0).element }).first(where: \.isNarrowFloat) else {
            return nil
        }
        let wide = try operands.map { type(of: $0).element == narrow ? try convert($0, to: .f32) : $0 }
        return try self.composite(composite, operands: wide).map {
            type(of: $0).element == .f32 ? try convert($0, to: narrow) : $0
        }
    }

    /// The composite that a node's attributes describe; nil where its name is not known.
    func composite(of attributes: CompositeAttributes) throws -> (any Composite)? {
        try (customComposites[attributes.name] ?? CompositeTable.type(named: attributes.name))?
            .init(options: attributes.options)
    }
}
