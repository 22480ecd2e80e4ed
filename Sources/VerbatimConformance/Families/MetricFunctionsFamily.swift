import Verbatim

/// Metrics as functions: the value of each sample.
struct MetricFunctionsFamily: FamilyRunner {
    func run(_ fixture: Fixture) throws -> [Answer] {
        let metric = try MetricTable.metric(fixture.className, fixture.config)
        let inputs = [try fixture.tensor("y_true"), try fixture.tensor("y_pred")]
        let results = try Evaluation.run(inputs) { [metric(labels: $0[0], predictions: $0[1])] }
        return Answer.numbered("out", results.outputs)
    }
}
