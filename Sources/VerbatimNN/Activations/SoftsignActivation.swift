import VerbatimTensor

/// `x / (|x| + 1)`.
public struct SoftsignActivation: ActivationFunction, Hashable {
    /// `softsign`.
    public static let typeName: String = "softsign"

    /// Makes the function.
    public init() {}

    /// `x / (|x| + 1)`.
    public func callAsFunction(_ x: Tensor) -> Tensor { x / (abs(x) + 1) }
}

extension ActivationFunction where Self == SoftsignActivation {
    /// `x / (|x| + 1)`.
    public static var softsign: SoftsignActivation { SoftsignActivation() }
}
