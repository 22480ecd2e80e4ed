import VerbatimTensor

/// Writes each epoch's numbers to a CSV file: a header with the names in order, then a line for each epoch.
///
/// Its state is the header, so that a run that goes on adds to the same columns.
public final class CSVLogger: StatefulCallback {
    /// What is kept: the columns after the epoch's.
    public struct State: Sendable, Hashable, Codable {
        /// The names of the columns; nil before the first epoch.
        public var columns: [String]?
    }

    /// Where the file is.
    public let path: String
    /// What stands between two fields.
    public let separator: String
    /// Whether lines are added to a file that exists.
    public let append: Bool
    /// The columns after the epoch's.
    public var state: State = .init()

    /// Makes the callback of its options.
    public init(_ path: String, separator: String = ",", append: Bool = false) {
        self.path = path
        self.separator = separator
        self.append = append
    }

    /// Writes the epoch's line, and before the first one the header; numbers that are missing are `NA`.
    public func onEpochEnd(_ context: CallbackContext) throws {
        let isFirst = state.columns == nil
        let columns = state.columns ?? context.logs.map(\.name).sorted()
        state.columns = columns
        let file = try AppendOnlyFile(path)
        var text = ""
        if isFirst {
            if !append { try file.truncate(to: 0) }
            let isEmpty = try FileSystem.read(path).isEmpty
            if isEmpty { text += (["epoch"] + columns).joined(separator: separator) + "\n" }
        }
        let fields = columns.map { name in context[name].map { "\($0)" } ?? "NA" }
        text += (["\(context.epoch)"] + fields).joined(separator: separator) + "\n"
        try file.append(Array(text.utf8))
    }
}
