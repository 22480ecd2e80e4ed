import CVerbatimKernels

/// The kernel tables that this machine runs.
func availableKernels() -> [vb_kernels] {
    (0..<Int32(VB_ISA_COUNT)).compactMap { vb_kernels_for($0)?.pointee }
}

/// A seeded generator (SplitMix64), so that every run tests the same cases.
struct KernelGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// A number in a range.
    mutating func int(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    mutating func chance(_ percent: Int) -> Bool {
        int(0...99) < percent
    }

    /// A float of one of several kinds.
    mutating func float(_ kind: ValueKind) -> Float {
        let ordinary = Float(int(-1_000...1_000)) / 997
        switch kind {
        case .ordinary: return ordinary
        case .tiny:
            switch int(0...9) {
            case 0: return 0
            case 1: return -0.0
            case 2: return Float(bitPattern: UInt32(truncatingIfNeeded: next()) & 0x807f_ffff)
            case 3: return ordinary * 1e-19
            case 4: return ordinary * 1e19
            default: return ordinary
            }
        case .wild:
            switch int(0...99) {
            case 0: return .infinity
            case 1: return -.infinity
            case 2: return Float(bitPattern: 0xffc1_2345)
            case 3: return Float(bitPattern: 0x7f81_2345)
            case 4: return .greatestFiniteMagnitude
            default: return ordinary
            }
        case .vanishing:
            return int(0...9) < 3
                ? Float(sign: chance(50) ? .plus : .minus, exponent: 0, significand: 0)
                : ordinary * 0x1p-80
        case .ties: return Float(sign: .plus, exponent: int(0...2) * 12 - 12, significand: Float(int(-8...8)))
        case .bits: return Float(bitPattern: UInt32(truncatingIfNeeded: next()))
        }
    }

    mutating func floats(_ count: Int, _ kind: ValueKind) -> [Float] {
        (0..<count).map { _ in float(kind) }
    }
}

/// What values a test draws.
enum ValueKind: CaseIterable {
    /// Unremarkable numbers of full precision.
    case ordinary
    /// With subnormals, signed zeros, and products that are subnormal.
    case tiny
    /// Signed zeros, and numbers whose products are too small for a subnormal: sums are zeros of either sign.
    case vanishing
    /// With infinities, NaN of several payloads, and overflow.
    case wild
    /// Few significant bits, so that sums fall on midpoints.
    case ties
    /// Any bit pattern.
    case bits
}

/// Memory for scratch and packed operands, filled with NaN so that reading what nobody wrote shows.
func withKernelMemory<Result>(_ bytes: Int64, _ body: (UnsafeMutableRawPointer) -> Result) -> Result {
    let pointer = UnsafeMutableRawPointer.allocate(byteCount: Int(bytes) + 64, alignment: 64)
    defer { pointer.deallocate() }
    pointer.initializeMemory(as: UInt8.self, repeating: 0xff, count: Int(bytes) + 64)
    return body(pointer)
}

/// The index of the first element whose bits differ, if any.
func firstDifference(_ a: [Float], _ b: [Float]) -> Int? {
    precondition(a.count == b.count)
    return a.indices.first { a[$0].bitPattern != b[$0].bitPattern }
}

/// The arithmetic of the kernels, written as plainly as can be.
enum Plain {
    static let canonicalNaN = Float(bitPattern: 0x7fc0_0000)

    static func canonical(_ x: Float) -> Float { x.isNaN ? canonicalNaN : x }

    static func relu(_ x: Float) -> Float { x.isNaN ? canonicalNaN : x > 0 ? x : 0 }

    /// A contraction of `count` terms: chains of 256, added up ascending.
    static func contraction(_ count: Int, _ term: (Int) -> (Float, Float)) -> Float {
        var y: Float = 0
        var start = 0
        while start < count {
            var chunk: Float = 0
            for k in start..<min(count, start + 256) {
                let (a, b) = term(k)
                chunk = chunk.addingProduct(a, b)
            }
            y += chunk
            start += 256
        }
        return canonical(y)
    }

    /// A contraction whose terms are cut in leaves.
    static func contraction(_ count: Int, leaf: Int, _ term: (Int) -> (Float, Float)) -> Float {
        guard leaf > 0, count > 0 else { return contraction(count, term) }
        return tree(
            stride(from: 0, to: count, by: leaf).map { start in
                contraction(min(leaf, count - start)) { term(start + $0) }
            })
    }

    /// The canonical tree over leaves.
    static func tree(_ leaves: some RandomAccessCollection<Float>) -> Float {
        guard leaves.count > 1 else { return leaves.first ?? 0 }
        var half = 1
        while half * 2 < leaves.count { half *= 2 }
        return canonical(tree(leaves.prefix(half)) + tree(leaves.dropFirst(half)))
    }
}
