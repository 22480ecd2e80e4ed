import VerbatimArithmetic
import VerbatimGraph

/// Where the factors of a contraction lie: for batch b, row m, column n and term k of a leaf, `lhs[b + m + k]` and
/// `rhs[b + n + k]`.
struct ContractionPlan {
    let type: TensorType
    let batches: [(lhs: Int, rhs: Int)]
    let rows: [Int]
    let columns: [Int]
    let leaves: [[(lhs: Int, rhs: Int)]]

    init(
        _ attributes: DotGeneralAttributes, _ lhs: TensorType, _ rhs: TensorType, _ result: TensorType,
        _ sampleSum: SampleSum?
    ) {
        func places(_ type: TensorType, _ dimensions: [Int]) -> [Int] {
            IndexSpace.offsets(dimensions.map { type.shape[$0] }, strides: dimensions.map { type.strides[$0] })
        }
        type = result
        batches = zip(places(lhs, attributes.lhsBatching), places(rhs, attributes.rhsBatching)).map { ($0, $1) }
        rows = places(lhs, attributes.lhsFree(rank: lhs.rank))
        columns = places(rhs, attributes.rhsFree(rank: rhs.rank))
        let lhsStrides = attributes.lhsContracting.map { lhs.strides[$0] }
        let rhsStrides = attributes.rhsContracting.map { rhs.strides[$0] }
        let shape = attributes.lhsContracting.map { lhs.shape[$0] }
        let ranges = sampleSum.map { $0.leaves(size: shape[$0.dimension]) } ?? []
        func terms(_ shape: [Int], lhsStart: Int = 0, rhsStart: Int = 0) -> [(lhs: Int, rhs: Int)] {
            zip(
                IndexSpace.offsets(shape, strides: lhsStrides, start: lhsStart),
                IndexSpace.offsets(shape, strides: rhsStrides, start: rhsStart)
            ).map { ($0, $1) }
        }
        guard let sampleSum else {
            leaves = [terms(shape)]
            return
        }
        leaves = ranges.map { range in
            var leaf = shape
            leaf[sampleSum.dimension] = range.count
            return terms(
                leaf, lhsStart: range.lowerBound * lhsStrides[sampleSum.dimension],
                rhsStart: range.lowerBound * rhsStrides[sampleSum.dimension])
        }
    }
}

/// `dot_general`: products over the contracting dimensions, for every batch, row and column.
///
/// The terms run in row-major order of the contracting dimensions as listed, in chunks of 256. A chunk is a chain
/// `p = fma(lhs, rhs, p)` from +0, ascending; the result is `y = y + p` from +0 over the chunks, ascending, so it is
/// never -0. f64 likewise; integers wrap. Marked with a sample sum, each leaf of the marked contracting dimension follows
/// this rule and the canonical tree combines the leaves; no leaf at all gives +0.
enum Contraction {
    static func dotGeneral(
        _ attributes: DotGeneralAttributes, _ lhs: TensorValue, _ rhs: TensorValue, _ result: TensorType,
        _ sampleSum: SampleSum?
    ) -> TensorValue {
        lhs.type.element.scalar.contract(ContractionPlan(attributes, lhs.type, rhs.type, result, sampleSum), lhs, rhs)
    }
}

extension ContractionPlan {
    /// Sets every result element to what a closure makes of where its factors begin.
    func fill<Scalar: Element>(_: Scalar.Type, _ element: (_ lhs: Int, _ rhs: Int) -> Scalar) -> TensorValue {
        TensorValue.make(type.shape, of: Scalar.self) { result in
            var place = 0
            for batch in batches {
                for row in rows {
                    for column in columns {
                        result[place] = element(batch.lhs + row, batch.rhs + column)
                        place += 1
                    }
                }
            }
        }
    }
}

extension IntegerElement {
    static func contract(_ plan: ContractionPlan, _ lhs: TensorValue, _ rhs: TensorValue) -> TensorValue {
        lhs.withUnsafeElements(Self.self) { a in
            rhs.withUnsafeElements(Self.self) { b in
                plan.fill(Self.self) { left, right in
                    var sum: Self = 0
                    for leaf in plan.leaves { for term in leaf { sum &+= a[left + term.lhs] &* b[right + term.rhs] } }
                    return sum
                }
            }
        }
    }
}

extension FloatElement {
    static func contract(_ plan: ContractionPlan, _ lhs: TensorValue, _ rhs: TensorValue) -> TensorValue {
        lhs.withUnsafeElements(Self.self) { a in
            rhs.withUnsafeElements(Self.self) { b in
                plan.fill(Self.self) { left, right in
                    let sum = CanonicalTree.combine(
                        count: plan.leaves.count,
                        leaf: { number in
                            plan.leaves[number].withUnsafeBufferPointer { leaf in
                                Reductions.contraction(
                                    count: leaf.count, { a[left + leaf[$0].lhs] }, { b[right + leaf[$0].rhs] })
                            }
                        }, merge: { $0 + $1 })
                    return (sum ?? 0).canonicalized
                }
            }
        }
    }
}
