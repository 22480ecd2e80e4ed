import VerbatimTensor

/// How hinge losses read their labels.
public enum HingeLabels: String, Sendable, Hashable, Codable {
    /// -1 and 1; if all labels of a sample are 0 or 1, 0 means -1.
    ///
    /// Keras 3 asks all labels of the batch, so that a sample's loss depends on those beside it.
    case zeroMeansMinusOne
    /// As they are: Keras 2's rule.
    case asGiven

    /// The labels as the loss wants them.
    func read(_ y: Tensor) -> Tensor {
        switch self {
        case .asGiven: y
        case .zeroMeansMinusOne:
            which(
                isZeroOrOne(y).all(axes: Axes(Array(y.shape.indices.dropFirst())), keepDimensions: true), 2 * y - 1, y)
        }
    }

    private func isZeroOrOne(_ y: Tensor) -> Tensor { (y .== 0) .| (y .== 1) }
}
