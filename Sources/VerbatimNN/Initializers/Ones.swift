import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// 1 everywhere.
public struct Ones: Initializer, Hashable {
    /// Makes the initializer.
    public init() {}

    /// 1 everywhere; nothing is drawn.
    public func values(shape: [Int], stream: RandomStream) throws -> TensorValue {
        try Tensor.ones(shape).value()
    }
}

extension Initializer where Self == Ones {
    /// 1 everywhere.
    public static var ones: Ones { Ones() }
}
