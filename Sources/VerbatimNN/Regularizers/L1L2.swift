import VerbatimTensor

/// A penalty on magnitudes and squares: `l1 * sum(|x|) + l2 * sum(x^2)`; a part of weight 0 is left out.
public struct L1L2: Regularizer, Hashable {
    /// The weight of the magnitudes.
    public let l1: Double
    /// The weight of the squares.
    public let l2: Double

    /// Makes the penalty of its weights.
    public init(l1: Double = 0, l2: Double = 0) {
        self.l1 = l1
        self.l2 = l2
    }

    /// The penalty, a scalar.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        let magnitudes = l1 == 0 ? nil : abs(x).sum() * l1
        let squares = l2 == 0 ? nil : square(x).sum() * l2
        switch (magnitudes, squares) {
        case (let a?, let b?): return a + b
        case (let one?, nil), (nil, let one?): return one
        case (nil, nil): return Tensor.zeros([], x.elementType)
        }
    }
}

extension Regularizer where Self == L1L2 {
    /// A penalty on magnitudes: `l1 * sum(|x|)`.
    public static func l1(_ l1: Double = 0.01) -> L1L2 { L1L2(l1: l1) }
    /// A penalty on squares: `l2 * sum(x^2)`.
    public static func l2(_ l2: Double = 0.01) -> L1L2 { L1L2(l2: l2) }
    /// A penalty on magnitudes and squares.
    public static func l1l2(l1: Double = 0, l2: Double = 0) -> L1L2 { L1L2(l1: l1, l2: l2) }
}
