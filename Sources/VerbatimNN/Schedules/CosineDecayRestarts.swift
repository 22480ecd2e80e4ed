import VerbatimTensor

/// A rate that falls along half a cosine again and again, over longer stretches and from lower rates.
///
/// Restart i takes `firstDecaySteps * tMul^i` steps and begins at `mMul^i` of the initial rate. i is the whole part of
/// `log(1 - (step / firstDecaySteps) * (1 - tMul)) / log(tMul)`, or of the quotient itself where tMul is 1.
///
/// - Source: Loshchilov and Hutter, 2017, as Keras has it.
public struct CosineDecayRestarts: LearningRateSchedule, Hashable {
    /// The rate of the first step.
    public let initialLearningRate: Double
    /// Over how many steps the rate falls at first.
    public let firstDecaySteps: Int
    /// By how much the steps grow with each restart.
    public let tMul: Double
    /// By how much the rate shrinks with each restart.
    public let mMul: Double
    /// The part of the rate that is left at the end.
    public let alpha: Double

    /// Makes the schedule of its options.
    public init(
        initialLearningRate: Double, firstDecaySteps: Int, tMul: Double = 2, mMul: Double = 1, alpha: Double = 0
    ) {
        self.initialLearningRate = initialLearningRate
        self.firstDecaySteps = firstDecaySteps
        self.tMul = tMul
        self.mMul = mMul
        self.alpha = alpha
    }

    /// The rate of a step.
    public func callAsFunction(_ step: Tensor) -> Tensor {
        let done = step.cast(to: .f32) / firstDecaySteps
        let restart: Tensor
        let fraction: Tensor
        if tMul == 1 {
            restart = floor(done)
            fraction = done - restart
        } else {
            let growth = rounded(tMul, .f32)
            restart = floor(log(1 - done * (1 - growth)) / log(growth))
            let scale = pow(growth, restart)
            fraction = (done - (1 - scale) / (1 - growth)) / scale
        }
        let cosine = 0.5 * pow(rounded(mMul, .f32), restart) * (1 + cos(Double.pi * fraction))
        return initialLearningRate * ((1 - alpha) * cosine + alpha)
    }
}

extension LearningRateSchedule where Self == CosineDecayRestarts {
    /// A rate that falls along half a cosine again and again.
    public static func cosineDecayRestarts(
        initialLearningRate: Double, firstDecaySteps: Int, tMul: Double = 2, mMul: Double = 1, alpha: Double = 0
    ) -> CosineDecayRestarts {
        CosineDecayRestarts(
            initialLearningRate: initialLearningRate, firstDecaySteps: firstDecaySteps, tMul: tMul, mMul: mMul,
            alpha: alpha)
    }
}
