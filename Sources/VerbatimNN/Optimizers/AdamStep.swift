import VerbatimTensor

/// Keras 3's form of Adam's step, as `Adam`, `AdamW` and `Muon` take it.
struct AdamStep {
    let beta1: Double
    let beta2: Double
    let epsilon: Double
    var amsgrad = false

    /// One step of one parameter; the slots are Adam's.
    func callAsFunction(
        gradient g: Tensor, parameter p: Tensor, slots: [Tensor], iterations: Tensor, rate: Tensor
    ) -> (parameter: Tensor, slots: [Tensor]) {
        let element = p.elementType
        let t = (iterations + 1).cast(to: element)
        let (power1, power2) = (pow(rounded(beta1, element), t), pow(rounded(beta2, element), t))
        let alpha = rate * sqrt(1 - power2) / (1 - power1)
        let m = slots[0] + (g - slots[0]) * (1 - beta1)
        let v = slots[1] + (square(g) - slots[1]) * (1 - beta2)
        guard amsgrad else { return (p - m * alpha / (sqrt(v) + epsilon), [m, v]) }
        let greatest = maximum(slots[2], v)
        return (p - m * alpha / (sqrt(greatest) + epsilon), [m, v, greatest])
    }
}
