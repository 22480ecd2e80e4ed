import Verbatim

/// Constraints: the constrained tensor.
struct ConstraintsFamily: FamilyRunner {
    func run(_ fixture: Fixture) throws -> [Answer] {
        let constraint = try ConstraintTable.constraint(fixture.className, fixture.config)
        let results = try Evaluation.run([try fixture.tensor("x")]) { [constraint($0[0])] }
        return Answer.numbered("out", results.outputs)
    }
}
