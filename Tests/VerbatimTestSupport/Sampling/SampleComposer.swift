import Verbatim

/// A random graph while it is being made: the builder, its inputs' values, and what may be used again.
struct SampleComposer {
    var generator: SampleGenerator
    let builder: GraphBuilder
    let elements: [ElementType]
    /// Whether later operations use the results of earlier ones.
    let reuses: Bool
    /// How many times larger than a few hundred elements tensors may be.
    let scale: Int
    let values: SampleGenerator.Values
    private var inputs: [TensorValue] = []
    private var pool: [ValueID] = []
    private var used: Set<ValueID> = []

    init(seed: UInt64, elements: [ElementType], reuses: Bool, scale: Int = 1) {
        generator = SampleGenerator(seed)
        self.elements = elements
        self.reuses = reuses
        self.scale = scale
        values = generator.pick(SampleGenerator.Values.allCases)
        builder = GraphBuilder(name: "sample")
    }

    /// The finished graph with its inputs.
    func finish(outputs: [ValueID], origin: String) -> OperationSample {
        OperationSample(graph: builder.finish(outputs: outputs), inputs: inputs, origin: origin)
    }

    /// Results that nothing uses, and a few that something does.
    mutating func loose() -> [ValueID] {
        var outputs: [ValueID] = []
        for value in pool where !used.contains(value) || generator.once(in: 6) { outputs.append(value) }
        return outputs
    }

    // MARK: Types

    /// An element type that satisfies a condition, f32 half the time; one from outside the choice if there is none in it.
    mutating func element(_ condition: (ElementType) -> Bool = { _ in true }) -> ElementType {
        let choices = elements.filter(condition)
        if choices.contains(.f32) && generator.once(in: 2) { return .f32 }
        return generator.pick(choices.isEmpty ? ElementType.allCases.filter(condition) : choices)
    }

    /// An integer type for indices; also where the choice has none.
    mutating func indexElement() -> ElementType { element(\.isInteger) }

    /// A type whose element satisfies a condition, often one that is there already.
    mutating func type(_ condition: (ElementType) -> Bool = { _ in true }, rank: ClosedRange<Int> = 0...4) -> TensorType
    {
        if reuses && !generator.once(in: 4) {
            let there = pool.map { builder.type(of: $0) }.filter { condition($0.element) && rank.contains($0.rank) }
            if !there.isEmpty { return there[max(0, there.count - 1 - generator.int(0...5))] }
        }
        let count = scale * (rank.contains(1) && generator.once(in: 5) ? 3000 : 600)
        let rank = generator.int(rank)
        return TensorType(generator.shape(rank: rank, count: count, side: side(rank)), element(condition))
    }

    /// The size of a dimension up to which sizes are usual: of a tensor of a rank with `scale` times 600 elements.
    private func side(_ rank: Int) -> Int {
        guard scale > 1, rank > 0 else { return 9 }
        var side = 9
        while (0..<rank).reduce(1, { product, _ in product * (side + 1) }) <= scale * 600 { side += 1 }
        return side
    }

    // MARK: Operands

    /// An operand of a type: an input, a constant, or a value that is there already.
    mutating func operand(_ type: TensorType, _ values: SampleGenerator.Values? = nil) throws -> ValueID {
        if reuses, !generator.once(in: 6) {
            let there = pool.filter { builder.type(of: $0) == type }
            if !there.isEmpty {
                let value = generator.pick(there)
                used.insert(value)
                return value
            }
        }
        return try operand(generator.tensor(type, values ?? self.values))
    }

    /// An operand with a value: an input or a constant.
    mutating func operand(_ value: TensorValue) throws -> ValueID {
        if generator.once(in: 6) { return try builder.constant(value) }
        inputs.append(value)
        let input = builder.input(value.type, name: "input\(inputs.count - 1)")
        if reuses {
            pool.append(input)
            used.insert(input)
        }
        return input
    }

    /// An integer tensor of indices into a range, some of them outside.
    mutating func indices(_ shape: [Int], upTo limit: Int, element: ElementType) throws -> ValueID {
        var numbers: [Int] = []
        for _ in 0..<shape.reduce(1, *) {
            let range = generator.once(in: 6) ? -3...limit + 3 : 0...max(0, limit - 1)
            numbers.append(generator.once(in: 40) ? generator.pick([Int.max, .min]) : generator.int(range))
        }
        return try operand(TensorValue(indices: numbers, shape: shape, element: element))
    }

    /// Records results so that later operations may use them.
    @discardableResult
    mutating func keep(_ results: [ValueID]) -> [ValueID] {
        pool += results
        return results
    }
}

extension TensorValue {
    /// Makes an integer tensor, wrapping numbers that do not fit.
    fileprivate init(indices: [Int], shape: [Int], element: ElementType) throws {
        switch element {
        case .i8: self = try TensorValue(indices.map { Int8(clamping: $0) }, shape: shape)
        case .i16: self = try TensorValue(indices.map { Int16(clamping: $0) }, shape: shape)
        case .i32: self = try TensorValue(indices.map { Int32(clamping: $0) }, shape: shape)
        case .i64: self = try TensorValue(indices.map { Int64($0) }, shape: shape)
        case .u8: self = try TensorValue(indices.map { UInt8(clamping: $0) }, shape: shape)
        case .u16: self = try TensorValue(indices.map { UInt16(clamping: $0) }, shape: shape)
        case .u32: self = try TensorValue(indices.map { UInt32(truncatingIfNeeded: $0) }, shape: shape)
        case .u64: self = try TensorValue(indices.map { UInt64(truncatingIfNeeded: $0) }, shape: shape)
        case .bool, .f16, .bf16, .f32, .f64, .i2, .i4, .u2, .u4, .c64, .c128, .f4E2M1FN, .f6E2M3FN, .f6E3M2FN, .f8E3M4,
            .f8E4M3,
            .f8E4M3B11FNUZ, .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2, .f8E5M2FNUZ, .f8E8M0FNU:
            fatalError("\(element.rawValue) is no index type")
        }
    }
}
