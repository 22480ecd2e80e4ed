/// How the outputs of both ways become one.
public enum BidirectionalMerge: String, Sendable, Hashable, CaseIterable, Codable {
    /// One behind the other along the last axis.
    case concat
    /// Their sum.
    case sum
    /// Their mean.
    case ave
    /// Their product.
    case mul
}
