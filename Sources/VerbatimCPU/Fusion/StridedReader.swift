/// Copies a range of a view's elements, in row-major order, to consecutive memory.
struct StridedReader: Sendable {
    private let width: Int
    /// The view's first element, in elements of the buffer.
    private let offset: Int
    /// Dimensions from the inner-most outwards, with none of size 1; at least one.
    private let sizes: [Int]
    private let strides: [Int]

    init(_ view: View, width: Int) {
        self.width = width
        offset = view.offset
        let collapsed = view.collapsed
        sizes = collapsed.shape.isEmpty ? [1] : collapsed.shape.reversed()
        strides = collapsed.strides.isEmpty ? [0] : collapsed.strides.reversed()
    }

    /// The address of a range's elements where they lie one after another already, else nil.
    func direct(_ start: Int, _ count: Int, from base: UnsafeRawPointer) -> UnsafeRawPointer? {
        if count == 0 { return base }
        guard strides[0] == 1, start % sizes[0] + count <= sizes[0] else { return nil }
        return base + place(of: start) * width
    }

    /// The address of the first of `rows` rows of `count` elements, and the bytes from row to row, where rows lie
    /// evenly spaced and their elements one after another; else nil.
    ///
    /// In the view, rows are `line` elements apart.
    func rows(
        _ start: Int, _ rows: Int, _ line: Int, _ count: Int, from base: UnsafeRawPointer
    ) -> (first: UnsafeRawPointer, spacing: Int)? {
        guard rows > 0, let first = direct(start, count, from: base) else { return nil }
        if sizes[0] == line, sizes.count > 1, start / line % sizes[1] + rows <= sizes[1] {
            return (first, strides[1] * width)
        }
        // Rows that follow each other without a gap have become one dimension.
        if sizes[0] % line == 0, start % sizes[0] + (rows - 1) * line + count <= sizes[0] {
            return (first, line * width)
        }
        return nil
    }

    /// Copies `count` elements from element `start` on.
    func copy(_ start: Int, _ count: Int, from base: UnsafeRawPointer, to target: UnsafeMutableRawPointer) {
        switch width {
        case 1: copy(start, count, base.assumingMemoryBound(to: UInt8.self), target.assumingMemoryBound(to: UInt8.self))
        case 2:
            copy(start, count, base.assumingMemoryBound(to: UInt16.self), target.assumingMemoryBound(to: UInt16.self))
        case 4:
            copy(start, count, base.assumingMemoryBound(to: UInt32.self), target.assumingMemoryBound(to: UInt32.self))
        default:
            copy(start, count, base.assumingMemoryBound(to: UInt64.self), target.assumingMemoryBound(to: UInt64.self))
        }
    }

    private func place(of element: Int) -> Int {
        var rest = element
        var place = offset
        for dimension in sizes.indices {
            place += rest % sizes[dimension] * strides[dimension]
            rest /= sizes[dimension]
        }
        return place
    }

    private func copy<Word>(
        _ start: Int, _ count: Int, _ base: UnsafePointer<Word>, _ target: UnsafeMutablePointer<Word>
    ) {
        let (size, stride) = (sizes[0], strides[0])
        var done = 0
        while done < count {
            let element = start + done
            let run = min(count - done, size - element % size)
            let source = base + place(of: element)
            let to = target + done
            if stride == 1 {
                to.update(from: source, count: run)
            } else if stride == 0 {
                to.update(repeating: source[0], count: run)
            } else {
                for index in 0..<run { to[index] = source[index * stride] }
            }
            done += run
        }
    }
}
