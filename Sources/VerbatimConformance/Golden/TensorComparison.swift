import Verbatim

/// Compares gradients, weight updates and optimizer slots with what is recorded of them.
///
/// Full tensors are compared element by element. Of a tensor recorded in part (every 17th row, sums over rows and
/// columns, or sum and L2 norm alone) each part is compared under the bar that the triangle and Cauchy-Schwarz
/// inequalities give for it, so that a tensor within its bar never fails.
struct TensorComparison {
    let label: String
    let initial: [String: TensorValue]
    let stored: [String: TensorValue]
    let figures: UpdateFigures

    /// The bar on a gradient's error, relative to its L2 norm.
    static let gradientBar: Double = 1e-5

    /// The bar on a loss' or metric's relative error.
    static let numberBar: Double = 1e-6

    /// Compares a step's loss and metrics; metrics that the case does not name are left out.
    func numbers(_ values: [Float], _ step: GoldenFile.Step, metrics: [String]?, _ tally: inout Tally) {
        if metrics != nil {
            tally.check(
                "\(label): step \(step.step) prints", values.count == step.values.count,
                received: "\(values.count) numbers", expected: "\(step.values.count)")
        }
        for (place, (value, expected)) in zip(values, step.values).enumerated() {
            let what = place == 0 ? "loss" : "metric \(metrics?[place - 1] ?? "")"
            let difference = abs(Double(value) - expected)
            tally.check(
                "\(label): \(what) of step \(step.step)",
                error: expected == 0 ? difference : difference / abs(expected), bar: Self.numberBar)
        }
    }

    func gradients(_ values: [String: [Float]], _ summaries: [String: GoldenFile.Summary], _ tally: inout Tally) {
        for name in GoldenNames.tensors {
            guard let value = values[name], let summary = summaries[name] else { continue }
            compare(
                "\(label): step-1 gradient of \(name)", key: "grad1.\(name)", value, summary,
                norm: summary.l2 ?? length(value), bar: Self.gradientBar, &tally)
        }
    }

    func weights(
        _ values: [String: [Float]], _ summaries: [String: GoldenFile.Summary], step: Int, _ tally: inout Tally
    ) {
        for name in GoldenNames.tensors {
            guard let value = values[name], let summary = summaries[name],
                let start = initial[name]?.array(of: Float.self)
            else { continue }
            let norm = zip(value, start).reduce(0.0) { $0 + square(Double($1.0) - Double($1.1)) }.squareRoot()
            compare(
                "\(label): update of \(name) after step \(step)", key: "w\(step).\(name)", value, summary, norm: norm,
                bar: figures.update(step: step), &tally)
        }
    }

    func slots(
        _ kinds: [String: [String: [Float]]], _ golden: GoldenFile.Case, step: Int, _ tally: inout Tally
    ) {
        for (kind, recorded) in [("acc", golden.acc), ("m", golden.m), ("v", golden.v)] {
            guard let summaries = recorded?["step\(step)"] else { continue }
            for name in GoldenNames.tensors {
                guard let value = kinds[kind]?[name], let summary = summaries[name] else { continue }
                compare(
                    "\(label): \(kind) of \(name) after step \(step)", key: "\(kind)\(step).\(name)", value, summary,
                    norm: summary.l2 ?? length(value), bar: figures.slot(step: step), &tally)
            }
        }
    }

    /// Compares what is recorded of a tensor; `norm` is what the bar is relative to.
    private func compare(
        _ what: String, key: String, _ value: [Float], _ summary: GoldenFile.Summary, norm: Double, bar: Double,
        _ tally: inout Tally
    ) {
        let scale = max(norm, 1e-30)
        // Both programs round to f32, whose spacing may be far above the bar for weights that hardly move.
        let own = length(value)
        let rounding = own * 0x1p-24
        func check(_ part: String, _ error: Double) {
            tally.check(what + part, error: max(0, error - rounding) / scale, bar: bar)
        }
        if let full = stored[key]?.array(of: Float.self) {
            return check("", distance(value.map(Double.init), full.map(Double.init)))
        }
        if let norm = summary.l2 { check(", L2 norm", abs(own - norm)) }
        if let recorded = summary.sum {
            let sum = value.reduce(0.0) { $0 + Double($1) }
            check(", sum", abs(sum - recorded) / Double(value.count).squareRoot())
        }
        guard let shape = summary.shape, shape.count == 2 else { return }
        let (rows, columns) = (shape[0], shape[1])
        if let sampled = stored[key + ".rows17"]?.array(of: Float.self) {
            let mine = stride(from: 0, to: rows, by: 17).flatMap { value[$0 * columns..<($0 + 1) * columns] }
            check(", every 17th row", distance(mine.map(Double.init), sampled.map(Double.init)))
        }
        if let sums = stored[key + ".rowsum"]?.array(of: Double.self) {
            let mine = (0..<rows).map { row in
                value[row * columns..<(row + 1) * columns].reduce(0.0) { $0 + Double($1) }
            }
            check(", row sums", distance(mine, sums) / Double(columns).squareRoot())
        }
        if let sums = stored[key + ".colsum"]?.array(of: Double.self) {
            var mine = [Double](repeating: 0, count: columns)
            for (place, element) in value.enumerated() { mine[place % columns] += Double(element) }
            check(", column sums", distance(mine, sums) / Double(rows).squareRoot())
        }
    }

    private func distance(_ left: [Double], _ right: [Double]) -> Double {
        guard left.count == right.count else { return .infinity }
        return zip(left, right).reduce(0.0) { $0 + square($1.0 - $1.1) }.squareRoot()
    }

    private func length(_ value: [Float]) -> Double {
        value.reduce(0.0) { $0 + square(Double($1)) }.squareRoot()
    }

    private func square(_ number: Double) -> Double { number * number }
}
