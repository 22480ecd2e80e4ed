import VerbatimGraph
import VerbatimTensor

/// How a recurrent layer runs its cell over sequences.
struct Recurrence {
    let cell: any RecurrentCell
    let returnSequences: Bool
    let returnState: Bool
    let goBackwards: Bool
    let stateful: Bool
    let zeroOutputForMask: Bool

    /// The output, and behind it the states if they are returned; the first input is the sequence, others are states.
    func run(_ inputs: [Tensor], _ context: inout CallContext) throws -> [Tensor] {
        guard let x = inputs.first else {
            throw VerbatimError(
                .shape, "\(context.description) got a wrong number of inputs", received: "0",
                expected: "a sequence, and maybe states")
        }
        try context.expectBatch(x, atLeast: 3, "[batch, time, features]")
        try context.require(
            x.shape[1] > 0, "has no steps to go", received: "input \(x.shape)", expected: "1 step or more")
        let sample = Array(x.shape.dropFirst(2))
        let mask = context.mask(of: x)
        if let mask, mask.shape != Array(x.shape.prefix(2)) {
            throw VerbatimError(
                .shape, "\(context.description) got a mask that does not suit its input",
                received: "shape \(mask.shape)", expected: "\(Array(x.shape.prefix(2))) for input \(x.shape)")
        }
        var child = context.child(cell)
        child.recurrentType = x.elementType
        let sequence = goBackwards ? x.reversed(axes: [1]) : x
        let projected = try cell.project(sequence, &child)
        let initial = try initialStates(Array(inputs.dropFirst()), x, sample, &context)
        let count = initial.count

        // An output that no state holds is carried too, where only the last is wanted or masked steps repeat it.
        let carriesOutput = mask != nil || !returnSequences && !type(of: cell).outputsFirstState
        let output = carriesOutput ? [Tensor.zeros([x.shape[0]] + (try cell.outputShape(sample)), x.elementType)] : []
        let masks = mask.map { [(goBackwards ? $0.reversed(axes: [1]) : $0).transposed()] } ?? []
        let (carried, outputs) = try scan(
            from: initial + output, over: [projected.movedAxis(1, to: 0)] + masks, keepsResiduals: context.isTraining
        ) { carried, slices in
            let states = Array(carried[..<count])
            var (next, states2) = try cell.step(slices[0], states, &child)
            guard states2.count == count else {
                throw VerbatimError(
                    .shape, "\(child.description) gives another number of states than it takes",
                    received: "\(states2.count)", expected: "\(count)")
            }
            if slices.count > 1 {
                states2 = zip(states2, states).map { which(spread(slices[1], $0), $0, $1) }
                let rest = zeroOutputForMask ? Tensor.zeros(like: next) : carried[count]
                next = which(spread(slices[1], next), next, rest)
            }
            return (states2 + (carriesOutput ? [next] : []), returnSequences ? [next] : [])
        }
        let states = Array(carried[..<count])
        if stateful {
            for (number, state) in states.enumerated() { try context.update("state_\(number)", to: state) }
        }
        let result = returnSequences ? outputs[0].movedAxis(0, to: 1) : carriesOutput ? carried[count] : carried[0]
        if returnSequences { context.setMask(mask, of: result) }
        return [result] + (returnState ? states : [])
    }

    /// The states to begin with: those given, those that the batch before left behind, or zeros.
    private func initialStates(
        _ given: [Tensor], _ x: Tensor, _ sample: [Int], _ context: inout CallContext
    ) throws -> [Tensor] {
        guard stateful else { return try context.states(given, of: cell, input: x, sample: sample) }
        let kept = try cell.stateShapes(sample).enumerated().map { number, shape in
            try context.state("state_\(number)", [x.shape[0]] + shape, .zeros, elementType: x.elementType)
        }
        return given.isEmpty ? kept : try context.states(given, of: cell, input: x, sample: sample)
    }

    /// The mask of a step, `[batch]`, over a sample's places.
    private func spread(_ mask: Tensor, _ value: Tensor) -> Tensor {
        mask.reshaped([value.shape[0]] + value.shape.dropFirst().map { _ in 1 })
    }
}
