import Verbatim

/// Optimizers of Keras 2.2.4: weights after each step, and the decayed rates.
struct LegacyOptimizersFamily: FamilyRunner {
    func run(_ fixture: Fixture) throws -> [Answer] {
        let (optimizer, decay) = try LegacyTable.optimizer(fixture.className, fixture.config)
        let sidecar = KerasConfig(fixture.sidecar)
        let start = try sidecar.integer("start_iterations", default: 0)
        guard case .array(let entries)? = fixture.sidecar["variables"] else { return [] }
        let names = try entries.map { try KerasConfig($0).text("name", default: "") }
        var run = try OptimizerRun(
            optimizer,
            variables: try names.map {
                OptimizerRun.Variable(path: $0, value: Tensor(try fixture.tensor("w.\($0)")), constraint: nil)
            }, iterations: start)
        var weights = names.map { _ in [Tensor]() }
        var rates: [Tensor] = []
        for step in 0..<(try sidecar.integer("steps", default: 0)) {
            let iterations = Tensor(Float(start + step))
            rates.append(decay == 0 ? run.rate : run.rate * (1 / (1 + decay * iterations)))
            try run.step(try names.map { Tensor(try fixture.tensor("g.\($0)"))[step] })
            for place in names.indices { weights[place].append(run.values[place]) }
        }
        return try [.tensor("lr", stack(rates, axis: 0).value())]
            + zip(names, weights).map { .tensor("out.\($0)", try stack($1, axis: 0).value()) }
    }
}
