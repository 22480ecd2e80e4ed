import VerbatimGraph
import VerbatimTensor

/// Layers one after the other, as one.
///
/// - Shapes: those of the first layer's input and the last one's output
public final class Pipeline: Layer {
    /// The layers, in order.
    public let layers: [CodedLayer]
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a layer of layers.
    public init(_ layers: [any Layer], name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.layers = layers.map { CodedLayer($0) }
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ inputs: [Tensor], _ context: inout CallContext) throws -> [Tensor] {
        try layers.reduce(inputs) { try context.call($1.layer, $0) }
    }
}
