import VerbatimTensor

/// One parameter in a step of an optimizer that moves all parameters together.
public struct ParameterStep: Sendable {
    /// The parameter's structural path, such as `dense.1/kernel`.
    public let path: String
    /// The gradient, of the parameter's type.
    public var gradient: Tensor
    /// The parameter.
    public var parameter: Tensor
    /// What is kept for it, in the order of `Optimizer.slots(path:type:)`.
    public var slots: [Tensor]

    /// Makes a step of its parts.
    public init(path: String, gradient: Tensor, parameter: Tensor, slots: [Tensor]) {
        self.path = path
        self.gradient = gradient
        self.parameter = parameter
        self.slots = slots
    }
}
