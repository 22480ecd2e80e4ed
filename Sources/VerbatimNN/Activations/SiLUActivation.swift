import VerbatimTensor

/// The sigmoid linear unit: `x * sigmoid(x)`.
///
/// Also known as swish.
public struct SiLUActivation: ActivationFunction, Hashable {
    /// `silu`.
    public static let typeName: String = "silu"

    /// Makes the function.
    public init() {}

    /// The sigmoid linear unit: `x * sigmoid(x)`.
    public func callAsFunction(_ x: Tensor) -> Tensor { x * x.sigmoid() }
}

extension ActivationFunction where Self == SiLUActivation {
    /// The sigmoid linear unit: `x * sigmoid(x)`.
    public static var silu: SiLUActivation { SiLUActivation() }
    /// The sigmoid linear unit: `x * sigmoid(x)`.
    public static var swish: SiLUActivation { SiLUActivation() }
}
