extension Graph {
    /// The graph with every sum over samples marked by its leaves, so that its order does not depend on the machine.
    ///
    /// Starts at the inputs whose sample dimension is known and follows it through every operation, composites' and
    /// regions' bodies included. A sum's leaf is `SampleLeaf.samplesPerLeaf` samples; its positions per sample are the
    /// summed indices that belong to one sample. Order-free folds (maximum, minimum, logic, integers) need no mark, and
    /// neither does a scatter, which applies updates in ascending order. A graph without sample dimensions, or of one
    /// sample, is returned as it is: its sums have one leaf.
    ///
    /// - Throws: `VerbatimError` naming the sum whose order is not fixed, and the operation that lost the samples.
    public func markingSampleSums() throws -> Graph { try samplePass()?.graph ?? self }

    /// The graph with its sums marked, and the pass that knows where samples lie; nil without samples, or with one.
    func samplePass() throws -> (graph: Graph, pass: SamplePass)? {
        var samples: Int?
        var tracks: [SampleTrack] = []
        for (input, type) in zip(inputs, inputTypes) {
            guard let dimension = input.sampleDimension else {
                tracks.append(.none)
                continue
            }
            guard type.shape.indices.contains(dimension), samples == nil || samples == type.shape[dimension] else {
                throw VerbatimError(
                    .sampleDimension, "input \(input.name) of graph \(name) has another number of samples",
                    received: "\(type) with samples along \(dimension)",
                    expected: samples.map { "\($0) samples" } ?? "a dimension of the input",
                    remedy: "give every input of a step as many samples")
            }
            samples = type.shape[dimension]
            tracks.append(.along(dimension: dimension, indicesPerSample: 1))
        }
        guard let samples, samples > 1 else { return nil }
        var pass = SamplePass(valueTypes: valueTypes, samples: samples)
        var graph = self
        graph.body = try pass.region(body, parameters: tracks)
        return (graph, pass)
    }
}
