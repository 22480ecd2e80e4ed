import VerbatimGraph

/// The steps of a program before their memory is planned.
struct Schedule {
    var buffers: [Buffer] = []
    /// Steps that may run together, stage by stage.
    var stages: [[Step]] = []
    var inputs: [BufferID] = []
    var outputs: [BufferID] = []
    var constants: [TensorValue] = []
    var nested: [Program] = []
    var handedToReference: [String] = []

    /// Work below which waking other threads costs more than it gains, in bytes moved.
    private static let serialCost = 32 << 10

    /// Work up to which steps are put together in one stage: small ones, which alone would not use all threads.
    private static let sharedStageCost = 256 << 10

    /// Whether a stage is too small, or has too few parts, to be shared out.
    static func isSerial(_ steps: [Step]) -> Bool {
        var parts = 0
        for step in steps {
            guard case .parallel(_, let count) = step.work else { return true }
            parts += count
        }
        return parts < 2 || steps.map(\.cost.total).reduce(0, +) < serialCost
    }

    /// Appends a step to the last stage if it may run together with what is there, else to a new stage.
    mutating func append(_ step: Step) {
        if let last = stages.last, mayJoin(step, last) {
            stages[stages.count - 1].append(step)
        } else {
            stages.append([step])
        }
    }

    private func mayJoin(_ step: Step, _ stage: [Step]) -> Bool {
        guard case .parallel = step.work, stage.map(\.cost.total).reduce(step.cost.total, +) <= Self.sharedStageCost
        else {
            return false
        }
        var written: Set<BufferID> = []
        for other in stage {
            guard case .parallel = other.work else { return false }
            for part in other.access.parts { for write in part.writes { written.insert(write.buffer) } }
        }
        return step.access.parts.allSatisfy { $0.reads.allSatisfy { !written.contains($0.buffer) } }
    }
}
