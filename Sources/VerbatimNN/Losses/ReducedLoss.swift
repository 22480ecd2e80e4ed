import VerbatimTensor

/// Another loss under a reduction of its own; written `loss.reduced(.sum)`.
public struct ReducedLoss: Loss {
    /// The loss that gives the values.
    public let inner: Configured<any Loss>
    /// How the values become one number.
    public let reduction: LossReduction

    /// Gives a loss another reduction.
    public init(_ inner: any Loss, _ reduction: LossReduction) {
        self.inner = Configured(inner)
        self.reduction = reduction
    }

    /// The inner loss' name.
    public var name: String { inner.value.name }

    /// The inner loss' values.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        inner.value(labels: labels, predictions: predictions)
    }

    /// What the inner loss says.
    public func isValid(_ values: Tensor, labels: Tensor, predictions: Tensor) -> Tensor? {
        inner.value.isValid(values, labels: labels, predictions: predictions)
    }
}

extension Loss {
    /// The loss under another reduction.
    public func reduced(_ reduction: LossReduction) -> ReducedLoss { ReducedLoss(self, reduction) }
}
