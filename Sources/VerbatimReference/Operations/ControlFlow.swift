import VerbatimGraph

extension Interpreter {
    /// `while`: as long as the condition holds on the values, the body gives the next values.
    func whileLoop(_ node: Node, _ operands: [TensorValue]) throws -> [TensorValue] {
        var values = operands
        while try run(node.regions[0], values)[0].array(of: Bool.self)[0] { values = try run(node.regions[1], values) }
        return values
    }

    /// `if`: the results of the first region where the scalar is true, of the second otherwise; only one is run.
    func ifElse(_ node: Node, _ predicate: TensorValue) throws -> [TensorValue] {
        try run(node.regions[predicate.array(of: Bool.self)[0] ? 0 : 1], [])
    }
}
