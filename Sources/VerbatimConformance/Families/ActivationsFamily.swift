import Verbatim

/// Activations: the output and the gradient of the input.
struct ActivationsFamily: FamilyRunner {
    func run(_ fixture: Fixture) throws -> [Answer] {
        let activation = try ActivationTable.activation(fixture.className, fixture.config)
        let results = try Evaluation.run(
            [try fixture.tensor("in.0")], differentiated: fixture.expects("gin.0") ? [0] : [],
            upstream: fixture.numbered("up")
        ) { [activation($0[0])] }
        return Answer.numbered("out", results.outputs) + Answer.numbered("gin", results.gradients)
    }
}
