import CVerbatimKernels
import VerbatimArithmetic
import VerbatimGraph

extension CPUExecutor {
    /// The fingerprint of an ordered list of tensors, its blocks shared out over the threads: the bits of
    /// `StateFingerprint`.
    package func fingerprint(of values: [TensorValue]) -> String {
        var starts: [Int] = []
        var blocks = 0
        for value in values {
            starts.append(blocks)
            blocks += StateFingerprint.blockCount(value.type.byteCount)
        }
        let count = blocks
        var sums = [UInt64](repeating: 0, count: 2 * count)
        sums.withUnsafeMutableBufferPointer { sums in
            let work = FingerprintWork(values: values, starts: starts, sums: sums, kernels: kernels)
            // Below some blocks a thread takes longer to wake than to do its part.
            if count < 64 {
                work.run(0..<count)
            } else {
                pool.run { worker, workers in work.run(worker * count / workers..<(worker + 1) * count / workers) }
            }
        }
        var fingerprint = StateFingerprint()
        for (value, start) in zip(values, starts) {
            let byteCount = value.type.byteCount
            let end = start + StateFingerprint.blockCount(byteCount)
            fingerprint.append(byteCount: byteCount, sums: Array(sums[2 * start..<2 * end]))
        }
        return fingerprint.hex
    }
}

/// The blocks of a list of tensors, any range of which any thread may sum.
private struct FingerprintWork: @unchecked Sendable {
    // Sendable: every block's sums are written by one thread, and tensors are only read.
    let values: [TensorValue]
    let starts: [Int]
    let sums: UnsafeMutableBufferPointer<UInt64>
    let kernels: KernelTable

    func run(_ blocks: Range<Int>) {
        guard !blocks.isEmpty else { return }
        var index = (starts.lastIndex { $0 <= blocks.lowerBound })!
        var block = blocks.lowerBound
        while block < blocks.upperBound {
            let byteCount = values[index].type.byteCount
            let start = starts[index]
            let end = min(blocks.upperBound, start + StateFingerprint.blockCount(byteCount))
            if block < end { run(block - start..<end - start, of: index, byteCount) }
            block = max(block, end)
            index += 1
        }
    }

    private func run(_ blocks: Range<Int>, of index: Int, _ byteCount: Int) {
        let blockBytes = StateFingerprint.blockByteCount
        let whole = min(blocks.upperBound, byteCount / blockBytes)
        let target = sums.baseAddress! + 2 * starts[index]
        values[index].withUnsafeBytes { bytes in
            StateFingerprint.keyWords.withUnsafeBufferPointer { keys in
                if blocks.lowerBound < whole {
                    kernels.pointer.pointee.fingerprint_blocks(
                        target + 2 * blocks.lowerBound, bytes.baseAddress! + blocks.lowerBound * blockBytes,
                        Int64(whole - blocks.lowerBound), keys.baseAddress!)
                }
                guard blocks.upperBound > whole else { return }
                withUnsafeTemporaryAllocation(byteCount: blockBytes, alignment: 64) { rest in
                    rest.initializeMemory(as: UInt8.self, repeating: 0)
                    rest.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[(whole * blockBytes)...]))
                    kernels.pointer.pointee.fingerprint_blocks(
                        target + 2 * whole, rest.baseAddress!, 1, keys.baseAddress!)
                }
            }
        }
    }
}
