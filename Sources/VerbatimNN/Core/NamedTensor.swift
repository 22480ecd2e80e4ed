import VerbatimGraph

/// A value under its structural path.
public struct NamedTensor: Sendable, Hashable {
    /// The path, such as `conv2D.1/kernel`.
    public var path: String
    /// The value.
    public var value: TensorValue

    /// Makes a value under a path.
    public init(_ path: String, _ value: TensorValue) {
        self.path = path
        self.value = value
    }
}
