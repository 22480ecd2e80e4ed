import VerbatimTensor

/// The identity: `x`.
public struct LinearActivation: ActivationFunction, Hashable {
    /// `linear`.
    public static let typeName: String = "linear"

    /// Makes the function.
    public init() {}

    /// The identity: `x`.
    public func callAsFunction(_ x: Tensor) -> Tensor { x }
}

extension ActivationFunction where Self == LinearActivation {
    /// The identity: `x`.
    public static var linear: LinearActivation { LinearActivation() }
}
