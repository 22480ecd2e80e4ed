import VerbatimGraph
import VerbatimTensor

/// Vectors along an axis divided by their norms, where these are not 0: Keras' `normalize`.
///
/// Keras takes axis 0 for the last; here it is the first.
///
/// - Parameters:
///   - x: The vectors.
///   - axis: Their axis; -1 is the last.
///   - order: The norm's order, of at least 1.
/// - Throws: `VerbatimError` of code `configuration` for another order.
public func normalize(_ x: Tensor, axis: Int = -1, order: Int = 2) throws -> Tensor {
    guard order >= 1 else {
        throw VerbatimError(
            .configuration, "arrays are normalised by a norm", received: "order \(order)", expected: "1 or more")
    }
    let axes = Axes(axis)
    let norms = x.norm(order: Double(order), axes: axes, keepDimensions: true)
    return x / which(norms .== 0, 1, norms)
}
