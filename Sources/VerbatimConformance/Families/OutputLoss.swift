import Verbatim

/// The loss of one output of several as Keras reports it: weighed as it is minimised, averaged over samples.
struct OutputLoss: SummedMetric {
    /// The loss.
    let loss: Configured<any Loss>

    init(_ loss: any Loss) { self.loss = Configured(loss) }

    var name: String { loss.value.name }

    func addends(labels: Tensor, predictions: Tensor, sampleWeight: Tensor?) -> Tensor {
        let values = loss.value(labels: labels, predictions: predictions)
        let counted = loss.value.bySample(
            values, labels: labels, predictions: predictions, sampleWeight: sampleWeight, mask: nil)
        return stack([counted, Tensor.ones(like: counted)], axis: -1)
    }

    func value(of sums: [Double]) -> Tensor { Tensor(Float(sums[1] == 0 ? 0 : sums[0] / sums[1])) }
}
