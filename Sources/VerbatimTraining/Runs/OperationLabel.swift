import VerbatimGraph

/// How an operation is called in messages: its name, then layer path and source line.
enum OperationLabel {
    static func text(_ node: Node) -> String {
        node.location.isUnknown ? name(node) : "\(name(node)) in \(node.location)"
    }

    /// The operation's name, and the composite's.
    static func name(_ node: Node) -> String {
        guard case .composite(let composite) = node.operation else { return node.operation.name }
        return "\(node.operation.name) \(composite.name)"
    }
}
