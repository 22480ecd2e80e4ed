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

    /// One step of all parameters at a rate, an f32 scalar.
    func update(_ parameters: [ParameterStep], iterations: Tensor, rate: Tensor) -> [ParameterStep]
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
