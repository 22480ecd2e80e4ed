import VerbatimGraph
import VerbatimTensor

/// Another optimizer under dynamic loss scaling, so that small gradients survive in f16.
///
/// Gradients are taken of `scale * loss`. If all their elements are finite, the inner optimizer moves by `g / scale`,
/// `steps = steps + 1`, and every `dynamicGrowthSteps` such steps in a row `scale = scale * 2`, `steps = 0`. Otherwise
/// the step is skipped: parameters, slots and the inner optimizer's iterations stay, `scale = scale * 0.5`, `steps = 0`.
///
/// - Source: Keras 3's LossScaleOptimizer.
public struct LossScaleOptimizer: Optimizer {
    /// The optimizer that moves the parameters.
    public let inner: Configured<any Optimizer>
    /// The scale before the first step.
    public let initialScale: Double
    /// After how many finite steps in a row the scale doubles.
    public let dynamicGrowthSteps: Int

    /// Wraps an optimizer.
    public init(_ inner: any Optimizer, initialScale: Double = 32768, dynamicGrowthSteps: Int = 2000) {
        self.inner = Configured(inner)
        self.initialScale = initialScale
        self.dynamicGrowthSteps = dynamicGrowthSteps
    }

    /// Those of the inner optimizer.
    public var slotNames: [String] { inner.value.slotNames }

    /// Those of the inner optimizer.
    public func slots(path: String, type: TensorType) -> [OptimizerSlot] { inner.value.slots(path: path, type: type) }

    /// One step of one parameter by the inner optimizer, from a gradient that is not scaled.
    public func callAsFunction(
        gradient: Tensor, parameter: Tensor, slots: [Tensor], iterations: Tensor
    ) -> (parameter: Tensor, slots: [Tensor]) {
        inner.value(gradient: gradient, parameter: parameter, slots: slots, iterations: iterations)
    }

    /// What is kept beside the slots, in order, with the values before the first step.
    ///
    /// - Throws: `VerbatimError` for options that make no sense.
    package func initialState() throws -> [NamedTensor] {
        guard initialScale > 0, Float(initialScale).isFinite, dynamicGrowthSteps > 0 else {
            throw VerbatimError(
                .configuration, "the loss cannot be scaled so",
                received: "an initial scale of \(initialScale), growing after \(dynamicGrowthSteps) steps",
                expected: "a finite scale above 0 and 1 step or more")
        }
        return [
            NamedTensor("loss_scale/dynamic_scale", TensorValue(Float(initialScale))),
            NamedTensor("loss_scale/step_counter", TensorValue(Int64(0))),
            NamedTensor("loss_scale/iterations", TensorValue(Int64(0))),
        ]
    }

    /// The state of `initialState()` as tensors of a step.
    package struct State {
        /// What the loss is multiplied by.
        package let scale: Tensor
        /// Finite steps since the scale changed.
        package let steps: Tensor
        /// Steps of the inner optimizer.
        package let iterations: Tensor

        /// Takes the tensors in the order of `initialState()`.
        package init(_ tensors: [Tensor]) { (scale, steps, iterations) = (tensors[0], tensors[1], tensors[2]) }
    }

    /// Whether all elements of all gradients are finite: a boolean scalar.
    package func areFinite(_ gradients: [Tensor]) -> Tensor {
        gradients.reduce(Tensor(true)) { $0 .& isFinite($1).all() }
    }

    /// The state after a step, in the order of `initialState()`.
    package func next(_ state: State, finite: Tensor) -> [Tensor] {
        let grows = finite .& (state.steps .== dynamicGrowthSteps - 1)
        let kept = which(grows, state.scale * 2, state.scale)
        let zero = Tensor.zeros(like: state.steps)
        return [
            which(finite, kept, state.scale * 0.5),
            which(finite .& .!grows, state.steps + 1, zero),
            which(finite, state.iterations + 1, state.iterations),
        ]
    }
}

extension Optimizer where Self == LossScaleOptimizer {
    /// Another optimizer under dynamic loss scaling.
    public static func lossScale(
        _ inner: any Optimizer, initialScale: Double = 32768, dynamicGrowthSteps: Int = 2000
    ) -> LossScaleOptimizer {
        LossScaleOptimizer(inner, initialScale: initialScale, dynamicGrowthSteps: dynamicGrowthSteps)
    }
}
