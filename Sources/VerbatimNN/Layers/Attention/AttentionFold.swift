import VerbatimGraph
import VerbatimTensor

/// Inputs of attention as `[batch, time, features]`: the dimensions attended over are one, the others part of the batch.
struct AttentionFold {
    /// Query, value and maybe key, and maybe booleans, in that form.
    let inputs: [Tensor]
    private let query: [Int]
    private let keys: [Int]
    private let axes: [Int]

    /// Folds inputs of one rank, of which some axes are attended over; nil stands for all inner ones.
    init(_ inputs: [Tensor], axes: [Int]?, _ context: CallContext) throws {
        let rank = inputs.first?.rank ?? 0
        let given = inputs.count > 2 && inputs.last?.elementType == .bool ? inputs.last : nil
        let sequences = given == nil ? inputs : inputs.dropLast()
        let places = (axes ?? Array(1..<max(rank - 1, 1))).map { $0 < 0 ? $0 + rank : $0 }
        guard rank > 3 || places != [1] || inputs.isEmpty else {
            (self.inputs, query, keys, self.axes) = (inputs, inputs[0].shape, [], [1])
            return
        }
        try context.require(
            rank > 2 && !places.isEmpty && Set(places).count == places.count
                && places.allSatisfy { (1..<rank - 1).contains($0) },
            "attends over dimensions that its input lacks", received: "axes \(places) of rank \(rank)",
            expected: "some between the batch and the features")
        let others = (0..<rank - 1).filter { !places.contains($0) }
        let shape = inputs[0].shape
        guard sequences.count > 1,
            sequences.allSatisfy({ x in x.rank == rank && others.allSatisfy { x.shape[$0] == shape[$0] } })
        else {
            throw VerbatimError(
                .shape, "\(context.description) got inputs that do not go together",
                received: inputs.map { "\($0.shape)" }.joined(separator: " and "),
                expected: "one rank, and equal dimensions where none is attended over")
        }
        let target = sequences[1].shape
        let (from, to) = (places.map { shape[$0] }, places.map { target[$0] })
        var folded = sequences.map { x in
            x.transposed(others + places + [rank - 1]).reshaped(
                [others.map { x.shape[$0] }.reduce(1, *), places.map { x.shape[$0] }.reduce(1, *), x.shape[rank - 1]])
        }
        if let given {
            let whole = [shape[0]] + from + to
            guard given.shape == whole else {
                throw VerbatimError(
                    .shape, "\(context.description) got a mask that does not suit its inputs",
                    received: "shape \(given.shape)", expected: "\(whole)")
            }
            let (rows, columns) = (from.reduce(1, *), to.reduce(1, *))
            let count = others.dropFirst().map { shape[$0] }.reduce(1, *)
            folded.append(
                given.reshaped([shape[0], 1, rows, columns]).broadcast(to: [shape[0], count, rows, columns])
                    .reshaped([shape[0] * count, rows, columns]))
        }
        (self.inputs, query, keys, self.axes) = (folded, shape, target, places)
    }

    private var isPlain: Bool { keys.isEmpty }

    /// The places of the dimensions that are not attended over, the batch first.
    private var others: [Int] { (0..<query.count - 1).filter { !axes.contains($0) } }

    /// The result `[batch, time, features...]` with the query's dimensions.
    func unfolded(_ result: Tensor) -> Tensor {
        if isPlain { return result }
        let order = others + axes
        let split = result.reshaped(order.map { query[$0] } + result.shape.dropFirst(2))
        return split.transposed(
            query.indices.dropLast().map { order.firstIndex(of: $0)! } + Array(order.count..<split.rank))
    }

    /// The weights `[batch, heads, Tq, Tv]` with the inputs' dimensions.
    func unfolded(weights: Tensor) -> Tensor {
        if isPlain { return weights }
        return weights.reshaped(
            others.map { query[$0] } + [weights.shape[1]] + axes.map { query[$0] } + axes.map { keys[$0] })
    }
}
