/// A type of a text.
public indirect enum SyntaxType: Sendable, Hashable, CustomStringConvertible {
    /// A ranked tensor: sizes, -1 for `?`, the element type as spelled, and what follows a comma.
    case tensor(shape: [Int], element: String, encoding: String)
    /// A tuple.
    case tuple([SyntaxType])
    /// A function.
    case function([SyntaxType], [SyntaxType])
    /// Anything else, as spelled: `!stablehlo.token`, `i64`, `tensor<*xf32>`.
    case other(String)

    /// The type of a value that only orders side effects.
    static let token: SyntaxType = .other("!stablehlo.token")

    /// The type that a tensor of the graph has, if all sizes are known and the graph has the element type.
    public var tensorType: TensorType? {
        guard case .tensor(let shape, let element, let encoding) = self, encoding.isEmpty,
            let known = ElementType(rawValue: element), shape.allSatisfy({ $0 >= 0 })
        else { return nil }
        return TensorType(shape, known)
    }

    /// Whether it is a tensor of a quantized type.
    var isQuantized: Bool {
        guard case .tensor(_, let element, _) = self else { return false }
        return element.hasPrefix("!quant")
    }

    /// The spelling.
    public var description: String {
        switch self {
        case .tensor(let shape, let element, let encoding):
            let sizes = shape.map { $0 < 0 ? "?x" : "\($0)x" }.joined()
            return "tensor<\(sizes)\(element)\(encoding.isEmpty ? "" : ", " + encoding)>"
        case .tuple(let types): return "tuple<\(SyntaxType.list(types))>"
        case .function(let parameters, let results):
            return "(\(SyntaxType.list(parameters))) -> \(SyntaxType.results(results))"
        case .other(let text): return text
        }
    }

    static func list(_ types: [SyntaxType]) -> String { types.map(\.description).joined(separator: ", ") }

    /// One type as it is, several or none in parentheses.
    static func results(_ types: [SyntaxType]) -> String {
        if types.count == 1, case .function = types[0] { return "(\(list(types)))" }
        return types.count == 1 ? list(types) : "(\(list(types)))"
    }
}
