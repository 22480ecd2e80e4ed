import Verbatim

/// A gate on each feature that Verbatim does not have: `y = x * sigmoid(scale * (x - mean) + z)`.
///
/// `mean` is the features' moving average over batches; in training it follows them, and z is noise.
///
/// - Shapes: `[batch, features] -> [batch, features]`
/// - Parameters: `scale [features]`; state: `mean [features]`
/// - Draws: `noise`, z, one for each element
final class RunningGate: UnaryLayer {
    let momentum: Double
    let name: String?

    init(momentum: Double = 0.9, name: String? = nil) {
        self.momentum = momentum
        self.name = name
    }

    func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        let features = x.shape[1]
        let scale = try context.parameter("scale", [features], .ones)
        let mean = try context.state("mean", [features], .zeros)
        var place = scale * (x - mean)
        if context.isTraining {
            try context.update("mean", to: momentum * mean + (1 - momentum) * x.mean(axes: 0))
            place = place + 0.1 * (try context.normal("noise", shape: x.shape))
        }
        return x * sigmoid(place)
    }
}
