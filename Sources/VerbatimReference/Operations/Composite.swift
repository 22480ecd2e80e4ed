import VerbatimGraph

extension Interpreter {
    /// `composite`: what its decomposition gives.
    func composite(_ attributes: CompositeAttributes, _ operands: [TensorValue]) throws -> [TensorValue] {
        let decomposition = attributes.decomposition
        return try Interpreter(decomposition, observer: observer, meter: meter).run(decomposition.body, operands)
    }
}
