import VerbatimTensor

/// 0 up to -1, `(x + 1) / 2` between -1 and 1, 1 from 1 on.
public struct SparseSigmoidActivation: ActivationFunction, Hashable {
    /// `sparse_sigmoid`.
    public static let typeName: String = "sparse_sigmoid"

    /// Makes the function.
    public init() {}

    /// 0 up to -1, `(x + 1) / 2` between -1 and 1, 1 from 1 on.
    public func callAsFunction(_ x: Tensor) -> Tensor { which(x .<= -1, 0, which(x .>= 1, 1, (x + 1) * 0.5)) }
}

extension ActivationFunction where Self == SparseSigmoidActivation {
    /// 0 up to -1, `(x + 1) / 2` between -1 and 1, 1 from 1 on.
    public static var sparseSigmoid: SparseSigmoidActivation { SparseSigmoidActivation() }
}
