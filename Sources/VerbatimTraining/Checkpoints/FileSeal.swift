import VerbatimArithmetic
import VerbatimGraph

/// A digest of a whole safetensors file in its own metadata, so that a changed bit is found anywhere in it.
///
/// It is the SHA-256 of the file in which its own 64 digits are zeros. It detects error, not forgery.
enum FileSeal {
    /// The value of the metadata before the digest is known.
    static let blank = String(repeating: "0", count: 64)

    /// Writes the digest under a key whose value is blank.
    static func seal(_ bytes: inout [UInt8], key: String) {
        let place = place(bytes, key)!
        bytes.replaceSubrange(place, with: SHA256Digest.hex(bytes).utf8)
    }

    /// Throws unless the digest under a key is right.
    ///
    /// - Throws: `VerbatimError` of code `file` that says what file it is.
    static func check(_ bytes: [UInt8], key: String, source: String, kind: String) throws {
        guard let place = place(bytes, key) else {
            throw VerbatimError(
                .file, "\(source) is damaged, or no \(kind)", received: "no \(key)",
                expected: "a file that a run wrote")
        }
        var digest = SHA256Digest()
        digest.update(Array(bytes[..<place.lowerBound]))
        digest.update(Array(blank.utf8))
        bytes[place.upperBound...].withUnsafeBytes { digest.update($0) }
        guard digest.hex.utf8.elementsEqual(bytes[place]) else {
            throw VerbatimError(
                .file, "\(source) is damaged", received: "bytes of digest \(digest.hex)",
                expected: "\(key) \(String(decoding: bytes[place], as: UTF8.self))")
        }
    }

    /// Where the digest's digits lie: near the file's start, since metadata is written first and in order.
    private static func place(_ bytes: [UInt8], _ key: String) -> Range<Int>? {
        let pattern = Array("\"\(key)\":\"".utf8)
        let end = min(bytes.count, 1024) - pattern.count - 64
        guard end > 0 else { return nil }
        for start in 0..<end where bytes[start..<start + pattern.count].elementsEqual(pattern) {
            return start + pattern.count..<start + pattern.count + 64
        }
        return nil
    }
}
