/// The cases that Verbatim answers otherwise on purpose, with the reason; docs/Conformance.md lists them too.
enum KnownDifferences {
    /// The reason why a case is answered otherwise; nil for all others.
    static func reason(family: String, name: String) -> String? {
        if family == "train", name.hasSuffix("_saturated") {
            return
                "losses of probabilities clip them, and never look for the logits behind (the twin _clip is answered)"
        }
        return reasons.first { "\(family)/\(name)".hasPrefix($0.prefix) }?.reason
    }

    private static let reasons: [(prefix: String, reason: String)] = [
        (
            "activations/sparsemax.",
            "Keras adds up all cumulative sums of the support where only the last counts, so its result does not sum to 1"
        ),
        (
            "layers/solarization",
            "Keras scales the upper end of both ranges to 255 and leaves the lower one, so what it draws is not in them"
        ),
        (
            "optimizers/schedulefreeadamw.",
            "Keras on TensorFlow reads the momentum of before the step after it has changed it"
        ),
    ]
}
