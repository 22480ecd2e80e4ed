import Verbatim

/// Runs functions of tensors as one compiled graph, with gradients where they are asked for.
enum Evaluation {
    /// Outputs, and gradients of `sum(upstream * output)` over all outputs with respect to some of the inputs.
    ///
    /// - Parameters:
    ///   - inputs: The values of the function's arguments.
    ///   - differentiated: The places of the arguments that gradients are wanted of.
    ///   - upstream: One for each output; nil leaves the output out, and an output without a place counts with 1.
    ///   - body: The function.
    static func run(
        _ inputs: [TensorValue], differentiated: [Int] = [], upstream: [TensorValue?] = [],
        _ body: ([Tensor]) throws -> [Tensor]
    ) throws -> (outputs: [TensorValue], gradients: [TensorValue]) {
        let trace = Trace(name: "case")
        let symbols = inputs.enumerated().map { trace.input($1.type, name: "input\($0)") }
        let outputs = try body(symbols)
        if let failure = trace.failure ?? outputs.lazy.compactMap(\.failure).first { throw failure }
        var gradients: [Tensor] = []
        if !differentiated.isEmpty {
            var total: Tensor?
            for (place, output) in outputs.enumerated() where output.elementType.isFloat {
                let weighted: Tensor
                if upstream.indices.contains(place) {
                    guard let up = upstream[place] else { continue }
                    weighted = (output * Tensor(up)).sum()
                } else {
                    weighted = output.sum()
                }
                total = total.map { $0 + weighted } ?? weighted
            }
            guard let total else { throw Unsupported("no output has a gradient") }
            gradients = try trace.gradients(of: total, withRespectTo: differentiated.map { symbols[$0] })
        }
        // An output that does not depend on the inputs is a value already, which a graph takes as a constant.
        let graph = try trace.finish(outputs: outputs + gradients)
        let results = try EagerExecutor.run(graph, inputs)
        return (Array(results.prefix(outputs.count)), Array(results.dropFirst(outputs.count)))
    }
}
