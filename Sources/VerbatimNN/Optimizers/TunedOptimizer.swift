import VerbatimGraph
import VerbatimTensor

/// Another optimizer with the options that Keras gives to all: written `Adam().with(clipnorm: 1)`.
///
/// In a step, with n the `gradientAccumulationSteps` and t the iterations:
/// ```
/// g = g / lossScaleFactor
/// g = (g + accumulated) / n                 every n-th step; else accumulated = accumulated + g, and p stays
/// g = g * clipnorm / max(|g|, clipnorm)     or clipped to a value, or by the norm of all gradients
/// p = p - (p * weightDecay) * rate
/// p = the inner optimizer's step, its iterations t / n
/// average = m * average + (1 - m) * p       m = emaMomentum, 0 in the first step
/// p = average                               every emaOverwriteFrequency steps
/// ```
/// A schedule gives the rate of t steps. All gradients' norm is the root of the sum of their squares' sums in order.
///
/// - Source: Keras 3's base optimizer.
public struct TunedOptimizer: JointOptimizer {
    /// The optimizer that moves the parameters.
    public let inner: Configured<any Optimizer>
    /// What sets the learning rate; nil leaves it as the optimizer has it.
    public let schedule: Configured<any LearningRateSchedule>?
    /// By how much of itself, times the rate, a parameter shrinks in each step beside its gradient; 0 shrinks nothing.
    public let weightDecay: Double
    /// Parameters whose path contains one of these texts do not shrink.
    public let excludeFromWeightDecay: [String]
    /// The greatest norm of a parameter's gradient; nil bounds nothing.
    public let clipnorm: Double?
    /// The greatest magnitude of a gradient's elements; nil bounds nothing.
    public let clipvalue: Double?
    /// The greatest norm of all gradients together; nil bounds nothing.
    public let globalClipnorm: Double?
    /// Whether a moving average of each parameter is kept, which `fit` ends with.
    public let useEMA: Bool
    /// How much of the average is kept in a step.
    public let emaMomentum: Double
    /// After how many steps the average replaces the parameter; nil never does before the end.
    public let emaOverwriteFrequency: Int?
    /// What the loss is multiplied by before gradients are taken, and they are divided by after; nil scales nothing.
    public let lossScaleFactor: Double?
    /// How many gradients are averaged before a step is made; nil makes one of each.
    public let gradientAccumulationSteps: Int?

    /// The same options for another optimizer.
    func replacing(inner: any Optimizer) -> TunedOptimizer {
        inner.with(
            schedule: schedule?.value, weightDecay: weightDecay, excludeFromWeightDecay: excludeFromWeightDecay,
            clipnorm: clipnorm, clipvalue: clipvalue, globalClipnorm: globalClipnorm, useEMA: useEMA,
            emaMomentum: emaMomentum, emaOverwriteFrequency: emaOverwriteFrequency, lossScaleFactor: lossScaleFactor,
            gradientAccumulationSteps: gradientAccumulationSteps)
    }

    /// The average's slot.
    package static let averageName: String = "average"
    private static let accumulatorName = "gradient_accumulator"

    /// The names of the inner optimizer's slots after its own.
    public var slotNames: [String] { ownSlotNames + inner.value.slotNames }

    private var ownSlotNames: [String] {
        (useEMA ? [Self.averageName] : []) + (gradientAccumulationSteps == nil ? [] : [Self.accumulatorName])
    }

    /// The inner optimizer's slots after its own.
    public func slots(path: String, type: TensorType) -> [OptimizerSlot] {
        ownSlotNames.map { OptimizerSlot($0, type) } + inner.value.slots(path: path, type: type)
    }

    /// Throws for options that make no sense.
    package func check() throws {
        func require(_ condition: Bool, _ what: String, _ received: String, _ expected: String) throws {
            guard condition else {
                throw VerbatimError(.configuration, what, received: received, expected: expected)
            }
        }
        try require(
            [clipnorm, clipvalue, globalClipnorm].compactMap { $0 }.count <= 1, "gradients are clipped in two ways",
            "several of clipnorm, clipvalue, globalClipnorm", "one of them")
        try require(
            (0...1).contains(emaMomentum), "the momentum of an average is outside its range", "\(emaMomentum)",
            "from 0 to 1")
        try require(
            emaOverwriteFrequency ?? 1 >= 1, "an average replaces parameters after steps",
            "every \(emaOverwriteFrequency ?? 1)", "every 1 or more")
        try require(
            gradientAccumulationSteps ?? 2 >= 2, "gradients are accumulated over steps",
            "\(gradientAccumulationSteps ?? 2)", "2 or more")
        try require(
            schedule == nil && weightDecay == 0 || inner.value is any RatedOptimizer,
            "a rate is set of an optimizer that has none", "\(type(of: inner.value).typeName)",
            "an optimizer with a learning rate")
    }

    /// The learning rate of a step, a scalar: a schedule's is f32.
    ///
    /// - Parameters:
    ///   - iterations: The number of steps taken before it.
    ///   - type: The element type of a rate that no schedule sets.
    package func rate(iterations: Tensor, type: ElementType = .f32) -> Tensor {
        if let schedule { return schedule.value(iterations) }
        return rounded((inner.value as? any RatedOptimizer)?.learningRate ?? 1, type)
    }

    /// One step of one parameter; the norm of all gradients is its own.
    public func callAsFunction(
        gradient: Tensor, parameter: Tensor, slots: [Tensor], iterations: Tensor
    ) -> (parameter: Tensor, slots: [Tensor]) {
        let step = ParameterStep(path: "", gradient: gradient, parameter: parameter, slots: slots)
        let result = update([step], iterations: iterations)[0]
        return (result.parameter, result.slots)
    }

    /// One step of all parameters.
    public func update(_ parameters: [ParameterStep], iterations: Tensor) -> [ParameterStep] {
        let own = ownSlotNames.count
        let gradients = parameters.map { step in
            lossScaleFactor.map { step.gradient / $0 } ?? step.gradient
        }
        let accumulated = gradientAccumulationSteps.map { _ in
            zip(gradients, parameters).map { $0 + $1.slots[own - 1] }
        }
        let count = gradientAccumulationSteps ?? 1
        let made = count == 1 ? iterations : iterations / count
        var moved = parameters
        let usable = clipped(accumulated.map { sums in sums.map { $0 / count } } ?? gradients)
        let rate = rate(iterations: iterations, type: parameters.rateType)
        for (place, gradient) in usable.enumerated() {
            moved[place].gradient = gradient
            moved[place].slots = Array(parameters[place].slots.dropFirst(own))
            moved[place].parameter = shrunk(parameters[place], rate)
        }
        moved = step(moved, iterations: made, rate: rate)
        var results = parameters
        let isUpdate = count == 1 ? nil : (iterations + 1) % count .== 0
        for place in moved.indices {
            var kept: [Tensor] = []
            var (parameter, slots) = (moved[place].parameter, moved[place].slots)
            if let isUpdate, let accumulated {
                let before = parameters[place]
                parameter = which(isUpdate, parameter, before.parameter)
                slots = zip(slots, before.slots.dropFirst(own)).map { which(isUpdate, $0, $1) }
                kept = [which(isUpdate, Tensor.zeros(like: accumulated[place]), accumulated[place])]
            }
            if useEMA {
                let element = parameter.elementType
                let momentum = which(made .== 0, rounded(0, element), rounded(emaMomentum, element))
                let average = momentum * parameters[place].slots[0] + (1 - momentum) * parameter
                kept.insert(average, at: 0)
                if let emaOverwriteFrequency {
                    parameter = which((made + 1) % emaOverwriteFrequency .== 0, average, parameter)
                }
            }
            results[place].parameter = parameter
            results[place].slots = kept + slots
        }
        return results
    }

    private func step(_ parameters: [ParameterStep], iterations: Tensor, rate: Tensor) -> [ParameterStep] {
        if let rated = inner.value as? any RatedOptimizer {
            return rated.update(parameters, iterations: iterations, rate: rate)
        }
        return parameters.map { step in
            var step = step
            (step.parameter, step.slots) = inner.value(
                gradient: step.gradient, parameter: step.parameter, slots: step.slots, iterations: iterations)
            return step
        }
    }

    /// A parameter less its decay.
    private func shrunk(_ step: ParameterStep, _ rate: Tensor) -> Tensor {
        guard weightDecay != 0, !excludeFromWeightDecay.contains(where: step.path.contains) else {
            return step.parameter
        }
        return step.parameter - (step.parameter * weightDecay) * rate.cast(to: step.parameter.elementType)
    }

    private func clipped(_ gradients: [Tensor]) -> [Tensor] {
        if let clipnorm {
            return gradients.map { g in
                g * clipnorm / maximum(sqrt(square(g).sum()), clipnorm.weakTensor)
            }
        }
        if let clipvalue { return gradients.map { $0.clip((-clipvalue).weakTensor, clipvalue.weakTensor) } }
        guard let globalClipnorm, let first = gradients.first else { return gradients }
        let squares = gradients.dropFirst().reduce(square(first).sum()) { $0 + square($1).sum() }
        let norm = sqrt(squares)
        // A norm that is not finite makes all gradients NaN, as in Keras.
        let scale = minimum(1 / norm, 1 / rounded(globalClipnorm, norm.elementType)) * globalClipnorm + (norm - norm)
        return gradients.map { $0 * scale }
    }
}

extension Optimizer {
    /// The optimizer with a schedule and the options that Keras gives to all; see `TunedOptimizer`.
    ///
    /// - Parameters:
    ///   - schedule: What sets the learning rate.
    ///   - weightDecay: By how much of itself, times the rate, a parameter shrinks in each step.
    ///   - excludeFromWeightDecay: Parameters whose path contains one of these texts do not shrink.
    ///   - clipnorm: The greatest norm of a parameter's gradient.
    ///   - clipvalue: The greatest magnitude of a gradient's elements.
    ///   - globalClipnorm: The greatest norm of all gradients together.
    ///   - useEMA: Whether a moving average of each parameter is kept, which `fit` ends with.
    ///   - emaMomentum: How much of the average is kept in a step.
    ///   - emaOverwriteFrequency: After how many steps the average replaces the parameter.
    ///   - lossScaleFactor: What the loss is multiplied by before gradients are taken.
    ///   - gradientAccumulationSteps: How many gradients are averaged before a step is made.
    public func with(
        schedule: (any LearningRateSchedule)? = nil, weightDecay: Double = 0, excludeFromWeightDecay: [String] = [],
        clipnorm: Double? = nil, clipvalue: Double? = nil, globalClipnorm: Double? = nil, useEMA: Bool = false,
        emaMomentum: Double = 0.99, emaOverwriteFrequency: Int? = nil, lossScaleFactor: Double? = nil,
        gradientAccumulationSteps: Int? = nil
    ) -> TunedOptimizer {
        TunedOptimizer(
            inner: Configured(self), schedule: schedule.map(Configured.init), weightDecay: weightDecay,
            excludeFromWeightDecay: excludeFromWeightDecay, clipnorm: clipnorm, clipvalue: clipvalue,
            globalClipnorm: globalClipnorm, useEMA: useEMA, emaMomentum: emaMomentum,
            emaOverwriteFrequency: emaOverwriteFrequency, lossScaleFactor: lossScaleFactor,
            gradientAccumulationSteps: gradientAccumulationSteps)
    }
}
