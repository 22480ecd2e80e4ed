import VerbatimTensor

extension Tensor {
    /// The lengths of the vectors along axes, with dimensions of 1 in the axes' place.
    func norms(axes: [Int]) -> Tensor { sqrt(square(self).sum(axes: Axes(axes), keepDimensions: true)) }
}
