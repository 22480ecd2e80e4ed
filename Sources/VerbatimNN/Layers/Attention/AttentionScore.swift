/// How attention compares a query with a key.
public enum AttentionScore: String, Sendable, Hashable, CaseIterable, Codable {
    /// Their dot product.
    case dot
    /// The sum over the features of the tanh of their sum.
    case concat
}
