import VerbatimTensor

/// The rectifier: `max(x, 0)`, with -0 and NaN as in `maximum`.
public struct ReLUActivation: ActivationFunction, Hashable {
    /// `relu`.
    public static let typeName: String = "relu"

    /// Makes the function.
    public init() {}

    /// The rectifier: `max(x, 0)`, with -0 and NaN as in `maximum`.
    public func callAsFunction(_ x: Tensor) -> Tensor { x.relu() }
}

extension ActivationFunction where Self == ReLUActivation {
    /// The rectifier: `max(x, 0)`, with -0 and NaN as in `maximum`.
    public static var relu: ReLUActivation { ReLUActivation() }
}
