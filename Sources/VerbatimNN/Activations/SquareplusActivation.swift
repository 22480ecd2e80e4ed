import VerbatimTensor

/// `(x + sqrt(x^2 + b)) / 2`.
///
/// Source: Barron, 2021.
public struct SquareplusActivation: ActivationFunction, Hashable {
    /// `squareplus`.
    public static let typeName: String = "squareplus"

    /// How round the curve is at 0.
    public let b: Double

    /// Makes the function of its options.
    public init(b: Double = 4) { self.b = b }

    /// `(x + sqrt(x^2 + b)) / 2`.
    public func callAsFunction(_ x: Tensor) -> Tensor { (x + sqrt(square(x) + b)) / 2 }
}

extension ActivationFunction where Self == SquareplusActivation {
    /// `(x + sqrt(x^2 + b)) / 2`.
    public static var squareplus: SquareplusActivation { SquareplusActivation() }
    /// `(x + sqrt(x^2 + b)) / 2`.
    public static func squareplus(b: Double) -> SquareplusActivation { SquareplusActivation(b: b) }
}
