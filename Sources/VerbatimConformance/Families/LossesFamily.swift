import Verbatim

/// Losses: the reduced value and the gradient of the predictions.
struct LossesFamily: FamilyRunner {
    func run(_ fixture: Fixture) throws -> [Answer] {
        var loss = try LossTable.loss(fixture.className, fixture.config)
        // The functions give values by sample.
        if fixture.sidecar["kind"] == .string("function") { loss = loss.reduced(.none) }
        let inputs = [try fixture.tensor("y_pred"), try fixture.tensor("y_true")]
        let results = try Evaluation.run(
            inputs, differentiated: fixture.expects("gin.y_pred") ? [0] : [], upstream: fixture.numbered("up")
        ) { tensors in
            [
                loss.reducedValue(
                    labels: tensors[1], predictions: tensors[0],
                    sampleWeight: fixture.optional("sw").map { Tensor($0) },
                    mask: fixture.optional("mask.y_pred").map { Tensor($0) })
            ]
        }
        return Answer.numbered("out", results.outputs) + zip(["gin.y_pred"], results.gradients).map(Answer.tensor)
    }
}
