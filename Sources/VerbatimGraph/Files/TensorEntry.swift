/// A tensor under its name, as files of several tensors hold it.
public struct TensorEntry: Sendable, Hashable {
    /// The tensor's name, once in a file; in a `.npz` file without `.npy`.
    public var name: String
    /// The tensor.
    public var value: TensorValue

    /// Makes an entry of its parts.
    public init(_ name: String, _ value: TensorValue) {
        self.name = name
        self.value = value
    }
}

extension [TensorEntry] {
    /// The tensor of a name; nil if there is none.
    public subscript(name: String) -> TensorValue? { first { $0.name == name }?.value }
}
