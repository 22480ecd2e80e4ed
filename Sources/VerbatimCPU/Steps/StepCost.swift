/// What a step's work amounts to; says what is too small to share out, and what a profile is held against.
struct StepCost: Sendable {
    /// Floating-point operations of contractions.
    var flops: Int = 0
    /// Bytes read and written.
    var bytes: Int

    /// Work that only moves bytes, or costs as much as moving so many.
    static func bytes(_ count: Int) -> StepCost { StepCost(bytes: count) }

    /// The whole in bytes moved: eight operations of a contraction take about as long as a byte.
    var total: Int { bytes + flops / 8 }
}
