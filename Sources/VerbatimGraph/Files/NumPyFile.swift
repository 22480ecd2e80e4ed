/// One tensor in NumPy's `.npy` format: versions 1 to 3, row-major or column-major, either byte order.
///
/// Source: numpy.lib.format, "NPY format".
public struct NumPyFile: Sendable, Hashable {
    /// The tensor.
    public var value: TensorValue

    private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

    /// Makes a file of a tensor.
    public init(_ value: TensorValue) { self.value = value }

    /// Reads a file's bytes.
    ///
    /// - Throws: `VerbatimError` of code `.file` for bytes that are not such a file or do not fill its shape, and of
    ///   code `.unsupported` for element types that tensors do not have.
    public init(bytes: [UInt8]) throws { self = try bytes.withUnsafeBytes { try NumPyFile(bytes: $0) } }

    /// Reads a file's bytes.
    ///
    /// - Throws: As `init(bytes:)` of an array.
    public init(bytes: UnsafeRawBufferPointer) throws {
        guard bytes.count >= 10, bytes.starts(with: Self.magic) else {
            throw VerbatimError(
                .file, "this is not a .npy file", received: "\(bytes.count) bytes, \(Array(bytes.prefix(6)))",
                expected: "at least 10 bytes, first \(Self.magic)")
        }
        let version = bytes[6]
        guard (1...3).contains(version), bytes[7] == 0 else {
            throw VerbatimError(
                .unsupported, "a .npy file is of an unknown version", received: "\(version).\(bytes[7])",
                expected: "1.0, 2.0 or 3.0")
        }
        let start = version == 1 ? 10 : 12
        guard bytes.count >= start else {
            throw VerbatimError(
                .file, "a .npy file ends in its header", received: "\(bytes.count) bytes",
                expected: "at least \(start)")
        }
        let length = (8..<start).reversed().reduce(0) { $0 << 8 | Int(bytes[$1]) }
        guard length <= bytes.count - start else {
            throw VerbatimError(
                .file, "a .npy file ends in its header", received: "\(bytes.count) bytes",
                expected: "\(start) and the header's \(length)")
        }
        var reader = NumPyHeaderReader(bytes: Array(bytes[start..<start + length]))
        let header = try reader.header()
        let data = UnsafeRawBufferPointer(rebasing: bytes[(start + length)...])
        guard let byteCount = ElementBytes.byteCount(header.shape, header.element), byteCount == data.count else {
            throw VerbatimError(
                .file, "the elements of a .npy file do not fill its shape", received: "\(data.count) bytes",
                expected: ElementBytes.byteCount(header.shape, header.element).map {
                    "\($0) for \(TensorType(header.shape, header.element))"
                } ?? "a shape that memory could hold, not \(header.shape)",
                remedy: data.count < (ElementBytes.byteCount(header.shape, header.element) ?? 0)
                    ? "the file may have been cut off" : nil)
        }
        let type = TensorType(header.isColumnMajor ? header.shape.reversed() : header.shape, header.element)
        let stored = try ElementBytes.tensor(type, data, isBigEndian: header.isBigEndian, "a .npy file")
        value = header.isColumnMajor ? Self.rowMajor(stored, shape: header.shape) : stored
    }

    /// The file's bytes, as NumPy writes them: row-major, little-endian, version 1 unless the header is long.
    ///
    /// - Throws: `VerbatimError` of code `.unsupported` for bf16, which the format has no name for.
    public func serialized() throws -> [UInt8] {
        guard value.type.element != .bf16, value.type.element.isNative || value.type.element.isComplex else {
            throw VerbatimError(
                .unsupported, "a .npy file cannot hold elements of this type", received: "\(value.type)",
                expected: "any other element type",
                remedy: "cast(to: .f32), which is exact, or write a safetensors file")
        }
        let shape = value.shape
        let sizes = shape.map { String($0) }.joined(separator: ", ")
        var header =
            "{'descr': '\(Self.descriptor(value.type.element))', 'fortran_order': False, "
            + "'shape': (\(sizes)\(shape.count == 1 ? "," : "")), }"
        // NumPy leaves room to let the first dimension grow in place.
        if let first = shape.first { header += String(repeating: " ", count: 21 - String(first).utf8.count) }
        let isLong = header.utf8.count + 1 + 63 > Int(UInt16.max)
        let start = isLong ? 12 : 10
        // The elements start at a multiple of 64; NumPy pads by 64 where none would do.
        let padding = 64 - (start + header.utf8.count + 1) % 64
        let length = header.utf8.count + padding + 1
        var bytes = Self.magic + [isLong ? 2 : 1, 0]
        bytes.reserveCapacity(start + length + value.type.byteCount)
        for byte in 0..<start - 8 { bytes.append(UInt8(truncatingIfNeeded: length >> (8 * byte))) }
        bytes += header.utf8
        bytes += [UInt8](repeating: UInt8(ascii: " "), count: padding) + [UInt8(ascii: "\n")]
        ElementBytes.append(value, to: &bytes)
        return bytes
    }

    /// The letters and the width that NumPy names an element type by.
    private static func descriptor(_ element: ElementType) -> String {
        let order = element.byteCount == 1 ? "|" : "<"
        if element.isComplex { return "<c\(element.byteCount)" }
        let letter = element == .bool ? "b" : element.isFloat ? "f" : element.isSignedInteger ? "i" : "u"
        return "\(order)\(letter)\(element.byteCount)"
    }

    /// The elements of a tensor stored with its first dimension innermost, in row-major order.
    private static func rowMajor(_ stored: TensorValue, shape: [Int]) -> TensorValue {
        var result = TensorValue(zeros: TensorType(shape, stored.type.element))
        let width = stored.type.element.byteCount
        let strides = Array(stored.type.strides.reversed())
        var index = [Int](repeating: 0, count: shape.count)
        var from = 0
        result.withUnsafeMutableBytes { target in
            stored.withUnsafeBytes { source in
                for place in 0..<stored.type.count {
                    for byte in 0..<width { target[place * width + byte] = source[from * width + byte] }
                    var dimension = shape.count - 1
                    while dimension >= 0 {
                        index[dimension] += 1
                        from += strides[dimension]
                        if index[dimension] < shape[dimension] { break }
                        from -= index[dimension] * strides[dimension]
                        index[dimension] = 0
                        dimension -= 1
                    }
                }
            }
        }
        return result
    }
}
