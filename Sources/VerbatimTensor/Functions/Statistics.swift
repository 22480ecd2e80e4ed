// Folds made of others.

extension Tensor {
    /// Mean and biased variance over axes.
    public func moments(axes: Axes, keepDimensions: Bool = false) -> (mean: Tensor, variance: Tensor) {
        (
            mean(axes: axes, keepDimensions: keepDimensions),
            variance(axes: axes, keepDimensions: keepDimensions)
        )
    }

    /// The mean over axes, weighted: `sum(x * weights) / sum(weights)`.
    public func average(axes: Axes = .all, weights: Tensor? = nil) -> Tensor {
        guard let weights else { return mean(axes: axes) }
        return (self * weights).sum(axes: axes) / (weights.broadcast(to: shape)).sum(axes: axes)
    }

    /// How many elements over axes are not 0, `i32`.
    public func countNonzero(axes: Axes = .all) -> Tensor {
        let isCounted = elementType == .bool ? self : self .!= 0
        return isCounted.cast(to: .i32).sum(axes: axes)
    }

    /// `log(sum(e^x))` over axes: `max + log(sum(exp(x - max)))`.
    public func logSumExp(axes: Axes = .all, keepDimensions: Bool = false) -> Tensor {
        let greatest = self.max(axes: axes, keepDimensions: true).stopGradient()
        let finite = which(isFinite(greatest), greatest, Tensor.zeros(like: greatest))
        let total = log(exp(self - finite).sum(axes: axes, keepDimensions: true)) + finite
        guard !keepDimensions else { return total }
        return axes.numbers == nil ? total.reshaped([]) : total.squeezed(axes: axes)
    }

    /// The length over axes by a norm's order: `(sum(|x|^order))^(1 / order)`; infinity takes the greatest.
    public func norm(order: Double = 2, axes: Axes = .all, keepDimensions: Bool = false) -> Tensor {
        let size = abs(self)
        switch order {
        case 1: return size.sum(axes: axes, keepDimensions: keepDimensions)
        case 2: return sqrt(square(self).sum(axes: axes, keepDimensions: keepDimensions))
        case .infinity: return size.max(axes: axes, keepDimensions: keepDimensions)
        case -.infinity: return size.min(axes: axes, keepDimensions: keepDimensions)
        default:
            let powers = pow(size, Tensor.full(like: self, Tensor(floatLiteral: order)))
            let total = powers.sum(axes: axes, keepDimensions: keepDimensions)
            return pow(total, Tensor.full(like: total, Tensor(floatLiteral: 1 / order)))
        }
    }

    /// The tensor over its length along axes: `x * rsqrt(max(sum(x * x), epsilon * epsilon))` for order 2.
    public func normalized(axes: Axes = -1, order: Double = 2, epsilon: Double = 1e-7) -> Tensor {
        if order == 2 {
            let squares = square(self).sum(axes: axes, keepDimensions: true)
            let least = Tensor.full(like: squares, Tensor(floatLiteral: epsilon * epsilon))
            return self * rsqrt(maximum(squares, least))
        }
        let length = norm(order: order, axes: axes, keepDimensions: true)
        return self / maximum(length, Tensor.full(like: length, Tensor(floatLiteral: epsilon)))
    }

    /// The differences of neighbours along an axis, n times.
    public func differences(_ n: Int = 1, axis: Int = -1) -> Tensor {
        (0..<n).reduce(self) { x, _ in
            let count = x.shape[axis < 0 ? axis + x.rank : axis]
            return x.slice(1..<count, axis: axis) - x.slice(0..<(count - 1), axis: axis)
        }
    }
}
