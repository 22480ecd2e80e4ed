import VerbatimTensor

/// `x * relu6(x + 3) / 6`, a sigmoid linear unit of straight lines.
public struct HardSiLUActivation: ActivationFunction, Hashable {
    /// `hard_silu`.
    public static let typeName: String = "hard_silu"

    /// Makes the function.
    public init() {}

    /// `x * relu6(x + 3) / 6`, a sigmoid linear unit of straight lines.
    public func callAsFunction(_ x: Tensor) -> Tensor { x * (minimum(maximum(x + 3, 0), 6) / 6) }
}

extension ActivationFunction where Self == HardSiLUActivation {
    /// `x * relu6(x + 3) / 6`, a sigmoid linear unit of straight lines.
    public static var hardSiLU: HardSiLUActivation { HardSiLUActivation() }
    /// `x * relu6(x + 3) / 6`, a sigmoid linear unit of straight lines.
    public static var hardSwish: HardSiLUActivation { HardSiLUActivation() }
}
