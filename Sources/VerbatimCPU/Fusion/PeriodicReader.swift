/// Reads a view whose rows repeat: a vector broadcast over what lies outside of it, as a bias or a feature's statistics.
///
/// The row is laid out once, repeated until a block from any of its elements on can be read in place. Where rows of
/// several groups follow each other, each group's is laid out when its first block comes.
struct PeriodicReader: Sendable {
    /// Elements of a row.
    let period: Int
    /// Elements of a group, all of whose rows are equal.
    let group: Int
    /// Where the rows are laid out, in bytes from the start of the patterns.
    var place = 0
    private let width: Int
    private let offset: Int
    private let stride: Int
    private let groupStride: Int

    /// A reader of a view, nil where its rows do not repeat or are too long to be laid out.
    init?(_ view: View, width: Int) {
        let collapsed = view.collapsed
        let rank = collapsed.shape.count
        guard rank == 2 || rank == 3, collapsed.strides[rank - 2] == 0, collapsed.shape[rank - 1] <= 512 else {
            return nil
        }
        period = collapsed.shape[rank - 1]
        stride = collapsed.strides[rank - 1]
        group = period * collapsed.shape[rank - 2]
        groupStride = rank == 3 ? collapsed.strides[0] : 0
        // Groups of a few elements would be laid out more often than read.
        guard rank == 2 || group >= BlockSplit.blockCount else { return nil }
        offset = view.offset
        self.width = width
    }

    /// Bytes that the rows take: the number of this group comes first.
    var byteCount: Int { 64 + ((BlockSplit.blockCount + period) * width + 63) / 64 * 64 }

    /// Forgets what was laid out.
    func reset(_ patterns: UnsafeMutableRawPointer) { (patterns + place).storeBytes(of: -1, as: Int.self) }

    /// Elements from `start` to the end of its group.
    func rest(from start: Int) -> Int { groupStride == 0 ? .max : group - start % group }

    /// The address of the elements from `start` on, of which a block may be read inside the group.
    func elements(
        _ start: Int, from base: UnsafeRawPointer, patterns: UnsafeMutableRawPointer
    ) -> UnsafeMutableRawPointer {
        let number = groupStride == 0 ? 0 : start / group
        let rows = patterns + place + 64
        if (patterns + place).load(as: Int.self) != number {
            (patterns + place).storeBytes(of: number, as: Int.self)
            switch width {
            case 1: fill(UInt8.self, number, base, rows)
            case 2: fill(UInt16.self, number, base, rows)
            case 4: fill(UInt32.self, number, base, rows)
            default: fill(UInt64.self, number, base, rows)
            }
        }
        return rows + start % period * width
    }

    private func fill<Word>(
        _ word: Word.Type, _ number: Int, _ base: UnsafeRawPointer, _ rows: UnsafeMutableRawPointer
    ) {
        let source = base.assumingMemoryBound(to: word) + offset + number * groupStride
        let target = rows.bindMemory(to: word, capacity: BlockSplit.blockCount + period)
        for index in 0..<period { target[index] = source[index * stride] }
        for index in period..<BlockSplit.blockCount + period { target[index] = target[index - period] }
    }
}
