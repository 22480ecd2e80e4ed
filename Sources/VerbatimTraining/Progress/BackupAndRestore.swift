#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Keeps a run in a folder while it trains, so that the same call goes on exactly after a crash; removed when it ends.
///
/// It is `fit`'s `run:` under Keras' name, for runs that nobody wants to look at later.
public final class BackupAndRestore: StatelessCallback {
    /// Where the run is kept.
    public let directory: RunDirectory
    /// Whether the folder is removed when training has ended.
    public let deletesCheckpoint: Bool

    /// Makes the callback.
    ///
    /// - Parameters:
    ///   - folder: Where the run is kept; a folder of its own.
    ///   - saveEvery: The steps between checkpoints; nil writes one at every epoch's end.
    ///   - deletesCheckpoint: Whether the folder is removed when training has ended.
    public init(_ folder: URL, saveEvery: Int? = nil, deletesCheckpoint: Bool = true) {
        directory = RunDirectory(folder, checkpointEvery: saveEvery, keep: 1)
        self.deletesCheckpoint = deletesCheckpoint
    }

    /// Removes the folder, where it is to be removed.
    func finish() {
        if deletesCheckpoint { try? FileManager.default.removeItem(at: directory.url) }
    }
}
