import VerbatimGraph

// Folds that keep what they have so far, one element after the other.

extension Tensor {
    /// The sums up to each element along an axis.
    ///
    /// - Throws: `VerbatimError` for an axis that there is not, or of size 0.
    public func cumulativeSum(axis: Int) throws -> Tensor { try accumulated(axis, from: 0, +) }

    /// The products up to each element along an axis.
    ///
    /// - Throws: `VerbatimError` for an axis that there is not, or of size 0.
    public func cumulativeProduct(axis: Int) throws -> Tensor { try accumulated(axis, from: 1, *) }

    private func accumulated(
        _ axis: Int, from start: Tensor, _ combine: (Tensor, Tensor) -> Tensor
    ) throws -> Tensor {
        let place = try Axes.resolve(axis, rank: rank)
        let sequence = movedAxis(place, to: 0)
        let initial = Tensor.full(Array(sequence.shape.dropFirst()), start, elementType)
        let (_, outputs) = try scan(from: [initial], over: [sequence]) { carried, slices in
            let next = combine(carried[0], slices[0])
            return ([next], [next])
        }
        return outputs[0].movedAxis(0, to: place)
    }
}
