// Cross-entropies as Keras' functions have them; probabilities are clipped to [1e-7, 1 - 1e-7].

/// `-(t log(p) + (1 - t) log(1 - p))`, element by element; of logits `max(x, 0) - x t + log1p(exp(-|x|))`.
public func binaryCrossentropy(_ target: Tensor, _ output: Tensor, fromLogits: Bool = false) -> Tensor {
    if fromLogits {
        return softplus(output) - output * target
    }
    let p = output.clip(1e-7, Tensor(floatLiteral: 1 - 1e-7))
    return -(target * log(p) + (1 - target) * log(1 - p))
}

/// `-sum(t log(p))` along an axis, p scaled to the sum 1 first; of logits by the log-softmax.
public func categoricalCrossentropy(
    _ target: Tensor, _ output: Tensor, fromLogits: Bool = false, axis: Int = -1
) -> Tensor {
    let logs: Tensor
    if fromLogits {
        logs = logSoftmax(output, axis: axis)
    } else {
        let scaled = output / output.sum(axes: Axes(axis), keepDimensions: true)
        logs = log(scaled.clip(1e-7, Tensor(floatLiteral: 1 - 1e-7)))
    }
    return -(target * logs).sum(axes: Axes(axis))
}
