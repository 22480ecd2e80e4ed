/// The random numbers that TensorFlow 1 drew on the CPU, for replaying programs written for it.
///
/// `random_uniform` with graph seed `seed` and operation seed `operationSeed`: Philox4x32-10 with the graph seed as key
/// (low word first) and counter `[block low, block high, operation seed low, operation seed high]`; four values a block.
/// Each time the operation runs it skips 256 blocks per element, whatever it used.
public struct TensorFlowOneDraws: Sendable, Hashable {
    /// The graph's seed, the generator's key.
    public let seed: UInt64
    /// The operation's seed, the upper half of the counter.
    public let operationSeed: UInt64

    /// The draws of one operation.
    public init(seed: UInt64, operationSeed: UInt64) {
        self.seed = seed
        self.operationSeed = operationSeed
    }

    /// The operation's `count` values in `[0, 1)` when it runs for the `run`-th time, counted from 0.
    public func uniforms(count: Int, run: UInt64 = 0) -> [Float] {
        let key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
        let first = run &* UInt64(count) &* 256
        var result: [Float] = []
        result.reserveCapacity(count)
        for start in stride(from: 0, to: count, by: 4) {
            let block = first &+ UInt64(start / 4)
            let words = Philox4x32.block(
                counter: (
                    UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32),
                    UInt32(truncatingIfNeeded: operationSeed), UInt32(truncatingIfNeeded: operationSeed >> 32)
                ), key: key)
            for word in [words.0, words.1, words.2, words.3].prefix(count - start) {
                result.append(Float(bitPattern: word & 0x7f_ffff | 0x3f80_0000) - 1)
            }
        }
        return result
    }

    /// `random_uniform(low, high)`: `u * (high - low) + low`, each operation rounded.
    public func uniforms(count: Int, low: Float, high: Float, run: UInt64 = 0) -> [Float] {
        let range = high - low
        return uniforms(count: count, run: run).map { $0 * range + low }
    }

    /// Keras' Glorot-uniform kernel: uniform in ±`sqrt(6 / (fanIn + fanOut))`, the limit computed in f64 and rounded once.
    public func glorotUniform(count: Int, fanIn: Int, fanOut: Int) -> [Float] {
        let limit = Float((3 * (1 / max(1, Double(fanIn + fanOut) / 2))).squareRoot())
        return uniforms(count: count, low: -limit, high: limit)
    }

    /// A dropout mask: `floor(keep + u)`, 1 where the element is kept.
    public func dropoutMask(count: Int, keep: Float, run: UInt64 = 0) -> [Float] {
        uniforms(count: count, run: run).map { (keep + $0).rounded(.down) }
    }
}
