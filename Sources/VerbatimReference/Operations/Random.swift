import VerbatimArithmetic
import VerbatimGraph

/// `rng_bit_generator`: random bits from a state, in the layout that XLA uses.
///
/// Source of the layout: openxla/xla, xla/hlo/builder/lib/prng.cc and rng_bit_generator_expander.cc. Types of 8 and 16
/// bits take the low bits of a 32-bit word each; floats take bits, not numbers.
///
/// PHILOX (and DEFAULT): Philox4x32-10. The key is `state[0]`, low word first. The 128-bit counter is `state[1]` below
/// `state[2]`, or with a state of two words `state[1]` below `state[0]`. Block b is drawn at counter + b; its four words
/// are elements 4b ... 4b + 3, or two by two, low word first, the 64-bit elements 2b and 2b + 1. The new state has the
/// counter advanced by the number of blocks.
///
/// THREE_FRY: Threefry2x32-20. The key is `state[0]`, the 64-bit counter `state[1]`, low words first. For 64-bit types
/// element i is the pair at counter + i, first word low. For narrower types one dimension is halved: the first of even
/// size, else the first of largest size, rounded up. The pair at counter + h, h being the row-major index in the halved
/// shape, gives the elements 2j and 2j + 1 of that dimension (the second left out past the end). The new counter is
/// advanced by the number of pairs.
enum Random {
    /// The new state and the bits.
    static func rngBitGenerator(_ attributes: RngBitGeneratorAttributes, _ state: TensorValue) -> [TensorValue] {
        var state = state
        var words = state.array(of: UInt64.self)
        let bits: [UInt64] =
            switch attributes.algorithm {
            case .default, .philox: philox(&words, attributes.type)
            case .threeFry: threeFry(&words, attributes.type)
            }
        state.withUnsafeMutableElements(UInt64.self) { target in
            for place in words.indices { target[place] = words[place] }
        }
        var result = TensorValue(zeros: attributes.type)
        let width = attributes.type.element.byteCount
        result.withUnsafeMutableBytes { target in
            for (place, word) in bits.enumerated() {
                for byte in 0..<width {
                    target[place * width + byte] = UInt8(truncatingIfNeeded: word >> UInt64(8 * byte))
                }
            }
        }
        return [state, result]
    }

    private static func philox(_ state: inout [UInt64], _ type: TensorType) -> [UInt64] {
        let wordsPerElement = type.element.byteCount == 8 ? 2 : 1
        let blocks = (type.count * wordsPerElement + 3) / 4
        let key = halves(state[0])
        let high = state.count == 3 ? state[2] : state[0]
        var words: [UInt32] = []
        words.reserveCapacity(4 * blocks)
        for block in 0..<blocks {
            let (low, carry) = state[1].addingReportingOverflow(UInt64(block))
            let (lower, upper) = (halves(low), halves(carry ? high &+ 1 : high))
            let block = Philox4x32.block(counter: (lower.0, lower.1, upper.0, upper.1), key: key)
            words += [block.0, block.1, block.2, block.3]
        }
        let (advanced, carry) = state[1].addingReportingOverflow(UInt64(blocks))
        state[1] = advanced
        if state.count == 3 && carry { state[2] &+= 1 }
        return (0..<type.count).map { element in
            wordsPerElement == 1 ? UInt64(words[element]) : join(words[2 * element], words[2 * element + 1])
        }
    }

    private static func threeFry(_ state: inout [UInt64], _ type: TensorType) -> [UInt64] {
        let key = halves(state[0])
        let counter = state[1]
        if type.element.byteCount == 8 {
            state[1] &+= UInt64(type.count)
            return (0..<type.count).map { element in
                let pair = ThreeFry2x32.block(counter: halves(counter &+ UInt64(element)), key: key)
                return join(pair.0, pair.1)
            }
        }
        // A scalar is the first element of a pair.
        let shape = type.rank == 0 ? [1] : type.shape
        let split = shape.firstIndex { $0 % 2 == 0 } ?? shape.firstIndex(of: shape.max()!)!
        var half = shape
        half[split] = (shape[split] + 1) / 2
        let strides = TensorType.rowMajorStrides(half)
        state[1] &+= UInt64(half.reduce(1, *))
        var bits: [UInt64] = []
        bits.reserveCapacity(type.count)
        IndexSpace.forEach(shape) { index, _ in
            var halved = index
            halved[split] /= 2
            let pair = ThreeFry2x32.block(
                counter: halves(counter &+ UInt64(zip(halved, strides).map(*).reduce(0, +))), key: key)
            bits.append(UInt64(index[split] % 2 == 0 ? pair.0 : pair.1))
        }
        return bits
    }

    private static func halves(_ word: UInt64) -> (UInt32, UInt32) {
        (UInt32(truncatingIfNeeded: word), UInt32(truncatingIfNeeded: word >> 32))
    }

    private static func join(_ low: UInt32, _ high: UInt32) -> UInt64 { UInt64(low) | UInt64(high) << 32 }
}
