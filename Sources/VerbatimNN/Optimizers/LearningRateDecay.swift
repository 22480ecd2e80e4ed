import VerbatimGraph
import VerbatimTensor

/// Keras 2's decay of the learning rate: `rate * (1 / (1 + decay * iterations))`; without decay the rate itself.
///
/// `iterations` is the number of steps taken before this one. TensorFlow 1.13 happened to read it after its increment,
/// which a replay asks for with an offset of 1.
struct LearningRateDecay: Sendable, Hashable, Codable {
    let decay: Double
    let iterationsOffset: Int

    /// What becomes of a rate in a step, both scalars of the element type.
    func rate(_ rate: Tensor, iterations: Tensor, _ element: ElementType) -> Tensor {
        guard decay > 0 else { return rate }
        let iterations = count(iterations).cast(to: element)
        return rate * (1 / (1 + rounded(decay, element) * iterations))
    }

    /// The iterations as the update rule reads them.
    func count(_ iterations: Tensor) -> Tensor {
        iterationsOffset == 0 ? iterations : iterations + iterationsOffset
    }
}
