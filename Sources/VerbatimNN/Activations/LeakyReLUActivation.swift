import VerbatimTensor

/// `x` above 0, `slope * x` at and below it.
public struct LeakyReLUActivation: ActivationFunction, Hashable {
    /// `leaky_relu`.
    public static let typeName: String = "leaky_relu"

    /// The slope at and below 0.
    public let negativeSlope: Double

    /// Makes the function of its options.
    public init(negativeSlope: Double = 0.2) { self.negativeSlope = negativeSlope }

    /// `x` above 0, `slope * x` at and below it.
    public func callAsFunction(_ x: Tensor) -> Tensor { which(x .> 0, x, x * negativeSlope) }
}

extension ActivationFunction where Self == LeakyReLUActivation {
    /// `x` above 0, `slope * x` at and below it.
    public static var leakyReLU: LeakyReLUActivation { LeakyReLUActivation() }
    /// `x` above 0, `slope * x` at and below it.
    public static func leakyReLU(negativeSlope: Double) -> LeakyReLUActivation {
        LeakyReLUActivation(negativeSlope: negativeSlope)
    }
}
