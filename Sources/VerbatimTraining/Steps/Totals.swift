import VerbatimArithmetic
import VerbatimGraph
import VerbatimNN

/// The totals of loss and metrics over an epoch, keyed by the sample's position in it.
///
/// They combine by the canonical tree with one sample as a leaf, so they do not depend on the batch size. A mean has one
/// total; a weighted mean and a function of sums have several, side by side.
struct Totals {
    private(set) var counters: [BinaryCounter<Float>]
    /// How many totals each number has.
    private(set) var widths: [Int]

    init(count: Int) { self.init(widths: [Int](repeating: 1, count: count)) }

    private init(widths: [Int]) {
        self.widths = widths
        counters = (0..<widths.reduce(0, +)).map { _ in BinaryCounter(minimumCapacity: Int.bitWidth) }
    }

    init(_ counters: [BinaryCounter<Float>], widths: [Int]) {
        self.counters = counters
        self.widths = widths
    }

    /// Takes the values by sample of the next batch, one tensor for each number: `[batch]`, or `[batch, totals]`.
    mutating func add(_ bySample: ArraySlice<TensorValue>) {
        if counters.first?.count ?? 0 == 0 { fit(bySample) }
        var first = 0
        for (index, values) in bySample.enumerated() {
            let width = widths[index]
            values.withUnsafeElements(Float.self) { elements in
                if width == 1 {
                    for element in elements { counters[first].push(element) }
                } else {
                    for (place, element) in elements.enumerated() { counters[first + place % width].push(element) }
                }
            }
            first += width
        }
    }

    /// Makes as many totals as the first batch has.
    private mutating func fit(_ bySample: ArraySlice<TensorValue>) {
        var isFitting = true
        for (index, values) in bySample.enumerated() where widths[index] != Totals.width(values) { isFitting = false }
        if !isFitting { self = Totals(widths: bySample.map(Totals.width)) }
    }

    private static func width(_ values: TensorValue) -> Int { values.type.rank == 1 ? 1 : values.type.shape[1] }

    /// The value of each number: a mean is the sum divided by the number of samples, others are their metric's.
    ///
    /// - Parameter metrics: The metrics of the numbers after the first.
    func values(_ metrics: [any Metric]) -> [Float] {
        var first = 0
        return widths.enumerated().map { index, width in
            defer { first += width }
            let counter = counters[first]
            if counter.count == 0 { return 0 }
            // A function of one sum is no mean.
            guard width > 1 || index > 0 && metrics[index - 1] is any SummedMetric else {
                return counter.sum / Float(counter.count)
            }
            return metrics[index - 1].value(ofSums: counters[first..<first + width].map(\.sum))
        }
    }

    /// The values of metrics alone, where the numbers have no loss before them.
    func metricValues(_ metrics: [any Metric]) -> [Float] {
        var all = self
        all.widths.insert(1, at: 0)
        all.counters.insert(BinaryCounter(), at: 0)
        return Array(all.values(metrics).dropFirst())
    }

    /// The values under their names.
    func entries(_ names: [String], _ metrics: [any Metric]) -> [History.Entry] {
        zip(names, values(metrics)).map(History.Entry.init)
    }
}
