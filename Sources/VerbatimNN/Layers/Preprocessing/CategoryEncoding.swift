import VerbatimGraph
import VerbatimTensor

/// Whole numbers as rows of ones and zeros, or of counts; a second input weighs the counts.
///
/// - Shapes: `[batch] or [batch, places] -> [batch, numTokens]`; for `oneHot` a last dimension of 1 is replaced, others stay
public final class CategoryEncoding: Layer {
    /// One more than the greatest number.
    public let numTokens: Int
    /// What comes out; anything but `int`.
    public let outputMode: CategoryOutput
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Whole numbers stay as they are.
    public static var autocast: Bool { false }

    /// Makes an encoding layer.
    public init(
        _ numTokens: Int, outputMode: CategoryOutput = .multiHot, name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.numTokens = numTokens
        self.outputMode = outputMode
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ inputs: [Tensor], _ context: inout CallContext) throws -> [Tensor] {
        guard (1...2).contains(inputs.count) else {
            throw VerbatimError(
                .shape, "\(context.description) got a wrong number of inputs", received: "\(inputs.count)",
                expected: "1, or 2 with weights for counts")
        }
        try context.require(
            numTokens > 0 && outputMode != .int, "encodes nothing",
            received: "\(numTokens) tokens, \(outputMode.rawValue)",
            expected: "1 token or more, another mode than int")
        try context.require(
            inputs.count == 1 || outputMode == .count, "takes weights for counts only", received: outputMode.rawValue,
            expected: "count")
        let weights = inputs.count == 2 ? inputs[1] : nil
        return [try outputMode.encoded(inputs[0].cast(to: .i32), tokens: numTokens, weights: weights, context)]
    }
}
