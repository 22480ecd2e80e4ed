/// Combines vectors of partial results that arrive in order by the canonical tree, one register for each level.
struct TreeCounter {
    let fold: FoldFunctions
    /// Elements of a vector.
    let width: Int
    /// The registers: one vector for each level, `spacing` bytes apart.
    let registers: UnsafeMutableRawPointer
    let spacing: Int
    private(set) var count = 0

    init(_ fold: FoldFunctions, width: Int, registers: UnsafeMutableRawPointer, spacing: Int) {
        self.fold = fold
        self.width = width
        self.registers = registers
        self.spacing = spacing
    }

    /// The registers that a number of vectors needs.
    static func levels(_ count: Int) -> Int { Int.bitWidth - max(1, count).leadingZeroBitCount }

    /// Adds the next vector.
    mutating func push(_ vector: UnsafeRawPointer) {
        var carry = vector
        var level = 0
        while count >> level & 1 == 1 {
            let pending = registers + level * spacing
            fold.combine(pending, carry, width)
            carry = UnsafeRawPointer(pending)
            level += 1
        }
        (registers + level * spacing).copyMemory(from: carry, byteCount: width * fold.width)
        count += 1
    }

    /// The result of all vectors, nil for none.
    func finish() -> UnsafeRawPointer? {
        var result: UnsafeRawPointer?
        for level in 0..<Self.levels(count) where count >> level & 1 == 1 {
            let pending = registers + level * spacing
            if let result { fold.combine(pending, result, width) }
            result = UnsafeRawPointer(pending)
        }
        return result
    }
}
