import VerbatimArithmetic

/// How a constant's elements are spelled: `dense<...>`, so that every bit comes back.
enum ConstantText {
    /// The most elements that are listed one by one; more are raw bytes.
    static let listLimit = 64
    /// The most elements of a repeated value that stay a constant; a larger one is read as a broadcast.
    static let splatLimit = 1024

    /// The attribute without its type.
    static func text(_ value: TensorValue) -> String {
        let count = value.type.count
        if count == 0 { return "dense<>" }
        if count <= splatLimit, isRepeated(value) { return "dense<" + element(value, at: 0) + ">" }
        if count <= listLimit || value.type.element == .bool {
            var text = "dense<"
            var next = 0
            list(value, dimension: 0, next: &next, into: &text)
            return text + ">"
        }
        return "dense<\"0x" + raw(value) + "\">"
    }

    private static func isRepeated(_ value: TensorValue) -> Bool {
        let size = value.type.element.byteCount
        return value.withUnsafeBytes { bytes in
            (size..<bytes.count).allSatisfy { bytes[$0] == bytes[$0 - size] }
        }
    }

    private static func list(_ value: TensorValue, dimension: Int, next: inout Int, into text: inout String) {
        guard dimension < value.type.rank else {
            text += element(value, at: next)
            next += 1
            return
        }
        text += "["
        for index in 0..<value.type.shape[dimension] {
            if index > 0 { text += ", " }
            list(value, dimension: dimension + 1, next: &next, into: &text)
        }
        text += "]"
    }

    static func element(_ value: TensorValue, at index: Int) -> String {
        switch value.type.element {
        case .bool: value.withUnsafeElements(Bool.self) { $0[index] ? "true" : "false" }
        case .i8: value.withUnsafeElements(Int8.self) { String($0[index]) }
        case .i16: value.withUnsafeElements(Int16.self) { String($0[index]) }
        case .i32: value.withUnsafeElements(Int32.self) { String($0[index]) }
        case .i64: value.withUnsafeElements(Int64.self) { String($0[index]) }
        case .u8: value.withUnsafeElements(UInt8.self) { String($0[index]) }
        case .u16: value.withUnsafeElements(UInt16.self) { String($0[index]) }
        case .u32: value.withUnsafeElements(UInt32.self) { String($0[index]) }
        case .u64: value.withUnsafeElements(UInt64.self) { String($0[index]) }
        case .f16: value.withUnsafeElements(Half.self) { TextSpelling.number($0[index]) }
        case .bf16: value.withUnsafeElements(BFloat16.self) { TextSpelling.number($0[index]) }
        case .f32: value.withUnsafeElements(Float.self) { TextSpelling.number($0[index]) }
        case .f64: value.withUnsafeElements(Double.self) { TextSpelling.number($0[index]) }
        case .i2, .i4: value.withUnsafeBytes { String(Int8(bitPattern: $0[index])) }
        case .u2, .u4: value.withUnsafeBytes { String($0[index]) }
        case .c64:
            value.withUnsafeBytes { bytes in
                let parts = bytes.bindMemory(to: Float.self)
                return "(\(TextSpelling.number(parts[2 * index])), \(TextSpelling.number(parts[2 * index + 1])))"
            }
        case .c128:
            value.withUnsafeBytes { bytes in
                let parts = bytes.bindMemory(to: Double.self)
                return "(\(TextSpelling.number(parts[2 * index])), \(TextSpelling.number(parts[2 * index + 1])))"
            }
        case .f4E2M1FN, .f6E2M3FN, .f6E3M2FN, .f8E3M4, .f8E4M3, .f8E4M3B11FNUZ,
            .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2, .f8E5M2FNUZ, .f8E8M0FNU:
            value.withUnsafeBytes { "0x" + TextSpelling.hexadecimal(UInt64($0[index]), digits: 2) }
        }
    }

    /// The bytes of the elements, little-endian, in hexadecimal.
    private static func raw(_ value: TensorValue) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let size = value.type.element.byteCount
        return value.withUnsafeBytes { bytes in
            String(unsafeUninitializedCapacity: bytes.count * 2) { buffer in
                for index in bytes.indices {
                    #if _endian(little)
                        let byte = bytes[index]
                    #else
                        let byte = bytes[index / size * size + size - 1 - index % size]
                    #endif
                    buffer[2 * index] = digits[Int(byte >> 4)]
                    buffer[2 * index + 1] = digits[Int(byte & 15)]
                }
                return bytes.count * 2
            }
        }
    }
}

extension TensorValue {
    /// One element as it is spelled in a constant.
    package func elementText(at place: Int) -> String { ConstantText.element(self, at: place) }
}
