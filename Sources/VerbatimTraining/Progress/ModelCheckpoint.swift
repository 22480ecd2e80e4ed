import VerbatimGraph

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Saves the model at the end of epochs: every one, or those that are the best so far.
///
/// What is saved is for use; a run goes on exactly from its `RunDirectory` alone.
public final class ModelCheckpoint: StatefulCallback {
    /// Which way a number gets better.
    public enum Mode: String, Sendable, Codable {
        /// Lower is better.
        case min
        /// Higher is better.
        case max
    }

    /// The best number so far; nil before the first epoch.
    public var state: Float?
    private let folder: URL
    private let monitor: String
    private let mode: Mode
    private let savesBestOnly: Bool

    /// Makes the callback.
    ///
    /// - Parameters:
    ///   - folder: Where the model is saved; `{epoch}` in its name stands for the epoch's number, from 1.
    ///   - monitor: The number that is watched.
    ///   - mode: Which way it gets better.
    ///   - savesBestOnly: Whether only epochs that are better than all before are saved.
    public init(_ folder: URL, monitor: String = "val_loss", mode: Mode = .min, savesBestOnly: Bool = false) {
        self.folder = folder
        self.monitor = monitor
        self.mode = mode
        self.savesBestOnly = savesBestOnly
    }

    /// Saves the model.
    ///
    /// - Throws: `VerbatimError` of code `configuration` if nothing is reported under the name, and what saving throws.
    public func onEpochEnd(_ context: CallbackContext) throws {
        if savesBestOnly {
            guard let value = context[monitor] else {
                throw VerbatimError(
                    .configuration, "ModelCheckpoint watches a number that is not reported", received: monitor,
                    expected: context.logs.map(\.name).joined(separator: ", "))
            }
            // NaN is never better.
            guard state.map({ mode == .min ? value < $0 : value > $0 }) ?? !value.isNaN else { return }
            state = value
        }
        let name = folder.path.replacing("{epoch}", with: "\(context.epoch + 1)")
        try context.model.save(to: URL(filePath: name))
    }
}
