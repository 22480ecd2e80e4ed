import VerbatimGraph
import VerbatimTensor

/// Who may attend to whom where none looks ahead: `[queries, keys]`, true up to the diagonal.
func causalMask(queries: Int, keys: Int) -> Tensor {
    Tensor.iota([queries, keys], axis: 0) .>= Tensor.iota([queries, keys], axis: 1)
}

extension CallContext {
    /// Query, value and key of a layer of two or three inputs.
    func attentionInputs(_ inputs: [Tensor]) throws -> (query: Tensor, value: Tensor, key: Tensor) {
        guard (2...3).contains(inputs.count) else {
            throw VerbatimError(
                .shape, "\(description) got a wrong number of inputs", received: "\(inputs.count)",
                expected: "query and value, and maybe a key")
        }
        let (query, value, key) = (inputs[0], inputs[1], inputs.count > 2 ? inputs[2] : inputs[1])
        for input in inputs {
            try expect(input, rank: 3, "[batch, time, features]")
            try expectFloat(input)
        }
        guard query.shape[0] == value.shape[0], query.shape[0] == key.shape[0], value.shape[1] == key.shape[1] else {
            throw VerbatimError(
                .shape, "\(description) got inputs that do not go together",
                received: inputs.map { "\($0.shape)" }.joined(separator: " and "),
                expected: "one batch, and as many keys as values")
        }
        return (query, value, key)
    }

    /// Query, value, key, and the booleans that say who attends to whom.
    func multiHeadInputs(
        _ inputs: [Tensor]
    ) throws -> (query: Tensor, value: Tensor, key: Tensor, mask: Tensor?) {
        let given = inputs.count > 2 && inputs.last?.elementType == .bool ? inputs.last : nil
        let (query, value, key) = try attentionInputs(given == nil ? inputs : inputs.dropLast())
        if let given {
            let whole = [query.shape[0], query.shape[1], value.shape[1]]
            let shape = given.rank == 4 ? [given.shape[0]] + given.shape.suffix(2) : given.shape
            guard shape.count == 3, zip(shape, whole).allSatisfy({ $0 == $1 || $0 == 1 }) else {
                throw VerbatimError(
                    .shape, "\(description) got a mask that does not suit its inputs", received: "shape \(given.shape)",
                    expected: "\(whole), or one for each head behind the batch")
            }
        }
        return (query, value, key, given)
    }

    /// Who attends to whom, `[batch or 1, heads or 1, Tq, Tv]`, by all that says so; nil where nothing does.
    func attentionMask(
        query: Tensor, value: Tensor, key: Tensor?, given: Tensor?, isCausal: Bool, window: Int?
    ) -> Tensor? {
        var masks: [Tensor] = []
        if let given, given.rank == 3 { masks.append(given) }
        if let mask = mask(of: query) { masks.append(mask.expandedDimensions(axes: 2)) }
        if let mask = mask(of: value) { masks.append(mask.expandedDimensions(axes: 1)) }
        if let mask = key.flatMap(mask) { masks.append(mask.expandedDimensions(axes: 1)) }
        let shape = [1, query.shape[1], value.shape[1]]
        let (row, column) = (Tensor.iota(shape, axis: 1), Tensor.iota(shape, axis: 2))
        if isCausal { masks.append(row .>= column) }
        if let window { masks.append(abs(row - column) .< window) }
        let joined = masks.dropFirst().reduce(masks.first) { $0! .& $1 }?.expandedDimensions(axes: 1)
        guard let given, given.rank == 4 else { return joined }
        return joined.map { given .& $0 } ?? given
    }

    /// Whether a mask of the inputs, or one that is given, may leave out a whole row; a causal one never does.
    func mayLeaveOutRows(_ inputs: [Tensor], given: Tensor?) -> Bool {
        given != nil || inputs.contains { mask(of: $0) != nil }
    }

    /// `softmax(q · kt / sqrt(scale)) · v` of each head, `[batch, time, heads, size]` all, and the weights.
    ///
    /// - Parameter zeroing: Whether weights that the mask leaves out are 0 even where it leaves out a whole row.
    mutating func attended(
        _ query: Tensor, _ key: Tensor, _ value: Tensor, mask: Tensor?, dropout: Double, scale: Int, zeroing: Bool
    ) throws -> (Tensor, weights: Tensor) {
        let factor: Double = 1 / Double(scale).squareRoot()
        var scores = einsum("bqhd,bkhd->bhqk", query * factor, key)
        if let mask {
            let low: Double =
                switch scores.elementType {
                case .f16: -0.7 * 65504
                case .f64: -0.7 * Double.greatestFiniteMagnitude
                default: -0.7 * Double(Float.greatestFiniteMagnitude)
                }
            scores = which(mask, scores, Tensor.full(like: scores, Tensor(floatLiteral: low)))
        }
        var weights = softmax(scores)
        if zeroing, let mask { weights = which(mask, weights, Tensor.zeros(like: weights)) }
        let kept = try dropped(weights, "keep", dropout)
        return (einsum("bhqk,bkhd->bqhd", kept, value), weights)
    }
}
