import VerbatimArithmetic
import VerbatimGraph

extension Lowering {
    /// A fold whose body is one operation that has fold functions; any other body is handed on.
    mutating func reduce(_ attributes: ReduceAttributes, _ operands: [View], _ node: Node) {
        guard operands.count == 2, let operation = node.regions[0].simpleBody,
            let fold = FoldFunctions(operation, element(operands[0]), compiler.blocks, compiler.kernels)
        else { return reference(node) }
        if type(node.results[0]).count == 0 { return zeros(node.results[0]) }
        let step = ReduceStep(
            fold: fold, form: ReductionForm(operands[0], attributes, node.sampleSum, isOrdered: fold.isOrdered))
        append(
            Item(
                name: "reduce \(operation.rawValue)", work: .kernel(step), operands: operands, results: node.results,
                // Folds of one operation give canonical NaN; those of bits never meet one.
                payloads: .ignored))
    }
}

/// How a reduction walks its operand: kept dimensions outside, reduced ones inside, cut in pieces.
struct ReductionForm {
    /// The operand of one leaf: its kept dimensions, then its reduced ones, both in row-major order.
    struct Leaf {
        var view: View
        /// The reduced elements of one result.
        var count: Int
    }

    /// The sizes of the kept dimensions.
    let kept: [Int]
    let leaves: [Leaf]
    /// Whether the minor-most dimension is reduced, so that the row rule holds.
    let isRow: Bool

    init(_ operand: View, _ attributes: ReduceAttributes, _ sum: SampleSum?, isOrdered: Bool) {
        let rank = operand.shape.count
        let reduced = (0..<rank).filter { attributes.dimensions.contains($0) }
        let keptDimensions = (0..<rank).filter { !attributes.dimensions.contains($0) }
        kept = keptDimensions.map { operand.shape[$0] }
        isRow = rank > 0 && attributes.dimensions.contains(rank - 1)
        var parts = [operand]
        // Where the order is free, so are the leaves.
        if let sum, isOrdered {
            let dimension = attributes.dimensions[sum.dimension]
            parts = sum.leaves(size: operand.shape[dimension]).map { range in
                var start = operand.shape.map { _ in 0 }
                var shape = operand.shape
                start[dimension] = range.lowerBound
                shape[dimension] = range.count
                return operand.sliced(start: start, shape: shape, steps: shape.map { _ in 1 })
            }
        }
        leaves = parts.map { part in
            Leaf(
                view: part.transposed(keptDimensions + reduced),
                count: reduced.map { part.shape[$0] }.reduce(1, *))
        }
    }
}
