import VerbatimGraph
import VerbatimTensor

/// What a layer gives for categories.
public enum CategoryOutput: String, Sendable, Hashable, CaseIterable, Codable {
    /// Their numbers.
    case int
    /// A row of zeros with a one for each number; a last dimension of 1 is replaced by the row.
    case oneHot = "one_hot"
    /// A row for each sample, ones for the numbers that it has.
    case multiHot = "multi_hot"
    /// A row for each sample, how often it has each number.
    case count

    /// Numbers from 0 to below `tokens` in this form; rows are of the compute type, or f32.
    func encoded(
        _ numbers: Tensor, tokens: Int, weights: Tensor? = nil, _ context: CallContext
    ) throws -> Tensor {
        if self == .int { return numbers }
        try context.expectBatch(numbers, atLeast: 1, "[batch, ...]")
        let element = context.dtypePolicy?.computeType ?? .f32
        if self == .oneHot {
            let isColumn = numbers.rank > 1 && numbers.shape.last == 1
            return VerbatimTensor.oneHot(isColumn ? numbers.squeezed(axes: -1) : numbers, classes: tokens, element)
        }
        let rows = VerbatimTensor.oneHot(numbers, classes: tokens, element)
        guard numbers.rank > 1 else { return rows }
        if self == .multiHot { return rows.max(axes: -2) }
        let weighted = weights.map { rows * $0.cast(to: element).expandedDimensions(axes: -1) } ?? rows
        return weighted.sum(axes: -2)
    }
}
