import VerbatimGraph
import VerbatimNN

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Writes event files that TensorBoard shows: each epoch's numbers, histograms of weights, the model's table.
///
/// Numbers of training go to `train`, those of validation to `validation` in the folder, as `epoch_loss` and so on.
public final class TensorBoard: StatelessCallback {
    /// The folder.
    public let logDirectory: String
    /// After how many epochs histograms of weights are written; 0 writes none.
    public let histogramFrequency: Int
    /// Whether the model's table is written as a text.
    public let writeGraph: Bool
    private let clock: () -> Double
    private var files: [String: EventFile] = [:]

    /// Makes the callback of its options.
    public convenience init(_ logDirectory: String = "logs", histogramFrequency: Int = 0, writeGraph: Bool = true) {
        self.init(logDirectory, histogramFrequency: histogramFrequency, writeGraph: writeGraph) {
            Date().timeIntervalSince1970
        }
    }

    package init(_ logDirectory: String, histogramFrequency: Int, writeGraph: Bool, clock: @escaping () -> Double) {
        self.logDirectory = logDirectory
        self.histogramFrequency = histogramFrequency
        self.writeGraph = writeGraph
        self.clock = clock
    }

    /// Writes the model's table.
    public func onTrainBegin(_ context: CallbackContext) throws {
        guard writeGraph else { return }
        try write([(tag: "model", value: .text("```\n\(context.summary)\n```"))], to: "train", step: 0)
    }

    /// Writes the epoch's numbers and histograms.
    public func onEpochEnd(_ context: CallbackContext) throws {
        func scalars(_ entries: [(String, Float)]) -> [(tag: String, value: EventFile.Value)] {
            entries.map { (tag: "epoch_\($0.0)", value: .scalar($0.1)) }
        }
        let isValidation = { (entry: History.Entry) in entry.name.hasPrefix("val_") }
        let training = context.logs.filter { !isValidation($0) }.map { ($0.name, $0.value) }
        let validation = context.logs.filter(isValidation).map { (String($0.name.dropFirst(4)), $0.value) }
        try write(scalars(training), to: "train", step: context.epoch)
        try write(scalars(validation), to: "validation", step: context.epoch)
        guard histogramFrequency > 0, (context.epoch + 1) % histogramFrequency == 0 else { return }
        try write(
            context.getWeights().compactMap { named -> (tag: String, value: EventFile.Value)? in
                guard named.value.type.element == .f32 else { return nil }
                return (tag: "\(named.path)/histogram", value: .histogram(named.value.array(of: Float.self)))
            }, to: "train", step: context.epoch)
    }

    private func write(
        _ values: [(tag: String, value: EventFile.Value)], to part: String, step: Int
    ) throws {
        guard !values.isEmpty else { return }
        let time = clock()
        if files[part] == nil {
            let folder = "\(logDirectory)/\(part)"
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            } catch {
                throw VerbatimError(
                    .file, "a folder cannot be made", received: folder, expected: "a place for event files")
            }
            files[part] = try EventFile(path: "\(folder)/events.out.tfevents.\(Int(time)).verbatim", time: time)
        }
        try files[part]?.write(values, step: step, time: time)
    }
}
