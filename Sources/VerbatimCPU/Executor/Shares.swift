/// A stage's work cut for its threads: each has a share of pieces, and takes over pieces of the others when it is done.
///
/// What a piece computes does not depend on who does it or when. So a thread that is held up, by another program on its
/// processor say, holds up the others by a piece at most.
struct Shares: Sendable {
    /// A range of a step's parts.
    struct Piece: Sendable {
        var step: Int
        var parts: Range<Int>
    }

    /// The pieces that a share is cut in at most, for each step.
    private static let mostPieces = 4
    /// The work below which a piece costs more to hand out than it spares, in bytes moved.
    private static let leastCost = 256 << 10

    private let pieces: [FixedArray<Piece>]

    /// Cuts the steps of a stage for a number of workers.
    init(_ steps: [Step], workers: Int) {
        var shares = [[Piece]](repeating: [], count: workers)
        for (number, step) in steps.enumerated() {
            guard case .parallel(let kernel, let parts) = step.work else { continue }
            let count =
                kernel.repeatsWorkPerRange
                ? 1 : max(1, min(Self.mostPieces, step.cost.total / workers / Self.leastCost))
            for share in shares.indices {
                // Rotating the shares spreads steps of few parts over the workers.
                let turn = (share + number) % workers
                let range = parts * turn / workers..<parts * (turn + 1) / workers
                for piece in 0..<count {
                    let start = range.lowerBound + range.count * piece / count
                    let end = range.lowerBound + range.count * (piece + 1) / count
                    if start < end { shares[share].append(Piece(step: number, parts: start..<end)) }
                }
            }
        }
        pieces = shares.map { FixedArray($0) }
    }

    /// Calls a closure with the pieces that a worker gets: its own, then what is left of others.
    func forEach(worker: Int, _ claims: Claims, _ body: (Piece) -> Void) {
        for offset in pieces.indices {
            let share = (worker + offset) % pieces.count
            let own = pieces[share]
            while let number = claims.next(of: share, below: own.count) { body(own.start[number]) }
        }
    }
}
