import Foundation
import Verbatim

/// Options of training.
extension Translated {
    static func weights(_ x: Tensor, _ y: Tensor, _ weights: Tensor) throws -> (bySample: Trainer, byClass: Trainer) {
        // FromKeras.md: sample and class weights
        func trainer() throws -> Trainer {
            try Sequential {
                Input(shape: [16])
                Dense(3, activation: .softmax)
            }.compile(
                optimizer: .sgd(learningRate: 0.1), loss: .sparseCategoricalCrossentropy,
                weightedMetrics: [.sparseCategoricalAccuracy], seed: 1)
        }
        let bySample = try trainer()
        try bySample.fit(x, y, epochs: 2, sampleWeight: weights)

        let byClass = try trainer()
        try byClass.fit(x, y, epochs: 2, classWeight: [0: 1, 1: 2.5, 2: 0.5])
        // end
        return (bySample, byClass)
    }

    static func rematerialization(_ x: Tensor, _ y: Tensor) throws -> (Model, Trainer, History) {
        // FromKeras.md: rematerialization
        func block(_ x: SymbolicTensor) -> SymbolicTensor {
            let inner = Sequential(remat: .segments(1)) {
                Dense(64, activation: .tanh)
                Dense(16)
            }
            return Add()([x, inner(x)])
        }
        let inputs = Input(shape: [16])
        let model = Model(inputs: [inputs], outputs: [Dense(1)(block(block(inputs)))])
        let trainer = try model.compile(optimizer: .adam, loss: .meanSquaredError, seed: 1)
        let history = try trainer.fit(x, y, epochs: 3, batchSize: 16)
        // end
        return (model, trainer, history)
    }

    static func schedules(_ x: Tensor, _ y: Tensor) throws -> (Trainer, History, History) {
        // FromKeras.md: schedules
        func model() -> Model {
            Sequential {
                Input(shape: [16])
                Dense(1)
            }
        }
        // A function of the step, part of the compiled step.
        let scheduled = try model().compile(
            optimizer: SGD(momentum: 0.9).with(
                schedule: .cosineDecay(
                    initialLearningRate: 1e-3, decaySteps: 200, warmupTarget: 5e-2, warmupSteps: 10)),
            loss: .meanSquaredError, seed: 1)
        let history = try scheduled.fit(x, y, epochs: 4)

        // A rate that callbacks set between epochs.
        let plain = try model().compile(optimizer: .sgd(learningRate: 0.05), loss: .meanSquaredError, seed: 1)
        let halved = try plain.fit(
            x, y, epochs: 4, validationSplit: 0.2,
            callbacks: [
                LearningRateScheduler { epoch, rate in epoch < 2 ? rate : rate / 2 },
                EarlyStopping(monitor: "val_loss", patience: 3, restoreBestWeights: true),
            ])
        // end
        return (scheduled, history, halved)
    }

    static func resume(
        _ x: Tensor, _ y: Tensor, _ folder: URL, logger: any Callback
    ) throws -> (Trainer, History) {
        // FromKeras.md: resume
        let model = Sequential {
            Input(shape: [16])
            Dense(8, activation: .relu)
            Dropout(0.5)
            Dense(1)
        }
        let trainer = try model.compile(optimizer: .adam, loss: .meanSquaredError, seed: 1)
        // The program is simply started again: it goes on in the middle of the epoch, to the same bits.
        let backup = BackupAndRestore(folder, saveEvery: 4)
        let history = try trainer.fit(x, y, epochs: 3, batchSize: 16, callbacks: [backup, logger])
        // end
        return (trainer, history)
    }
}
