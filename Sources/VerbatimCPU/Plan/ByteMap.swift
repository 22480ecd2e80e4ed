/// Which buffer each byte of a block of memory holds: disjoint ranges, ascending.
struct ByteMap {
    private struct Entry {
        var range: Range<Int>
        var buffer: Int
        /// The place of the buffer's byte 0.
        var shift: Int
    }

    private var entries: [Entry] = []

    /// The first entry that ends after a byte.
    private func firstEnding(after byte: Int) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].range.upperBound <= byte { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whether a range holds nothing.
    func isFree(_ range: Range<Int>) -> Bool {
        let index = firstEnding(after: range.lowerBound)
        return range.isEmpty || index == entries.count || entries[index].range.lowerBound >= range.upperBound
    }

    /// Whether a range is held by one buffer placed at a shift.
    func holds(_ range: Range<Int>, buffer: Int, shift: Int) -> Bool {
        var next = range.lowerBound
        var index = firstEnding(after: next)
        while next < range.upperBound {
            guard index < entries.count, entries[index].range.lowerBound <= next, entries[index].buffer == buffer,
                entries[index].shift == shift
            else { return false }
            next = entries[index].range.upperBound
            index += 1
        }
        return true
    }

    /// Lets a range be held by a buffer placed at a shift, whatever it held before.
    mutating func set(_ range: Range<Int>, buffer: Int, shift: Int) {
        guard !range.isEmpty else { return }
        let first = firstEnding(after: range.lowerBound)
        var end = first
        var replacement: [Entry] = []
        while end < entries.count, entries[end].range.lowerBound < range.upperBound { end += 1 }
        if first < end {
            let head = entries[first]
            let tail = entries[end - 1]
            if head.range.lowerBound < range.lowerBound {
                replacement.append(
                    Entry(range: head.range.lowerBound..<range.lowerBound, buffer: head.buffer, shift: head.shift))
            }
            replacement.append(Entry(range: range, buffer: buffer, shift: shift))
            if tail.range.upperBound > range.upperBound {
                replacement.append(
                    Entry(range: range.upperBound..<tail.range.upperBound, buffer: tail.buffer, shift: tail.shift))
            }
        } else {
            replacement.append(Entry(range: range, buffer: buffer, shift: shift))
        }
        entries.replaceSubrange(first..<end, with: replacement)
    }
}
