import VerbatimGraph
import VerbatimTensor

extension CallContext {
    /// A tensor with a random part set to zero in training, the rest scaled; over time every step loses the same part.
    mutating func dropped(_ x: Tensor, _ name: String, _ rate: Double, overTime: Bool = false) throws -> Tensor {
        try require(
            rate >= 0 && rate < 1, "has a rate outside its range", received: "\(rate)", expected: "from 0 to below 1")
        guard isTraining, rate > 0 else { return x }
        let shape = overTime ? [x.shape[0]] + x.shape.dropFirst(2) : x.shape
        let keep = try bernoulli(name, shape: shape, probability: 1 - rate)
        let spread = overTime ? keep.expandedDimensions(axes: 1).broadcast(to: x.shape) : keep
        let scale: Double = 1 / (1 - rate)
        return which(spread, x * scale, Tensor.zeros(like: x))
    }

    /// A cell's states to begin with: those given, or zeros.
    func states(
        _ given: [Tensor], of cell: any RecurrentCell, input x: Tensor, sample: [Int]
    ) throws -> [Tensor] {
        let shapes = try cell.stateShapes(sample).map { [x.shape[0]] + $0 }
        if given.isEmpty { return shapes.map { Tensor.zeros($0, x.elementType) } }
        guard given.map(\.shape) == shapes else {
            throw VerbatimError(
                .shape, "\(description) got states that do not suit it",
                received: given.map { "\($0.shape)" }.joined(separator: " and "),
                expected: shapes.map { "\($0)" }.joined(separator: " and "))
        }
        return given
    }
}
