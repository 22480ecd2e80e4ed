/// The digest of an ordered list of named tensors: what a training run prints.
///
/// The hashed bytes are `verbatim state ` + the arithmetic version + a zero byte, then for every tensor: path length
/// (u32) and UTF-8 path; element type name length (u32) and UTF-8 name; rank (u32); dimensions (u64 each); elements in
/// row-major order. All integers and elements are little-endian, and every NaN is the canonical one of its type.
public struct StateDigest: Sendable {
    /// How an element's bytes are to be read.
    public enum ElementKind: Sendable, Hashable {
        /// Bytes as they lie in memory, for integers and booleans of `width` bytes each.
        case integer(width: Int)
        /// IEEE half precision; NaN becomes `0x7e00`.
        case float16
        /// The upper half of IEEE single precision; NaN becomes `0x7fc0`.
        case bfloat16
        /// IEEE single precision; NaN becomes `0x7fc00000`.
        case float32
        /// IEEE double precision; NaN becomes `0x7ff8000000000000`.
        case float64

        /// Bytes per element.
        public var width: Int {
            switch self {
            case .integer(let width): width
            case .float16, .bfloat16: 2
            case .float32: 4
            case .float64: 8
            }
        }
    }

    private var digest = SHA256Digest()

    /// The digest of no tensors under `version`.
    public init(version: String = ArithmeticVersion.current) {
        digest.update(utf8: "verbatim state \(version)\0")
    }

    /// Appends one tensor.
    ///
    /// - Parameters:
    ///   - path: the structural path, such as `conv2D.1/kernel`.
    ///   - type: the element type's StableHLO name, such as `f32`.
    ///   - shape: the dimensions; empty for a scalar.
    ///   - elements: the elements in row-major order, in the machine's byte order.
    ///   - kind: how to read them.
    public mutating func append(
        path: String, type: String, shape: [Int], elements: UnsafeRawBufferPointer, kind: ElementKind
    ) {
        let count = shape.reduce(1, *)
        guard elements.count == count * kind.width else {
            fatalError("StateDigest: \(path) has \(elements.count) bytes, its shape needs \(count * kind.width)")
        }
        appendText(path)
        appendText(type)
        digest.update(littleEndian: UInt32(shape.count))
        for dimension in shape { digest.update(littleEndian: UInt64(dimension)) }
        switch kind {
        case .float16: appendElements(elements) { $0 & 0x7fff > 0x7c00 ? 0x7e00 : $0 as UInt16 }
        case .bfloat16: appendElements(elements) { $0 & 0x7fff > 0x7f80 ? 0x7fc0 : $0 as UInt16 }
        case .float32: appendElements(elements) { $0 & 0x7fff_ffff > 0x7f80_0000 ? 0x7fc0_0000 : $0 as UInt32 }
        case .float64:
            appendElements(elements) {
                $0 & 0x7fff_ffff_ffff_ffff > 0x7ff0_0000_0000_0000 ? 0x7ff8_0000_0000_0000 : $0 as UInt64
            }
        case .integer(2): appendElements(elements) { $0 as UInt16 }
        case .integer(4): appendElements(elements) { $0 as UInt32 }
        case .integer(8): appendElements(elements) { $0 as UInt64 }
        case .integer: digest.update(elements)
        }
    }

    /// Appends one tensor of f32.
    public mutating func append(path: String, shape: [Int], _ elements: [Float]) {
        elements.withUnsafeBytes { append(path: path, type: "f32", shape: shape, elements: $0, kind: .float32) }
    }

    /// The SHA-256 of everything appended so far, as 64 hexadecimal digits.
    public var hex: String { digest.hex }

    private mutating func appendText(_ text: String) {
        digest.update(littleEndian: UInt32(text.utf8.count))
        digest.update(utf8: text)
    }

    private mutating func appendElements<Word: FixedWidthInteger>(
        _ elements: UnsafeRawBufferPointer, _ canonical: (Word) -> Word
    ) {
        let width = MemoryLayout<Word>.size
        let count = elements.count / width
        var start = 0
        while start < count {
            let length = min(4096, count - start)
            let words = (start..<start + length).map {
                canonical(elements.loadUnaligned(fromByteOffset: $0 * width, as: Word.self)).littleEndian
            }
            words.withUnsafeBytes { digest.update($0) }
            start += length
        }
    }
}
