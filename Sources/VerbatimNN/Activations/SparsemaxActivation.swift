import VerbatimTensor

/// The nearest point of the probability simplex along an axis: `max(x - tau, 0)`.
///
/// Elements i with `1 + n_i * x_i > s_i` form the support, with n_i the number and s_i the sum of the elements that are not
/// less than x_i; `tau = (sum(support) - 1) / count(support)`. Takes n * n comparisons along an axis of n elements
/// (Martins and Astudillo, 2016).
public struct SparsemaxActivation: ActivationFunction, Hashable {
    /// `sparsemax`.
    public static let typeName: String = "sparsemax"

    /// The axis; -1 is the last.
    public let axis: Int

    /// Makes the function of its options.
    public init(axis: Int = -1) { self.axis = axis }

    /// The nearest point of the probability simplex along an axis: `max(x - tau, 0)`.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        let rows = axis == -1 || axis == x.rank - 1 ? x : x.swappedAxes(axis, -1)
        let constant = rows.stopGradient()
        let (others, own) = (constant.expandedDimensions(axes: -2), constant.expandedDimensions(axes: -1))
        let isNotLess = others .>= own
        let count = isNotLess.cast(to: x.elementType).sum(axes: -1)
        let total = which(isNotLess, others, 0).sum(axes: -1)
        let support = constant * count + 1 .> total
        let size = support.cast(to: x.elementType).sum(axes: -1, keepDimensions: true)
        let tau = (which(support, rows, 0).sum(axes: -1, keepDimensions: true) - 1) / size
        let result = maximum(rows - tau, 0)
        return axis == -1 || axis == x.rank - 1 ? result : result.swappedAxes(axis, -1)
    }
}

extension ActivationFunction where Self == SparsemaxActivation {
    /// The nearest point of the probability simplex along an axis: `max(x - tau, 0)`.
    public static var sparsemax: SparsemaxActivation { SparsemaxActivation() }
    /// The nearest point of the probability simplex along an axis: `max(x - tau, 0)`.
    public static func sparsemax(axis: Int) -> SparsemaxActivation { SparsemaxActivation(axis: axis) }
}
