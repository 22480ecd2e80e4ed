import CVerbatimKernels
import VerbatimGraph

/// Batch normalisation's sums over samples and positions, features inner-most: parts of the samples side by side, then
/// their combination.
///
/// Operands: x for statistics; x, mean, r and dy for a gradient's sums.
struct FeatureStep: Emitter {
    /// What is summed.
    enum Kind: Sendable {
        /// Results: mean and variance.
        case statistics
        /// Results: the sums of `dy * h` and of dy, by leaves of so many samples.
        case gradientSums(samplesPerLeaf: Int)
    }

    let kind: Kind

    func emit(_ item: Item, _ emission: inout Emission) throws {
        let operands = item.operands.map { emission.operand($0) }
        let results = item.results.map { emission.result($0) }
        let shape = operands[0].shape
        let (samples, features) = (shape[0], shape[shape.count - 1])
        let leaf: Int
        switch kind {
        case .statistics: leaf = 1
        case .gradientSums(let samplesPerLeaf): leaf = min(samples, samplesPerLeaf)
        }
        let leaves = (samples + leaf - 1) / leaf
        let bytes = 2 * features * 4
        let partials = emission.temporary(byteCount: leaves * bytes)
        let layout = Layout(
            kernels: emission.kernels, kind: kind, samples: samples, leaf: leaf, leaves: leaves,
            rows: shape.dropFirst().dropLast().reduce(1, *), features: features)
        emission.append(
            Step(
                name: "\(item.name) \(shape)",
                access: StepAccess(
                    parts: (0..<leaves).map { number in
                        PartAccess(
                            reads: operands.map(\.access),
                            writes: [Access(partials, number * bytes..<(number + 1) * bytes)])
                    }),
                work: .parallel(Sums(layout: layout, operands: operands, partials: partials), parts: leaves),
                cost: .bytes(operands.map { $0.count * 4 }.reduce(0, +))))
        emission.append(
            Step(
                name: "combine \(item.name)",
                access: StepAccess(parts: [
                    PartAccess(
                        reads: [Access(partials, 0..<leaves * bytes)],
                        writes: results.map { Access($0, 0..<features * 4) })
                ]),
                work: .parallel(Combine(layout: layout, partials: partials, results: results), parts: 1),
                cost: .bytes(leaves * bytes), scratchByteCount: leaves * bytes))
    }

    private struct Layout {
        let kernels: KernelTable
        let kind: Kind
        let samples: Int
        /// Samples in a leaf, and the number of leaves.
        let leaf: Int
        let leaves: Int
        /// Positions in a sample.
        let rows: Int
        let features: Int
    }

    private struct Sums: ParallelKernel {
        let layout: Layout
        let operands: [Emission.Operand]
        let partials: BufferID

        func execute(_ parts: Range<Int>, _ memory: StepMemory) {
            let table = layout.kernels.pointer.pointee
            let features = Int64(layout.features)
            for number in parts {
                let first = number * layout.leaf
                let rows = Int64((min(layout.samples, first + layout.leaf) - first) * layout.rows)
                let start = first * layout.rows * layout.features
                let x = memory.floats(operands[0]) + start
                let target = memory.floats(partials) + number * 2 * layout.features
                switch layout.kind {
                case .statistics: table.feature_moments(target, target + layout.features, x, rows, features)
                case .gradientSums:
                    table.feature_gradient_sums(
                        target, x, memory.floats(operands[3]) + start, memory.floats(operands[1]),
                        memory.floats(operands[2]), rows, features)
                }
            }
        }
    }

    private struct Combine: ParallelKernel {
        let layout: Layout
        let partials: BufferID
        let results: [BufferID]

        func execute(_ parts: Range<Int>, _ memory: StepMemory) {
            let table = layout.kernels.pointer.pointee
            let features = Int64(layout.features)
            let sums = memory.floats(partials)
            switch layout.kind {
            case .statistics:
                // The tree is merged in place, in a copy.
                memory.scratch.copyMemory(from: sums, byteCount: layout.leaves * 2 * layout.features * 4)
                table.feature_statistics(
                    memory.floats(results[0]), memory.floats(results[1]),
                    memory.scratch.assumingMemoryBound(to: Float.self), Int64(layout.samples), Int64(layout.rows),
                    features)
            case .gradientSums:
                let leaves = Int64(layout.leaves)
                table.tree_sums(
                    memory.floats(results[0]), sums + layout.features, leaves, 2 * features, 0, 0, features)
                table.tree_sums(memory.floats(results[1]), sums, leaves, 2 * features, 0, 0, features)
            }
        }
    }
}
