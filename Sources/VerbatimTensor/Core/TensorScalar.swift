import VerbatimGraph

/// A Swift number that takes the element type of the tensor that it meets in an operator.
public protocol TensorScalar: Sendable {
    /// The number as a tensor whose element type is still open.
    var weakTensor: Tensor { get }
}

extension Int: TensorScalar {
    /// A whole number; alone it is an `i32`.
    public var weakTensor: Tensor { Tensor(.number(.integer(self))) }
}
extension Float: TensorScalar {
    /// A real number; alone it is an `f32`.
    public var weakTensor: Tensor { Tensor(.number(.real(Double(self)))) }
}
extension Double: TensorScalar {
    /// A real number; alone it is an `f32`.
    public var weakTensor: Tensor { Tensor(.number(.real(self))) }
}
