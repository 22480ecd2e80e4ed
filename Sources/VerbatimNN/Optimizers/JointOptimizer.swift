import VerbatimTensor

/// An optimizer that needs to see all parameters of a step, or their paths.
public protocol JointOptimizer: Optimizer {
    /// One step of all parameters.
    ///
    /// - Parameters:
    ///   - parameters: The parameters with their gradients and slots.
    ///   - iterations: The number of steps taken before this one, an `i64` scalar.
    /// - Returns: The parameters with their new values and slots; gradients are not looked at.
    func update(_ parameters: [ParameterStep], iterations: Tensor) -> [ParameterStep]
}
