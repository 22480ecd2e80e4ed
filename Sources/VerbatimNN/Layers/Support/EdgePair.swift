/// How many places go at the start and at the end of a dimension: `2` for both, or `[1, 2]`.
public struct EdgePair: Sendable, Hashable, Codable, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
    /// At the start.
    public let low: Int
    /// At the end.
    public let high: Int

    /// Makes a pair of its numbers.
    public init(_ low: Int, _ high: Int) {
        self.low = low
        self.high = high
    }

    /// One number for both ends.
    public init(integerLiteral value: Int) { self.init(value, value) }

    /// The start, then the end.
    public init(arrayLiteral elements: Int...) {
        precondition(elements.count == 2, "an EdgePair is one number or two: start and end")
        self.init(elements[0], elements[1])
    }

    /// The start, then the end.
    var list: [Int] { [low, high] }
}
