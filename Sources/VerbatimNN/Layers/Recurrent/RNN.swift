import VerbatimGraph
import VerbatimTensor

/// A recurrence of any cell over sequences.
///
/// What the cell can compute of the whole sequence is computed before the loop; the steps are one loop. Steps that a mask
/// leaves out keep the states, and repeat the output before them or give zeros.
///
/// - Shapes: `[batch, time, features]`, and maybe one `[batch, ...]` for each state to begin with, `-> [batch, time, ...]` or
///   `[batch, ...]`, and behind it the states if they are returned
/// - States: `state_0` and so on, `[batch, ...]`, if it is stateful
/// - Parameters: those of its cell
public final class RNN: RecurrentLayer {
    /// What a step does: a `RecurrentCell`.
    public let cell: CodedLayer
    /// Whether the outputs of all steps come out, or the last one only.
    public let returnSequences: Bool
    /// Whether the last states come out behind the output.
    public let returnState: Bool
    /// Whether the last step comes first; outputs then lie in the order in which they were made.
    public let goBackwards: Bool
    /// Whether the states of a batch are those that the batch before left behind.
    public let stateful: Bool
    /// Whether a step that a mask leaves out gives zeros, or the output before it.
    public let zeroOutputForMask: Bool
    /// The penalty on the output; nil sets none.
    public let activityRegularizer: Configured<any Regularizer>?
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a recurrent layer of a cell.
    public init(
        _ cell: any Layer, returnSequences: Bool = false, returnState: Bool = false, goBackwards: Bool = false,
        stateful: Bool = false, zeroOutputForMask: Bool = false, activityRegularizer: (any Regularizer)? = nil,
        name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.cell = CodedLayer(cell)
        self.returnSequences = returnSequences
        self.returnState = returnState
        self.goBackwards = goBackwards
        self.stateful = stateful
        self.zeroOutputForMask = zeroOutputForMask
        self.activityRegularizer = activityRegularizer.map { Configured($0) }
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ inputs: [Tensor], _ context: inout CallContext) throws -> [Tensor] {
        guard let cell = cell.layer as? any RecurrentCell else {
            throw VerbatimError(
                .configuration, "\(context.description) has a layer that is no cell",
                received: "\(type(of: cell.layer).typeName)", expected: "a RecurrentCell such as LSTMCell")
        }
        let recurrence = Recurrence(
            cell: cell, returnSequences: returnSequences, returnState: returnState, goBackwards: goBackwards,
            stateful: stateful, zeroOutputForMask: zeroOutputForMask)
        var results = try recurrence.run(inputs, &context)
        results[0] = try context.regularized(results[0], activityRegularizer?.value)
        return results
    }

    /// Makes a recurrent layer of cells that stand one above the other.
    public convenience init(
        _ cells: [any RecurrentCell], returnSequences: Bool = false, returnState: Bool = false,
        goBackwards: Bool = false,
        stateful: Bool = false, zeroOutputForMask: Bool = false, name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.init(
            StackedRNNCells(cells), returnSequences: returnSequences, returnState: returnState,
            goBackwards: goBackwards,
            stateful: stateful, zeroOutputForMask: zeroOutputForMask, name: name, dtypePolicy: dtypePolicy)
    }

    /// The layer with parameters of its own that goes the other way; nil for a cell that cannot be duplicated.
    public func reversed() -> (any RecurrentLayer)? {
        guard let copy = (cell.layer as? any RecurrentCell)?.duplicate() else { return nil }
        return RNN(
            copy, returnSequences: returnSequences, returnState: returnState, goBackwards: !goBackwards,
            stateful: stateful, zeroOutputForMask: zeroOutputForMask, activityRegularizer: activityRegularizer?.value,
            name: name, dtypePolicy: dtypePolicy)
    }
}
