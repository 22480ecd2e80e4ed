import VerbatimCPU
import VerbatimGraph

/// A data set cut into batches: each is a function of the epoch and the step alone.
public struct Batches: Sendable {
    /// Where the samples come from.
    public let dataset: any Dataset
    /// The number of samples in a batch; the last one of an epoch takes what is left.
    public let size: Int

    init(_ dataset: any Dataset, size: Int) throws {
        try Trainer.check(batchSize: size)
        self.dataset = dataset
        self.size = size
    }

    /// The number of steps in an epoch.
    public var count: Int { dataset.count / size + (dataset.count % size == 0 ? 0 : 1) }

    /// The places of the epoch that a step takes.
    public func places(_ step: Int) -> Range<Int> {
        guard step >= 0, step < count else { fatalError("Batches: step \(step) is outside 0 ..< \(count)") }
        return step * size..<step * size + min(size, dataset.count - step * size)
    }

    /// The batch of a step.
    ///
    /// - Throws: `VerbatimError` if a sample cannot be read.
    public func batch(_ step: Int, epoch: Int) throws -> Batch {
        var batch = Batch(inputs: [], targets: [])
        try fill(&batch, step, epoch: epoch)
        return batch
    }

    /// The keys of a step's samples, in order.
    public func keys(_ step: Int, epoch: Int) -> [SampleKey] { places(step).map { dataset.key($0, epoch: epoch) } }

    /// Fills a batch with a step's samples, reusing its memory where nothing else refers to it.
    func fill(_ batch: inout Batch, _ step: Int, epoch: Int) throws {
        let places = places(step)
        try FloatingPointMode.withDefault {
            try batch.fill(dataset.sampleType, count: places.count) { row, memory in
                try dataset.write(places.lowerBound + row, epoch: epoch, to: memory)
            }
        }
    }
}

extension Batches {
    /// Calls a closure with every batch of an epoch and joins what it gives along the first dimension.
    func collect(epoch: Int = 0, workers: Int = 0, _ body: (Batch) throws -> [TensorValue]) throws -> [TensorValue] {
        let reader = BatchReader(self, epoch: epoch, workers: workers)
        var batch = Batch(inputs: [], targets: [])
        var results: [TensorValue] = []
        var start = 0
        while try reader.next(into: &batch) {
            let parts = try body(batch)
            if results.isEmpty {
                results = parts.map { TensorValue(zeros: $0.type.with(shape: [dataset.count] + $0.shape.dropFirst())) }
            }
            for (index, part) in parts.enumerated() {
                guard part.shape.first == batch.count else {
                    throw VerbatimError(
                        .shape, "the model gives no row for each sample", received: "shape \(part.shape)",
                        expected: "[\(batch.count), ...]")
                }
                let offset = start * (part.type.byteCount / max(1, batch.count))
                results[index].withUnsafeMutableBytes { target in
                    part.withUnsafeBytes { source in
                        UnsafeMutableRawBufferPointer(rebasing: target[offset..<offset + source.count])
                            .copyMemory(from: source)
                    }
                }
            }
            start += batch.count
        }
        return results
    }
}

extension Dataset {
    /// The samples in batches.
    ///
    /// - Throws: `VerbatimError` of code `configuration` for a size below 1.
    public func batched(_ size: Int) throws -> Batches { try Batches(self, size: size) }
}
