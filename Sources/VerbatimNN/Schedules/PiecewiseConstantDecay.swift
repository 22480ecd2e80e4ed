import VerbatimTensor

/// One rate up to each boundary, and another after the last.
public struct PiecewiseConstantDecay: LearningRateSchedule, Hashable {
    /// The last steps of the pieces but the last, ascending.
    public let boundaries: [Int]
    /// The rates of the pieces, one more than there are boundaries.
    public let values: [Double]

    /// Makes the schedule of its pieces.
    public init(boundaries: [Int], values: [Double]) {
        self.boundaries = boundaries
        self.values = values
    }

    /// The rate of a step; of fewer rates than pieces the last one serves for the rest.
    public func callAsFunction(_ step: Tensor) -> Tensor {
        let last = Tensor.full(step.shape, rounded(values.last ?? 0, .f32))
        return zip(boundaries, values).reversed().reduce(last) { later, piece in
            which(step .<= piece.0, rounded(piece.1, .f32), later)
        }
    }
}

extension LearningRateSchedule where Self == PiecewiseConstantDecay {
    /// One rate up to each boundary, and another after the last.
    public static func piecewiseConstantDecay(boundaries: [Int], values: [Double]) -> PiecewiseConstantDecay {
        PiecewiseConstantDecay(boundaries: boundaries, values: values)
    }
}
