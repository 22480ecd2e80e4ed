extension GraphBuilder {
    /// Appends the gradients of a value with respect to others, by reverse mode over the operations so far.
    ///
    /// Only what the requested gradients need is appended; each operation at the location of the one it differentiates.
    /// A value's cotangents are added in one order: uses by later operations first, and within an operation the operands
    /// from first to last. Gradients may be differentiated again.
    ///
    /// - Parameters:
    ///   - output: A float value; a scalar unless `cotangent` is given.
    ///   - cotangent: What `output` is weighted with, of its type; 1 by default.
    ///   - values: The values to differentiate by.
    /// - Returns: For each of `values` the gradient, of its type; nil where `output` does not depend on it smoothly.
    /// - Throws: `VerbatimError` naming the operation on the way that has no gradient.
    public func gradients(
        of output: ValueID, cotangent: ValueID? = nil, withRespectTo values: [ValueID]
    ) throws -> [ValueID?] {
        let outputType = type(of: output)
        guard outputType.element.isFloat, cotangent != nil || outputType.rank == 0 else {
            throw VerbatimError(
                .notDifferentiable, "a gradient is taken of something else than a float scalar",
                received: "\(outputType)", expected: "tensor<f32> or another float type",
                remedy: "sum to a scalar, or give a cotangent")
        }
        if let cotangent, type(of: cotangent) != outputType {
            throw VerbatimError(
                .shape, "the cotangent is not of its value's type", received: "\(type(of: cotangent))",
                expected: "\(outputType)")
        }
        let seed = try cotangent ?? constant(1, outputType)
        return try backpropagate(visibleNodes, from: [output], cotangents: [seed], to: values)
    }

    /// Reverse mode over a list of operations, from several values with their cotangents.
    func backpropagate(
        _ nodes: [Node], from outputs: [ValueID], cotangents seeds: [ValueID?], to values: [ValueID]
    ) throws -> [ValueID?] {
        // A gradient of a gradient goes by the values that were there first.
        let values = values.map(origin)
        var active = Set(values.filter { type(of: $0).element.isFloat })
        let wanted = active
        var steps: [(node: Node, inputs: [ValueID])] = []
        for node in nodes where node.results.allSatisfy({ origin(of: $0) == $0 }) {
            let inputs = (node.operands + node.capturedValues).map(origin)
            guard !node.operation.isLocallyConstant, inputs.contains(where: active.contains) else { continue }
            active.formUnion(node.results.filter { type(of: $0).element.isFloat })
            steps.append((node, inputs))
        }
        var cotangents: [ValueID: CotangentSum] = [:]
        let outerLocation = location
        defer { location = outerLocation }
        for (output, seed) in zip(outputs, seeds) {
            let output = origin(of: output)
            if let seed, active.contains(output) { try cotangents[output, default: CotangentSum()].add(seed, self) }
        }
        var segments = Rematerialization(nodes, segments: self.segments)
        for (node, inputs) in steps.reversed() where node.results.contains(where: { cotangents[$0] != nil }) {
            location = node.location
            try segments.move(to: node, &cotangents, self)
            let incoming = try node.results.map { try cotangents[$0]?.total(type(of: $0), self) }
            if case .slice(let attributes) = node.operation, let cotangent = incoming[0], active.contains(inputs[0]) {
                if !wanted.contains(node.results[0]) { cotangents[node.results[0]] = nil }
                try cotangents[inputs[0], default: CotangentSum()].add(
                    cotangent, slicedBy: attributes, type(of: inputs[0]).shape, self)
                continue
            }
            let current = segments.current(node)
            let call = PullbackCall(
                operands: current.operands + current.capturedValues, results: current.results, cotangents: incoming,
                needed: inputs.map(active.contains))
            // A result's cotangent is complete here and not read again, unless it was asked for.
            for result in node.results where !wanted.contains(result) { cotangents[result] = nil }
            do {
                for (input, gradient) in zip(inputs, try pullback(of: current, call)) {
                    guard let gradient, active.contains(input) else { continue }
                    try cotangents[input, default: CotangentSum()].add(gradient, self)
                }
            } catch let error as VerbatimError {
                throw error.at(node.location)
            }
        }
        return try values.map { try cotangents[$0]?.total(type(of: $0), self) }
    }
}
