/// A recurrence of static length: a step is applied along the first dimension of sequences, in order or backwards.
///
/// - Shapes: carried values, sequences `[length, ...]`, constants `->` carried values, outputs `[length, ...]`
/// - Arithmetic: the step's, once for each index; what depends on constants only is computed once.
/// - Gradient: another scan, backwards. What it needs of the step's values was stacked by this one where it keeps
///   residuals, and is computed again otherwise. Gradients of constants that the step contracts with are one contraction
///   over samples and steps after the loop; those of other constants are added up step by step.
public struct ScanComposite: Composite {
    /// `verbatim.scan`.
    public static let name: String = "verbatim.scan"

    let step: ScanStep
    let length: Int
    let isReversed: Bool
    let keepsResiduals: Bool

    /// The step as text, and how it is applied.
    public var options: [String: CompositeAttributes.Option] {
        [
            "step": .string(step.graph.text), "carries": .integer(step.carryCount),
            "sequences": .integer(step.sequenceCount), "length": .integer(length), "reversed": .boolean(isReversed),
            "keeps_residuals": .boolean(keepsResiduals),
        ]
    }

    /// Makes the composite of its step.
    ///
    /// - Parameters:
    ///   - step: From carried values, slices of sequences and constants to carried values and slices of outputs.
    ///   - carries: The number of carried values.
    ///   - sequences: The number of sequences.
    ///   - length: The number of steps, at least 1.
    ///   - isReversed: Whether the last index comes first.
    ///   - keepsResiduals: Whether what a gradient needs of the steps' values is stacked as further results.
    /// - Throws: `VerbatimError` for a step whose results do not begin with the carried values, or no length.
    public init(
        step: Graph, carries: Int, sequences: Int, length: Int, isReversed: Bool = false, keepsResiduals: Bool = false
    ) throws {
        guard length > 0 else {
            throw VerbatimError(
                .shape, "a recurrence has no steps", received: "length \(length)", expected: "a length of at least 1")
        }
        self.step = try ScanStep(step.normalized(), carryCount: carries, sequenceCount: sequences)
        self.length = length
        self.isReversed = isReversed
        self.keepsResiduals = keepsResiduals
    }

    /// Makes the composite of its options.
    public init(options: [String: CompositeAttributes.Option]) throws {
        try self.init(
            step: Graph(text: options.string("step", of: Self.name)),
            carries: options.integer("carries", of: Self.name), sequences: options.integer("sequences", of: Self.name),
            length: options.integer("length", of: Self.name), isReversed: options.boolean("reversed", of: Self.name),
            keepsResiduals: options.boolean("keeps_residuals", of: Self.name))
    }

    /// A loop whose state is an index, the carried values and the outputs, of which each step replaces one slice.
    public func decompose(_ builder: GraphBuilder, _ operands: [ValueID]) throws -> [ValueID] {
        try check(operands.map(builder.type(of:)))
        let step = keepsResiduals ? try ScanGradient(self.step, builder).forward : self.step
        let (graph, varying) = (step.graph, step.varying)
        var map: [ValueID: ValueID] = [:]
        let constants = operands[(step.carryCount + step.sequenceCount)...]
        for (parameter, operand) in zip(step.constants, constants) { map[parameter] = operand }
        for node in graph.body.nodes where !node.reads(varying) {
            try builder.copy(node, of: graph, into: &map)
        }

        let index = TensorType([], .i64)
        func number(_ value: Int) throws -> ValueID { try builder.constant(TensorValue(Int64(value))) }
        let first = try number(0)
        let carries = Array(operands[..<step.carryCount])
        // Outputs that are one value of the step are one stack.
        let outputs = graph.body.results[step.carryCount...]
        var stacked: [ValueID] = []
        for value in outputs where !stacked.contains(value) { stacked.append(value) }
        let stacks = try stacked.map { try builder.zeros(graph[$0].with(shape: [length] + graph[$0].shape)) }
        let state = [first] + carries + stacks
        let types = [index] + (carries + stacks).map(builder.type(of:))
        let condition = try builder.region(types) { [try builder.compare(.lt, $0[0], try number(length))] }
        let body = try builder.region(types) { parameters in
            var map = map
            let zero = try number(0)
            let place =
                isReversed
                ? try builder.binary(.subtract, try number(length - 1), parameters[0]) : parameters[0]
            for (value, carried) in zip(step.carries, parameters[1...]) { map[value] = carried }
            for (value, sequence) in zip(step.sequences, operands[step.carryCount...]) {
                let shape = graph[value].shape
                let slice = try builder.one(
                    .dynamicSlice(DynamicSliceAttributes(sizes: [1] + shape)),
                    [sequence, place] + shape.map { _ in zero })
                map[value] = try builder.reshape(slice, to: shape)
            }
            for node in graph.body.nodes where node.reads(varying) {
                try builder.copy(node, of: graph, into: &map)
            }
            let next = try zip(parameters[(1 + step.carryCount)...], stacked).map { stack, value in
                let shape = graph[value].shape
                let row = try builder.reshape(map[value]!, to: [1] + shape)
                return try builder.one(.dynamicUpdateSlice, [stack, row, place] + shape.map { _ in zero })
            }
            let carried = graph.body.results[..<step.carryCount].map { map[$0]! }
            return [try builder.binary(.add, parameters[0], try number(1))] + carried + next
        }
        let results = try builder.append(.whileLoop, state, regions: [condition, body])
        let made = results[(1 + step.carryCount)...]
        let place = Dictionary(uniqueKeysWithValues: zip(stacked, made))
        return results[1..<made.startIndex] + outputs.map { place[$0]! }
    }

    /// The scan that goes the other way, and the contractions after it.
    public func pullback(_ call: PullbackCall, _ builder: GraphBuilder) throws -> [ValueID?] {
        let outputs = step.graph.outputTypes.count
        let whole = try ScanGradient(step, builder)
        var residuals = Array(call.results[outputs...])
        if !keepsResiduals {
            let again = try ScanComposite(
                step: step.graph, carries: step.carryCount, sequences: step.sequenceCount, length: length,
                isReversed: isReversed, keepsResiduals: true)
            residuals = Array(try builder.composite(again, operands: call.operands)[outputs...])
        }
        let stacks = Dictionary(uniqueKeysWithValues: zip(whole.residuals, residuals))
        let reaching = (step.carryCount..<outputs).map { call.cotangents[$0] != nil }
        let gradient = reaching.contains(false) ? try ScanGradient(step, builder, reaching: reaching) : whole
        return try gradient.append(
            to: builder, operands: call.operands, cotangents: Array(call.cotangents[..<outputs]), residuals: stacks,
            needed: call.needed, length: length, isReversed: isReversed)
    }

    private func check(_ operands: [TensorType]) throws {
        let inputs = step.graph.inputTypes
        let expected = inputs.enumerated().map { number, type in
            let isSequence = (step.carryCount..<(step.carryCount + step.sequenceCount)).contains(number)
            return isSequence ? type.with(shape: [length] + type.shape) : type
        }
        guard operands == expected else {
            throw VerbatimError(
                .shape, "the operands of \(Self.name) do not suit its step",
                received: operands.map(\.description).joined(separator: ", "),
                expected: expected.map(\.description).joined(separator: ", "))
        }
    }
}
