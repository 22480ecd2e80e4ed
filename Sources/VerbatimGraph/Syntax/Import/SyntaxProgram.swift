/// A program of a text made ready to run: its graph, and what it says about its own results.
///
/// StableHLO's conformance programs check themselves by operations named `check.*`. Their operands become outputs, so
/// that whoever runs the graph can decide.
public struct SyntaxProgram: Sendable {
    /// What a program says about a result.
    public enum Expectation: Sendable, Hashable {
        /// Equal values; equal zeros whatever their signs, no NaN.
        case equal
        /// Apart by no more than a tolerance.
        case almostEqual(Double)
        /// Apart by so many units in the last place at least and at most.
        case close(minimum: Int, maximum: Int)
        /// Equal to what was shown under a name by `interpreter.probe`, the time given.
        case probed(String, time: Int)
    }

    /// A check of two outputs.
    public struct Check: Sendable, Hashable {
        /// The output that was computed.
        public var actual: Int
        /// The output that it should be; the same output where a probe says it.
        public var expected: Int
        /// How they are compared.
        public var expectation: Expectation
    }

    /// The graph; the outputs that checks compare follow the program's own.
    public var graph: Graph
    /// The checks in program order.
    public var checks: [Check]
    /// The number of outputs that the program itself returns.
    public var outputCount: Int

    /// Translates the function `main`, the only public function or the only one.
    ///
    /// - Parameters:
    ///   - function: The function to translate instead.
    ///   - customCalls: What custom calls beyond the known ones stand for, by target.
    /// - Throws: `VerbatimError` with line and column: `.malformed` for what breaks a rule, `.unsupported` for what the
    ///   graph does not have.
    public init(
        _ module: SyntaxModule, function: String? = nil, customCalls: [String: CustomCallTranslation] = [:]
    ) throws {
        let importer = try SyntaxImporter(module, customCalls: customCalls)
        self = try importer.program(function)
    }

    init(graph: Graph, checks: [Check], outputCount: Int) {
        self.graph = graph
        self.checks = checks
        self.outputCount = outputCount
    }
}

/// Writes a custom call as operations of the graph: from the operands, and the results' types, to the results.
public typealias CustomCallTranslation =
    @Sendable (_ builder: GraphBuilder, _ operands: [ValueID], _ results: [TensorType]) throws -> [ValueID]
