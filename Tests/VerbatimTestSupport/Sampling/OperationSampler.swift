import Verbatim

/// Makes random valid graphs of one operation, or of several, with nasty values: for comparing executors bit for bit.
public enum OperationSampler {
    /// A graph of one operation of a kind.
    ///
    /// - Parameters:
    ///   - kind: Which operation.
    ///   - seed: Every seed gives other attributes, shapes, types and values.
    ///   - elements: The element types to choose from, where the operation leaves a choice.
    ///   - scale: How many times larger than a few hundred elements tensors may be.
    public static func sample(
        _ kind: OperationKind, _ seed: UInt64, elements: [ElementType] = ElementType.allCases, scale: Int = 1
    ) throws -> OperationSample {
        var composer = SampleComposer(
            seed: seed &+ salt(kind.rawValue), elements: elements, reuses: false, scale: scale)
        let results = try composer.append(kind)
        return composer.finish(
            outputs: results, origin: "OperationSampler.sample(.\(kind.rawValue), \(seed), scale: \(scale))")
    }

    /// A graph of several operations that use each other's results, for fusion and memory plans.
    ///
    /// Every result that no operation uses is an output, and some others are.
    ///
    /// - Parameters:
    ///   - operations: How many operations.
    ///   - seed: Every seed gives another graph.
    ///   - kinds: The kinds to choose from.
    ///   - elements: The element types to choose from, where an operation leaves a choice.
    public static func program(
        _ operations: Int, _ seed: UInt64, kinds: [OperationKind] = OperationKind.allCases,
        elements: [ElementType] = ElementType.allCases
    ) throws -> OperationSample {
        var composer = SampleComposer(seed: seed &+ salt("program"), elements: elements, reuses: true)
        for _ in 0..<operations { try composer.append(composer.generator.pick(kinds)) }
        return composer.finish(
            outputs: composer.loose(), origin: "OperationSampler.program(\(operations), \(seed))")
    }

    private static func salt(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
