/// Attributes of `constant`: its value, whose bits are kept.
public struct ConstantAttributes: Sendable, Hashable {
    /// The constant.
    public var value: TensorValue

    /// Makes the attributes of a constant.
    public init(_ value: TensorValue) { self.value = value }
}
