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
        lines.append("measured peak: \(fixed(peak / 1e9, 1)) GFLOP/s")
        return lines.joined(separator: "\n")
    }

    private func row(_ seconds: Double, _ flops: Int, _ bytes: Int, _ total: Double, _ name: String) -> String {
        let rate = Double(flops) / seconds
        return [
            pad(fixed(seconds * 1000, 4), 8), pad(fixed(100 * seconds / total, 1) + "%", 6),
            pad(flops > 0 ? fixed(rate / 1e9, 1) : "", 9), pad(flops > 0 ? fixed(100 * rate / peak, 1) + "%" : "", 8),
            pad(bytes > 0 ? fixed(Double(bytes) / seconds / 1e9, 1) : "", 9), " " + name,
        ].joined(separator: " ")
    }

    private func fixed(_ number: Double, _ digits: Int) -> String {
        guard number.isFinite else { return "-" }
        var scale = 1
        for _ in 0..<digits { scale *= 10 }
        let scaled = Int((number * Double(scale)).rounded())
        let rest = String(scaled % scale)
        return "\(scaled / scale)." + String(repeating: "0", count: digits - rest.count) + rest
    }

    private func pad(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
