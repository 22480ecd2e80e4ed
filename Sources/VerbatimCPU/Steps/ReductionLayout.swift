import VerbatimArithmetic

/// How a fold walks its operand: groups of results, and pieces of their reduced elements.
///
/// By the row rule a group is one result and a piece a block of its elements. By the chain rule a group is a run of
/// results that lie side by side, and a piece a chunk of elements, each element of a chunk being one such run.
final class ReductionLayout: Sendable {
    /// A run of reduced elements that folds by itself.
    struct Piece: Sendable {
        var leaf: Int
        /// The reduced elements within the leaf.
        var elements: Range<Int>
    }

    let fold: FoldFunctions
    let pieces: [Piece]
    /// The number of groups of results.
    let groups: Int
    private let isRow: Bool
    private let readers: [StridedReader]
    private let leafCounts: [Int]
    /// Results in a line of the operand, and of these in a group.
    private let line: Int
    private let columns: Int

    private static let mostColumns = 512

    init(_ fold: FoldFunctions, _ form: ReductionForm) {
        self.fold = fold
        let isRow = form.isRow || form.kept.isEmpty
        let line = isRow ? 1 : form.kept[form.kept.count - 1]
        let columns = min(line, Self.mostColumns)
        let length = isRow ? Reductions.blockLength : Reductions.chunkLength
        self.isRow = isRow
        self.line = line
        self.columns = columns
        groups = form.kept.reduce(1, *) / line * ((line + columns - 1) / columns)
        leafCounts = form.leaves.map(\.count)
        readers = form.leaves.map { leaf in
            var order = Array(leaf.view.shape.indices)
            // By the chain rule the last kept dimension runs inside the reduced ones.
            if !isRow { order.append(order.remove(at: form.kept.count - 1)) }
            return StridedReader(leaf.view.transposed(order), width: fold.width)
        }
        pieces = form.leaves.enumerated().flatMap { number, leaf in
            stride(from: 0, to: max(1, leaf.count), by: length).map {
                Piece(leaf: number, elements: $0..<min(leaf.count, $0 + length))
            }
        }
    }

    /// The results of a group.
    func results(_ group: Int) -> Range<Int> {
        let perLine = (line + columns - 1) / columns
        let (outer, block) = (group / perLine, group % perLine)
        return outer * line + block * columns..<outer * line + min(line, (block + 1) * columns)
    }

    // MARK: Scratch

    /// Bytes of scratch: the elements of a row's block or a run, and the registers.
    var scratchByteCount: Int { elementBytes + spacing * (2 + TreeCounter.levels(pieces.count) * 2) }

    private var spacing: Int { (columns * fold.width + 63) / 64 * 64 + 64 }
    private var elementBytes: Int { isRow ? Reductions.blockLength * fold.width : spacing }

    // MARK: Work

    /// Folds one piece of a group's elements.
    func foldPiece(
        _ number: Int, _ group: Int, from base: UnsafeRawPointer, to target: UnsafeMutableRawPointer,
        scratch: UnsafeMutableRawPointer
    ) {
        let piece = pieces[number]
        let reader = readers[piece.leaf]
        let reduced = leafCounts[piece.leaf]
        if isRow {
            let (start, count) = (group * reduced + piece.elements.lowerBound, piece.elements.count)
            if let direct = reader.direct(start, count, from: base) { return fold.row(target, direct, count) }
            reader.copy(start, count, from: base, to: scratch)
            return fold.row(target, scratch, count)
        }
        let range = results(group)
        let (outer, column) = (range.lowerBound / line, range.lowerBound % line)
        if let columns = fold.columns,
            let (first, spacing) = reader.rows(
                (outer * reduced + piece.elements.lowerBound) * line + column, piece.elements.count, line,
                range.count, from: base)
        {
            return columns(target, first, piece.elements.count, spacing, range.count)
        }
        fold.identity(target, range.count)
        for element in piece.elements {
            let start = (outer * reduced + element) * line + column
            if let direct = reader.direct(start, range.count, from: base) {
                fold.combine(target, direct, range.count)
            } else {
                reader.copy(start, range.count, from: base, to: scratch)
                fold.combine(target, scratch, range.count)
            }
        }
    }

    /// The address of the first of some groups' rows, and the bytes from row to row, where each result is one row of its
    /// own, its elements lie one after another, and rows are evenly spaced; else nil.
    func wholeRows(_ groups: Range<Int>, from base: UnsafeRawPointer) -> (
        first: UnsafeRawPointer, spacing: Int, count: Int
    )? {
        guard isRow, leafCounts.count == 1, leafCounts[0] > 0, fold.rows != nil else { return nil }
        let count = leafCounts[0]
        return readers[0].rows(groups.lowerBound * count, groups.count, count, count, from: base).map {
            ($0.first, $0.spacing, count)
        }
    }

    /// Combines the folded pieces of a group: chunks ascending from the identity, blocks and leaves by the canonical
    /// tree; then puts `op(initial, fold)` at the result.
    ///
    /// `piece` gives the fold of a piece, at an address of its own or at the one that it is handed.
    func combine(
        _ group: Int, to result: UnsafeMutableRawPointer, initial: UnsafeRawPointer, scratch: UnsafeMutableRawPointer,
        piece: (_ number: Int, _ register: UnsafeMutableRawPointer) -> UnsafeRawPointer
    ) {
        let width = results(group).count
        let register = scratch + elementBytes
        let chunks = register + spacing
        let levels = TreeCounter.levels(pieces.count)
        let leafRegisters = chunks + spacing
        var leaves = TreeCounter(fold, width: width, registers: leafRegisters, spacing: spacing)
        var number = 0
        for leaf in leafCounts.indices {
            var blocks = TreeCounter(
                fold, width: width, registers: leafRegisters + levels * spacing, spacing: spacing)
            if !isRow { fold.identity(chunks, width) }
            while number < pieces.count, pieces[number].leaf == leaf {
                let folded = piece(number, register)
                if isRow {
                    blocks.push(folded)
                } else {
                    fold.combine(chunks, folded, width)
                }
                number += 1
            }
            leaves.push(blocks.finish() ?? UnsafeRawPointer(chunks))
        }
        if leafCounts.isEmpty { fold.identity(chunks, width) }
        fold.finish(result, initial, leaves.finish() ?? UnsafeRawPointer(chunks), width)
    }
}
