import VerbatimGraph

/// Which dimensions a function works on: all of them, one, or a list; negative numbers count from the last.
///
/// Written as a literal: `x.sum(axes: 1)`, `x.mean(axes: [0, -1])`, `x.max()`.
public struct Axes: Sendable, Hashable, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
    /// The numbers as given; nil for all dimensions.
    public let numbers: [Int]?

    /// Makes axes of their numbers; nil means all.
    public init(_ numbers: [Int]?) { self.numbers = numbers }
    /// Makes one axis.
    public init(_ axis: Int) { numbers = [axis] }
    /// One dimension.
    public init(integerLiteral value: Int) { numbers = [value] }
    /// A list of dimensions.
    public init(arrayLiteral elements: Int...) { numbers = elements }

    /// Every dimension.
    public static let all: Axes = .init(nil)

    /// The dimensions of a tensor, from 0, ascending.
    ///
    /// - Throws: `VerbatimError` of code `configuration` for a number outside the rank or one given twice.
    package func resolved(rank: Int) throws -> [Int] {
        guard let numbers else { return Array(0..<rank) }
        let resolved = try numbers.map { try Axes.resolve($0, rank: rank) }.sorted()
        guard zip(resolved, resolved.dropFirst()).allSatisfy({ $0 != $1 }) else {
            throw VerbatimError(.configuration, "an axis is named twice", received: "\(numbers)", expected: "each once")
        }
        return resolved
    }

    /// The dimension that a number names.
    package static func resolve(_ axis: Int, rank: Int) throws -> Int {
        guard axis >= -rank && axis < rank else {
            throw VerbatimError(
                .configuration, "there is no such axis", received: "\(axis)",
                expected: rank == 0 ? "none: the tensor is a scalar" : "\(-rank) to \(rank - 1) for rank \(rank)")
        }
        return axis < 0 ? axis + rank : axis
    }
}
