import VerbatimTensor

/// The least and the greatest value of a pixel: `[0, 255]`.
public struct ValueRange: Sendable, Hashable, Codable, ExpressibleByArrayLiteral {
    /// The least value.
    public let low: Double
    /// The greatest value.
    public let high: Double

    /// Makes a range of its ends.
    public init(_ low: Double, _ high: Double) {
        self.low = low
        self.high = high
    }

    /// The least value, then the greatest.
    public init(arrayLiteral elements: Double...) {
        precondition(elements.count == 2, "a ValueRange is two numbers: the least and the greatest value")
        self.init(elements[0], elements[1])
    }

    /// The distance of the ends.
    var width: Double { high - low }

    /// Values of this range moved to another one; equal ranges leave them as they are.
    func moved(_ values: Tensor, to other: ValueRange) -> Tensor {
        guard self != other else { return values }
        return (values - low) * (other.width / width) + other.low
    }
}
