import VerbatimArithmetic
import VerbatimGraph

/// The first element in which two tensors differ.
package struct ElementDifference: Sendable, Hashable, Codable {
    /// The element's index, such as `[3, 5]`; empty where the types differ.
    package let index: [Int]
    /// The element of the first tensor, floats in hexadecimal.
    package let first: String
    /// The element of the second.
    package let second: String
    /// How many representable numbers they are apart; nil for integers and NaN.
    package let ulps: Int?
    /// The elements that differ.
    package let count: Int

    /// ` [3, 5]`, for a message.
    var place: String { index.isEmpty ? "" : " \(index)" }

    /// Nil if the tensors have the same type and the same bits.
    init?(_ left: TensorValue, _ right: TensorValue) {
        guard left.type == right.type else {
            self.init(index: [], first: "\(left.type)", second: "\(right.type)", ulps: nil, count: 0)
            return
        }
        let width = left.type.element.byteCount
        var place: Int?
        var count = 0
        left.withUnsafeBytes { a in
            right.withUnsafeBytes { b in
                guard !a.elementsEqual(b) else { return }
                for element in 0..<left.type.count {
                    let range = element * width..<(element + 1) * width
                    guard !a[range].elementsEqual(b[range]) else { continue }
                    place = place ?? element
                    count += 1
                }
            }
        }
        guard let place else { return nil }
        var rest = place
        var index: [Int] = []
        for size in left.shape.reversed() {
            index.insert(rest % size, at: 0)
            rest /= size
        }
        let (a, b) = (Element(left, place), Element(right, place))
        self.init(index: index, first: a.text, second: b.text, ulps: a.distance(to: b), count: count)
    }

    private init(index: [Int], first: String, second: String, ulps: Int?, count: Int) {
        self.index = index
        self.first = first
        self.second = second
        self.ulps = ulps
        self.count = count
    }

    /// One element, as text and as its place among all numbers of its type.
    private struct Element {
        let text: String
        /// The number's place on the line of floats; nil for NaN and for what is no float.
        let rank: Int?

        init(_ tensor: TensorValue, _ place: Int) {
            let width = tensor.type.element.byteCount
            let bits = tensor.withUnsafeBytes { bytes in
                (0..<min(width, 8)).reversed().reduce(0) { $0 << 8 | Int(bytes[place * width + $1]) }
            }
            switch tensor.type.element {
            case .f32:
                let value = tensor.withUnsafeElements(Float.self) { $0[place] }
                text = HexadecimalFloat.text(Double(value))
                rank = value.isNaN ? nil : bits & 0x8000_0000 != 0 ? 0x8000_0000 - bits : bits
            case .f64:
                let value = tensor.withUnsafeElements(Double.self) { $0[place] }
                let magnitude = Int(value.magnitude.bitPattern)
                text = HexadecimalFloat.text(value)
                rank = value.isNaN ? nil : value.sign == .minus ? -magnitude : magnitude
            case .f16:
                let value = tensor.withUnsafeElements(Half.self) { $0[place] }
                text = HexadecimalFloat.text(Double(value.float))
                rank = value.float.isNaN ? nil : bits & 0x8000 != 0 ? 0x8000 - bits : bits
            case .bf16:
                let value = tensor.withUnsafeElements(BFloat16.self) { $0[place] }
                text = HexadecimalFloat.text(Double(value.float))
                rank = value.float.isNaN ? nil : bits & 0x8000 != 0 ? 0x8000 - bits : bits
            case .bool, .i8, .i16, .i32, .i64, .u8, .u16, .u32, .u64, .i2, .i4, .u2, .u4, .c64, .c128, .f4E2M1FN,
                .f6E2M3FN, .f6E3M2FN, .f8E3M4, .f8E4M3, .f8E4M3B11FNUZ, .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2, .f8E5M2FNUZ,
                .f8E8M0FNU:
                text = "\(tensor.type.element.rawValue) 0x\(String(UInt(bitPattern: bits), radix: 16))"
                rank = nil
            }
        }

        func distance(to other: Element) -> Int? {
            guard let rank, let other = other.rank else { return nil }
            let (difference, overflow) = rank.subtractingReportingOverflow(other)
            return overflow ? Int.max : Int(clamping: difference.magnitude)
        }
    }
}
