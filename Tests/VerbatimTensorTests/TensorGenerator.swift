import VerbatimGraph
import VerbatimTensor

/// Random shapes and tensors from a seed, with nasty values among them.
struct TensorGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

    mutating func shape(maximumRank: Int = 4, sizes: [Int] = [0, 1, 1, 2, 3, 5, 7]) -> [Int] {
        (0..<below(maximumRank + 1)).map { _ in sizes[below(sizes.count)] }
    }

    /// Two shapes that broadcast, and what they broadcast to.
    mutating func broadcastable() -> (left: [Int], right: [Int], common: [Int]) {
        let common = shape()
        let cut = { (generator: inout TensorGenerator) -> [Int] in
            var part = common.map { generator.below(3) == 0 ? 1 : $0 }
            part.removeFirst(generator.below(part.count + 1))
            return part
        }
        let (left, right) = (cut(&self), cut(&self))
        let rank = max(left.count, right.count)
        let aligned = (0..<rank).map { place -> Int in
            let a = place - (rank - left.count)
            let b = place - (rank - right.count)
            let sizes = (a < 0 ? 1 : left[a], b < 0 ? 1 : right[b])
            return sizes.0 == 1 ? sizes.1 : sizes.0
        }
        return (left, right, aligned)
    }

    mutating func float() -> Float {
        switch below(12) {
        case 0: [0, -0.0, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, -0x1p-140, 1, -1][below(9)]
        default: Float(Int64(bitPattern: next()) >> 40) / 65536
        }
    }

    mutating func finite() -> Float { Float(Int64(bitPattern: next()) >> 40) / 4_194_304 }

    mutating func floats(_ shape: [Int], finite isFinite: Bool = false) -> Tensor {
        let count = shape.reduce(1, *)
        return Tensor(shape: shape, (0..<count).map { _ in isFinite ? finite() : float() })
    }
}

/// The places of a shape in row-major order.
func places(_ shape: [Int]) -> [[Int]] {
    shape.reduce([[]]) { prefixes, size in prefixes.flatMap { prefix in (0..<size).map { prefix + [$0] } } }
}

/// The row-major number of a place.
func offset(_ place: [Int], _ shape: [Int]) -> Int { zip(place, shape).reduce(0) { $0 * $1.1 + $1.0 } }

/// Bit patterns, with one NaN.
func bits(_ tensor: Tensor) throws -> [UInt32] {
    try tensor.array(of: Float.self).map { $0.isNaN ? 0x7fc0_0000 : $0.bitPattern }
}
func bits(_ numbers: [Float]) -> [UInt32] { numbers.map { $0.isNaN ? 0x7fc0_0000 : $0.bitPattern } }
