import CVerbatimKernels
import VerbatimGraph

extension Lowering {
    /// A contraction as matrix products with strides; operands are copied only where no single stride runs through the
    /// batch, the rows, the columns or the contracted dimensions.
    mutating func dotGeneral(_ attributes: DotGeneralAttributes, _ operands: [View], _ node: Node) {
        guard type(node.results[0]).element == .f32 else { return reference(node) }
        let lhs = ContractionOperand(
            operands[0], batch: attributes.lhsBatching, free: attributes.lhsFree(rank: operands[0].shape.count),
            contracted: attributes.lhsContracting)
        let rhs = ContractionOperand(
            operands[1], batch: attributes.rhsBatching, free: attributes.rhsFree(rank: operands[1].shape.count),
            contracted: attributes.rhsContracting)
        guard let leaf = lhs.leaf(node.sampleSum) else { return reference(node) }
        if lhs.count(.contracted) == 0 { return zeros(node.results[0]) }
        let inner = [lhs, rhs].compactMap(\.innerBatch).first { $0 > 1 } ?? 1
        let (left, right) = (placed(lhs, inner), placed(rhs, inner))
        let (a, b) = (left.place, right.place)
        let (m, n) = (lhs.count(.free), rhs.count(.free))
        let gemm = vb_gemm(
            batch: Int64(lhs.count(.batch)), m: Int64(m), n: Int64(n), k: Int64(lhs.count(.contracted)),
            a_batch: Int64(a.batch), a_m: Int64(a.free), a_k: Int64(a.contracted), b_batch: Int64(b.batch),
            b_k: Int64(b.contracted), b_n: Int64(b.free), batch_inner: Int64(inner), a_inner: Int64(a.innerBatch),
            b_inner: Int64(b.innerBatch), c_batch: Int64(m * n), c_m: Int64(n), c_n: 1, leaf: Int64(leaf),
            bias: Int32(VB_BIAS_NONE), relu: 0)
        append(
            Item(
                name: "dot_general", work: .kernel(ContractionStep(gemm: gemm)), operands: [left.view, right.view],
                results: node.results, payloads: .ignored))
    }

    /// A sum of no terms: +0 everywhere.
    mutating func zeros(_ result: ValueID) {
        let zero = addConstant(TensorValue(zeros: type(result).with(shape: [])))
        let scalar = view(zero)
        alias(result, scalar.broadcast(to: type(result).shape, dimensions: []))
    }

    /// An operand whose groups of dimensions each have one stride, its batch one for neighbours too, copied if need be.
    private mutating func placed(
        _ operand: ContractionOperand, _ inner: Int
    ) -> (view: View, place: ContractionOperand.Place) {
        if let place = operand.place(innerBatch: inner) { return (operand.view, place) }
        let copy = copied(operand.view.transposed(operand.order))
        let (free, contracted) = (operand.count(.free), operand.count(.contracted))
        let isFreeLast = operand.copiesFreeLast
        return (
            copy,
            ContractionOperand.Place(
                batch: inner * free * contracted, innerBatch: free * contracted, free: isFreeLast ? 1 : contracted,
                contracted: isFreeLast ? free : 1)
        )
    }
}

/// One operand of a contraction, its dimensions in three groups.
struct ContractionOperand {
    /// What a dimension is for.
    enum Group {
        case batch
        case free
        case contracted
    }

    let view: View
    let batch: [Int]
    let free: [Int]
    let contracted: [Int]

    init(_ view: View, batch: [Int], free: [Int], contracted: [Int]) {
        self.view = view
        self.batch = batch
        self.free = free
        self.contracted = contracted
    }

    /// All dimensions as a copy has them: batch, and of free and contracted that one last whose elements are neighbours.
    var order: [Int] { batch + (copiesFreeLast ? contracted + free : free + contracted) }

    /// Whether a copy has the free dimensions last, because they are the ones whose elements are neighbours already.
    var copiesFreeLast: Bool {
        func isLast(_ dimensions: [Int]) -> Bool {
            dimensions.last { view.shape[$0] != 1 }.map { view.strides[$0] == 1 } ?? false
        }
        return isLast(free) && !isLast(contracted)
    }

    private func dimensions(_ group: Group) -> [Int] {
        switch group {
        case .batch: batch
        case .free: free
        case .contracted: contracted
        }
    }

    /// The number of indices of a group.
    func count(_ group: Group) -> Int { dimensions(group).map { view.shape[$0] }.reduce(1, *) }

    /// The one stride that runs through a group in row-major order; nil if there is none.
    private func stride(_ group: Group) -> Int? {
        let merged = view.transposed(dimensions(group)).collapsed
        return merged.strides.count > 1 ? nil : merged.strides.first ?? 0
    }

    /// The strides of the groups.
    struct Place {
        /// From the first of `innerBatch` neighbours to the first of the next.
        var batch: Int
        var innerBatch: Int
        var free: Int
        var contracted: Int
    }

    /// The neighbours of the batch that have a stride of their own: 1 if one runs through all, nil if two do not either.
    var innerBatch: Int? {
        let merged = view.transposed(batch).collapsed
        return merged.strides.count > 2 ? nil : merged.strides.count == 2 ? merged.shape[1] : 1
    }

    /// The strides of all groups, so many neighbours of the batch having one of their own; nil if a group has none.
    func place(innerBatch inner: Int) -> Place? {
        guard let free = stride(.free), let contracted = stride(.contracted) else { return nil }
        if count(.batch) == 0 { return Place(batch: 0, innerBatch: 0, free: free, contracted: contracted) }
        guard let strides = view.transposed(batch).reshaped([count(.batch) / inner, inner])?.strides else {
            return nil
        }
        return Place(batch: strides[0], innerBatch: strides[1], free: free, contracted: contracted)
    }

    /// Terms in a leaf, 0 for the plain rule; nil where a leaf is no run of terms.
    func leaf(_ sum: SampleSum?) -> Int? {
        guard let sum else { return 0 }
        guard contracted[..<sum.dimension].allSatisfy({ view.shape[$0] == 1 }) else { return nil }
        return sum.indicesPerLeaf * contracted[(sum.dimension + 1)...].map { view.shape[$0] }.reduce(1, *)
    }
}
