import VerbatimTensor

/// The cost of label sequences by connectionist temporal classification: `ctcLoss` of logits, with 0 for blanks and padding.
///
/// - Shapes: labels `[batch, labels]`, predictions `[batch, time, classes]` -> `[batch]`
public struct CTC: Loss, Hashable {
    /// Makes the loss.
    public init() {}

    /// `ctc`.
    public var name: String { "ctc" }

    /// The cost of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let lengths = (labels .!= 0).cast(to: .i32).sum(axes: [-1])
        return ctcLoss(labels, predictions, labelLengths: lengths)
    }
}

extension Metric where Self == CTC {
    /// The cost of label sequences by connectionist temporal classification.
    public static var ctc: CTC { CTC() }
}
