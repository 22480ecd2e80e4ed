import VerbatimArithmetic
import VerbatimGraph

/// Finds the one element that was a representable number beside another, from a tensor's fingerprint alone.
enum ElementSearch {
    /// The most bytes that are hashed in a search.
    private static let limit = 4 << 30

    /// The tensor with one f32 element moved to a neighbour, so that its fingerprint is a given one; nil if none is.
    static func neighbour(of value: TensorValue, fingerprint: String) -> TensorValue? {
        let byteCount = value.type.byteCount
        let blocks = StateFingerprint.blockCount(byteCount)
        guard value.type.element == .f32, value.type.count > 0, 2 * value.type.count * blocks * 16 <= limit else {
            return nil
        }
        let width = StateFingerprint.blockByteCount
        var sums: [UInt64] = []
        var padded: [[UInt32]] = []
        value.withUnsafeBytes { bytes in
            for block in 0..<blocks {
                let range = block * width..<min(byteCount, (block + 1) * width)
                var words = [UInt32](repeating: 0, count: width / 4)
                words.withUnsafeMutableBytes { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[range])) }
                let (x, y) = Self.sums(words)
                sums += [x, y]
                padded.append(words)
            }
        }
        for element in 0..<value.type.count {
            let (block, word) = (element * 4 / width, element % (width / 4))
            let bits = padded[block][word]
            for candidate in [bits &+ 1, bits &- 1] {
                var words = padded[block]
                words[word] = candidate
                let half = words.count / 2
                // Only the product that the word is part of changes.
                let place = word % half
                var changed = sums
                for (key, offset) in [(0, 0), (1, words.count)] {
                    let keys = StateFingerprint.keyWords
                    func product(_ words: [UInt32]) -> UInt64 {
                        UInt64(words[place] &+ keys[offset + place])
                            &* UInt64(words[half + place] &+ keys[offset + half + place])
                    }
                    changed[2 * block + key] =
                        changed[2 * block + key] &- product(padded[block]) &+ product(words)
                }
                var digest = StateFingerprint()
                digest.append(byteCount: byteCount, sums: changed)
                guard digest.hex == fingerprint else { continue }
                var moved = value
                moved.withUnsafeMutableElements(Float.self) { $0[element] = Float(bitPattern: candidate) }
                return moved
            }
        }
        return nil
    }

    private static func sums(_ words: [UInt32]) -> (UInt64, UInt64) {
        let keys = StateFingerprint.keyWords
        let half = words.count / 2
        func sum(_ offset: Int) -> UInt64 {
            (0..<half).reduce(0) {
                $0 &+ UInt64(words[$1] &+ keys[offset + $1]) &* UInt64(words[half + $1] &+ keys[offset + half + $1])
            }
        }
        return (sum(0), sum(words.count))
    }
}
