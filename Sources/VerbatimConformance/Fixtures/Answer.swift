import Verbatim

/// What a family's runner gives for one expected name.
enum Answer {
    /// A tensor, to be compared with the one of that name.
    case tensor(String, TensorValue)
    /// A measured error and the most that it may be, where the sidecar states no tensor.
    case measure(String, error: Double, bar: Double)

    /// The answers of tensors, named by their place: `out.0`, `out.1`, ...
    static func numbered(_ stem: String, _ values: [TensorValue]) -> [Answer] {
        values.enumerated().map { .tensor("\(stem).\($0)", $1) }
    }
}
