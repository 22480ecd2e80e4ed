import Foundation
import Verbatim

/// Steps of `fit`, plain and with something beside them that should cost little, in short turns; the line that is printed.
struct FitComparison: Encodable {
    /// What an epoch is made with.
    enum Extra: String, CaseIterable {
        /// The run is recorded, at the ledger's default level.
        case recorded
        /// Images are shifted and mirrored, by one thread that makes batches ahead.
        case augmented
    }

    enum CodingKeys: String, CodingKey {
        case workload, batch, threads, mode, extra, steps
        case plain = "ms_plain"
        case other = "ms_with"
        case cost = "cost_percent"
    }

    let workload: String
    let batch: Int
    let threads: Int
    let mode: String
    let extra: String
    /// Measured steps of each kind.
    let steps: Int
    /// The median step in milliseconds.
    let plain: Double
    let other: Double
    /// By how much the median is longer.
    let cost: Double

    private static let stepsPerTurn = 10

    /// Measures turns until the time is over, at least three of each kind after one of each that is not counted.
    init(_ workload: Workload, _ extra: Extra, batch: Int, executor: CPUExecutor, maxSeconds: Double) throws {
        let (inputs, targets) = workload.data(batchSize: batch * Self.stepsPerTurn)
        let trainers = try [workload.trainer(executor: executor), workload.trainer(executor: executor)]
        let augmented = try Self.augmented(inputs, targets)
        let folder = FileManager.default.temporaryDirectory.appending(path: "verbatim-bench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }

        /// Seconds of the steps of one epoch, each from the end of the one before to its own, record and batch included.
        func turn(_ isPlain: Bool) throws -> [Double] {
            var seconds: [Double] = []
            var last = ContinuousClock.now
            func watch(_ event: ProgressEvent) {
                if case .epochBegin = event { last = .now }
                guard case .batchEnd = event else { return }
                let now = ContinuousClock.now
                seconds.append((now - last).inSeconds)
                last = now
            }
            let trainer = trainers[isPlain ? 0 : 1]
            switch (isPlain, extra) {
            case (true, _): try trainer.fit(inputs, targets, batchSize: batch, progress: watch)
            case (false, .recorded):
                try trainer.fit(
                    inputs, targets, batchSize: batch, run: RunDirectory(folder, keep: 1), progress: watch)
                try FileManager.default.removeItem(at: folder)
            case (false, .augmented): try trainer.fit(augmented, batchSize: batch, prefetch: 1, progress: watch)
            }
            return seconds
        }

        var seconds: (plain: [Double], other: [Double]) = ([], [])
        for isPlain in [true, false] { _ = try turn(isPlain) }
        let begin = ContinuousClock.now
        while seconds.plain.count < 3 * Self.stepsPerTurn || (ContinuousClock.now - begin).inSeconds < maxSeconds {
            seconds.plain += try turn(true)
            seconds.other += try turn(false)
        }
        func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
        self.workload = workload.rawValue
        self.batch = batch
        self.extra = extra.rawValue
        threads = executor.workerCount
        mode = executor.instructionSet.rawValue
        steps = seconds.plain.count
        plain = rounded(seconds.plain.median * 1000)
        other = rounded(seconds.other.median * 1000)
        cost = rounded((seconds.other.median / seconds.plain.median - 1) * 100)
    }

    /// Images `[height, width, channels]`, each shifted by up to 4 pixels both ways, and half of them mirrored.
    private static func augmented(_ inputs: Tensor, _ targets: Tensor) throws -> any Dataset {
        try ArrayDataset(inputs, targets).mapped("shift and mirror", seed: 1) { sample, draws in
            let image = sample.inputs[0]
            guard image.shape.count == 3 else { return }
            let (height, width, channels) = (image.shape[0], image.shape[1], image.shape[2])
            let (down, right) = (draws.integer(0, below: 9) - 4, draws.integer(1, below: 9) - 4)
            let isMirrored = draws.boolean(2, probability: 0.5)
            sample.inputs[0] = TensorValue(zeros: image.type)
            sample.inputs[0].withUnsafeMutableElements(Float.self) { target in
                image.withUnsafeElements(Float.self) { source in
                    for row in max(0, down)..<min(height, height + down) {
                        for column in max(0, right)..<min(width, width + right) {
                            let from = isMirrored ? width - 1 - (column - right) : column - right
                            let (place, origin) = (row * width + column, (row - down) * width + from)
                            for channel in 0..<channels {
                                target[place * channels + channel] = source[origin * channels + channel]
                            }
                        }
                    }
                }
            }
        }
    }
}
