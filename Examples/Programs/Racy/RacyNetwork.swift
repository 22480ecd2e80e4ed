import Synchronization
import Verbatim

/// Two dense layers with a race between the update of the second and the gradient that flows through it.
final class RacyNetwork {
    private static let (inputs, hidden, classes) = (64, 2048, 10)
    /// How long one unit of other work takes, in additions.
    private static let unit = 20_000_000

    private let metrics: Int
    private let hasDropout: Bool
    private let hasDecay: Bool
    private let isAdam: Bool
    private let order: RacyProgram.Order
    private let seed: Int
    private var first: [Float]
    private let second: AtomicWeights
    private var steps = 0

    init(_ changes: [ProgramChange], seed: Int, order: RacyProgram.Order) {
        metrics = 2 - changes.count { [.without(.metric(1)), .without(.metric(2))].contains($0) }
        hasDropout = !changes.contains(.without(.dropout(1)))
        hasDecay = !changes.contains(.without(.decay))
        isAdam = changes.contains(.optimizer(.adam))
        self.order = order
        self.seed = seed
        func drawn(_ count: Int, _ name: String) -> [Float] {
            let stream = RandomStream(seed: seed, name)
            return (0..<count).map { (RandomStream.uniform(stream.word($0, position: 0, step: 0)) - 0.5) / 8 }
        }
        first = drawn(Self.inputs * Self.hidden, "first")
        second = AtomicWeights(drawn(Self.hidden * Self.classes, "second"))
    }

    /// The SHA-256 of all weights.
    var digest: String {
        SHA256Digest.hex(
            (first + second.values).flatMap { weight in
                (0..<4).map { UInt8(truncatingIfNeeded: weight.bitPattern >> (8 * $0)) }
            })
    }

    /// One step of gradient descent on a batch.
    ///
    /// - Returns: The loss.
    func step(_ x: [Float], _ labels: [Float]) -> Float {
        let (inputs, hidden, classes) = (Self.inputs, Self.hidden, Self.classes)
        let count = x.count / inputs
        var h = [Float](repeating: 0, count: count * hidden)
        for row in 0..<count {
            for i in 0..<inputs where x[row * inputs + i] != 0 {
                for j in 0..<hidden { h[row * hidden + j] += x[row * inputs + i] * first[i * hidden + j] }
            }
        }
        let stream = RandomStream(seed: seed, "dropout")
        for place in h.indices {
            let isKept = !hasDropout || stream.word(place, position: 0, step: UInt64(steps)) < 1 << 31
            h[place] = isKept ? max(0, h[place]) * (hasDropout ? 2 : 1) : 0
        }
        if hasDropout { Self.work(1) }
        let weights = second.values
        var loss: Float = 0
        var errors = [Float](repeating: 0, count: count * classes)
        for row in 0..<count {
            for k in 0..<classes {
                var sum: Float = 0
                for j in 0..<hidden { sum += h[row * hidden + j] * weights[j * classes + k] }
                errors[row * classes + k] = sum - labels[row * classes + k]
                loss += errors[row * classes + k] * errors[row * classes + k] / Float(count)
            }
        }
        var gradient = [Float](repeating: 0, count: hidden * classes)
        for row in 0..<count {
            for j in 0..<hidden where h[row * hidden + j] != 0 {
                for k in 0..<classes { gradient[j * classes + k] += h[row * hidden + j] * errors[row * classes + k] }
            }
        }

        // From here on two threads touch the second layer's weights, and nothing says who comes first.
        let updater = Updater(
            weights: second, gradient: gradient, rate: 0.01 / Float(count) / (hasDecay ? 1 + 1e-3 * Float(steps) : 1),
            work: (hasDecay ? 2 : 0) + (isAdam ? 2 : 0), isSigned: isAdam)
        let thread = order == .readFirst ? nil : WorkerThread { updater.run() }
        if order == .updateFirst { thread?.join() }
        Self.work(metrics)
        var back = [Float](repeating: 0, count: count * hidden)
        for row in 0..<count {
            for j in 0..<hidden {
                var sum: Float = 0
                for k in 0..<classes { sum += errors[row * classes + k] * second[j * classes + k] }
                back[row * hidden + j] = h[row * hidden + j] == 0 ? 0 : sum
            }
        }
        if order == .raced { thread?.join() }
        if thread == nil { updater.run() }

        for row in 0..<count {
            for i in 0..<inputs where x[row * inputs + i] != 0 {
                let scale = 0.01 / Float(count) * x[row * inputs + i]
                for j in 0..<hidden { first[i * hidden + j] -= scale * back[row * hidden + j] }
            }
        }
        steps += 1
        return loss
    }

    /// Stands for other operations of the step: sums that only take time.
    fileprivate static func work(_ units: Int) {
        var sum: UInt64 = 0x9e37_79b9
        for _ in 0..<units * unit { sum = sum &* 6_364_136_223_846_793_005 &+ 1 }
        sink.store(sum, ordering: .relaxed)
    }

    private static let sink = Atomic<UInt64>(0)

    /// The other thread: computes its rate, then moves the weights in place.
    private struct Updater: Sendable {
        let weights: AtomicWeights
        let gradient: [Float]
        let rate: Float
        let work: Int
        let isSigned: Bool

        func run() {
            RacyNetwork.work(work)
            for place in gradient.indices {
                let direction = isSigned ? (gradient[place] < 0 ? -1 : 1) : gradient[place]
                weights[place] -= rate * direction
            }
        }
    }
}
