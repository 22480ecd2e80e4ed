import VerbatimArithmetic
import VerbatimGraph

/// The totals of loss and metrics over an epoch, keyed by the sample's position in it.
///
/// They combine by the canonical tree with one sample as a leaf, so they do not depend on the batch size.
struct Totals {
    private(set) var counters: [BinaryCounter<Float>]

    init(count: Int) { counters = (0..<count).map { _ in BinaryCounter(minimumCapacity: Int.bitWidth) } }

    init(_ counters: [BinaryCounter<Float>]) { self.counters = counters }

    /// Takes the values by sample of the next batch, one tensor for each counter.
    mutating func add(_ bySample: ArraySlice<TensorValue>) {
        for (index, values) in bySample.enumerated() {
            values.withUnsafeElements(Float.self) { elements in
                for element in elements { counters[index].push(element) }
            }
        }
    }

    /// The mean of each total: the sum divided by the number of samples.
    var means: [Float] { counters.map { $0.count == 0 ? 0 : $0.sum / Float($0.count) } }

    /// The means under their names.
    func entries(_ names: [String]) -> [History.Entry] { zip(names, means).map(History.Entry.init) }
}
