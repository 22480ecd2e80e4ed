/// Padding before and after one dimension, in elements.
public struct EdgePadding: Sendable, Hashable, Codable {
    /// Elements before the first.
    public var low: Int
    /// Elements after the last.
    public var high: Int

    /// Makes a padding of its two sides.
    public init(_ low: Int, _ high: Int) {
        self.low = low
        self.high = high
    }

    /// No padding.
    public static let zero: EdgePadding = .init(0, 0)
}
