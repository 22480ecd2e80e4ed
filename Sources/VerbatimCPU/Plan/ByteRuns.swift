/// Equally long, equally spaced runs of bytes within a buffer.
package struct ByteRuns: Sendable, Hashable {
    /// The first byte of the first run.
    package var start: Int
    /// Bytes in a run.
    package var length: Int
    /// Bytes from the start of one run to the start of the next.
    package var spacing: Int
    /// The number of runs.
    package var count: Int

    /// Runs of bytes; runs that touch become one.
    package init(start: Int, length: Int, spacing: Int, count: Int) {
        let joined = count <= 1 || length == spacing
        self.start = start
        self.length = joined ? length * max(0, count) : length
        self.spacing = joined ? self.length : spacing
        self.count = self.length == 0 || count <= 0 ? 0 : joined ? 1 : count
    }

    /// One run of bytes.
    package init(_ range: Range<Int>) {
        self.init(start: range.lowerBound, length: range.count, spacing: range.count, count: 1)
    }

    /// The runs, ascending.
    package var ranges: [Range<Int>] {
        (0..<count).map { start + $0 * spacing..<start + $0 * spacing + length }
    }

    /// All bytes together.
    package var byteCount: Int { length * count }
}
