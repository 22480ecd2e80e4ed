/// A step run by parts of its samples, with the bits of the whole step and the memory of a part.
struct MicroBatchedExecutable: Executable {
    /// The whole step's graph.
    let graph: Graph
    private let start: any Executable
    /// The first sample of each part, and what runs it.
    private let parts: [(first: TensorValue, executable: any Executable)]
    private let merge: any Executable
    private let rest: any Executable
    private let foldCount: Int

    /// Cuts a step in at most so many parts of a power of two of samples each, so that no leaf of a sum is cut; nil where
    /// that is one part.
    init?(_ graph: Graph, parts count: Int, _ executor: any Executor) throws {
        guard let cut = try MicroBatchCut(graph) else { return nil }
        var size = 1
        while size * count < cut.samples || size < cut.samplesPerLeaf { size *= 2 }
        guard size < cut.samples else { return nil }
        self.graph = graph
        foldCount = cut.folds.count
        start = try executor.compile(try cut.start())
        merge = try executor.compile(try cut.merge())
        rest = try executor.compile(try cut.rest())
        let whole = try executor.compile(try cut.part(samples: size))
        let remainder = cut.samples % size
        let last = remainder == 0 ? whole : try executor.compile(try cut.part(samples: remainder))
        parts = stride(from: 0, to: cut.samples, by: size).map { first in
            (TensorValue(Int64(first)), first + size <= cut.samples ? whole : last)
        }
    }

    func run(_ inputs: [TensorValue], into outputs: inout [TensorValue], observer: Observer?) throws {
        try check(inputs)
        var carried = try start(inputs)
        // A binary counter of the parts' folds: equal neighbours combine at once, the rest from the right at the end.
        var sums: [(parts: Int, values: [TensorValue])] = []
        for (first, executable) in parts {
            let results = try executable(inputs + [first] + carried, observer: observer)
            carried = Array(results[foldCount...])
            sums.append((1, Array(results[..<foldCount])))
            while sums.count > 1, sums[sums.count - 2].parts == sums[sums.count - 1].parts { try combine(&sums) }
        }
        while sums.count > 1 { try combine(&sums) }
        try rest.run(inputs + sums[0].values + carried, into: &outputs, observer: observer)
    }

    private func combine(_ sums: inout [(parts: Int, values: [TensorValue])]) throws {
        let right = sums.removeLast()
        let left = sums.removeLast()
        sums.append((left.parts + right.parts, try merge(left.values + right.values)))
    }
}

extension Executor {
    /// Makes a step's graph ready to run by parts of its samples: the same bits in less memory.
    ///
    /// - Parameter microBatches: The most parts; there are fewer where a part would cut a leaf of a sum over samples.
    /// - Throws: `VerbatimError` as `compile` does, or naming the operation that needs all samples at once.
    public func compile(_ graph: Graph, microBatches: Int) throws -> any Executable {
        guard microBatches > 1, let parts = try MicroBatchedExecutable(graph, parts: microBatches, self) else {
            return try compile(graph)
        }
        return parts
    }
}
