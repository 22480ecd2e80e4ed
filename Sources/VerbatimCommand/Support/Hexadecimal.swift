/// Eight hexadecimal digits of a 32-bit pattern.
enum Hexadecimal {
    static func text(_ bits: UInt32) -> String {
        let digits = String(bits, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
