import Verbatim

/// Shows the values before an activation, and adds to them what the draws say: nothing, or what moves one element.
final class Nudge: UnaryLayer {
    func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        x.printed("before") + (try context.uniform("nudge", shape: x.shape))
    }

    /// The same model with a nudge before each ReLU of its convolutions and dense layers.
    static func inserted(in model: Model) -> Model {
        Sequential(
            model.layers.flatMap { layer -> [any Layer] in
                switch layer {
                case let layer as Conv2D where layer.activation.value is ReLUActivation:
                    [
                        Conv2D(layer.filters, kernelSize: layer.kernelSize, padding: layer.padding), Nudge(),
                        Activation(.relu),
                    ]
                case let layer as Dense where layer.activation.value is ReLUActivation:
                    [Dense(layer.units), Nudge(), Activation(.relu)]
                default: [layer]
                }
            })
    }
}
