import VerbatimGraph

/// How a window meets the edges of its input.
public enum Padding: String, Sendable, Hashable, CaseIterable, Codable {
    /// No padding: the window stays inside.
    case valid
    /// As many outputs as inputs for a stride of 1, in general `ceil(size / stride)`; an odd padding is larger at the end.
    case same
    /// All padding before the first element, so that no output depends on later inputs.
    case causal

    /// The padding of one dimension.
    ///
    /// - Parameters:
    ///   - size: The input's size.
    ///   - window: The window's size, undilated.
    public func edges(size: Int, window: Int, stride: Int, dilation: Int = 1) -> EdgePadding {
        switch self {
        case .valid: return .zero
        case .causal: return EdgePadding(max(0, (window - 1) * dilation), 0)
        case .same:
            guard size > 0, window > 0, stride > 0 else { return .zero }
            let outputs = (size + stride - 1) / stride
            let total = max(0, (outputs - 1) * stride + (window - 1) * dilation + 1 - size)
            return EdgePadding(total / 2, total - total / 2)
        }
    }
}
