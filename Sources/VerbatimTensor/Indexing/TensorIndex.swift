/// What a subscript does with one dimension of a tensor.
public struct TensorIndex: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        /// Takes one place and drops the dimension.
        case place(Int)
        /// Takes every `by`-th place from `from` up to, without, `to`; nil means the end on that side.
        case places(from: Int?, to: Int?, by: Int)
        /// Inserts a dimension of size 1.
        case newAxis
        /// Takes all dimensions that the other indices leave.
        case ellipsis
    }

    let kind: Kind

    init(_ kind: Kind) { self.kind = kind }
}

/// Something that indexes one dimension of a tensor: an `Int`, a range of them, or a `TensorIndex`.
public protocol TensorIndexing: Sendable {
    /// What it does with the dimension.
    var tensorIndex: TensorIndex { get }
}

extension TensorIndex: TensorIndexing {
    /// Itself.
    public var tensorIndex: TensorIndex { self }
}
extension Int: TensorIndexing {
    /// One place; the dimension is dropped.
    public var tensorIndex: TensorIndex { TensorIndex(.place(self)) }
}
extension Range: TensorIndexing where Bound == Int {
    /// The places of the range.
    public var tensorIndex: TensorIndex { TensorIndex(.places(from: lowerBound, to: upperBound, by: 1)) }
}
extension ClosedRange: TensorIndexing where Bound == Int {
    /// The places of the range.
    public var tensorIndex: TensorIndex { TensorIndex(.places(from: lowerBound, to: upperBound + 1, by: 1)) }
}
extension PartialRangeFrom: TensorIndexing where Bound == Int {
    /// The places from a number to the end.
    public var tensorIndex: TensorIndex { TensorIndex(.places(from: lowerBound, to: nil, by: 1)) }
}
extension PartialRangeUpTo: TensorIndexing where Bound == Int {
    /// The places before a number; negative numbers count from the end.
    public var tensorIndex: TensorIndex { TensorIndex(.places(from: nil, to: upperBound, by: 1)) }
}
extension PartialRangeThrough: TensorIndexing where Bound == Int {
    /// The places up to and with a number; negative numbers count from the end.
    public var tensorIndex: TensorIndex {
        TensorIndex(.places(from: nil, to: upperBound == -1 ? nil : upperBound + 1, by: 1))
    }
}

extension TensorIndexing where Self == TensorIndex {
    /// Inserts a dimension of size 1.
    public static var newAxis: TensorIndex { TensorIndex(.newAxis) }
    /// Takes all dimensions that the other indices leave.
    public static var ellipsis: TensorIndex { TensorIndex(.ellipsis) }
    /// Takes the whole dimension.
    public static var all: TensorIndex { TensorIndex(.places(from: nil, to: nil, by: 1)) }
    /// Takes every `by`-th place from `from` up to, without, `to`; negative numbers count from the end.
    public static func places(from: Int? = nil, to: Int? = nil, by: Int = 1) -> TensorIndex {
        TensorIndex(.places(from: from, to: to, by: by))
    }
}
