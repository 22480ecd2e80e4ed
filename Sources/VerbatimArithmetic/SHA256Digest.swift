import Crypto

/// SHA-256, at once or in pieces.
public struct SHA256Digest: Sendable {
    private var state = SHA256()

    /// The digest of no bytes so far.
    public init() {}

    /// Appends raw bytes.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        state.update(bufferPointer: bytes)
    }

    /// Appends bytes.
    public mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { state.update(bufferPointer: $0) }
    }

    /// Appends the UTF-8 bytes of `text`.
    public mutating func update(utf8 text: String) {
        update(Array(text.utf8))
    }

    /// Appends an integer's bytes, least significant first.
    public mutating func update(littleEndian value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { state.update(bufferPointer: $0) }
    }

    /// The 32 bytes of the digest of what was appended so far; more may follow.
    public var bytes: [UInt8] { Array(state.finalize()) }

    /// The digest as 64 lower-case hexadecimal digits.
    public var hex: String { Self.hexadecimal(bytes) }

    /// The digest of `bytes`.
    public static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var digest = SHA256Digest()
        digest.update(bytes)
        return digest.bytes
    }

    /// The digest of `bytes` as 64 hexadecimal digits.
    public static func hex(_ bytes: [UInt8]) -> String { hexadecimal(hash(bytes)) }

    /// The digest of `bytes` as 64 hexadecimal digits.
    public static func hex(_ bytes: UnsafeRawBufferPointer) -> String {
        var digest = SHA256Digest()
        digest.update(bytes)
        return digest.hex
    }

    /// Bytes as lower-case hexadecimal digits.
    public static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
