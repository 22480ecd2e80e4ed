import VerbatimGraph

/// Turns a fused chain into one step that interprets it block by block.
enum FusedEmitter {
    static func emit(
        _ chain: [ElementwiseMember], _ item: Item, _ blocks: BlockFunctions, _ emission: inout Emission
    ) {
        let count = emission.type(chain[0].result).count
        let results = item.results.map { emission.result($0) }
        guard count > 0 else { return }
        let program = BlockProgram(chain, stored: item.results, blocks, emission)
        let split = BlockSplit(count: count, bytesPerElement: program.bytesPerElement, workers: emission.workers)
        let kernel = FusedKernel(program, results: results, split: split)
        let parts = (0..<split.parts).map { part in
            let range = split.elements(part..<part + 1)
            return PartAccess(
                reads: program.loads.map { $0.access(range) },
                writes: zip(results, item.results).map { buffer, value in
                    let width = emission.type(value).element.byteCount
                    return Access(buffer, range.lowerBound * width..<range.upperBound * width)
                })
        }
        emission.append(
            Step(
                name: program.name,
                access: StepAccess(parts: parts, inPlace: program.inPlacePairs(results, emission)),
                work: .parallel(kernel, parts: split.parts),
                cost: .bytes(count * program.bytesPerElement + count * chain.count),
                scratchByteCount: kernel.scratchByteCount))
    }
}

/// How the elements of a chain are shared out: parts of whole blocks.
struct BlockSplit: Sendable {
    /// Elements in a block; registers of this many floats stay in the first-level cache.
    static let blockCount = 256
    /// Bytes below which a part is not worth another thread.
    private static let smallestPart = 16 << 10

    let count: Int
    let parts: Int
    private let elementsPerPart: Int

    init(count: Int, bytesPerElement: Int, workers: Int) {
        self.count = count
        let wanted = max(1, min(workers, count * bytesPerElement / Self.smallestPart))
        let share = (count + wanted - 1) / wanted
        elementsPerPart = max(Self.blockCount, (share + Self.blockCount - 1) / Self.blockCount * Self.blockCount)
        parts = (count + elementsPerPart - 1) / elementsPerPart
    }

    /// The elements of a range of parts.
    func elements(_ range: Range<Int>) -> Range<Int> {
        range.lowerBound * elementsPerPart..<min(count, range.upperBound * elementsPerPart)
    }
}
