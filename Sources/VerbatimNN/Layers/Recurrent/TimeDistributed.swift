import VerbatimGraph
import VerbatimTensor

/// Another layer at each time step: steps and samples are joined to one batch for it.
///
/// - Shapes: `[batch, time, ...] -> [batch, time, ...]`, the layer's `[batch, ...] -> [batch, ...]`
/// - Parameters: those of the layer
public final class TimeDistributed: Layer {
    /// The layer.
    public let layer: CodedLayer
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// The mask is passed on.
    public static var passesMask: Bool { true }

    /// Wraps a layer.
    public init(_ layer: any Layer, name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.layer = CodedLayer(layer)
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ inputs: [Tensor], _ context: inout CallContext) throws -> [Tensor] {
        guard let x = inputs.first, inputs.count == 1 else {
            throw VerbatimError(
                .shape, "\(context.description) got a wrong number of inputs", received: "\(inputs.count)",
                expected: "1")
        }
        try context.expectBatch(x, atLeast: 2, "[batch, time, ...]")
        let (batch, time) = (x.shape[0], x.shape[1])
        let results = try context.call(layer.layer, [x.reshaped([batch * time] + x.shape.dropFirst(2))])
        return try results.map { result in
            guard result.shape.first == batch * time else {
                throw VerbatimError(
                    .shape, "the layer inside \(context.description) does not keep the batch",
                    received: "shape \(result.shape)",
                    expected: "[\(batch * time), ...]")
            }
            return result.reshaped([batch, time] + result.shape.dropFirst())
        }
    }
}
