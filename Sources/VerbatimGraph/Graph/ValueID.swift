/// The number of a value within one graph, its regions included.
public struct ValueID: Sendable, Hashable, Comparable {
    /// The place in the graph's table of types.
    public var index: Int

    /// Makes the number of a value.
    public init(_ index: Int) { self.index = index }

    /// By number.
    public static func < (left: ValueID, right: ValueID) -> Bool { left.index < right.index }
}
