import VerbatimGraph

/// When a watched number counts as better.
public enum MonitorMode: String, Sendable, Hashable, Codable {
    /// As the metric's kind says: losses and errors when they are less, accuracies and scores when they are greater.
    case auto
    /// When it is less.
    case min
    /// When it is greater.
    case max

    /// Whether a number is better than the best so far by more than a difference; anything is better than nothing.
    ///
    /// - Throws: `VerbatimError` of code `configuration` where the metric's kind does not say.
    func isBetter(
        _ value: Float, than best: Float?, by delta: Double, monitor: String, _ context: CallbackContext
    ) throws -> Bool {
        let isGreater: Bool
        switch self {
        case .min: isGreater = false
        case .max: isGreater = true
        case .auto:
            guard let known = context.isBetterGreater(monitor) else {
                throw VerbatimError(
                    .configuration, "it is not known when \(monitor) is better", received: "mode .auto",
                    expected: "mode .min or .max")
            }
            isGreater = known
        }
        guard let best else { return true }
        return isGreater ? Float(Double(value) - delta) > best : Float(Double(value) + delta) < best
    }
}
