/// How closely a weight's update agrees between float32 programs, relative to its L2 norm.
///
/// Measured on the original stack against a float64 replay (the golden data's README): 3.3e-5 after one step; after five,
/// where a decision within float32 rounding may have fallen the other way, up to the figure of the case.
struct UpdateFigures {
    private let later: Double

    /// - Parameters:
    ///   - golden: The case.
    ///   - isTextbook: Whether the counter is read before its increment, a reading of which no figure was measured: the
    ///     largest of the others stands, since its close decisions fall elsewhere.
    init(_ golden: GoldenFile.Case, isTextbook: Bool) {
        let optimizer = golden.optimizer.lowercased()
        if isTextbook || !golden.finalDropout {
            later = 5e-3
        } else if optimizer != "rmsprop" {
            later = 3e-4
        } else if golden.data.hasPrefix("rand") {
            later = 1e-3
        } else {
            later = 6e-6
        }
    }

    /// The figure after a step, counted from 1.
    func bar(step: Int) -> Double { step == 1 ? 3.3e-5 : later }
}
