import Verbatim

/// Initializers: exact values, moments and bounds of draws, orthogonality.
struct InitializersFamily: FamilyRunner {
    func run(_ fixture: Fixture) throws -> [Answer] {
        let initializer = try InitializerTable.initializer(fixture.className, fixture.config)
        guard case .array(let sizes)? = fixture.sidecar["shape"] else { throw Unsupported("no shape") }
        let shape = try sizes.map { try KerasConfig.integer($0, "shape") }
        let stream = RandomStream(seed: 0, "conformance")
        let values = try initializer.values(shape: shape, stream: stream)
        switch fixture.sidecar["kind"] {
        case .string("exact"): return [.tensor("out.0", values)]
        case .string("moments"): return try moments(values.array(of: Float.self).map(Double.init), fixture)
        case .string("orthogonal"): return try orthogonality(values, gain: fixture.config.number("gain", default: 1))
        default: throw Unsupported("kind of an initializer's case")
        }
    }

    /// Mean and variance within five standard errors, as if the draws were normal; bounds are kept.
    private func moments(_ values: [Double], _ fixture: Fixture) throws -> [Answer] {
        let wanted = KerasConfig(fixture.sidecar["expected"])
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        let expected = try wanted.number("var", default: 0)
        var answers: [Answer] = [
            .measure(
                "mean", error: abs(mean - (try wanted.number("mean", default: 0))),
                bar: 5 * (expected / count).squareRoot()),
            .measure("variance", error: abs(variance - expected), bar: 5 * expected * (2 / count).squareRoot()),
        ]
        if let low = try wanted.number("low") {
            let least = values.min() ?? low
            answers.append(.measure("low", error: max(0, low - least), bar: 1e-6 * max(1, low.magnitude)))
        }
        if let high = try wanted.number("high") {
            let greatest = values.max() ?? high
            answers.append(.measure("high", error: max(0, greatest - high), bar: 1e-6 * max(1, high.magnitude)))
        }
        return answers
    }

    /// How far the smaller Gram matrix lies from `gain^2` times the identity.
    private func orthogonality(_ values: TensorValue, gain: Double) throws -> [Answer] {
        let columns = values.shape.last ?? 1
        let matrix = Tensor(values).reshaped([values.type.count / max(1, columns), columns]).cast(to: .f64)
        let gram =
            matrix.shape[0] < columns
            ? matmul(matrix, matrix.transposed()) : matmul(matrix.transposed(), matrix)
        let wanted = Tensor.eye(gram.shape[0], .f64) * (gain * gain)
        let error: Double = try abs(gram - wanted).max().scalar()
        return [.measure("Gram matrix", error: error, bar: 1e-5 * gain * gain)]
    }
}
