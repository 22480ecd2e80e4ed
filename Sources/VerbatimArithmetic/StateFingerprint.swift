/// A cheap 128-bit fingerprint of an ordered list of tensors: it detects error, not forgery.
///
/// The bytes of each tensor are read as little-endian 32-bit words, in blocks of 1,024, the last filled up with zeros.
/// A block with words `a[0 ..< 512]`, `b[0 ..< 512]` gives under each of two keys the sum modulo 2^64 of
/// `(a[i] + k[i]) * (b[i] + k[512 + i])`, where the additions wrap in 32 bits and the products are whole (NH; Black,
/// Halevi, Krawczyk, Krovetz and Rogaway, "UMAC", 1999). While a tensor's sums (two u64 a block, little-endian) are more
/// than a block, they are summed again in the same way. The fingerprint is the first 16 bytes of the SHA-256 of
/// `verbatim fingerprint ` + the arithmetic version + a zero byte, then for each tensor its number of bytes (u64) and
/// these sums. Key j is the words of the stream `fingerprint/j` of seed 0 at step 0.
public struct StateFingerprint: Sendable {
    private static let blockWords = 1024
    private static let keys = (key(0), key(1))

    /// The bytes of a block.
    package static let blockByteCount: Int = 4 * blockWords
    /// The words of both keys, one key after the other.
    package static let keyWords: [UInt32] = keys.0 + keys.1

    /// The blocks of a tensor, the last one filled up.
    package static func blockCount(_ byteCount: Int) -> Int { (byteCount + blockByteCount - 1) / blockByteCount }

    private var digest = SHA256Digest()

    /// The fingerprint of no tensors under `version`.
    public init(version: String = ArithmeticVersion.current) {
        digest.update(utf8: "verbatim fingerprint \(version)\0")
    }

    /// Appends the elements of one tensor, in row-major order.
    public mutating func append(_ bytes: UnsafeRawBufferPointer) {
        append(byteCount: bytes.count, sums: Self.blockSums(bytes))
    }

    /// Appends one tensor of which the sums of all blocks are known.
    package mutating func append(byteCount: Int, sums: [UInt64]) {
        digest.update(littleEndian: UInt64(byteCount))
        var sums = sums.map(\.littleEndian)
        while 8 * sums.count > Self.blockByteCount {
            sums = sums.withUnsafeBytes(Self.blockSums).map(\.littleEndian)
        }
        sums.withUnsafeBytes { digest.update($0) }
    }

    /// The fingerprint of what was appended so far, as 32 hexadecimal digits.
    public var hex: String { SHA256Digest.hexadecimal(digest.bytes.prefix(16)) }

    private static func key(_ number: Int) -> [UInt32] {
        let stream = RandomStream(seed: 0, name: "fingerprint/\(number)")
        return (0..<UInt32(blockWords / 4)).flatMap { block in
            let words = stream.block(block, position: 0, step: 0)
            return [words.0, words.1, words.2, words.3]
        }
    }

    /// The sums of all blocks under both keys, two for each block.
    private static func blockSums(_ bytes: UnsafeRawBufferPointer) -> [UInt64] {
        let whole = bytes.count / blockByteCount
        var result: [UInt64] = []
        result.reserveCapacity(2 * blockCount(bytes.count))
        func append(_ block: UnsafeRawBufferPointer) {
            let (first, second) = sums(block)
            result += [first, second]
        }
        for block in 0..<whole {
            append(UnsafeRawBufferPointer(rebasing: bytes[block * blockByteCount..<(block + 1) * blockByteCount]))
        }
        if whole * blockByteCount < bytes.count {
            var rest = [UInt8](repeating: 0, count: blockByteCount)
            rest.withUnsafeMutableBytes {
                $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[(whole * blockByteCount)...]))
            }
            rest.withUnsafeBytes(append)
        }
        return result
    }

    /// A block's sums under both keys.
    private static func sums(_ block: UnsafeRawBufferPointer) -> (UInt64, UInt64) {
        let half = blockWords / 2
        return keys.0.withUnsafeBufferPointer { first in
            keys.1.withUnsafeBufferPointer { second in
                let (k, l) = (first.baseAddress!, second.baseAddress!)
                var (x, y): (UInt64, UInt64) = (0, 0)
                for index in 0..<half {
                    let a = UInt32(littleEndian: block.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self))
                    let b = UInt32(
                        littleEndian: block.loadUnaligned(fromByteOffset: 4 * (half + index), as: UInt32.self))
                    x &+= UInt64(a &+ k[index]) &* UInt64(b &+ k[half + index])
                    y &+= UInt64(a &+ l[index]) &* UInt64(b &+ l[half + index])
                }
                return (x, y)
            }
        }
    }
}
