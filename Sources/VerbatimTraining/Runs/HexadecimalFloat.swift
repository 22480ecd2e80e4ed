/// Floats in C's hexadecimal spelling, which loses no bit: `0x1.8p-3`, `-0x0p+0`, `inf`, `nan`.
enum HexadecimalFloat {
    static func text(_ value: Double) -> String {
        let sign = value.sign == .minus ? "-" : ""
        guard value.isFinite else { return value.isNaN ? "nan" : "\(sign)inf" }
        guard value != 0 else { return "\(sign)0x0p+0" }
        var digits = String(value.significandBitPattern, radix: 16)
        digits = String(repeating: "0", count: 13 - digits.count) + digits
        var exponent = Int(value.exponent)
        var lead = 1
        if value.isSubnormal {
            exponent = -1022
            lead = 0
        }
        while digits.last == "0" { digits.removeLast() }
        return "\(sign)0x\(lead)\(digits.isEmpty ? "" : ".\(digits)")p\(exponent < 0 ? "" : "+")\(exponent)"
    }
}
