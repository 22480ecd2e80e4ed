import Testing
import Verbatim

/// A training loop of tensor functions alone: no layer, loss, optimizer or trainer takes part in it.
@Suite struct TensorLoopTests {
    private let start: TrainingState
    private let fitted: String

    init() throws {
        let trainer = try Fixtures.trainer()
        try trainer.build(inputShapes: [[6, 6, 1]])
        start = try trainer.state
        fitted = try Fixtures.digest(trainer)
    }

    @Test func itEndsWithTheDigestOfFit() throws {
        for threads in 1...4 { #expect(try digest(CPUExecutor(threads: threads)) == fitted, "\(threads) threads") }
        #expect(try digest(CPUExecutor(threads: 2, instructionSet: .baseline)) == fitted)
        #expect(try digest(ReferenceExecutor()) == fitted)
    }

    @Test func lookingInsideChangesNothing() throws {
        let seen = Guarded<[String]>([])
        let looking = try digest(CPUExecutor(threads: 2)) { observation in
            seen.withLock { $0.append(observation.name) }
        }
        #expect(looking == fitted)
        #expect(seen.withLock { $0 } == Array(repeating: ["hidden", "slope"], count: 8).flatMap { $0 })
    }

    @Test func unnamedSamplesAreSummedInAnotherOrder() throws {
        #expect(try digest(CPUExecutor(threads: 2), sampleDimensions: []) != fitted)
    }

    /// Two epochs over the fixture's 50 images in batches of 16, as `Fixtures.digest` does them.
    private func digest(
        _ executor: any Executor, sampleDimensions: [Int?] = [nil, nil, nil, 0, 0], observer: Observer? = nil
    ) throws -> String {
        let step = compiled(executor: executor, observer: observer ?? { _ in }, sampleDimensions: sampleDimensions) {
            (p: [String: Tensor], a: [String: Tensor], iterations: Tensor, x: Tensor, y: Tensor) throws
                -> ([String: Tensor], [String: Tensor], Tensor) in
            let slopes = try gradient(at: p) { p in loss(p, iterations, x, y, prints: observer != nil) }
            if observer != nil { slopes["dense.2/bias"]!.printed("slope") }
            let rate = 0.01 * (1 / (1 + 1e-4 * iterations.cast(to: .f32)))
            var (nextP, nextA) = (p, a)
            for (name, slope) in slopes {
                nextA[name] = 0.9 * a[name]! + (1 - Tensor(0.9 as Float)) * square(slope)
                nextP[name] = p[name]! - rate * slope / (sqrt(nextA[name]!) + 1e-7)
            }
            return (nextP, nextA, iterations + 1)
        }
        var (parameters, squares): ([String: Tensor], [String: Tensor]) = ([:], [:])
        for named in start.tensors(.parameter) {
            parameters[named.path] = Tensor(named.value)
            squares[named.path] = Tensor.zeros(named.value.shape)
        }
        var iterations = Tensor(0 as Int64)
        let (x, y) = Fixtures.images(50)
        for epoch in 0..<2 {
            let order = Tensor.randomPermutation(50, stream: RandomStream(seed: 999, "shuffle"), step: epoch)
            for row in stride(from: 0, to: 50, by: 16) {
                let rows = order[row..<min(50, row + 16)]
                (parameters, squares, iterations) = try step(
                    parameters, squares, iterations, x.take(rows, axis: 0), y.take(rows, axis: 0))
            }
        }
        var state = start
        for (path, value) in parameters { state = try state.replacing(path, with: value.value()) }
        for (path, value) in squares { state = try state.replacing("\(path)/velocity", with: value.value()) }
        return try state.replacing(TrainingState.stepPath, with: iterations.value()).digest
    }
}

/// The loss of the fixture's network, written out.
private func loss(
    _ p: [String: Tensor], _ step: Tensor, _ x: Tensor, _ y: Tensor, prints: Bool
) -> Tensor {
    func dropout(_ h: Tensor, _ number: Int) -> Tensor {
        let stream = RandomStream(seed: 999, "dropout.\(number)/call.1/keep")
        let keep = Tensor.randomBernoulli(h.shape, probability: 0.75, stream: stream, step: step)
        return which(keep, h * (1 / 0.75), Tensor.zeros(like: h))
    }
    var h = relu(conv2D(x, p["conv2D.1/kernel"]!, padding: .same) + p["conv2D.1/bias"]!)
    h = dropout(maxPool(h, window: [2, 2]), 1).reshaped([x.shape[0], -1])
    h = relu(matmul(h, p["dense.1/kernel"]!) + p["dense.1/bias"]!)
    if prints { h.printed("hidden") }
    let logits = matmul(dropout(h, 2), p["dense.2/kernel"]!) + p["dense.2/bias"]!
    let probabilities = softmax(logits)
    let clipped = (probabilities / probabilities.sum(axes: -1, keepDimensions: true)).clip(
        1e-7, 1 - Tensor(1e-7 as Float))
    return -(oneHot(y, classes: 3) * log(clipped)).sum(axes: -1).mean()
}
