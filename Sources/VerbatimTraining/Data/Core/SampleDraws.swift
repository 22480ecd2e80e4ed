import VerbatimArithmetic

/// The random numbers of one sample under one stream, addressed by element, never by what was drawn before.
///
/// Element e is the stream's word e at position `sample mod 2^32` and step `epoch + 2^32 * floor(sample / 2^32)`.
public struct SampleDraws: Sendable, Hashable {
    /// The stream.
    public let stream: RandomStream
    /// The sample and the pass that it is drawn for.
    public let key: SampleKey

    /// Makes the draws of a sample under a stream.
    public init(stream: RandomStream, key: SampleKey) {
        self.stream = stream
        self.key = key
    }

    private var position: Int { key.sample & 0xffff_ffff }
    private var step: UInt64 {
        UInt64(bitPattern: Int64(key.epoch)) &+ UInt64(bitPattern: Int64(key.sample >> 32)) << 32
    }

    /// 32 random bits.
    public func word(_ element: Int) -> UInt32 { stream.word(element, position: position, step: step) }

    /// Uniform in `[0, 1)`, a multiple of 2^-24.
    public func uniform(_ element: Int) -> Float { RandomStream.uniform(word(element)) }

    /// A whole number from 0 to below `bound`: `floor(word * bound / 2^32)`; `bound` is from 1 to 2^31.
    public func integer(_ element: Int, below bound: Int) -> Int { Int((UInt64(word(element)) * UInt64(bound)) >> 32) }

    /// True with a probability.
    public func boolean(_ element: Int, probability: Double) -> Bool {
        RandomStream.bernoulli(word(element), probability)
    }

    /// A standard normal number; elements `2 i` and `2 i + 1` use the same two words.
    public func normal(_ element: Int) -> Float { stream.normal(element, position: position, step: step) }
}
