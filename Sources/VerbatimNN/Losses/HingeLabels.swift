import VerbatimTensor

/// How hinge losses read their labels.
public enum HingeLabels: String, Sendable, Hashable, Codable {
    /// -1 and 1; if all labels of a batch are 0 or 1, 0 means -1: Keras 3's rule.
    case zeroMeansMinusOne
    /// As they are: Keras 2's rule.
    case asGiven

    /// The labels as the loss wants them.
    func read(_ y: Tensor) -> Tensor {
        switch self {
        case .asGiven: y
        case .zeroMeansMinusOne: which(((y .== 0) .| (y .== 1)).all(), 2 * y - 1, y)
        }
    }
}
