import VerbatimGraph
import VerbatimTensor

/// One step of a recurrence as a layer: `[input, states...] -> [output, states...]`.
///
/// A cell is a dozen lines, and `RNN` runs it over sequences:
///
/// ```swift
/// final class MinimalCell: RecurrentCell {
///     let units: Int
///     init(units: Int) { self.units = units }
///     func stateShapes(_ input: [Int]) throws -> [[Int]] { [[units]] }
///     func step(
///         _ x: Tensor, _ states: [Tensor], _ context: inout CallContext
///     ) throws -> (output: Tensor, states: [Tensor]) {
///         let kernel = try context.parameter("kernel", [x.shape[1], units], .glorotUniform)
///         let recurrent = try context.parameter("recurrent_kernel", [units, units], .glorotUniform)
///         let output = matmul(x, kernel) + matmul(states[0], recurrent)
///         return (output, [output])
///     }
/// }
/// ```
public protocol RecurrentCell: Layer {
    /// Whether the output is always the first state; false by default.
    static var outputsFirstState: Bool { get }

    /// The shapes of a sample's states, for the shape of a sample's input of one step.
    ///
    /// - Throws: `VerbatimError` if the input does not suit the cell.
    func stateShapes(_ input: [Int]) throws -> [[Int]]

    /// The shape of a sample's output; by default the first state's.
    ///
    /// - Throws: `VerbatimError` if the input does not suit the cell.
    func outputShape(_ input: [Int]) throws -> [Int]

    /// What the steps take of a whole sequence, `[batch, time, ...] -> [batch, time, ...]`; by default the sequence.
    ///
    /// A contraction of the input belongs here: it is then one for all steps.
    ///
    /// - Throws: `VerbatimError` if the input does not suit the cell.
    func project(_ sequence: Tensor, _ context: inout CallContext) throws -> Tensor

    /// One step, traced once: from what `project` gave for it and the states to the output and the next states.
    ///
    /// - Throws: `VerbatimError` if the input does not suit the cell.
    func step(
        _ projected: Tensor, _ states: [Tensor], _ context: inout CallContext
    ) throws -> (output: Tensor, states: [Tensor])

    /// A cell of the same options with parameters of its own; nil, the default, if there is none.
    func duplicate() -> (any RecurrentCell)?
}

extension RecurrentCell {
    /// The output need not be a state.
    public static var outputsFirstState: Bool { false }

    /// The first state's shape.
    public func outputShape(_ input: [Int]) throws -> [Int] { try stateShapes(input)[0] }

    /// The sequence itself.
    public func project(_ sequence: Tensor, _ context: inout CallContext) throws -> Tensor { sequence }

    /// No cell.
    public func duplicate() -> (any RecurrentCell)? { nil }

    /// One step on its own.
    ///
    /// - Throws: `VerbatimError` if the inputs do not suit the cell.
    public func call(_ inputs: [Tensor], _ context: inout CallContext) throws -> [Tensor] {
        guard let x = inputs.first, x.rank >= 1 else {
            throw VerbatimError(
                .shape, "\(context.description) got no input", received: "\(inputs.count) inputs",
                expected: "the input and the states")
        }
        let states = try context.states(
            Array(inputs.dropFirst()), of: self, input: x, sample: Array(x.shape.dropFirst()))
        context.recurrentType = x.elementType
        let projected = try project(x.expandedDimensions(axes: 1), &context).squeezed(axes: 1)
        let result = try step(projected, states, &context)
        return [result.output] + result.states
    }
}
