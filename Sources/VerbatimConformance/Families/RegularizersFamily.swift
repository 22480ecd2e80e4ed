import Verbatim

/// Regularizers: the penalty and its gradient.
struct RegularizersFamily: FamilyRunner {
    func run(_ fixture: Fixture) throws -> [Answer] {
        let regularizer = try RegularizerTable.regularizer(fixture.className, fixture.config)
        let results = try Evaluation.run([try fixture.tensor("x")], differentiated: [0]) { [regularizer($0[0])] }
        return Answer.numbered("out", results.outputs) + zip(["gin.x"], results.gradients).map(Answer.tensor)
    }
}
