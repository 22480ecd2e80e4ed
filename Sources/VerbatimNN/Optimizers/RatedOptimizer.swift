import VerbatimGraph
import VerbatimTensor

/// An optimizer with a learning rate that a schedule, or a callback between steps, may set.
public protocol RatedOptimizer: Optimizer {
    /// The learning rate where no schedule sets it.
    var learningRate: Double { get set }

    /// One step of one parameter at a rate.
    ///
    /// - Parameters:
    ///   - gradient: The gradient, of the parameter's type.
    ///   - parameter: The parameter.
    ///   - slots: What is kept for it.
    ///   - iterations: The number of steps taken before this one, an `i64` scalar.
    ///   - rate: The learning rate, a scalar of the parameter's element type.
    func callAsFunction(
        gradient: Tensor, parameter: Tensor, slots: [Tensor], iterations: Tensor, rate: Tensor
    ) -> (parameter: Tensor, slots: [Tensor])

    /// One step of all parameters at a rate, a scalar that each casts to its type.
    func update(_ parameters: [ParameterStep], iterations: Tensor, rate: Tensor) -> [ParameterStep]
}

extension [ParameterStep] {
    /// The type in which a rate loses nothing for any of the parameters: f64 where one is f64, else f32.
    var rateType: ElementType { contains { $0.parameter.elementType == .f64 } ? .f64 : .f32 }
}

extension RatedOptimizer {
    /// One step of one parameter at the learning rate.
    public func callAsFunction(
        gradient: Tensor, parameter: Tensor, slots: [Tensor], iterations: Tensor
    ) -> (parameter: Tensor, slots: [Tensor]) {
        self(
            gradient: gradient, parameter: parameter, slots: slots, iterations: iterations,
            rate: rounded(learningRate, parameter.elementType))
    }

    /// One step of each parameter by itself.
    public func update(_ parameters: [ParameterStep], iterations: Tensor, rate: Tensor) -> [ParameterStep] {
        parameters.map { step in
            var step = step
            (step.parameter, step.slots) = self(
                gradient: step.gradient, parameter: step.parameter, slots: step.slots, iterations: iterations,
                rate: rate.cast(to: step.parameter.elementType))
            return step
        }
    }
}

extension Optimizer {
    /// The learning rate that a callback may set; nil for an optimizer that has none, or whose schedule sets it.
    package var settableRate: Double? {
        if let scaled = self as? LossScaleOptimizer { return scaled.inner.value.settableRate }
        if let tuned = self as? TunedOptimizer { return tuned.schedule == nil ? tuned.inner.value.settableRate : nil }
        return (self as? any RatedOptimizer)?.learningRate
    }

    /// The optimizer at another learning rate; itself if it has none to be set.
    package func settingRate(_ rate: Double) -> any Optimizer {
        if let scaled = self as? LossScaleOptimizer {
            return LossScaleOptimizer(
                scaled.inner.value.settingRate(rate), initialScale: scaled.initialScale,
                dynamicGrowthSteps: scaled.dynamicGrowthSteps)
        }
        if let tuned = self as? TunedOptimizer {
            return tuned.schedule == nil ? tuned.replacing(inner: tuned.inner.value.settingRate(rate)) : tuned
        }
        guard var rated = self as? any RatedOptimizer else { return self }
        rated.learningRate = rate
        return rated
    }

    /// The optimizer with the averages of parameters that it keeps, itself or as a loss scale's inner one.
    package var averaging: TunedOptimizer? {
        let tuned = ((self as? LossScaleOptimizer)?.inner.value ?? self) as? TunedOptimizer
        return tuned?.useEMA == true ? tuned : nil
    }
}
