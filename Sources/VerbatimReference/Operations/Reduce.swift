import VerbatimArithmetic
import VerbatimGraph

/// Where the operand's elements of a reduction lie.
struct ReductionPlan {
    /// The result's shape.
    let shape: [Int]
    /// For each result element, where its reduced elements begin.
    let bases: [Int]
    /// For each leaf, the reduced elements' distances from there, in row-major order of the reduced dimensions.
    let leaves: [[Int]]
    /// Whether the minor-most dimension is reduced, so that the row rule holds.
    let isRow: Bool

    init(_ attributes: ReduceAttributes, _ operand: TensorType, _ sampleSum: SampleSum?) {
        let strides = operand.strides
        let reduced = operand.shape.indices.filter { attributes.dimensions.contains($0) }
        let kept = operand.shape.indices.filter { !attributes.dimensions.contains($0) }
        shape = kept.map { operand.shape[$0] }
        bases = IndexSpace.offsets(shape, strides: kept.map { strides[$0] })
        isRow = operand.rank > 0 && attributes.dimensions.contains(operand.rank - 1)
        let reducedStrides = reduced.map { strides[$0] }
        var reducedShape = reduced.map { operand.shape[$0] }
        if let sampleSum {
            let dimension = attributes.dimensions[sampleSum.dimension]
            let place = reduced.firstIndex(of: dimension)!
            leaves = sampleSum.leaves(size: operand.shape[dimension]).map { range in
                reducedShape[place] = range.count
                return IndexSpace.offsets(
                    reducedShape, strides: reducedStrides, start: range.lowerBound * strides[dimension])
            }
        } else {
            leaves = [IndexSpace.offsets(reducedShape, strides: reducedStrides)]
        }
    }
}

extension Interpreter {
    /// `reduce`: folds dimensions away.
    ///
    /// A body of exactly one add or multiply has an order of its own. If the minor-most dimension is reduced, the row
    /// rule: the reduced elements, in row-major order, go to 32 strided lanes, folded in halves; above 4,096 elements,
    /// blocks of 4,096 are combined by the canonical tree. Otherwise the chain rule: ascending chains of 256 elements,
    /// their results combined ascending. Either starts from +0 (add) or 1 (multiply), and the result is `op(init, S)`.
    /// Marked with a sample sum, every leaf follows this rule and the canonical tree combines the leaves.
    ///
    /// Maximum, minimum, and, or, xor, and anything on integers, do not depend on the order. Any other body is a left
    /// fold `body(accumulator, element)` from init over the reduced elements in row-major order. A NaN that a body of
    /// one operation gives is canonical; other bodies keep what they move.
    func reduce(_ attributes: ReduceAttributes, _ node: Node, _ operands: [TensorValue]) throws -> [TensorValue] {
        let body = node.regions[0]
        let inputs = Array(operands[..<(operands.count / 2)])
        let initial = Array(operands[(operands.count / 2)...])
        let plan = ReductionPlan(attributes, inputs[0].type, node.sampleSum)
        if inputs.count == 1, let operation = body.simpleBody {
            return [inputs[0].type.element.scalar.reduce(operation, plan, inputs[0], initial[0])]
        }
        var results = inputs.map { TensorValue(zeros: $0.type.with(shape: plan.shape)) }
        for (place, base) in plan.bases.enumerated() {
            var accumulators = initial
            for offset in plan.leaves[0] {
                accumulators = try run(body, accumulators + inputs.map { $0.scalar(at: base + offset) })
            }
            for index in results.indices { results[index].set(accumulators[index], at: place) }
        }
        return results
    }
}

extension Element {
    static func reduce(
        _ operation: BinaryOperation, _ plan: ReductionPlan, _ operand: TensorValue, _ initial: TensorValue
    ) -> TensorValue {
        let f: (Self, Self) -> Self = function(operation)
        let start = initial.array(of: Self.self)[0]
        return operand.withUnsafeElements(Self.self) { x in
            TensorValue.make(plan.shape, of: Self.self) { result in
                for (place, base) in plan.bases.enumerated() {
                    var accumulator = start
                    for leaf in plan.leaves { for offset in leaf { accumulator = f(accumulator, x[base + offset]) } }
                    result[place] = accumulator
                }
            }
        }
    }
}

extension FloatElement {
    static func reduce(
        _ operation: BinaryOperation, _ plan: ReductionPlan, _ operand: TensorValue, _ initial: TensorValue
    ) -> TensorValue {
        let start = initial.array(of: Self.self)[0]
        let ordered: ReductionOperation? = operation == .add ? .add : operation == .multiply ? .multiply : nil
        let f: (Self, Self) -> Self = function(operation)
        return operand.withUnsafeElements(Self.self) { x in
            TensorValue.make(plan.shape, of: Self.self) { result in
                for (place, base) in plan.bases.enumerated() {
                    if let ordered {
                        let sum = CanonicalTree.combine(
                            count: plan.leaves.count,
                            leaf: { number in
                                let leaf = plan.leaves[number]
                                return plan.isRow
                                    ? Reductions.row(ordered, count: leaf.count) { x[base + leaf[$0]] }
                                    : Reductions.chain(ordered, count: leaf.count) { x[base + leaf[$0]] }
                            }, merge: { ordered($0, $1) })
                        result[place] = ordered(start, sum ?? ordered.identity()).canonicalized
                    } else {
                        var accumulator = start
                        for leaf in plan.leaves {
                            for offset in leaf { accumulator = f(accumulator, x[base + offset]) }
                        }
                        result[place] = accumulator.canonicalized
                    }
                }
            }
        }
    }
}
