import VerbatimGraph

/// Applies a step along the first dimension of sequences, carrying values from one step to the next.
///
/// The step is traced once; what it captures counts as constant from step to step and is differentiated too. The graph
/// has one loop, whatever the length.
///
/// ```swift
/// let (last, all) = scan(from: [h], over: [x]) { state, slices in
///     let next = tanh(slices[0] + matmul(state[0], kernel))
///     return ([next], [next])
/// }
/// ```
/// - Parameters:
///   - initial: The carried values before the first step.
///   - sequences: Tensors `[length, ...]` of one length; at least one.
///   - isReversed: Whether the last index comes first; outputs lie at the index of their step either way.
///   - keepsResiduals: Whether the values that a gradient needs are kept from the way there; otherwise they are computed
///     again on the way back, with the same bits.
///   - step: From carried values and one slice of each sequence to the next carried values and slices of outputs.
/// - Returns: The carried values after the last step, and the outputs, `[length, ...]` each.
public func scan(
    from initial: [Tensor], over sequences: [Tensor], isReversed: Bool = false, keepsResiduals: Bool = false,
    file: StaticString = #fileID, line: Int = #line,
    _ step: (_ carried: [Tensor], _ slices: [Tensor]) throws -> (carried: [Tensor], outputs: [Tensor])
) throws -> (carried: [Tensor], outputs: [Tensor]) {
    let location = Location(file: "\(file)", line: line)
    if let failure = (initial + sequences).lazy.compactMap(\.failure).first { throw failure }
    guard let length = sequences.first?.shape.first, sequences.allSatisfy({ $0.shape.first == length }) else {
        throw VerbatimError(
            .shape, "the sequences of a recurrence are not of one length",
            received: sequences.map { "\($0.shape)" }.joined(separator: " and "),
            expected: "1 or more tensors [length, ...]", location: location)
    }
    let outer = Trace.innermost(initial + sequences)
    let trace = Trace(name: "step", outer: outer)
    let place = outer?.location ?? location
    let (carried, slices) = (
        initial.enumerated().map { trace.input($1.type, name: "carried \($0)") },
        sequences.enumerated().map {
            trace.input($1.type.with(shape: Array($1.shape.dropFirst())), name: "slice \($0)")
        }
    )
    let results = try trace.withLocation(place) { try step(carried, slices) }
    if let failure = trace.failure { throw failure }
    guard results.carried.map(\.type) == initial.map(\.type) else {
        throw VerbatimError(
            .shape, "the step of a recurrence does not carry on what it is given",
            received: results.carried.map { $0.type.description }.joined(separator: ", "),
            expected: initial.map { $0.type.description }.joined(separator: ", "), location: location)
    }
    let graph = try trace.finish(outputs: results.carried + results.outputs)
    let composite = try ScanComposite(
        step: graph, carries: initial.count, sequences: sequences.count, length: length, isReversed: isReversed,
        keepsResiduals: keepsResiduals)
    let count = results.carried.count + results.outputs.count
    let values = Tensor.apply(
        initial + sequences + trace.captures, results: count, file: file, line: line
    ) { builder, operands in
        Array(try builder.composite(composite, operands: operands).prefix(count))
    }
    if let failure = values.lazy.compactMap(\.failure).first { throw failure }
    return (Array(values.prefix(initial.count)), Array(values.dropFirst(initial.count)))
}
