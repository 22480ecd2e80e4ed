import VerbatimTensor

/// What a model gives when it is called as a function of its variables.
public struct ModelResult: TensorGroup {
    /// The model's outputs.
    public var outputs: [Tensor]
    /// The variables after the call: states as layers updated them, everything else as it was.
    public var variables: ModelVariables
    /// What layers add to the loss, such as penalties: scalars.
    public var losses: [Tensor]

    /// Outputs, variables, losses.
    public var tensors: [Tensor] { outputs + variables.tensors + losses }

    /// The same result with other tensors.
    public func replacing(from tensors: inout ArraySlice<Tensor>) -> ModelResult {
        var copy = self
        copy.outputs = outputs.replacing(from: &tensors)
        copy.variables = variables.replacing(from: &tensors)
        copy.losses = losses.replacing(from: &tensors)
        return copy
    }
}
