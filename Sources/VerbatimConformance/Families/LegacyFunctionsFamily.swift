import Verbatim

/// Losses and metrics of Keras 2.2.4: values by sample, and what it reports of a batch.
struct LegacyFunctionsFamily: FamilyRunner {
    func run(_ fixture: Fixture) throws -> [Answer] {
        let metric = try LegacyTable.function(fixture.className)
        let y = Tensor(try fixture.tensor("y_true"))
        let p = Tensor(try fixture.tensor("y_pred"))
        var values = metric(labels: y, predictions: p)
        // Keras 2's metrics are averaged over the last axis by themselves.
        if values.rank > 1 { values = values.mean(axes: Axes(Array(1..<values.rank))) }
        var answers: [Answer] = [
            .tensor("out.0", try values.value()), .tensor("scalar", try values.mean().value()),
        ]
        if let weights = fixture.optional("sw") {
            let loss = AnyValues(values: values).reduced(.keras2)
            let weighted = loss.reducedValue(labels: y, predictions: p, sampleWeight: Tensor(weights))
            answers.append(.tensor("scalar_weighted", try weighted.value()))
        }
        return answers
    }

    /// Values that were computed before, as a loss to be reduced.
    private struct AnyValues: Loss {
        let values: Tensor

        init(values: Tensor) { self.values = values }

        init(from decoder: any Decoder) throws { throw Unsupported("values are not stored") }

        func encode(to encoder: any Encoder) throws {}

        var name: String { "values" }

        func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor { values }
    }
}
