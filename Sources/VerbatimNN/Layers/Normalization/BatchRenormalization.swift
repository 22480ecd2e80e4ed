import VerbatimTensor

/// How batch renormalisation corrects a batch's statistics towards those of the batches before.
public struct BatchRenormalization: Sendable, Codable, Hashable {
    /// The greatest factor; nil sets no bound.
    public let rmax: Double?
    /// The least factor; nil sets no bound.
    public let rmin: Double?
    /// The greatest magnitude of the offset; nil sets no bound.
    public let dmax: Double?
    /// The part of a statistic that a step keeps.
    public let momentum: Double

    /// Makes bounds and a momentum.
    public init(rmax: Double? = nil, rmin: Double? = nil, dmax: Double? = nil, momentum: Double = 0.99) {
        self.rmax = rmax
        self.rmin = rmin
        self.dmax = dmax
        self.momentum = momentum
    }

    /// Factor and offset, through which no gradient goes.
    func corrections(
        mean: Tensor, deviation: Tensor, renormMean: Tensor, renormDeviation: Tensor, epsilon: Double
    ) -> (r: Tensor, d: Tensor) {
        let scale = maximum(
            renormDeviation, Tensor.full(like: renormDeviation, Tensor(floatLiteral: epsilon.squareRoot())))
        var r = deviation / scale
        var d = (mean - renormMean) / scale
        if let rmin { r = maximum(r, Tensor.full(like: r, Tensor(floatLiteral: rmin))) }
        if let rmax { r = minimum(r, Tensor.full(like: r, Tensor(floatLiteral: rmax))) }
        if let dmax { d = d.clip(Tensor(floatLiteral: -dmax), Tensor(floatLiteral: dmax)) }
        return (r.stopGradient(), d.stopGradient())
    }

    /// A statistic after a batch.
    func moved(_ old: Tensor, towards new: Tensor) -> Tensor { old * momentum + new * (1 - momentum as Double) }
}
