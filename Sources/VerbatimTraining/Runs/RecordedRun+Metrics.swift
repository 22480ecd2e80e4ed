import VerbatimGraph
import VerbatimNN

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension RecordedRun {
    /// The metrics of all outputs in the order of the ledger's numbers after the loss.
    ///
    /// A step's text computes what samples add to each; the value of the sums is the metric's. One that is not the
    /// library's is taken for a mean over samples, which every metric of a program's own is.
    var metrics: [any Metric] {
        zip(lists("metrics"), lists("weightedMetrics")).flatMap { $0 + $1 }
    }

    private func lists(_ name: String) -> [[any Metric]] {
        guard case .array(let outputs)? = configuration[name] else { return [] }
        return outputs.map { output in
            guard case .array(let values) = output else { return [] }
            return values.map { value in
                let decoder = JSONDecoder()
                decoder.nonConformingFloatDecodingStrategy = .convertFromString(
                    positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
                let metric = try? decoder.decode(Configured<any Metric>.self, from: Data(value.serialized()))
                return metric?.value ?? MeanSquaredError()
            }
        }
    }
}
