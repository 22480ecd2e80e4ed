import VerbatimGraph

/// `custom_call`: only `verbatim.print` is known.
enum CustomCall {
    /// Refuses targets that are not known, in a region and all that stands in it.
    static func check(_ region: Region) throws {
        for node in region.nodes {
            for inner in node.regions { try check(inner) }
            if case .composite(let attributes) = node.operation { try check(attributes.decomposition.body) }
            guard case .customCall(let attributes) = node.operation else { continue }
            do { try check(attributes) } catch let error as VerbatimError { throw error.at(node.location) }
        }
    }

    /// Refuses a target that is not known.
    static func check(_ attributes: CustomCallAttributes) throws {
        guard attributes.target == CustomCallAttributes.print else {
            throw VerbatimError(
                .unsupported, "stablehlo.custom_call names a target that the reference executor does not have",
                received: attributes.target, expected: CustomCallAttributes.print,
                remedy: "write the call as operations of the graph")
        }
        guard attributes.resultTypes.isEmpty else {
            throw VerbatimError(
                .malformed, "\(attributes.target) has results", received: "\(attributes.resultTypes)",
                expected: "none")
        }
    }
}

extension Interpreter {
    /// `verbatim.print`: hands its operands to the observer in program order; gives nothing.
    func customCall(
        _ attributes: CustomCallAttributes, _ node: Node, _ operands: [TensorValue]
    ) throws -> [TensorValue] {
        try CustomCall.check(attributes)
        for operand in operands {
            observer?(Observation(name: attributes.configuration, value: operand, location: node.location))
        }
        return []
    }
}
