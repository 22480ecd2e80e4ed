import Verbatim

/// A data set of one's own: a sample holds its number and the epoch, its target the number.
struct Numbers: Dataset {
    let count: Int
    /// The sample that cannot be read.
    var bad: Int?
    /// Counts the samples that were asked for.
    var asked: Counter?

    final class Counter: Sendable {
        private let count = Guarded(0)
        var value: Int { count.withLock { $0 } }
        func add() { count.withLock { $0 += 1 } }
    }

    init(_ count: Int, bad: Int? = nil, asked: Counter? = nil) {
        self.count = count
        self.bad = bad
        self.asked = asked
    }

    let sampleType = SampleType(inputs: [TensorType([2], .f32)], targets: [TensorType([], .i32)])

    func sample(_ index: Int, epoch: Int) throws -> Sample {
        asked?.add()
        guard index != bad else {
            throw VerbatimError(.data, "a sample is bad", received: "\(index)", expected: "another")
        }
        return Sample(
            inputs: [try TensorValue([Float(index), Float(epoch)], shape: [2])], targets: [TensorValue(Int32(index))])
    }
}

extension Dataset {
    /// The numbers of the samples of an epoch, for data sets made of `Numbers`.
    func numbers(epoch: Int = 0) throws -> [Int] {
        try (0..<count).map { Int(try sample($0, epoch: epoch).targets[0].array(of: Int32.self)[0]) }
    }
}
