import VerbatimTensor

/// The first half along an axis times the sigmoid of the second half.
///
/// The axis is halved: `[..., 2 n, ...] -> [..., n, ...]` (Dauphin et al., 2017).
public struct GLUActivation: ActivationFunction, Hashable {
    /// `glu`.
    public static let typeName: String = "glu"

    /// The axis; -1 is the last.
    public let axis: Int

    /// Makes the function of its options.
    public init(axis: Int = -1) { self.axis = axis }

    /// The first half along an axis times the sigmoid of the second half.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        let halves = x.split(2, axis: axis)
        return halves.count == 2 ? halves[0] * halves[1].sigmoid() : halves[0]
    }
}

extension ActivationFunction where Self == GLUActivation {
    /// The first half along an axis times the sigmoid of the second half.
    public static var glu: GLUActivation { GLUActivation() }
    /// The first half along an axis times the sigmoid of the second half.
    public static func glu(axis: Int) -> GLUActivation { GLUActivation(axis: axis) }
}
