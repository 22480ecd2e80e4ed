import CVerbatimKernels
import Synchronization
import Verbatim
import VerbatimCPU

/// Runs functions over all 2^32 inputs, in ascending order of their bits, and hashes what they give.
///
/// Hashing is serial for each function and takes longer than computing, so as many functions as there are threads go
/// side by side: in a round every one of them has the outputs of the round before hashed while new ones are computed.
struct ExhaustiveRun {
    private static let roundLength = 1 << 20
    private static let rounds = (1 << 32) / roundLength
    private static let blockLength = 1 << 16

    private let pool: ThreadPool
    private let isa: Int32

    /// - Parameter set: An instruction set that is available.
    init(instructionSet set: InstructionSet, threads: Int) {
        pool = ThreadPool(workers: threads)
        isa = Int32(set.kernels!.pointee.isa)
    }

    /// How many functions go side by side.
    var width: Int { pool.workerCount }

    /// The digests of the functions' outputs.
    ///
    /// - Parameter progress: Told what part is done after every round; what it throws ends the run.
    func digests(of functions: [ElementaryFunction], progress: (_ part: Double) throws -> Void) throws -> [String] {
        let kernels = functions.map { $0.kernel(isa) }
        var hashes = functions.map { _ in SHA256Digest() }
        // For each function, the outputs of this round and of the one before.
        let outputs = UnsafeMutableBufferPointer<Float>.allocate(capacity: 2 * functions.count * Self.roundLength)
        defer { outputs.deallocate() }
        let blocks = Self.roundLength / Self.blockLength
        for round in 0...Self.rounds {
            let hashing = round == 0 ? 0 : functions.count
            let computing = round == Self.rounds ? 0 : functions.count * blocks
            hashes.withUnsafeMutableBufferPointer { hashes in
                let next = Atomic<Int>(0)
                pool.run { _, _ in
                    while true {
                        let task = next.wrappingAdd(1, ordering: .relaxed).oldValue
                        if task < hashing {
                            hashes[task].update(UnsafeRawBufferPointer(half(task, round - 1)))
                        } else if task - hashing < computing {
                            let (function, block) = (task - hashing).quotientAndRemainder(dividingBy: blocks)
                            let start = block * Self.blockLength
                            compute(
                                kernels[function],
                                half(function, round).extracting(start..<start + Self.blockLength),
                                from: round * Self.roundLength + start)
                        } else {
                            return
                        }
                    }
                }
            }
            try progress(Double(round) / Double(Self.rounds))
        }
        return hashes.map(\.hex)

        func half(_ function: Int, _ round: Int) -> UnsafeMutableBufferPointer<Float> {
            let start = (2 * function + round % 2) * Self.roundLength
            return outputs.extracting(start..<start + Self.roundLength)
        }
    }

    /// Fills a block with the function's values for the inputs whose bits start at `first`.
    private func compute(_ kernel: vb_unary_f32_fn, _ block: UnsafeMutableBufferPointer<Float>, from first: Int) {
        for i in block.indices { block[i] = Float(bitPattern: UInt32(first + i)) }
        kernel(block.baseAddress!, block.baseAddress!, block.count)
    }
}
