import Verbatim

/// A training program with the mistake of keras-team/keras#12724, to show what `check` and `ablate` find: a thread updates
/// weights in place while the backward pass still reads them.
///
/// Nothing in it is Verbatim's trainer. Its two layers on the digits are plain loops, its weights relaxed atomics, so that
/// the race is one of order and no undefined behaviour. Metrics and the decay of the rate take time on their threads, and
/// that is how each decides who comes first.
public struct RacyProgram: ExampleProgram {
    /// Who comes first at the weights.
    package enum Order: Sendable {
        /// Whoever does: the mistake.
        case raced
        /// The update, always: repeatable and wrong.
        case updateFirst
        /// The backward pass, always: repeatable and right.
        case readFirst
    }

    /// The name after `--example`.
    public let name: String = "racy"
    /// What it trains.
    public let summary: String = "a network whose weights are updated while they are read: unstable, to be found"
    private let order: Order

    /// Makes the program.
    public init() { order = .raced }

    /// Makes the program with an order of its own.
    package init(order: Order) { self.order = order }

    /// What can be changed in it.
    public var changes: [ProgramChange] {
        [.without(.metric(1)), .without(.metric(2)), .without(.dropout(1)), .without(.decay), .optimizer(.adam)]
    }

    /// It is not made of layers.
    public var configured: ConfiguredProgram? { nil }

    /// It has no trainer.
    public func step(_ settings: ProgramSettings) throws -> (trainer: Trainer, batch: Batch) {
        throw VerbatimError(
            .unsupported, "\(name) has no compiled step", received: "a program of plain loops",
            expected: "a program that Verbatim trains")
    }

    /// Trains some steps; no two runs need agree.
    public func run(_ settings: ProgramSettings, _ report: @escaping (ProgramEvent) -> Void) throws -> ProgramResult {
        guard settings.run == nil else {
            throw VerbatimError(
                .unsupported, "\(name) cannot be recorded: it does not give the same twice",
                received: "a run directory", expected: "a program that Verbatim trains")
        }
        guard settings.microBatches == 1 else {
            throw VerbatimError(
                .unsupported, "\(name) has no compiled step to part", received: "\(settings.microBatches) parts",
                expected: "1")
        }
        if let remat = settings.remat {
            throw VerbatimError(
                .unsupported, "\(name) has no compiled step to compute parts of again",
                received: "\(remat) segments", expected: "no segments")
        }
        for change in settings.changes where !changes.contains(change) {
            throw VerbatimError(
                .configuration, "the program has nothing to change there", received: change.description,
                expected: changes.map(\.description).joined(separator: ", "))
        }
        let seed = settings.seed ?? 999
        let size = settings.batchSize ?? 32
        let (images, labels) = Digits.load { $0 < 2 * size }
        let network = RacyNetwork(settings.changes, seed: seed, order: order)
        var losses: [Float] = []
        for step in 0..<(settings.steps ?? 2) {
            let rows = (step % 2) * size..<(step % 2 + 1) * size
            let (x, y) = (try images[rows].value(), try labels[rows].value())
            losses.append(network.step(x.array(of: Float.self), y.array(of: Float.self)))
            report(.line("loss \(losses[step])"))
        }
        return ProgramResult(
            seed: seed, losses: losses, results: losses.suffix(1).map { (name: "loss", value: Double($0)) },
            digest: network.digest)
    }
}
