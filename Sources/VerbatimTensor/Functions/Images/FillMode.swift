/// What lies outside an image.
public enum FillMode: String, Sendable, Hashable, CaseIterable, Codable {
    /// One value.
    case constant
    /// The nearest pixel.
    case nearest
    /// The image turned around at its edges: `d c b a | a b c d | d c b a`.
    case reflect
    /// The image again: `a b c d | a b c d | a b c d`.
    case wrap

    /// Coordinates moved into `0...size - 1`; for one value they stay as they are.
    func inside(_ coordinates: Tensor, size: Int) -> Tensor {
        let last = Tensor(floatLiteral: Double(size - 1))
        switch self {
        case .constant: return coordinates
        case .nearest: return coordinates.clip(0, last)
        case .reflect:
            let turned = Self.remainder(coordinates, 2 * size)
            let first = Tensor(floatLiteral: Double(2 * size - 1))
            return which(turned .>= Tensor(floatLiteral: Double(size)), first - turned, turned).clip(0, last)
        case .wrap: return Self.remainder(coordinates, size).clip(0, last)
        }
    }

    /// Coordinates less the whole multiples of a period that lie below them.
    private static func remainder(_ coordinates: Tensor, _ period: Int) -> Tensor {
        let period = Tensor(floatLiteral: Double(period))
        return coordinates - floor(coordinates / period) * period
    }
}
