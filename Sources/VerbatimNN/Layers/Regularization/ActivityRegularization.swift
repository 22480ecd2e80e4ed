import VerbatimGraph
import VerbatimTensor

/// Passes its input on, and adds `(l1 * sum(|x|) + l2 * sum(x * x)) / batch` to what the step minimises.
///
/// - Shapes: the output has the input's.
public final class ActivityRegularization: UnaryLayer {
    /// The weight of the absolute values.
    public let l1: Double
    /// The weight of the squares.
    public let l2: Double
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// The mask is passed on.
    public static var passesMask: Bool { true }

    /// Makes a layer of its weights.
    public init(l1: Double = 0, l2: Double = 0, name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.l1 = l1
        self.l2 = l2
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.expectFloat(x)
        try context.expectBatch(x, atLeast: 1, "[batch, ...]")
        var terms: [Tensor] = []
        if l1 != 0 { terms.append(abs(x).sum() * l1) }
        if l2 != 0 { terms.append(square(x).sum() * l2) }
        if let first = terms.first {
            try context.addLoss(terms.dropFirst().reduce(first, +) / Double(max(1, x.shape[0])))
        }
        return x
    }
}
