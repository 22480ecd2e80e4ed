/// A height and a width: `3`, `[3, 5]` or `Extent2D(k)`.
public struct Extent2D: Sendable, Hashable, Codable, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
    /// The size from top to bottom.
    public let height: Int
    /// The size from left to right.
    public let width: Int

    /// Makes an extent of its two sizes.
    public init(height: Int, width: Int) {
        self.height = height
        self.width = width
    }

    /// A square.
    public init(_ side: Int) { self.init(height: side, width: side) }

    /// A square.
    public init(integerLiteral value: Int) { self.init(value) }

    /// A height and a width.
    public init(arrayLiteral elements: Int...) {
        precondition(elements.count == 2, "an Extent2D is one number or two: height and width")
        self.init(height: elements[0], width: elements[1])
    }

    /// Whether both sizes are at least 1.
    var isPositive: Bool { height > 0 && width > 0 }

    /// Height, then width.
    var list: [Int] { [height, width] }
}
