/// The composites that Verbatim defines, by name, so that a graph read from text finds their pullbacks.
enum CompositeTable {
    static let types: [any Composite.Type] = [StopGradient.self]

    static func type(named name: String) -> (any Composite.Type)? { types.first { $0.name == name } }
}
