import VerbatimTensor

/// A penalty on the cosines between rows or columns: `factor * 0.5 * sum(|u · u^T|) / pairs`, without the diagonal.
///
/// u are the rows, or columns, scaled to length 1; `pairs = n * (n - 1) / 2`.
///
/// - Shapes: `[rows, columns]` -> a scalar
public struct OrthogonalRegularizer: Regularizer, Hashable {
    /// What is made orthogonal.
    public enum Mode: String, Sendable, Hashable, Codable {
        /// The rows.
        case rows
        /// The columns.
        case columns
    }

    /// The weight of the penalty.
    public let factor: Double
    /// What is made orthogonal.
    public let mode: Mode

    /// Makes the penalty of its options.
    public init(factor: Double = 0.01, mode: Mode = .rows) {
        self.factor = factor
        self.mode = mode
    }

    /// The penalty, a scalar; of a tensor that is no matrix it is a mistake of the multiplication.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        let rows = mode == .rows ? x : x.transposed()
        let units = rows.unitVectors(axis: 1)
        let size = rows.shape.first ?? 0
        let others = 1 - Tensor.eye(size, x.elementType)
        let pairs = Double(size) * (Double(size) - 1) / 2
        let half: Double = factor * 0.5
        return abs(matmul(units, units.transposed()) * others).sum() * half / pairs
    }
}

extension Regularizer where Self == OrthogonalRegularizer {
    /// A penalty on the cosines between rows or columns.
    public static func orthogonal(
        factor: Double = 0.01, mode: OrthogonalRegularizer.Mode = .rows
    ) -> OrthogonalRegularizer {
        OrthogonalRegularizer(factor: factor, mode: mode)
    }
}
