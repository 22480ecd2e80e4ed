import Verbatim

/// Functions of `keras.ops`: outputs and gradients of inputs.
struct OpsFamily: FamilyRunner {
    func run(_ fixture: Fixture) throws -> [Answer] {
        guard case .array(let calls)? = fixture.sidecar["calls"], let call = calls.first else {
            throw Unsupported("no call")
        }
        let name = String(fixture.className.drop { $0 != "." }.dropFirst())
        let inputs = fixture.numbered("in")
        if name == "unique" {
            return Answer.numbered("out", [try Tensor(inputs[0]).unique().value()])
        }
        let differentiated = inputs.indices.filter { fixture.expects("gin.\($0)") }
        let results = try Evaluation.run(
            inputs, differentiated: differentiated, upstream: fixture.numbered("up")
        ) { symbols in
            try OpsTable.outputs(name, OpsArguments(call, symbols, inputs))
        }
        var answers = Answer.numbered("out", results.outputs)
        for (number, gradient) in zip(differentiated, results.gradients) {
            answers.append(.tensor("gin.\(number)", gradient))
        }
        return answers
    }
}
