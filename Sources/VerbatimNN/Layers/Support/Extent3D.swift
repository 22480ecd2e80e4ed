/// A depth, a height and a width: `2`, `[1, 2, 3]` or `Extent3D(k)`.
public struct Extent3D: Sendable, Hashable, Codable, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
    /// The size along the first spatial dimension.
    public let depth: Int
    /// The size along the second.
    public let height: Int
    /// The size along the third.
    public let width: Int

    /// Makes an extent of its three sizes.
    public init(depth: Int, height: Int, width: Int) {
        self.depth = depth
        self.height = height
        self.width = width
    }

    /// A cube.
    public init(_ side: Int) { self.init(depth: side, height: side, width: side) }

    /// A cube.
    public init(integerLiteral value: Int) { self.init(value) }

    /// A depth, a height and a width.
    public init(arrayLiteral elements: Int...) {
        precondition(elements.count == 3, "an Extent3D is one number or three: depth, height and width")
        self.init(depth: elements[0], height: elements[1], width: elements[2])
    }

    /// Depth, height, width.
    var list: [Int] { [depth, height, width] }
}
