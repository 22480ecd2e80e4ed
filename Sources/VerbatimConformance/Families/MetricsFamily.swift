import Verbatim

/// Metrics: the value after each update and after a reset.
struct MetricsFamily: FamilyRunner {
    func run(_ fixture: Fixture) throws -> [Answer] {
        let metric = try MetricTable.metric(fixture.className, fixture.config)
        guard case .array(let updates)? = fixture.sidecar["updates"] else { return [] }
        var state = MetricState(metric)
        return try updates.enumerated().map { place, update in
            if update["reset"] != nil {
                state.reset()
            } else {
                guard case .array(let names)? = update["args"] else { throw Unsupported("an update without arguments") }
                let arguments = try names.map { name in
                    guard case .string(let name) = name else { throw Unsupported("a literal argument") }
                    return Tensor(try fixture.tensor(name))
                }
                var weight: Tensor?
                if case .string(let name)? = update["sample_weight"] { weight = Tensor(try fixture.tensor(name)) }
                if arguments.count == 1 {
                    try state.update(arguments[0], sampleWeight: weight)
                } else {
                    try state.update(labels: arguments[0], predictions: arguments[1], sampleWeight: weight)
                }
            }
            return .tensor("out.\(place)", try state.value().value())
        }
    }
}
