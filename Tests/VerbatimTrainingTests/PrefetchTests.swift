import Testing
import Verbatim

/// Batches made ahead by threads: the same ones, in the same order, for any number of them.
@Suite(.timeLimit(.minutes(5))) struct PrefetchTests {
    private func all(_ reader: BatchReader) throws -> [[TensorValue]] {
        var batches: [[TensorValue]] = []
        while let batch = try reader.next() { batches.append(batch.inputs + batch.targets) }
        return batches
    }

    @Test(arguments: [0, 1, 2, 5, 40]) func theNumberOfWorkersChangesNothing(workers: Int) throws {
        for count in [0, 1, 7, 53, 101] {
            let batches = try Numbers(count).shuffled(seed: 3).batched(4)
            for epoch in [0, 2] {
                let expected = try (0..<batches.count).map { step in
                    let batch = try batches.batch(step, epoch: epoch)
                    return batch.inputs + batch.targets
                }
                #expect(try all(BatchReader(batches, epoch: epoch, workers: workers)) == expected)
                let middle = batches.count / 2
                let rest = BatchReader(batches, epoch: epoch, from: middle, workers: workers)
                #expect(try all(rest) == Array(expected[middle...]))
            }
        }
    }

    @Test(arguments: [0, 1, 2, 5]) func anErrorComesAfterTheBatchesBeforeIt(workers: Int) throws {
        let reader = BatchReader(try Numbers(60, bad: 33).batched(4), epoch: 0, workers: workers)
        for step in 0..<8 {
            let batch = try #require(try reader.next())
            #expect(batch.targets[0].array(of: Int32.self) == (0..<4).map { Int32(step * 4 + $0) })
        }
        let error = try #require(throws: VerbatimError.self) { _ = try reader.next() }
        #expect(error.received == "33")
        #expect(try reader.next() == nil)
    }

    @Test(arguments: [1, 2, 5]) func whatWaitsIsBounded(workers: Int) throws {
        let asked = Numbers.Counter()
        let reader = BatchReader(try Numbers(1_000, asked: asked).batched(1), epoch: 0, workers: workers)
        for _ in 0..<10 { _ = try reader.next() }
        reader.stop()
        #expect(asked.value >= 10 && asked.value <= 10 + workers + 1)
        #expect(try reader.next() == nil)
    }

    @Test func readersThatAreLeftEarlyEnd() throws {
        for round in 0..<50 {
            let reader = BatchReader(try Numbers(100).batched(3), epoch: round, workers: 4)
            for _ in 0..<round % 5 { _ = try reader.next() }
        }
    }

    @Test func batchesThatAreKeptStayAsTheyWere() throws {
        let reader = BatchReader(try Numbers(40).batched(4), epoch: 0, workers: 3)
        var kept: [Batch] = []
        while let batch = try reader.next() { kept.append(batch) }
        #expect(kept.flatMap { $0.targets[0].array(of: Int32.self) } == (0..<40).map { Int32($0) })
    }
}
