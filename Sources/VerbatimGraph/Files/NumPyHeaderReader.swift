/// Reads the header of a `.npy` file: a Python dictionary of `descr`, `fortran_order` and `shape`.
struct NumPyHeaderReader {
    struct Header {
        var element: ElementType
        var isBigEndian: Bool
        var isColumnMajor: Bool
        var shape: [Int]
    }

    private let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func header() throws -> Header {
        var descriptor: String?
        var isColumnMajor: Bool?
        var shape: [Int]?
        try expect("{")
        while !accept("}") {
            let start = position
            let key = try string()
            try expect(":")
            switch key {
            case "descr" where descriptor == nil:
                if peek() == UInt8(ascii: "[") {
                    throw VerbatimError(
                        .unsupported, "a .npy file holds a structured array", received: excerpt(),
                        expected: "one element type")
                }
                descriptor = try string()
            case "fortran_order" where isColumnMajor == nil: isColumnMajor = try truth()
            case "shape" where shape == nil: shape = try tuple()
            default:
                position = start
                throw unexpected("each of 'descr', 'fortran_order' and 'shape' once")
            }
            if !accept(",") {
                try expect("}")
                break
            }
        }
        skipSpace()
        guard position == bytes.count else { throw unexpected("the end of the header") }
        guard let descriptor, let isColumnMajor, let shape else {
            throw unexpected("each of 'descr', 'fortran_order' and 'shape'")
        }
        let (element, isBigEndian) = try Self.element(descriptor)
        return Header(element: element, isBigEndian: isBigEndian, isColumnMajor: isColumnMajor, shape: shape)
    }

    private static func element(_ descriptor: String) throws -> (ElementType, isBigEndian: Bool) {
        var code = descriptor[...]
        var order: Character = "="
        if let first = code.first, "<>=|".contains(first) {
            order = first
            code.removeFirst()
        }
        let element: ElementType? =
            switch code {
            case "b1", "?": .bool
            case "i1": .i8
            case "i2": .i16
            case "i4": .i32
            case "i8": .i64
            case "u1": .u8
            case "u2": .u16
            case "u4": .u32
            case "u8": .u64
            case "f2": .f16
            case "f4": .f32
            case "f8": .f64
            case "c8": .c64
            case "c16": .c128
            default: nil
            }
        guard let element, order != "|" || element.byteCount == 1 else {
            throw VerbatimError(
                .unsupported, "a .npy file holds elements of a type that tensors do not have",
                received: "'\(descriptor)'", expected: "b1, i1, i2, i4, i8, u1, u2, u4, u8, f2, f4 or f8",
                remedy: "convert it with numpy's astype")
        }
        return (element, order == ">" || (order != "<" && ElementBytes.isBigEndian))
    }

    // MARK: Pieces of Python

    private mutating func string() throws -> String {
        skipSpace()
        guard let quote = peek(), quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
            throw unexpected("a text in quotes")
        }
        guard let end = bytes[(position + 1)...].firstIndex(of: quote) else { throw unexpected("a closing quote") }
        defer { position = end + 1 }
        return String(decoding: bytes[position + 1..<end], as: UTF8.self)
    }

    private mutating func truth() throws -> Bool {
        skipSpace()
        for (word, value) in [("True", true), ("False", false)] where bytes[position...].starts(with: word.utf8) {
            position += word.utf8.count
            return value
        }
        throw unexpected("True or False")
    }

    private mutating func tuple() throws -> [Int] {
        try expect("(")
        var sizes: [Int] = []
        while !accept(")") {
            let digits = bytes[position...].prefix(while: TextLexer.isDigit)
            guard let size = Int(String(decoding: digits, as: UTF8.self)) else { throw unexpected("a size") }
            position += digits.count
            // Python 2 marked long integers so.
            if peek() == UInt8(ascii: "L") { position += 1 }
            sizes.append(size)
            if !accept(",") {
                try expect(")")
                // `(3)` is a number, not a tuple.
                guard sizes.count > 1 else { throw unexpected("`(\(size),)`") }
                break
            }
        }
        return sizes
    }

    private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = peek(), byte == 32 || (9...13).contains(byte) { position += 1 }
    }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard peek() == UInt8(ascii: character) else { return false }
        position += 1
        skipSpace()
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws {
        guard accept(character) else { throw unexpected("`\(character)`") }
    }

    private func excerpt() -> String {
        let rest = bytes[min(position, bytes.count)...].prefix(24)
        return rest.isEmpty ? "the end" : "`\(String(decoding: rest, as: UTF8.self))`"
    }

    private func unexpected(_ expected: String) -> VerbatimError {
        VerbatimError(
            .file, "the header of a .npy file is damaged at byte \(position)", received: excerpt(), expected: expected)
    }
}
