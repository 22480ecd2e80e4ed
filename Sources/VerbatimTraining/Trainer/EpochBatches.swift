import VerbatimArithmetic

/// The batches that one call of `fit` takes: in each epoch those of every step, in order.
struct EpochBatches {
    /// Where the samples come from, in their own order.
    let dataset: any Dataset
    /// The number of samples in a step.
    let batchSize: Int
    private let seed: Int
    private let shuffle: Bool
    private let workers: Int
    private let batches: Batches

    init(_ dataset: any Dataset, batchSize: Int, seed: Int, shuffle: Bool, workers: Int) throws {
        self.dataset = dataset
        self.batchSize = batchSize
        self.seed = seed
        self.shuffle = shuffle
        self.workers = workers
        batches = try (shuffle ? dataset.shuffled(seed: seed) : dataset).batched(batchSize)
    }

    /// The steps of an epoch.
    var steps: Int { batches.count }

    /// The numbers of samples that steps take, each once: that of a whole step, and of what is left.
    var sizes: [Int] {
        let sizes = [min(batchSize, dataset.count), dataset.count % batchSize]
        return sizes[1] == 0 || sizes[1] == sizes[0] ? [sizes[0]] : sizes
    }

    /// The place of a step's first sample in the epoch's order.
    func start(of step: Int) -> Int { step * batchSize }

    /// The numbers of a step's samples in their source.
    func samples(_ step: Int, epoch: Int) -> [Int] { batches.keys(step, epoch: epoch).map(\.sample) }

    /// The batches of an epoch from a step on.
    func reader(epoch: Int, from step: Int) -> Reader {
        if workers == 0, let samples = dataset as? SampleSet {
            return Reader(
                batchSize: batchSize, step: step,
                source: .memory(samples, shuffle ? ShuffledDataset.order(samples.count, seed: seed, epoch: epoch) : nil)
            )
        }
        return Reader(
            batchSize: batchSize, step: step,
            source: .dataset(BatchReader(batches, epoch: epoch, from: step, workers: workers)))
    }

    /// One batch after another.
    struct Reader {
        fileprivate enum Source {
            /// Rows are copied, and nothing is allocated for it.
            case memory(SampleSet, KeyedPermutation?)
            case dataset(BatchReader)
        }

        fileprivate let batchSize: Int
        fileprivate var step: Int
        fileprivate let source: Source

        /// Replaces a batch by the next one, and keeps its memory for later ones.
        ///
        /// - Throws: `VerbatimError` if a sample cannot be read.
        mutating func next(into batch: inout Batch) throws {
            switch source {
            case .memory(let samples, let order):
                let start = step * batchSize
                samples.fill(&batch, count: min(batchSize, samples.count - start)) { order?(start + $0) ?? start + $0 }
            case .dataset(let reader): _ = try reader.next(into: &batch)
            }
            step += 1
        }
    }
}
