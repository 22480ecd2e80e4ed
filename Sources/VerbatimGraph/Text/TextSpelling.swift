import VerbatimArithmetic

/// How names, texts and numbers are spelled in a graph's text.
enum TextSpelling {
    /// A text in quotes: printable ASCII as it is, other bytes as `\XX`.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): result += "\\\\"
            case UInt8(ascii: "\""), 0..<0x20, 0x7F...: result += "\\" + hexadecimal(UInt64(byte), digits: 2)
            default: result.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return result + "\""
    }

    /// The text that a quoted spelling, without its quotes, stands for; nil if an escape is unknown or it is not UTF-8.
    static func unquoted(_ bytes: ArraySlice<UInt8>) -> String? {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                result.append(byte)
                continue
            }
            guard let escape = rest.popFirst() else { return nil }
            switch escape {
            case UInt8(ascii: "\\"), UInt8(ascii: "\""): result.append(escape)
            case UInt8(ascii: "n"): result.append(UInt8(ascii: "\n"))
            case UInt8(ascii: "t"): result.append(UInt8(ascii: "\t"))
            default:
                guard let low = rest.popFirst(), let high = digit(escape), let value = digit(low) else { return nil }
                result.append(high << 4 | value)
            }
        }
        return String(validating: result, as: UTF8.self)
    }

    /// A word as it is where the grammar lets it, else in quotes.
    static func word(_ text: String) -> String {
        guard let first = text.utf8.first, TextLexer.startsWord(first), text.utf8.allSatisfy(TextLexer.continuesWord)
        else { return quoted(text) }
        return text
    }

    /// A symbol such as `@main`.
    static func symbol(_ name: String) -> String { "@" + word(name) }

    /// Whole numbers in brackets.
    static func list(_ numbers: [Int]) -> String { "[" + joined(numbers) + "]" }

    /// Whole numbers as an array attribute.
    static func array(_ numbers: [Int]) -> String {
        numbers.isEmpty ? "array<i64>" : "array<i64: " + joined(numbers) + ">"
    }

    /// The shortest decimal that gives the number's value in f32, or the bits themselves where there is none.
    static func number(_ number: some NarrowFloat) -> String {
        number.isFinite
            ? decimal(number.float.description) : "0x" + hexadecimal(UInt64(number.bitPattern), digits: 4)
    }

    /// The shortest decimal that gives the number's bits, or the bits themselves where there is none.
    static func number(_ number: Float) -> String {
        number.isFinite ? decimal(number.description) : "0x" + hexadecimal(UInt64(number.bitPattern), digits: 8)
    }

    /// The shortest decimal that gives the number's bits, or the bits themselves where there is none.
    static func number(_ number: Double) -> String {
        number.isFinite ? decimal(number.description) : "0x" + hexadecimal(number.bitPattern, digits: 16)
    }

    /// A number in upper-case hexadecimal digits.
    static func hexadecimal(_ number: UInt64, digits: Int) -> String {
        let text = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    /// The value of a hexadecimal digit.
    static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private static func joined(_ numbers: [Int]) -> String {
        numbers.map { String($0) }.joined(separator: ", ")
    }

    /// A decimal with the point that the grammar asks for.
    private static func decimal(_ text: String) -> String {
        if text.utf8.contains(UInt8(ascii: ".")) { return text }
        guard let exponent = text.firstIndex(of: "e") else { return text + ".0" }
        return text[..<exponent] + ".0" + text[exponent...]
    }
}
