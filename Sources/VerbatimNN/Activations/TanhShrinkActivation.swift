import VerbatimTensor

/// `x - tanh(x)`.
public struct TanhShrinkActivation: ActivationFunction, Hashable {
    /// `tanh_shrink`.
    public static let typeName: String = "tanh_shrink"

    /// Makes the function.
    public init() {}

    /// `x - tanh(x)`.
    public func callAsFunction(_ x: Tensor) -> Tensor { x - x.tanh() }
}

extension ActivationFunction where Self == TanhShrinkActivation {
    /// `x - tanh(x)`.
    public static var tanhShrink: TanhShrinkActivation { TanhShrinkActivation() }
}
