import VerbatimGraph

/// Which of a model's values a training step computes again on the way back rather than keeps: less memory, the same bits.
///
/// What passes from one segment of the model's calls to another is kept. The last segment of an outermost model is left as
/// it is, since the way back begins with it.
///
/// - Source: Keras 3's `RematScope`, PyTorch's `checkpoint_sequential`.
public enum Remat: Sendable, Hashable {
    /// Each call of a layer is a segment, as in Keras' mode `full`.
    case full
    /// The calls are cut into so many segments of about as many calls; 1 makes the model one segment.
    case segments(Int)

    /// The calls of each segment, of a number of calls in order.
    func segments(of count: Int) -> [Range<Int>] {
        let parts =
            switch self {
            case .full: count
            case .segments(let parts): min(parts, count)
            }
        return (0..<parts).map { $0 * count / parts..<($0 + 1) * count / parts }
    }
}

extension Remat: LosslessStringConvertible {
    /// `full`, or the number of segments.
    public var description: String {
        switch self {
        case .full: "full"
        case .segments(let count): "\(count)"
        }
    }

    /// Reads `full`, or a number of segments of at least 1.
    public init?(_ description: String) {
        if description == "full" {
            self = .full
        } else if let count = Int(description), count > 0 {
            self = .segments(count)
        } else {
            return nil
        }
    }

    /// Reads it from a user.
    ///
    /// - Throws: `VerbatimError` for anything else than `full` or a number of segments.
    public init(checking text: String) throws {
        guard let remat = Remat(text) else {
            throw VerbatimError(
                .configuration, "a model has no such segments to compute again", received: text,
                expected: "full, or a number of segments of at least 1")
        }
        self = remat
    }
}

extension Remat: Codable {
    /// Reads `"full"` or a number.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let count = try? container.decode(Int.self)
        try self.init(checking: count.map { "\($0)" } ?? container.decode(String.self))
    }

    /// Writes `"full"` or a number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .full: try container.encode(description)
        case .segments(let count): try container.encode(count)
        }
    }
}
