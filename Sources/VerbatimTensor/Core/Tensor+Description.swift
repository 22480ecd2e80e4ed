import VerbatimArithmetic
import VerbatimGraph

extension Tensor: CustomStringConvertible {
    /// Element type, shape and elements in nested brackets, the middle of long dimensions left out.
    public var description: String {
        switch storage {
        case .failed(let error, _): return "Tensor(failed: \(error))"
        case .traced(let trace, let value, let type): return "Tensor(\(type), value \(value.index) of \(trace.name))"
        case .number(let number):
            return (try? number.value(as: number.element)).map { Tensor($0).description } ?? "\(number)"
        case .value(let value):
            let elements = Tensor.texts(value)
            return "\(value.type.element.rawValue)\(value.shape) \(Tensor.nested(elements[...], value.shape[...]))"
        }
    }

    private static func nested(_ elements: ArraySlice<String>, _ shape: ArraySlice<Int>) -> String {
        guard let size = shape.first else { return elements.first ?? "" }
        let rest = shape.dropFirst()
        let step = rest.reduce(1, *)
        let shown = size > 8 ? Array(0..<3) + Array((size - 3)..<size) : Array(0..<size)
        var parts = shown.map { place in
            let start = elements.startIndex + place * step
            return nested(elements[start..<(start + step)], rest)
        }
        if size > 8 { parts.insert("...", at: 3) }
        return "[" + parts.joined(separator: ", ") + "]"
    }

    private static func texts(_ value: TensorValue) -> [String] {
        switch value.type.element {
        case .bool: value.array(of: Bool.self).map(\.description)
        case .i8: value.array(of: Int8.self).map(\.description)
        case .i16: value.array(of: Int16.self).map(\.description)
        case .i32: value.array(of: Int32.self).map(\.description)
        case .i64: value.array(of: Int64.self).map(\.description)
        case .u8: value.array(of: UInt8.self).map(\.description)
        case .u16: value.array(of: UInt16.self).map(\.description)
        case .u32: value.array(of: UInt32.self).map(\.description)
        case .u64: value.array(of: UInt64.self).map(\.description)
        case .f16: value.array(of: Half.self).map(\.description)
        case .bf16: value.array(of: BFloat16.self).map(\.description)
        case .f32: value.array(of: Float.self).map(\.description)
        case .f64: value.array(of: Double.self).map(\.description)
        case .i2, .i4, .u2, .u4, .c64, .c128, .f4E2M1FN, .f6E2M3FN, .f6E3M2FN, .f8E3M4, .f8E4M3,
            .f8E4M3B11FNUZ, .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2, .f8E5M2FNUZ, .f8E8M0FNU:
            (0..<value.type.count).map { value.elementText(at: $0) }
        }
    }
}
