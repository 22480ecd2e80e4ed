import VerbatimGraph
import VerbatimTensor

/// `e / sum(e)` along an axis or several, with `e = exp(x - max(x))`.
///
/// Where a mask of the input's shape is given as a second input, places that it leaves out get 0: their input becomes -1e9,
/// for f16 -3e4, and their output is multiplied by 0.
///
/// - Shapes: the output has the input's.
public final class Softmax: Layer {
    /// The axis; negative numbers count from the last.
    public let axis: Int
    /// Several axes that are normalised together, instead of `axis`.
    public let axes: [Int]?
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// The mask is passed on.
    public static var passesMask: Bool { true }

    /// Makes a softmax layer.
    public init(axis: Int = -1, axes: [Int]? = nil, name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.axis = axis
        self.axes = axes
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ inputs: [Tensor], _ context: inout CallContext) throws -> [Tensor] {
        guard (1...2).contains(inputs.count) else {
            throw VerbatimError(
                .shape, "\(context.description) got a wrong number of inputs", received: "\(inputs.count)",
                expected: "1, or 2 with a mask")
        }
        let x = inputs[0]
        let axes = self.axes ?? [axis]
        try context.require(
            !axes.isEmpty && axes.allSatisfy { $0 >= -x.rank && $0 < x.rank }, "has an axis that its input lacks",
            received: "axis \(axes.count == 1 ? "\(axes[0])" : "\(axes)"), input \(x.shape)",
            expected: "an axis from \(-x.rank) to \(x.rank - 1)")
        try context.expectFloat(x)
        guard inputs.count == 2 else { return [normalized(x, axes)] }
        let mask = inputs[1].elementType == .bool ? inputs[1] : inputs[1] .> 0.5
        let low: Double = x.elementType == .f16 ? -3e4 : -1e9
        let masked = which(mask, x, Tensor.full(like: x, Tensor(floatLiteral: low)))
        return [which(mask, normalized(masked, axes), Tensor.zeros(like: x))]
    }

    private func normalized(_ x: Tensor, _ axes: [Int]) -> Tensor {
        guard axes.count > 1 else { return softmax(x, axis: axes[0]) }
        let places = axes.map { $0 < 0 ? $0 + x.rank : $0 }
        let order = x.shape.indices.filter { !places.contains($0) } + places.sorted()
        let moved = x.transposed(order)
        let kept = Array(moved.shape.dropLast(axes.count))
        let rows = softmax(moved.reshaped(kept + [moved.shape.suffix(axes.count).reduce(1, *)]))
        return rows.reshaped(moved.shape).transposed(order.indices.map { order.firstIndex(of: $0)! })
    }
}
