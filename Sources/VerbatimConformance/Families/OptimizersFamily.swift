import Verbatim

/// Optimizers: weights after each step, rates, iterations, slots after the last step.
struct OptimizersFamily: FamilyRunner {
    /// A variable of the case.
    private struct Variable {
        let name: String
        let constraint: (any Constraint)?
    }

    func run(_ fixture: Fixture) throws -> [Answer] {
        let excluded = KerasConfig(fixture.sidecar).list("exclude_from_weight_decay") ?? []
        let optimizer = try OptimizerTable.optimizer(
            fixture.className, fixture.config,
            excludingFromWeightDecay: excluded.compactMap { if case .string(let name) = $0 { name } else { nil } })
        var run = try OptimizerRun(
            optimizer,
            variables: try variables(fixture).map { variable in
                OptimizerRun.Variable(
                    path: variable.name, value: Tensor(try fixture.tensor("w.\(variable.name)")),
                    constraint: variable.constraint)
            })
        let steps = try KerasConfig(fixture.sidecar).integer("steps", default: 0)
        var weights = try variables(fixture).map { _ in [Tensor]() }
        var rates: [Tensor] = []
        var iterations: [Int] = []
        let names = try variables(fixture).map(\.name)
        for step in 0..<steps {
            rates.append(run.rate)
            iterations.append(run.countedIterations)
            try run.step(try names.map { Tensor(try fixture.tensor("g.\($0)"))[step] })
            for place in names.indices { weights[place].append(run.values[place]) }
        }
        iterations.append(run.countedIterations)
        var answers: [Answer] = [
            .tensor("lr", try stack(rates, axis: 0).value()),
            .tensor("iterations", try TensorValue(iterations.map { Int32($0) }, shape: [iterations.count])),
        ]
        for (name, values) in zip(names, weights) {
            answers.append(.tensor("out.\(name)", try stack(values, axis: 0).value()))
        }
        for (name, value) in zip(names, try run.finalized()) { answers.append(.tensor("final.\(name)", value)) }
        return answers + (try slots(fixture, run, names))
    }

    private func variables(_ fixture: Fixture) throws -> [Variable] {
        guard case .array(let entries)? = fixture.sidecar["variables"] else { return [] }
        return try entries.map { entry in
            let config = KerasConfig(entry)
            return Variable(
                name: try config.text("name", default: ""),
                constraint: try ConstraintTable.constraint(try config.nested("constraint")))
        }
    }

    /// The slots that the case names: `opt.03.kernel_momentum`, or the optimizer's own.
    private func slots(_ fixture: Fixture, _ run: OptimizerRun, _ names: [String]) throws -> [Answer] {
        var unnamed: [String: Int] = [:]
        return try fixture.expected.filter { $0.hasPrefix("opt.") }.map { expected in
            let label = String(expected.split(separator: ".", maxSplits: 2).last ?? "")
            if let own = run.ownState(label) { return .tensor(expected, own) }
            guard let place = names.firstIndex(where: { label == $0 || label.hasPrefix($0 + "_") }) else {
                throw Unsupported("slot \(label)")
            }
            guard label != names[place] else {
                // Adafactor's row and column means bear the variable's name alone; of vectors Keras keeps zeros.
                let number = unnamed[label, default: 0]
                unnamed[label] = number + 1
                if let value = try run.slot(number == 0 ? "r" : "c", of: place) { return .tensor(expected, value) }
                return .tensor(expected, TensorValue(zeros: try fixture.tensor(expected).type))
            }
            guard let value = try run.slot(String(label.dropFirst(names[place].count + 1)), of: place) else {
                throw Unsupported("slot \(label)")
            }
            return .tensor(expected, value)
        }
    }
}
