import VerbatimGraph
import VerbatimTensor

/// The place of each whole number in a vocabulary; numbers outside it take one of the places before it, by remainder.
///
/// The places are: 0 for the mask token if there is one, then those of numbers outside the vocabulary, then the vocabulary.
/// With one place for numbers outside all share it; with more, number n takes `n mod places`; with none, they take -1.
/// Rows have no place for the mask token.
///
/// - Shapes: those that `outputMode` says; for `int` the input's, `i64`
public final class IntegerLookup: UnaryLayer {
    /// The numbers, in order.
    public let vocabulary: [Int]
    /// The number of places for numbers outside the vocabulary.
    public let numOOVIndices: Int
    /// The number that takes place 0.
    public let maskToken: Int?
    /// What comes out.
    public let outputMode: CategoryOutput
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a lookup layer.
    public init(
        vocabulary: [Int], numOOVIndices: Int = 1, maskToken: Int? = nil, outputMode: CategoryOutput = .int,
        name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.vocabulary = vocabulary
        self.numOOVIndices = numOOVIndices
        self.maskToken = maskToken
        self.outputMode = outputMode
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        guard x.elementType.isInteger else {
            throw VerbatimError(
                .elementType, "\(context.description) takes whole numbers", received: x.elementType.rawValue,
                expected: "an integer type", remedy: "give Input(elementType: .i64) and integer data")
        }
        try context.require(
            Set(vocabulary).count == vocabulary.count && !vocabulary.isEmpty && numOOVIndices >= 0,
            "has no vocabulary, or a number twice", received: "\(vocabulary.count) numbers",
            expected: "each number once")
        let wide = x.cast(to: .i64)
        let table = Tensor(vocabulary.map { Int64($0) })
        let first = (maskToken == nil || outputMode != .int ? 0 : 1) + numOOVIndices
        let hits = wide.expandedDimensions(axes: -1) .== table
        let places = Tensor.iota([vocabulary.count], axis: 0, .i64)
        let found = which(hits, places, Tensor.zeros([vocabulary.count], .i64)).sum(axes: -1)
        let before: Tensor
        switch numOOVIndices {
        case 0: before = Tensor.full(like: wide, -1)
        case 1: before = Tensor.full(like: wide, Tensor(Int64(first - 1)))
        default:
            let remainder = wide % numOOVIndices
            before = which(remainder .< 0, remainder + numOOVIndices, remainder) + (first - numOOVIndices)
        }
        var result = which(hits.any(axes: -1), found + first, before)
        if let maskToken {
            let masked = Tensor.full(like: result, Tensor(Int64(outputMode == .int ? 0 : -1)))
            result = which(wide .== maskToken, masked, result)
        }
        return try outputMode.encoded(result, tokens: first + vocabulary.count, context)
    }
}
