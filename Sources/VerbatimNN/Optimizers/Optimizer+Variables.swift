import VerbatimGraph
import VerbatimTensor

extension Optimizer {
    /// What the optimizer keeps for a model's trainable variables before the first step: the slots of each.
    ///
    /// - Throws: `VerbatimError` if a variable has no value.
    public func initialSlots(for variables: ModelVariables) throws -> [[Tensor]] {
        try zip(variables.declarations, variables.trainable).map { declaration, tensor in
            let type = declaration.type.element.isNarrowFloat ? declaration.type.with(.f32) : declaration.type
            return try slots(path: declaration.path, type: type).map { slot in
                switch slot.initial {
                case .constant(let number): Tensor.full(slot.type.shape, number.weakTensor, slot.type.element)
                case .parameter: Tensor(try tensor.value()).cast(to: slot.type.element)
                }
            }
        }
    }

    /// One step of a model's trainable variables, as a trainer makes it: constraints are kept to after it.
    ///
    /// - Parameters:
    ///   - gradients: The gradient of each of `variables.trainable`.
    ///   - variables: The model's variables.
    ///   - slots: What is kept for each of them.
    ///   - iterations: The number of steps taken before this one, an `i64` scalar.
    /// - Returns: The variables and the slots after the step.
    public func step(
        _ gradients: [Tensor], _ variables: ModelVariables, _ slots: [[Tensor]], iterations: Tensor
    ) -> (variables: ModelVariables, slots: [[Tensor]]) {
        func widened(_ tensor: Tensor) -> Tensor { tensor.elementType.isNarrowFloat ? tensor.cast(to: .f32) : tensor }
        let before = variables.trainable.indices.map { place in
            ParameterStep(
                path: variables.declarations[place].path, gradient: widened(gradients[place]),
                parameter: widened(variables.trainable[place]), slots: slots[place])
        }
        let moved = (self as? any JointOptimizer)?.update(before, iterations: iterations)
        var (after, kept) = (variables, slots)
        for (place, step) in before.enumerated() {
            let result =
                moved.map { (parameter: $0[place].parameter, slots: $0[place].slots) }
                ?? self(
                    gradient: step.gradient, parameter: step.parameter, slots: step.slots, iterations: iterations)
            let declaration = variables.declarations[place]
            let parameter = declaration.constraint.map { $0(result.parameter) } ?? result.parameter
            after.trainable[place] = parameter.cast(to: declaration.type.element)
            kept[place] = result.slots
        }
        return (after, kept)
    }
}
