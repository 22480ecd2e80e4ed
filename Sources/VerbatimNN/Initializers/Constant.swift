import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// One number everywhere.
public struct Constant: Initializer, Hashable {
    /// The number.
    public let value: Float

    /// Makes the initializer of its number.
    public init(_ value: Float) { self.value = value }

    /// The number everywhere; nothing is drawn.
    public func values(shape: [Int], stream: RandomStream) throws -> TensorValue {
        try Tensor.full(shape, Tensor(value)).value()
    }
}

extension Initializer where Self == Constant {
    /// One number everywhere.
    public static func constant(_ value: Float) -> Constant { Constant(value) }
}
