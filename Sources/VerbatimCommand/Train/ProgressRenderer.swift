import Verbatim

/// Shows how training goes: a terminal gets a bar, a pipe gets lines, a program that reads JSON gets nothing.
protocol ProgressRenderer: AnyObject {
    /// Something that training tells.
    func handle(_ event: ProgressEvent)
    /// A line that is part of the program's result.
    func line(_ text: String)
}

/// Shows nothing.
final class SilentRenderer: ProgressRenderer {
    func handle(_ event: ProgressEvent) {}
    func line(_ text: String) {}
}

/// One line an epoch.
final class LineRenderer: ProgressRenderer {
    private var epochs = 0

    func handle(_ event: ProgressEvent) {
        switch event {
        case .begin(let epochs, let samples, let validationSamples, let batchSize):
            self.epochs = epochs
            print("training on \(samples) samples, validating on \(validationSamples), batches of \(batchSize)")
        case .resumed(let step): print("going on after step \(step)")
        case .warning(let text): StandardError.line("verbatim: \(text)")
        case .epochBegin, .batchEnd, .checkpoint, .end: break
        case .epochEnd(let epoch, _, let logs):
            print("epoch \(epoch + 1)/\(epochs)  \(Logs.text(logs))")
        }
    }

    func line(_ text: String) { print(text) }
}

/// A bar that moves with the batches of an epoch, and leaves one line of it.
final class BarRenderer: ProgressRenderer {
    private var epochs = 0
    private var lastUpdate: ContinuousClock.Instant?

    func handle(_ event: ProgressEvent) {
        switch event {
        case .begin(let epochs, let samples, let validationSamples, let batchSize):
            self.epochs = epochs
            print("training on \(samples) samples, validating on \(validationSamples), batches of \(batchSize)")
        case .resumed(let step): print("going on after step \(step)")
        case .warning(let text): StandardError.line("verbatim: \(text)")
        case .epochBegin, .checkpoint, .end: break
        case .batchEnd(let epoch, let batch, let steps, let logs):
            let now = ContinuousClock.now
            if let lastUpdate, now - lastUpdate < .milliseconds(50) { return }
            lastUpdate = now
            draw("epoch \(epoch + 1)/\(epochs)  [\(Self.bar(batch + 1, of: steps))] \(batch + 1)/\(steps)  ", logs)
        case .epochEnd(let epoch, let steps, let logs):
            draw("epoch \(epoch + 1)/\(epochs)  [\(Self.bar(1, of: 1))] \(steps)/\(steps)  ", logs)
            print("")
        }
    }

    func line(_ text: String) { print(text) }

    private func draw(_ head: String, _ logs: [History.Entry]) {
        print("\r\u{1B}[K" + head + Logs.text(logs), terminator: "")
        StandardOutput.flush()
    }

    private static func bar(_ done: Int, of total: Int) -> String {
        let width = 24
        let filled = total == 0 ? width : done * width / total
        return String(repeating: "=", count: filled) + String(repeating: ".", count: width - filled)
    }
}

/// Numbers with their names, four decimals.
enum Logs {
    static func text(_ logs: [History.Entry]) -> String {
        logs.map { "\($0.name) \(fixed($0.value))" }.joined(separator: "  ")
    }

    private static func fixed(_ value: Float) -> String {
        guard value.isFinite, value.magnitude < 1e9 else { return "\(value)" }
        let scaled = Int64((Double(value) * 10_000).rounded())
        let digits = String(scaled.magnitude % 10_000)
        let padded = String(repeating: "0", count: 4 - digits.count) + digits
        return (scaled < 0 ? "-" : "") + "\(scaled.magnitude / 10_000).\(padded)"
    }
}
