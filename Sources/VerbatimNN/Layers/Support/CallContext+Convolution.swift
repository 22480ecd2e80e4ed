import VerbatimGraph
import VerbatimTensor

extension CallContext {
    /// What follows a convolution: bias, activation, penalty, and the channels' place.
    mutating func finish(
        _ result: Tensor, filters: Int, useBias: Bool, _ initializer: any Initializer,
        _ regularizer: (any Regularizer)?,
        _ constraint: (any Constraint)?, _ activation: any ActivationFunction, _ activity: (any Regularizer)?,
        _ format: DataFormat
    ) throws -> Tensor {
        var result = result
        if useBias {
            let bias = try parameter(
                "bias", [filters], initializer, elementType: result.elementType, regularizer: regularizer,
                constraint: constraint)
            result = result + bias
        }
        return try regularized(activation(result).channelsLast(to: format), activity)
    }
}
