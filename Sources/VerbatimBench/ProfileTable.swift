import Verbatim

/// A table of what each part of a step takes, the dearest first, held against the measured peak of multiply-adds.
struct ProfileTable {
    let steps: [StepProfile]
    /// Floating-point operations in a second that the executor's threads reach together.
    let peak: Double

    /// The table: milliseconds, share of the step, GFLOP/s, share of peak, GB/s.
    var text: String {
        let total = steps.map(\.seconds).reduce(0, +)
        var lines = ["      ms  share   GFLOP/s  of peak      GB/s  operation"]
        for step in steps.sorted(by: { $0.seconds > $1.seconds }) {
            lines.append(row(step.seconds, step.flops, step.byteCount, total, step.name))
        }
        let contractions = steps.filter { $0.flops > 0 }
        lines.append(
            row(
                contractions.map(\.seconds).reduce(0, +), contractions.map(\.flops).reduce(0, +), 0, total,
                "contractions together"))
        lines.append(row(total, steps.map(\.flops).reduce(0, +), 0, total, "all together"))
        lines.append("measured peak: \((peak / 1e9).fixed(1)) GFLOP/s")
        return lines.joined(separator: "\n")
    }

    private func row(_ seconds: Double, _ flops: Int, _ bytes: Int, _ total: Double, _ name: String) -> String {
        let rate = Double(flops) / seconds
        return [
            (seconds * 1000).fixed(4).leading(8), ((100 * seconds / total).fixed(1) + "%").leading(6),
            (flops > 0 ? (rate / 1e9).fixed(1) : "").leading(9),
            (flops > 0 ? (100 * rate / peak).fixed(1) + "%" : "").leading(8),
            (bytes > 0 ? (Double(bytes) / seconds / 1e9).fixed(1) : "").leading(9), " " + name,
        ].joined(separator: " ")
    }
}
