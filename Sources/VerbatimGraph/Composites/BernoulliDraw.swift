import VerbatimArithmetic

/// Random booleans, true with a probability: the element's word lies below `round(probability * 2^32)`.
///
/// - Shapes: `step [], position [] -> [rows, ...]`, of types `ui64`, `ui32` and `i1`
/// - Arithmetic: integers, exact; the threshold has 64 bits, so that probability 1 is always true.
/// - Draws: the words of `RandomBits`, one an element.
public struct BernoulliDraw: Composite {
    /// `verbatim.bernoulli`.
    public static let name: String = "verbatim.bernoulli"

    /// The stream's key and the result's shape.
    public var draw: RandomDraw
    /// The probability of true.
    public var probability: Double

    /// `key`, `shape` and `probability`.
    public var options: [String: CompositeAttributes.Option] {
        draw.options.merging(["probability": .number(probability)]) { $1 }
    }

    /// Makes the composite.
    public init(_ draw: RandomDraw, probability: Double) {
        self.draw = draw
        self.probability = probability
    }

    /// Makes the composite of its options.
    public init(options: [String: CompositeAttributes.Option]) throws {
        draw = try RandomDraw(options, of: Self.name)
        probability = try options.number("probability", of: Self.name)
    }

    /// From `[step, position]` to `[mask]`.
    public func decompose(_ builder: GraphBuilder, _ operands: [ValueID]) throws -> [ValueID] {
        guard (0...1).contains(probability) else {
            throw VerbatimError(
                .configuration, "the probability of \(Self.name) is none", received: "\(probability)",
                expected: "a number from 0 to 1")
        }
        let words = try builder.composite(RandomBits(draw), operands: operands)[0]
        let threshold = try builder.constant(TensorValue(RandomStream.bernoulliThreshold(probability)))
        return [
            try builder.compare(
                .lt, try builder.convert(words, to: .u64),
                try builder.broadcast(threshold, to: draw.shape, dimensions: []))
        ]
    }
}
