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

    func gradients(_ values: [String: [Float]], _ summaries: [String: GoldenFile.Summary], _ tally: inout Tally) {
        for name in SeedProgram.names {
            guard let value = values[name], let summary = summaries[name] else { continue }
            compare(
                "\(label): step-1 gradient of \(name)", key: "grad1.\(name)", value, summary, norm: summary.l2,
                bar: Self.gradientBar, &tally)
        }
    }

    func weights(
        _ values: [String: [Float]], _ summaries: [String: GoldenFile.Summary], step: Int, _ tally: inout Tally
    ) {
        for name in SeedProgram.names {
            guard let value = values[name], let summary = summaries[name],
                let start = initial[name]?.array(of: Float.self)
            else { continue }
            let norm = zip(value, start).reduce(0.0) { $0 + square(Double($1.0) - Double($1.1)) }.squareRoot()
            compare(
                "\(label): update of \(name) after step \(step)", key: "w\(step).\(name)", value, summary, norm: norm,
                bar: figures.bar(step: step), &tally)
        }
    }

    func slots(
        _ kinds: [String: [String: [Float]]], _ golden: GoldenFile.Case, step: Int, _ tally: inout Tally
    ) {
        for (kind, recorded) in [("acc", golden.acc), ("m", golden.m), ("v", golden.v)] {
            guard let summaries = recorded?["step\(step)"] else { continue }
            for name in SeedProgram.names {
                guard let value = kinds[kind]?[name], let summary = summaries[name] else { continue }
                compare(
                    "\(label): \(kind) of \(name) after step \(step)", key: "\(kind)\(step).\(name)", value, summary,
                    norm: summary.l2, bar: figures.bar(step: step), &tally)
            }
        }
    }

    /// Compares what is recorded of a tensor; `norm` is what the bar is relative to.
    private func compare(
        _ what: String, key: String, _ value: [Float], _ summary: GoldenFile.Summary, norm: Double, bar: Double,
        _ tally: inout Tally
    ) {
        let scale = max(norm, 1e-30)
        if let full = stored[key]?.array(of: Float.self) {
            tally.check(what, error: distance(value.map(Double.init), full.map(Double.init)) / scale, bar: bar)
            return
        }
        // Both values are rounded to f32, whose spacing is far above the bar for weights that hardly move.
        let rounding = summary.l2 * 0x1p-24
        let own = value.reduce(0.0) { $0 + square(Double($1)) }.squareRoot()
        tally.check("\(what), L2 norm", error: max(0, abs(own - summary.l2) - rounding) / scale, bar: bar)
        let sum = value.reduce(0.0) { $0 + Double($1) }
        let root = Double(value.count).squareRoot()
        tally.check("\(what), sum", error: max(0, abs(sum - summary.sum) / root - rounding) / scale, bar: bar)
        guard summary.shape.count == 2 else { return }
        let (rows, columns) = (summary.shape[0], summary.shape[1])
        if let sampled = stored[key + ".rows17"]?.array(of: Float.self) {
            let mine = stride(from: 0, to: rows, by: 17).flatMap { value[$0 * columns..<($0 + 1) * columns] }
            tally.check(
                "\(what), every 17th row", error: distance(mine.map(Double.init), sampled.map(Double.init)) / scale,
                bar: bar)
        }
        if let sums = stored[key + ".rowsum"]?.array(of: Double.self) {
            let mine = (0..<rows).map { row in
                value[row * columns..<(row + 1) * columns].reduce(0.0) { $0 + Double($1) }
            }
            tally.check(
                "\(what), row sums", error: distance(mine, sums) / Double(columns).squareRoot() / scale, bar: bar)
        }
        if let sums = stored[key + ".colsum"]?.array(of: Double.self) {
            var mine = [Double](repeating: 0, count: columns)
            for (place, element) in value.enumerated() { mine[place % columns] += Double(element) }
            tally.check(
                "\(what), column sums", error: distance(mine, sums) / Double(rows).squareRoot() / scale, bar: bar)
        }
    }

    private func distance(_ left: [Double], _ right: [Double]) -> Double {
        guard left.count == right.count else { return .infinity }
        return zip(left, right).reduce(0.0) { $0 + square($1.0 - $1.1) }.squareRoot()
    }

    private func square(_ number: Double) -> Double { number * number }
}
