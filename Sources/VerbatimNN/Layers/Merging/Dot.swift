import VerbatimGraph
import VerbatimTensor

/// Contracts an axis of its first input with an axis of its second, sample by sample.
///
/// - Shapes: `[batch, a..., k, b...]` and `[batch, c..., k, d...] -> [batch, a..., b..., c..., d...]`; two vectors give
///   `[batch, 1]`.
public final class Dot: Layer {
    /// The contracted axis of each input, the batch being 0; one number serves both.
    public let axes: [Int]
    /// Whether both are scaled to unit length along their axes first.
    public let normalize: Bool
    /// The label for prints.
    public let name: String?

    /// Makes a contracting layer: `Dot([2, 1])`.
    public init(_ axes: [Int], normalize: Bool = false, name: String? = nil) {
        self.axes = axes.count == 1 ? [axes[0], axes[0]] : axes
        self.normalize = normalize
        self.name = name
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ inputs: [Tensor], _ context: inout CallContext) throws -> [Tensor] {
        try context.require(
            inputs.count == 2, "got a wrong number of inputs", received: "\(inputs.count)", expected: "2")
        try context.expectOneBatch(inputs)
        try context.expectFloat(inputs[0])
        try context.require(axes.count == 2, "has no axis for each input", received: "\(axes)", expected: "1 or 2 axes")
        let places = zip(axes, inputs).map { $0 < 0 ? $0 + $1.rank : $0 }
        guard zip(places, inputs).allSatisfy({ (1..<max(1, $1.rank)).contains($0) }),
            inputs[0].shape[places[0]] == inputs[1].shape[places[1]], inputs[0].elementType == inputs[1].elementType
        else {
            throw VerbatimError(
                .shape, "\(context.description) cannot contract its inputs",
                received: "axes \(axes) of shapes \(inputs[0].shape) and \(inputs[1].shape)",
                expected: "axes of one size behind the batch")
        }
        let operands = zip(inputs, places).map { normalize ? unitNormalized($0, axes: [$1], least: 1e-7) : $0 }
        let attributes = DotGeneralAttributes(
            lhsBatching: [0], rhsBatching: [0], lhsContracting: [places[0]], rhsContracting: [places[1]])
        let result = Tensor.apply(operands[0], operands[1], file: #fileID, line: #line) {
            try $0.one(.dotGeneral(attributes), $1)
        }
        return [result.rank == 1 ? result.expandedDimensions(axes: 1) : result]
    }

    /// Makes a layer that contracts the same axis of both inputs.
    public convenience init(_ axis: Int, normalize: Bool = false, name: String? = nil) {
        self.init([axis, axis], normalize: normalize, name: name)
    }
}
