/// Elements as they lie in files: little-endian unless the file says otherwise.
enum ElementBytes {
    /// Whether this machine keeps the most significant byte first.
    static var isBigEndian: Bool { Int(1).bigEndian == 1 }

    /// Turns around the bytes of every element.
    static func reverse(_ bytes: UnsafeMutableRawBufferPointer, width: Int) {
        guard width > 1 else { return }
        var start = 0
        while start + width <= bytes.count {
            for byte in 0..<width / 2 { bytes.swapAt(start + byte, start + width - 1 - byte) }
            start += width
        }
    }

    /// A tensor of a file's bytes, whose number is the type's.
    static func tensor(
        _ type: TensorType, _ bytes: UnsafeRawBufferPointer, isBigEndian: Bool = false, _ what: String
    ) throws -> TensorValue {
        var value = TensorValue(zeros: type)
        value.withUnsafeMutableBytes { target in
            target.copyMemory(from: bytes)
            if isBigEndian != Self.isBigEndian { reverse(target, width: type.element.part.byteCount) }
        }
        if type.element == .bool, let byte = bytes.first(where: { $0 > 1 }) {
            throw VerbatimError(
                .file, "\(what) holds a byte that is no truth value", received: "\(byte)", expected: "0 or 1")
        }
        return value
    }

    /// A tensor's bytes for a file, appended.
    static func append(_ value: TensorValue, to bytes: inout [UInt8]) {
        if !isBigEndian { return value.withUnsafeBytes { bytes.append(contentsOf: $0) } }
        var copy = value
        copy.withUnsafeMutableBytes { target in
            reverse(target, width: value.type.element.part.byteCount)
            bytes.append(contentsOf: target)
        }
    }

    /// The number of bytes of a type that a file states; nil if no memory could hold it.
    static func byteCount(_ shape: [Int], _ element: ElementType) -> Int? {
        let type = TensorType(shape, element)
        return (try? ShapeRules.size(type, "")) == nil ? nil : type.byteCount
    }
}
