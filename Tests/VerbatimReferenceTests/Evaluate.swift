import Testing
import VerbatimGraph
import VerbatimReference

/// Runs one operation on operands through a graph and the reference executor.
func evaluate(
    _ operation: Operation, _ operands: [TensorValue], sampleSum: SampleSum? = nil,
    regions: (GraphBuilder) throws -> [Region] = { _ in [] }
) throws -> [TensorValue] {
    let builder = GraphBuilder(name: "test")
    let inputs = operands.enumerated().map { builder.input($1.type, name: "input\($0)") }
    let results = try builder.append(operation, inputs, regions: regions(builder), sampleSum: sampleSum)
    let graph = builder.finish(outputs: results)
    let executable = try ReferenceExecutor().compile(graph)
    return try executable(operands)
}

/// Runs an operation with one result and returns its elements.
func elements<Scalar: TensorElement>(
    _ operation: Operation, _ operands: [TensorValue], of _: Scalar.Type, sampleSum: SampleSum? = nil,
    regions: (GraphBuilder) throws -> [Region] = { _ in [] }
) throws -> [Scalar] {
    try evaluate(operation, operands, sampleSum: sampleSum, regions: regions)[0].array()
}

/// A tensor of one dimension.
func vector<Scalar: TensorElement>(_ elements: [Scalar]) throws -> TensorValue {
    try TensorValue(elements, shape: [elements.count])
}

/// A body of one binary operation on scalars.
func body(_ operation: BinaryOperation, _ element: ElementType) -> (GraphBuilder) throws -> [Region] {
    { builder in
        let scalar = TensorType([], element)
        return [try builder.region([scalar, scalar]) { [try builder.binary(operation, $0[0], $0[1])] }]
    }
}

/// Deterministic pseudo-random numbers for tests (SplitMix64).
struct TestGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Numbers whose sums depend on their order.
    mutating func floats(_ count: Int) -> [Float] {
        (0..<count).map { _ in Float(Int32(truncatingIfNeeded: next())) * 0x1p-31 * (next() % 8 == 0 ? 1000 : 1) }
    }

    /// Numbers whose sums depend on their order.
    mutating func doubles(_ count: Int) -> [Double] {
        (0..<count).map { _ in Double(Int64(truncatingIfNeeded: next())) * 0x1p-63 * (next() % 8 == 0 ? 1e6 : 1) }
    }
}

extension [Float] {
    /// The bits, for exact comparison.
    var bits: [UInt32] { map(\.bitPattern) }
}

extension [Double] {
    /// The bits, for exact comparison.
    var bits: [UInt64] { map(\.bitPattern) }
}
