import VerbatimTensor

/// A learning rate that depends on the number of steps taken.
///
/// It is part of the compiled step: f32 operations on the step counter, each rounding by itself. Written as
/// `.exponentialDecay(...)` and the like; your own is a struct with one function:
///
/// ```swift
/// struct Halving: LearningRateSchedule {
///     var initial: Double = 0.1
///     func callAsFunction(_ step: Tensor) -> Tensor { initial * pow(0.5, step.cast(to: .f32)) }
/// }
/// ```
public protocol LearningRateSchedule: Configurable {
    /// The rate of a step, f32.
    ///
    /// - Parameter step: The number of steps taken before it, integers; a scalar in a step.
    func callAsFunction(_ step: Tensor) -> Tensor
}
