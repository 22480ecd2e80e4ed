import Verbatim

/// How far one element lies from another, as StableHLO's checks measure it.
struct ElementDistance {
    let actual: Double
    let expected: Double
    /// Units in the last place; the most of all where one is not finite and they are not the same.
    let units: UInt64

    /// Equal as numbers: zeros of either sign are, NaN is not.
    var isEqual: Bool { actual == expected }

    /// Apart by no more than a tolerance; NaN equals NaN.
    func isWithin(_ tolerance: Double) -> Bool {
        if actual == expected { return true }
        if actual.isNaN || expected.isNaN { return actual.isNaN && expected.isNaN }
        return actual.isFinite && expected.isFinite && (actual - expected).magnitude <= tolerance
    }

    /// The first element that a condition does not hold for, in words; nil if it holds for all.
    static func mismatch(
        _ actual: TensorValue, _ expected: TensorValue, _ holds: (ElementDistance) -> Bool
    ) -> String? {
        guard actual.type == expected.type else { return "\(actual.type) for \(expected.type)" }
        switch actual.type.element {
        case .f16:
            return first(actual, expected, Half.self, holds) {
                Double($0.float)
            } bits: {
                UInt64($0.bitPattern)
            }
        case .bf16:
            return first(actual, expected, BFloat16.self, holds) {
                Double($0.float)
            } bits: {
                UInt64($0.bitPattern)
            }
        case .f32:
            return first(actual, expected, Float.self, holds) {
                Double($0)
            } bits: {
                UInt64($0.bitPattern)
            }
        case .f64:
            return first(actual, expected, Double.self, holds) {
                $0
            } bits: {
                $0.bitPattern
            }
        case .c64:
            return first(parts(actual, .f32), parts(expected, .f32), Float.self, holds) {
                Double($0)
            } bits: {
                UInt64($0.bitPattern)
            }
        case .c128:
            return first(parts(actual, .f64), parts(expected, .f64), Double.self, holds) {
                $0
            } bits: {
                $0.bitPattern
            }
        case .bool, .i8, .i16, .i32, .i64, .u8, .u16, .u32, .u64, .i2, .i4, .u2, .u4, .f4E2M1FN, .f6E2M3FN, .f6E3M2FN,
            .f8E3M4, .f8E4M3, .f8E4M3B11FNUZ, .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2, .f8E5M2FNUZ, .f8E8M0FNU:
            for place in 0..<actual.type.count {
                let (received, wanted) = (actual.elementText(at: place), expected.elementText(at: place))
                if received == wanted { continue }
                if let format = actual.type.element.smallFormat {
                    let codes = [actual, expected].map { $0.withUnsafeBytes { format.value($0[place]) } }
                    if holds(ElementDistance(actual: codes[0], expected: codes[1], units: .max)) { continue }
                }
                return "element \(place): received \(received), expected \(wanted)"
            }
            return nil
        }
    }

    private static func first<Element: TensorElement>(
        _ actual: TensorValue, _ expected: TensorValue, _: Element.Type, _ holds: (ElementDistance) -> Bool,
        value: (Element) -> Double, bits: (Element) -> UInt64
    ) -> String? {
        let (left, right) = (actual.array(of: Element.self), expected.array(of: Element.self))
        let sign: UInt64 = 1 << UInt64(8 * actual.type.element.byteCount - 1)
        for place in left.indices {
            let (a, b) = (value(left[place]), value(right[place]))
            let (p, q) = (bits(left[place]), bits(right[place]))
            var units = UInt64.max
            if p == q || (a.isNaN && b.isNaN) {
                units = 0
            } else if a.isFinite, b.isFinite {
                let (x, y) = (p & ~sign, q & ~sign)
                units = p & sign == q & sign ? (x > y ? x - y : y - x) : x + y
            }
            guard holds(ElementDistance(actual: a, expected: b, units: units)) else {
                return "element \(place): received \(a), expected \(b), \(units) units apart"
            }
        }
        return nil
    }

    /// Complex numbers as twice as many real ones.
    private static func parts(_ value: TensorValue, _ element: ElementType) -> TensorValue {
        value.withUnsafeBytes { bytes in
            (try? TensorValue(type: TensorType(value.shape + [2], element), bytes: bytes))
                ?? TensorValue(zeros: TensorType([0], element))
        }
    }
}
