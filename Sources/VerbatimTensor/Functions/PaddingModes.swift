import VerbatimGraph

/// What a tensor is padded with.
public enum PaddingMode: String, Sendable, Hashable, CaseIterable, Codable {
    /// The tensor turned around at its last element: `c b | a b c | b a`.
    case reflect
    /// The tensor turned around at its end: `b a | a b c | c b`.
    case symmetric
    /// The last element.
    case edge
    /// The tensor again.
    case wrap
}

extension Tensor {
    /// The tensor padded at the edges of each dimension with its own elements.
    public func padded(_ edges: [EdgePadding], mode: PaddingMode) -> Tensor {
        var result = self
        for (axis, edge) in edges.enumerated() where edge != .zero {
            let size = shape[axis]
            let places = (-edge.low..<size + edge.high).map { place -> Int32 in
                func modulo(_ a: Int, _ b: Int) -> Int { ((a % b) + b) % b }
                switch mode {
                case .edge: return Int32(Swift.min(Swift.max(place, 0), size - 1))
                case .wrap: return Int32(modulo(place, size))
                case .symmetric:
                    let turned = modulo(place, 2 * size)
                    return Int32(turned < size ? turned : 2 * size - 1 - turned)
                case .reflect:
                    let turned = modulo(place, Swift.max(1, 2 * size - 2))
                    return Int32(turned < size ? turned : 2 * size - 2 - turned)
                }
            }
            result = result.take(Tensor(places), axis: axis)
        }
        return result
    }
}
