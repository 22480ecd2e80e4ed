import Verbatim
import VerbatimExamples

/// Opens recorded runs for commands that make their steps again.
enum RunReader {
    /// The samples of a run: those it keeps, those of a folder, or those of Verbatim's own programs.
    static func samples(_ run: RecordedRun, folder: String?) throws -> RunSamples {
        try RunSamples(run, folder: folder) { try ExamplePrograms.knownTensors(folder: folder) }
    }
}
