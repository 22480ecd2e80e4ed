/// An attribute's value as it stands in a graph's text.
indirect enum TextAttribute {
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    case string(String)
    case array([TextAttribute])
    case integers([Int])
    case booleans([Bool])
    case dictionary(TextAttributes)
    case dense(TensorValue)
    case symbol(String)
    case type(TensorType)
    case functionType([TensorType], [TensorType])
    /// The value of a dialect's enumeration, such as `LT`.
    case keyword(String)
    /// StableHLO's dimension numbers, such as `#stablehlo.gather<...>`.
    case fields(TextAttributes)
    case convolution(ConvolutionAttributes.Dimensions)
    case alias(String)
    /// Something of no use to the graph, which was passed over.
    case other

    /// The value as whole numbers, however they are spelled; nil if it is something else.
    var integers: [Int]? {
        switch self {
        case .integers(let numbers): return numbers
        case .array(let values):
            let numbers = values.compactMap { value -> Int? in
                if case .integer(let number) = value { return number }
                return nil
            }
            return numbers.count == values.count ? numbers : nil
        case .dense(let value) where value.type.element == .i64:
            return value.withUnsafeElements(Int64.self) { $0.map { Int($0) } }
        case .dense(let value) where value.type.element == .i32:
            return value.withUnsafeElements(Int32.self) { $0.map { Int($0) } }
        default: return nil
        }
    }

    /// The value as truth values, however they are spelled; nil if it is something else.
    var booleans: [Bool]? {
        switch self {
        case .booleans(let values): return values
        case .array(let values):
            let booleans = values.compactMap { value -> Bool? in
                switch value {
                case .boolean(let truth): truth
                case .integer(let number) where number == 0 || number == 1: number == 1
                default: nil
                }
            }
            return booleans.count == values.count ? booleans : nil
        case .dense(let value) where value.type.element == .bool: return value.array(of: Bool.self)
        default: return nil
        }
    }

    /// Padding as pairs of whole numbers; nil if it is something else.
    var padding: [EdgePadding]? {
        switch self {
        case .array(let rows):
            let pairs = rows.compactMap { row -> EdgePadding? in
                guard let pair = row.integers, pair.count == 2 else { return nil }
                return EdgePadding(pair[0], pair[1])
            }
            return pairs.count == rows.count ? pairs : nil
        case .dense(let value):
            guard value.type.rank == 2, value.type.shape[1] == 2, let numbers = integers else { return nil }
            return stride(from: 0, to: numbers.count, by: 2).map { EdgePadding(numbers[$0], numbers[$0 + 1]) }
        default: return nil
        }
    }
}
