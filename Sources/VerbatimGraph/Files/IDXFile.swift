/// One tensor in the IDX format of the MNIST files: a magic number, the dimensions, the elements, all big-endian.
///
/// Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database", "File formats".
public struct IDXFile: Sendable, Hashable {
    /// The tensor.
    public var value: TensorValue

    private static let elements: [(code: UInt8, element: ElementType)] = [
        (0x08, .u8), (0x09, .i8), (0x0B, .i16), (0x0C, .i32), (0x0D, .f32), (0x0E, .f64),
    ]

    /// Makes a file of a tensor.
    public init(_ value: TensorValue) { self.value = value }

    /// Reads a file's bytes.
    ///
    /// - Throws: `VerbatimError` of code `.file` for bytes that are not such a file or do not fill its shape, and of
    ///   code `.unsupported` for element types that the format does not have.
    public init(bytes: [UInt8]) throws {
        guard bytes.count >= 4, bytes[0] == 0, bytes[1] == 0 else {
            throw VerbatimError(
                .file, "this is not an IDX file", received: "\(bytes.count) bytes, first \(Array(bytes.prefix(4)))",
                expected: "at least 4 bytes, the first two 0",
                remedy: bytes.starts(with: [0x1f, 0x8b]) ? "unpack it with gunzip" : nil)
        }
        guard let element = Self.elements.first(where: { $0.code == bytes[2] })?.element else {
            throw VerbatimError(
                .unsupported, "an IDX file holds elements of an unknown type", received: "type \(bytes[2])",
                expected: Self.elements.map { "\($0.code)" }.joined(separator: ", "))
        }
        let start = 4 + 4 * Int(bytes[3])
        guard bytes.count >= start else {
            throw VerbatimError(
                .file, "an IDX file ends in its dimensions", received: "\(bytes.count) bytes",
                expected: "\(start) for \(bytes[3]) dimensions")
        }
        let shape = stride(from: 4, to: start, by: 4).map { place in
            bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        guard let byteCount = ElementBytes.byteCount(shape, element), byteCount == bytes.count - start else {
            throw VerbatimError(
                .file, "the elements of an IDX file do not fill its shape",
                received: "\(bytes.count - start) bytes",
                expected: ElementBytes.byteCount(shape, element).map { "\($0) for \(TensorType(shape, element))" }
                    ?? "a shape that memory could hold, not \(shape)",
                remedy: "the file may have been cut off")
        }
        value = try bytes.withUnsafeBytes {
            try ElementBytes.tensor(
                TensorType(shape, element), UnsafeRawBufferPointer(rebasing: $0[start...]), isBigEndian: true,
                "an IDX file")
        }
    }

    /// The file's bytes.
    ///
    /// - Throws: `VerbatimError` of code `.unsupported` for a tensor that the format does not hold.
    public func serialized() throws -> [UInt8] {
        guard let code = Self.elements.first(where: { $0.element == value.type.element })?.code,
            value.shape.count <= Int(UInt8.max), value.shape.allSatisfy({ $0 <= Int(UInt32.max) })
        else {
            throw VerbatimError(
                .unsupported, "an IDX file cannot hold this tensor", received: "\(value.type)",
                expected: "up to 255 dimensions below 2^32 of "
                    + Self.elements.map(\.element.rawValue).joined(separator: ", "))
        }
        var bytes: [UInt8] = [0, 0, code, UInt8(value.shape.count)]
        for size in value.shape {
            for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: size >> shift)) }
        }
        let width = value.type.element.byteCount
        value.withUnsafeBytes { source in
            for start in stride(from: 0, to: source.count, by: width) {
                let element = source[start..<start + width]
                bytes += ElementBytes.isBigEndian ? Array(element) : element.reversed()
            }
        }
        return bytes
    }
}
