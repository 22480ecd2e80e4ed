import Foundation
import Synchronization
import VerbatimTestSupport

/// Shares the damaged files of a format out to threads in chunks, each with a seed of its own: what is read does not
/// depend on the number of threads.
final class MutationRun: Sendable {
    /// Files in a chunk.
    static let chunkSize = 10_000

    private let mutations: FileMutations
    private let seed: UInt64
    private let count: Int
    private let state: Mutex<State>

    private struct State {
        var nextChunk: Int
        var tally = FileMutations.Tally()
    }

    init(_ format: FileFormat, seed: UInt64, count: Int, firstChunk: Int) throws {
        mutations = try FileMutations(format, seed: seed)
        self.seed = seed
        self.count = count
        state = Mutex(State(nextChunk: firstChunk))
    }

    /// Reads all files on a number of threads; after each chunk says how many have been read.
    func run(threads: Int, progress: @escaping @Sendable (Int) -> Void) -> FileMutations.Tally {
        let group = DispatchGroup()
        for _ in 0..<threads {
            group.enter()
            let thread = Thread {
                while let chunk = self.nextChunk() {
                    let start = chunk * Self.chunkSize
                    var mutations = self.mutations.seeded(self.seed &+ 1_000_003 &* UInt64(chunk))
                    let tally = mutations.run(min(Self.chunkSize, self.count - start))
                    progress(self.add(tally))
                }
                group.leave()
            }
            // As deep as a main thread's, for texts that nest.
            thread.stackSize = 8 << 20
            thread.start()
        }
        group.wait()
        return state.withLock { $0.tally }
    }

    private func nextChunk() -> Int? {
        state.withLock { state in
            guard state.nextChunk * Self.chunkSize < count else { return nil }
            state.nextChunk += 1
            return state.nextChunk - 1
        }
    }

    /// The number of files read so far, those of a chunk added.
    private func add(_ tally: FileMutations.Tally) -> Int {
        state.withLock { state in
            state.tally.add(tally)
            return state.tally.accepted + state.tally.refused
        }
    }
}
