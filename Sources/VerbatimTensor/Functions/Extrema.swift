import VerbatimGraph

extension Tensor {
    /// The greatest element over axes; NaN wins, and equal greatest elements share the gradient.
    public func evenMax(
        axes: Axes = .all, keepDimensions: Bool = false, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        apply(file: file, line: line) { builder, x in
            let shape = builder.type(of: x).shape
            let dimensions = try axes.resolved(rank: shape.count)
            let folded = try builder.composite(EvenMaximum(dimensions: dimensions), operands: [x])[0]
            guard keepDimensions else { return folded }
            return try builder.reshape(
                folded, to: shape.indices.map { dimensions.contains($0) ? 1 : shape[$0] })
        }
    }
}
