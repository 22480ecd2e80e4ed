import VerbatimGraph

extension Tensor: ExpressibleByIntegerLiteral {
    /// A whole number that takes the element type of the tensor that it meets; alone it is an `i32`.
    public init(integerLiteral value: Int) { self = value.weakTensor }
}

extension Tensor: ExpressibleByFloatLiteral {
    /// A real number that takes the element type of the tensor that it meets; alone it is an `f32`.
    public init(floatLiteral value: Double) { self = value.weakTensor }
}

extension Tensor: ExpressibleByBooleanLiteral {
    /// A boolean scalar.
    public init(booleanLiteral value: Bool) { self.init(value) }
}
