import VerbatimGraph
import VerbatimTensor

/// A layer of one input and one output.
public protocol UnaryLayer: Layer {
    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input does not suit the layer.
    func call(_ input: Tensor, _ context: inout CallContext) throws -> Tensor
}

extension UnaryLayer {
    /// Calls the function of one tensor.
    ///
    /// - Throws: `VerbatimError` unless there is exactly one input.
    public func call(_ inputs: [Tensor], _ context: inout CallContext) throws -> [Tensor] {
        guard inputs.count == 1 else {
            throw VerbatimError(
                .shape, "\(context.description) got a wrong number of inputs", received: "\(inputs.count)",
                expected: "1")
        }
        return [try call(inputs[0], &context)]
    }

    /// Applies the layer inside another layer, as its child.
    public func callAsFunction(
        _ input: Tensor, _ context: inout CallContext, file: StaticString = #fileID, line: Int = #line
    ) throws -> Tensor {
        try context.call(self, [input], location: Location(file: "\(file)", line: line))[0]
    }
}
