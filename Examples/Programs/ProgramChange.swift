import Verbatim

/// One thing that is other than in a program as it stands.
public enum ProgramChange: Sendable, Hashable, CustomStringConvertible {
    /// A part that a program can do without.
    public enum Part: Sendable, Hashable, CustomStringConvertible {
        /// A metric, by its number from 1.
        case metric(Int)
        /// A Dropout layer, by its number from 1.
        case dropout(Int)
        /// The decay of the learning rate or of the weights.
        case decay

        /// `metric.1`, `dropout.2`, `decay`.
        public var description: String {
            switch self {
            case .metric(let number): "metric.\(number)"
            case .dropout(let number): "dropout.\(number)"
            case .decay: "decay"
            }
        }

        /// Reads what `description` gives; nil for anything else.
        public init?(_ text: String) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            let number = parts.count == 2 ? Int(parts[1]) : nil
            switch (parts[0], number) {
            case ("decay", nil) where parts.count == 1: self = .decay
            case ("metric", let number?): self = .metric(number)
            case ("dropout", let number?): self = .dropout(number)
            default: return nil
            }
        }
    }

    /// The optimizers that a program's own can be exchanged for, with their defaults.
    public enum Rule: String, Sendable, CaseIterable {
        case sgd, rmsprop, adam

        var optimizer: any Optimizer {
            switch self {
            case .sgd: SGD()
            case .rmsprop: RMSprop()
            case .adam: Adam()
            }
        }
    }

    /// A part is left out.
    case without(Part)
    /// Another optimizer.
    case optimizer(Rule)

    /// As options of the command line: `--without metric.1`, `--optimizer adam`.
    public var arguments: [String] {
        switch self {
        case .without(let part): ["--without", part.description]
        case .optimizer(let rule): ["--optimizer", rule.rawValue]
        }
    }

    /// `without metric.1`, `optimizer adam`.
    public var description: String {
        switch self {
        case .without(let part): "without \(part)"
        case .optimizer(let rule): "optimizer \(rule.rawValue)"
        }
    }
}
