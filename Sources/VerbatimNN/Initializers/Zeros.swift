import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// 0 everywhere.
public struct Zeros: Initializer, Hashable {
    /// Makes the initializer.
    public init() {}

    /// 0 everywhere; nothing is drawn.
    public func values(shape: [Int], stream: RandomStream) throws -> TensorValue {
        try Tensor.zeros(shape).value()
    }
}

extension Initializer where Self == Zeros {
    /// 0 everywhere.
    public static var zeros: Zeros { Zeros() }
}
