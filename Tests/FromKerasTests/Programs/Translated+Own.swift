import Foundation
import Verbatim

/// Parts of a user's own.
extension Translated {
    static func customLayer(_ x: Tensor, _ y: Tensor, _ folder: URL) throws -> (Trainer, Model) {
        // FromKeras.md: custom layer
        final class Scale: UnaryLayer {
            let initial: Float
            init(initial: Float = 1) { self.initial = initial }

            func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
                x * (try context.parameter("scale", [x.shape[x.rank - 1]], .constant(initial)))
            }
        }

        let model = Sequential {
            Input(shape: [16])
            Scale(initial: 0.5)
            Dense(1)
        }
        let trainer = try model.compile(optimizer: .sgd(learningRate: 0.05), loss: .meanSquaredError, seed: 1)
        try trainer.fit(x, y, epochs: 5)
        try trainer.model.save(to: folder)
        let loaded = try Model(contentsOf: folder, layers: [Scale.self])
        // end
        return (trainer, loaded)
    }

    static func customLoss(_ x: Tensor, _ y: Tensor) throws -> (Trainer, History) {
        // FromKeras.md: custom loss
        struct CubicError: Loss {
            var name: String { "cubic_error" }
            func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
                pow(abs(labels - predictions), 3).mean(axes: -1)
            }
        }

        let model = Sequential {
            Input(shape: [16])
            Dense(1)
        }
        let trainer = try model.compile(optimizer: .sgd(learningRate: 0.05), loss: CubicError(), seed: 1)
        let history = try trainer.fit(x, y, epochs: 5)
        // end
        return (trainer, history)
    }

    static func customMetric(_ x: Tensor, _ y: Tensor) throws -> (Trainer, [Float]) {
        // FromKeras.md: custom metric
        // One number for each sample; the metric is their mean.
        struct WithinTenth: Metric {
            var name: String { "within_tenth" }
            func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
                (abs(labels - predictions) .< 0.1).cast(to: .f32).mean(axes: -1)
            }
        }

        // A function of sums over the samples.
        struct MeanRatio: SummedMetric {
            var name: String { "mean_ratio" }
            func addends(labels: Tensor, predictions: Tensor, sampleWeight: Tensor?) -> Tensor {
                stack([predictions.sum(axes: -1), labels.sum(axes: -1)], axis: -1)
            }
            func value(of sums: [Double]) -> Tensor { Tensor(Float(sums[0] / sums[1])) }
        }

        let model = Sequential {
            Input(shape: [16])
            Dense(1)
        }
        let trainer = try model.compile(
            optimizer: .sgd(learningRate: 0.05), loss: .meanSquaredError, metrics: [WithinTenth(), MeanRatio()],
            seed: 1)
        try trainer.fit(x, y, epochs: 5)
        let values = try trainer.evaluate(x, y)
        // end
        return (trainer, values)
    }

    static func customCallback(_ x: Tensor, _ y: Tensor) throws -> (Trainer, History, [Float]) {
        // FromKeras.md: custom callback
        // What later calls depend on is `state`: a run that goes on after a crash gets it back.
        final class StopBelow: StatefulCallback {
            let loss: Float
            var state: [Float] = []
            init(loss: Float) { self.loss = loss }

            func onEpochEnd(_ context: CallbackContext) throws {
                guard let value = context["loss"] else { return }
                state.append(value)
                if value < loss { context.stop() }
            }
        }

        let model = Sequential {
            Input(shape: [16])
            Dense(1)
        }
        let trainer = try model.compile(optimizer: .sgd(learningRate: 0.05), loss: .meanSquaredError, seed: 1)
        let stop = StopBelow(loss: 0.2)
        let history = try trainer.fit(x, y, epochs: 100, callbacks: [stop])
        // end
        return (trainer, history, stop.state)
    }

    static func gan(
        _ data: Tensor, steps: Int, executor: any Executor
    ) throws -> (losses: [(Float, Float)], generator: ModelVariables, before: ModelVariables) {
        // FromKeras.md: GAN step
        let generator = Sequential {
            Input(shape: [4])
            Dense(16, activation: .relu)
            Dense(2)
        }
        let discriminator = Sequential {
            Input(shape: [2])
            Dense(16, activation: .leakyReLU)
            Dropout(0.1)
            Dense(1)
        }
        let loss = BinaryCrossentropy(fromLogits: true)
        let optimizer = Adam(learningRate: 2e-3, beta1: 0.5)

        // A pure function from what there was before the step to what there is after it. Noise and data hold samples along
        // their first dimension: sums over them do not depend on threads.
        typealias Slots = [[Tensor]]
        let train = compiled(executor: executor, sampleDimensions: [nil, nil, nil, nil, nil, 0, 0]) {
            (
                g: ModelVariables, d: ModelVariables, gSlots: Slots, dSlots: Slots, step: Tensor, noise: Tensor,
                real: Tensor
            )
                throws -> (ModelVariables, ModelVariables, Slots, Slots, Tensor, Tensor) in
            let fake = try generator.call(g, [noise], isTraining: true, step: step).outputs[0]
            let (dLoss, dGradients) = try valueAndGradient(at: d.trainable) { trainable in
                let d = d.with(trainable: trainable)
                let onReal = try discriminator.call(d, [real], isTraining: true, seed: 1, step: step).outputs[0]
                let onFake = try discriminator.call(d, [fake], isTraining: true, seed: 2, step: step).outputs[0]
                return loss.mean(labels: Tensor.ones(like: onReal), predictions: onReal)
                    + loss.mean(labels: Tensor.zeros(like: onFake), predictions: onFake)
            }
            let (gLoss, gGradients) = try valueAndGradient(at: g.trainable) { trainable in
                let g = g.with(trainable: trainable)
                let fake = try generator.call(g, [noise], isTraining: true, step: step).outputs[0]
                let judged = try discriminator.call(d, [fake], isTraining: true, seed: 3, step: step).outputs[0]
                return loss.mean(labels: Tensor.ones(like: judged), predictions: judged)
            }
            let (nextD, nextDSlots) = optimizer.step(dGradients, d, dSlots, iterations: step)
            let (nextG, nextGSlots) = optimizer.step(gGradients, g, gSlots, iterations: step)
            return (nextG, nextD, nextGSlots, nextDSlots, gLoss, dLoss)
        }

        var g = try generator.initialVariables(seed: 1)
        var d = try discriminator.initialVariables(seed: 2)
        var gSlots = try optimizer.initialSlots(for: g)
        var dSlots = try optimizer.initialSlots(for: d)
        // end
        let before = g
        var losses: [(Float, Float)] = []
        // FromKeras.md: GAN step
        for number in 0..<steps {
            let step = Tensor(Int64(number))
            let noise = Tensor.randomNormal([32, 4], stream: RandomStream(seed: 3, "noise"), step: step)
            let (gLoss, dLoss): (Tensor, Tensor)
            (g, d, gSlots, dSlots, gLoss, dLoss) = try train(g, d, gSlots, dSlots, step, noise, data)
            // end
            losses.append((try gLoss.scalar(), try dLoss.scalar()))
            // FromKeras.md: GAN step
        }
        // end
        return (losses, g, before)
    }
}
