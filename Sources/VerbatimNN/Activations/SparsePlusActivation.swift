import VerbatimTensor

/// 0 up to -1, `(x + 1)^2 / 4` between -1 and 1, `x` from 1 on.
public struct SparsePlusActivation: ActivationFunction, Hashable {
    /// `sparse_plus`.
    public static let typeName: String = "sparse_plus"

    /// Makes the function.
    public init() {}

    /// 0 up to -1, `(x + 1)^2 / 4` between -1 and 1, `x` from 1 on.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        // The parabola sees 0 outside its range, so that its gradient stays finite.
        let middle = which(abs(x) .< 1, x, 0) + 1
        return which(x .<= -1, 0, which(x .< 1, middle * middle * 0.25, x))
    }
}

extension ActivationFunction where Self == SparsePlusActivation {
    /// 0 up to -1, `(x + 1)^2 / 4` between -1 and 1, `x` from 1 on.
    public static var sparsePlus: SparsePlusActivation { SparsePlusActivation() }
}
