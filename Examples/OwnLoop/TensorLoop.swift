import Verbatim

/// The digits' network and its training step written in tensor functions: no layer, no trainer.
///
/// A parameter's name is its structural path and a dropout's stream is the layer's, so that weights and masks are those of
/// the layers.
struct TensorLoop {
    let seed: Int
    let optimizer: Adam = .adam(learningRate: 1e-3)

    /// Trains from a state, one pass for each epoch over the rows in order, and gives the state at the end.
    func run(from start: TrainingState, _ images: Tensor, _ labels: Tensor, epochs: Int) throws -> TrainingState {
        var parameters: [String: Tensor] = [:]
        var slots: [String: [Tensor]] = [:]
        for named in start.tensors(.parameter) {
            parameters[named.path] = Tensor(named.value)
            slots[named.path] = optimizer.slotNames.map { _ in Tensor.zeros(named.value.shape) }
        }
        var iterations = Tensor(0 as Int64)

        // Images and labels hold samples along their first dimension: sums over them run in leaves, as in `fit`.
        let step = compiled(sampleDimensions: [nil, nil, nil, 0, 0]) {
            (p: [String: Tensor], s: [String: [Tensor]], iterations: Tensor, x: Tensor, y: Tensor) throws
                -> ([String: Tensor], [String: [Tensor]], Tensor) in
            let slopes = try gradient(at: p) { p in
                CategoricalCrossentropy()(labels: y, predictions: network(x, p, iterations)).mean()
            }
            var (nextP, nextS) = (p, s)
            for (name, slope) in slopes {
                let next = optimizer(gradient: slope, parameter: p[name]!, slots: s[name]!, iterations: iterations)
                (nextP[name], nextS[name]) = (next.parameter, next.slots)
            }
            return (nextP, nextS, iterations + 1)
        }
        for _ in 0..<epochs {
            for row in stride(from: 0, to: images.shape[0], by: 32) {
                (parameters, slots, iterations) = try step(
                    parameters, slots, iterations, images[row..<row + 32], labels[row..<row + 32])
            }
        }

        var state = try start.replacing(TrainingState.stepPath, with: iterations.value())
        for (name, parameter) in parameters {
            state = try state.replacing(name, with: parameter.value())
            for (slot, value) in zip(optimizer.slotNames, slots[name]!) {
                state = try state.replacing("\(name)/\(slot)", with: value.value())
            }
        }
        return state
    }

    /// Class probabilities, in training.
    private func network(_ x: Tensor, _ p: [String: Tensor], _ step: Tensor) -> Tensor {
        var h = relu(conv2D(x, p["conv2D.1/kernel"]!, padding: .same) + p["conv2D.1/bias"]!)
        h = relu(conv2D(h, p["conv2D.2/kernel"]!, padding: .same) + p["conv2D.2/bias"]!)
        h = dropout(maxPool(h, window: [2, 2]), 0.25, number: 1, step).reshaped([x.shape[0], -1])
        h = relu(matmul(h, p["dense.1/kernel"]!) + p["dense.1/bias"]!)
        h = dropout(h, 0.5, number: 2, step)
        return softmax(matmul(h, p["dense.2/kernel"]!) + p["dense.2/bias"]!)
    }

    private func dropout(_ x: Tensor, _ rate: Double, number: Int, _ step: Tensor) -> Tensor {
        let stream = RandomStream(seed: seed, "dropout.\(number)/call.1/keep")
        let keep = Tensor.randomBernoulli(x.shape, probability: 1 - rate, stream: stream, step: step)
        return which(keep, x * (1 / (1 - rate)), Tensor.zeros(like: x))
    }
}
