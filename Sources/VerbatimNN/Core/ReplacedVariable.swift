import VerbatimGraph
import VerbatimTensor

/// What a layer puts in the place of a variable of its child, made once in a call.
final class ReplacedVariable {
    private let replacement: (Tensor, inout CallContext) throws -> Tensor
    private let mayUpdate: Bool
    private var made: [String: Tensor] = [:]
    /// The layer's own context, as the replacement leaves it.
    private(set) var context: CallContext

    init(
        replacement: @escaping (Tensor, inout CallContext) throws -> Tensor, context: CallContext, mayUpdate: Bool
    ) {
        self.replacement = replacement
        self.context = context
        self.mayUpdate = mayUpdate
    }

    func callAsFunction(_ variable: Tensor, _ path: String) throws -> Tensor {
        if let known = made[path] { return known }
        let value = try replacement(variable, &context).stopGradient()
        if mayUpdate { context.recorder.replaceParameter(path, by: value) }
        let result = Tensor.apply(variable, value, file: #fileID, line: #line) {
            try $0.composite(StraightThrough(), operands: $1)[0]
        }
        made[path] = result
        return result
    }
}
