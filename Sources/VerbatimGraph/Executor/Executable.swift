/// A graph made ready by an executor: a pure function, callable from several tasks at once.
public protocol Executable: Sendable {
    /// The graph it runs.
    var graph: Graph { get }

    /// Runs the graph on inputs of its input types.
    ///
    /// - Parameters:
    ///   - inputs: One value for each input, of its type.
    ///   - outputs: Empty, or values of the output types whose memory is reused where nothing else refers to it. An
    ///     output never shares memory with an input.
    ///   - observer: Gets what `verbatim.print` shows, in program order; nil drops it.
    /// - Throws: `VerbatimError` if the inputs are not of the input types.
    func run(_ inputs: [TensorValue], into outputs: inout [TensorValue], observer: Observer?) throws
}

extension Executable {
    /// Runs the graph and returns new outputs.
    public func callAsFunction(_ inputs: [TensorValue], observer: Observer? = nil) throws -> [TensorValue] {
        var outputs: [TensorValue] = []
        try run(inputs, into: &outputs, observer: observer)
        return outputs
    }

    /// Throws unless there is one input for each of the graph's, of its type.
    package func check(_ inputs: [TensorValue]) throws {
        let expected = graph.inputTypes
        guard inputs.count == expected.count else {
            throw VerbatimError(
                .shape, "graph \(graph.name) got a wrong number of inputs", received: "\(inputs.count)",
                expected: "\(expected.count)")
        }
        for (index, input) in inputs.enumerated() where input.type != expected[index] {
            throw VerbatimError(
                .shape, "input \(graph.inputs[index].name) of graph \(graph.name) has another type",
                received: "\(input.type)", expected: "\(expected[index])")
        }
    }
}
