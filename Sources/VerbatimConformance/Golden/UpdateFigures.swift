import Verbatim

/// How closely weights' updates and optimizer slots agree between float32 programs, relative to their L2 norms.
///
/// Measured on the original stack against a float64 replay (the golden data's README): 3.3e-5 after one step; after five
/// up to the figure of the case. In between, a decision that lies within float32 rounding (the sign before a ReLU, a tie
/// in a pool) may have fallen the other way, of which no figure was measured: the largest of the others stands.
struct UpdateFigures {
    private static let first: Double = 3.3e-5
    private static let largest: Double = 5e-3

    private let last: Double
    /// The first step with a decision within rounding, where one was found before the last.
    private let closeDecision: Int?

    /// - Parameters:
    ///   - golden: The case.
    ///   - isRandom: Whether it is on random images.
    ///   - isTextbook: Whether the counter is read before its increment, a reading of which no figure was measured.
    init(_ golden: GoldenFile.Case, isRandom: Bool, isTextbook: Bool) {
        let optimizer = golden.optimizer.lowercased()
        if isTextbook || golden.finalDropout == false {
            last = Self.largest
        } else if optimizer != "rmsprop" {
            last = 3e-4
        } else {
            last = isRandom ? 1e-3 : 6e-6
        }
        let decidesAtTwo = isRandom ? optimizer == "adam" : optimizer == "sgd"
        closeDecision = decidesAtTwo ? 2 : nil
    }

    /// The figure of a weight's update after a step, counted from 1.
    func update(step: Int) -> Double {
        if step == 1 { return Self.first }
        if let closeDecision, step >= closeDecision, step < 5 { return Self.largest }
        return last
    }

    /// The figure of a slot after a step; of slots after more than one, none was measured.
    func slot(step: Int) -> Double { step == 1 ? Self.first : Self.largest }
}
