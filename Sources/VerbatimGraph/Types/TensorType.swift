/// A tensor's static type: its shape, row-major, and its element type.
public struct TensorType: Sendable, Hashable, CustomStringConvertible {
    /// The dimension sizes, outermost first; empty for a scalar.
    public var shape: [Int]
    /// The element type.
    public var element: ElementType

    /// Makes a type of a shape and an element type.
    public init(_ shape: [Int], _ element: ElementType) {
        self.shape = shape
        self.element = element
    }

    /// The number of dimensions.
    public var rank: Int { shape.count }
    /// The number of elements.
    public var count: Int { shape.reduce(1, *) }
    /// The size in bytes.
    public var byteCount: Int { count * element.byteCount }
    /// The row-major strides, in elements.
    public var strides: [Int] { TensorType.rowMajorStrides(shape) }

    /// The same shape with another element type.
    public func with(_ element: ElementType) -> TensorType { TensorType(shape, element) }
    /// The same element type with another shape.
    public func with(shape: [Int]) -> TensorType { TensorType(shape, element) }

    /// StableHLO's spelling: `tensor<2x3xf32>`.
    public var description: String {
        "tensor<" + shape.map { "\($0)x" }.joined() + element.rawValue + ">"
    }

    /// The row-major strides of a shape, in elements.
    package static func rowMajorStrides(_ shape: [Int]) -> [Int] {
        var strides = [Int](repeating: 1, count: shape.count)
        var step = 1
        for dimension in shape.indices.reversed() {
            strides[dimension] = step
            step *= shape[dimension]
        }
        return strides
    }
}
