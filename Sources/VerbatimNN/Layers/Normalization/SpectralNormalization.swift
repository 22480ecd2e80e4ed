import VerbatimGraph
import VerbatimTensor

/// Divides the kernel of the layer inside it by its greatest singular value in training.
///
/// `v = unit(u · Wt)`, `u = unit(v · W)`, repeated; `sigma = (v · W) · ut`, and the layer inside computes with `W / sigma`, W
/// being its kernel as a matrix `[..., outputs]`. In training the kernel itself becomes `W / sigma` before the optimizer
/// changes it, and its gradient is the one at `W / sigma`; otherwise it is used as it is. A kernel of zeros is left alone.
///
/// - Shapes: those of the layer inside
/// - States: `vector_u [1, outputs]`
public final class SpectralNormalization: Layer {
    /// The layer whose kernel is normalised.
    public let layer: CodedLayer
    /// How often u and v are refined in a step.
    public let powerIterations: Int
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Wraps a layer that has a kernel or embeddings.
    public init(_ layer: any Layer, powerIterations: Int = 1, name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.layer = CodedLayer(layer)
        self.powerIterations = powerIterations
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ inputs: [Tensor], _ context: inout CallContext) throws -> [Tensor] {
        try context.require(
            powerIterations > 0, "refines nothing", received: "\(powerIterations)", expected: "1 or more")
        return try context.call(
            layer.layer, inputs, replacing: ["kernel", "embeddings"], mayUpdate: context.isTraining
        ) { kernel, context in
            guard let outputs = kernel.shape.last, kernel.rank >= 2 else { return kernel }
            let vector = try context.state("vector_u", [1, outputs], .truncatedNormal, elementType: kernel.elementType)
            guard context.isTraining else { return kernel }
            let weights = kernel.reshaped([-1, outputs])
            var (u, v) = (vector, vector)
            for _ in 0..<powerIterations {
                v = unit(matmul(u, weights.transposed()))
                u = unit(matmul(v, weights))
            }
            let isZero = (kernel .== 0).all()
            let sigma = matmul(matmul(v, weights), u.transposed()).reshaped([])
            try context.update("vector_u", to: which(isZero, vector, u).stopGradient())
            return which(isZero, kernel, kernel / sigma)
        }
    }

    private func unit(_ x: Tensor) -> Tensor { unitNormalized(x, axes: [0, 1]) }
}
