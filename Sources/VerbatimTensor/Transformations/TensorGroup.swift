import VerbatimGraph

/// Something made of tensors in a fixed order: a tensor, an array or dictionary of them, or a type of your own.
///
/// Compiled closures and gradients take and return groups.
public protocol TensorGroup: Sendable {
    /// The tensors, in order.
    var tensors: [Tensor] { get }

    /// The same group with other tensors, taken from the front of a list.
    func replacing(from tensors: inout ArraySlice<Tensor>) -> Self

    /// How the tensors are arranged; groups of one arrangement and equal types share a compiled graph.
    var structure: String { get }
}

extension TensorGroup {
    /// The number of tensors.
    public var structure: String { "\(tensors.count)" }

    /// The same group with other tensors, as many as it has.
    package func replacing(_ tensors: [Tensor]) -> Self {
        var rest = tensors[...]
        return replacing(from: &rest)
    }
}

extension Tensor: TensorGroup {
    /// Itself.
    public var tensors: [Tensor] { [self] }
    /// The first tensor of the list.
    public func replacing(from tensors: inout ArraySlice<Tensor>) -> Tensor { tensors.removeFirst() }
    /// One place.
    public var structure: String { "." }
}

extension Array: TensorGroup where Element: TensorGroup {
    /// The elements' tensors, in order.
    public var tensors: [Tensor] { flatMap(\.tensors) }
    /// The same elements with other tensors.
    public func replacing(from tensors: inout ArraySlice<Tensor>) -> [Element] {
        map { $0.replacing(from: &tensors) }
    }
    /// The elements' structures in brackets.
    public var structure: String { "[" + map(\.structure).joined(separator: ",") + "]" }
}

extension Dictionary: TensorGroup where Key == String, Value: TensorGroup {
    /// The values' tensors, in the keys' order.
    public var tensors: [Tensor] { keys.sorted().flatMap { self[$0]!.tensors } }
    /// The same keys with other tensors.
    public func replacing(from tensors: inout ArraySlice<Tensor>) -> [String: Value] {
        var result = self
        for key in keys.sorted() { result[key] = self[key]!.replacing(from: &tensors) }
        return result
    }
    /// The keys, in order, with their values' structures.
    public var structure: String {
        "{" + keys.sorted().map { "\($0):\(self[$0]!.structure)" }.joined(separator: ",") + "}"
    }
}

extension Optional: TensorGroup where Wrapped: TensorGroup {
    /// The wrapped value's tensors, or none.
    public var tensors: [Tensor] { self?.tensors ?? [] }
    /// The same with other tensors.
    public func replacing(from tensors: inout ArraySlice<Tensor>) -> Wrapped? {
        map { $0.replacing(from: &tensors) }
    }
    /// The wrapped value's structure, or `-`.
    public var structure: String { self?.structure ?? "-" }
}
