import Verbatim

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

    /// The reason that lies in what a case trains; nil for most.
    static func reason(_ fixture: Fixture) throws -> String? {
        guard try squaresSlices(fixture), try repeatsTokens(fixture) else { return nil }
        return
            "Keras on TensorFlow squares an embedding's gradient by occurrence, and adds up the squares of a token that "
            + "occurs twice in a batch"
    }

    /// Whether an embedding is trained by a rule that is not linear in its gradient.
    private static func squaresSlices(_ fixture: Fixture) throws -> Bool {
        guard case .array(let nodes)? = fixture.sidecar["model"]?["nodes"],
            nodes.contains(where: { $0["class_name"] == .string("Embedding") }),
            let optimizer = try KerasConfig(fixture.sidecar["compile"]).nested("optimizer")
        else { return false }
        let clips = ["clipnorm", "clipvalue", "global_clipnorm"].contains(where: optimizer.config.has)
        return clips || !["SGD", "Lion"].contains(optimizer.className)
    }

    private static func repeatsTokens(_ fixture: Fixture) throws -> Bool {
        let fit = fixture.sidecar["fit"]
        let size = try fit == nil ? 1 : KerasConfig(fit).integer("batch_size", default: 32)
        return fixture.numbered("x").filter { $0.type.element.isInteger }.contains { value in
            let tokens = Grader.doubles(value)
            // The steps' batches lie one behind the other, those of `fit` are consecutive samples.
            let count = value.shape.first ?? 1
            let length = max(1, tokens.count / max(1, count) * size)
            return stride(from: 0, to: tokens.count, by: length).contains { start in
                let batch = tokens[start..<min(start + length, tokens.count)]
                return Set(batch).count < batch.count
            }
        }
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
