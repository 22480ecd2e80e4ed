import Verbatim

/// A StableHLO program in a file.
struct ProgramFile {
    let path: String

    /// The program as it stands in text.
    func module() throws -> SyntaxModule {
        let bytes = try FileSystem.read(path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw VerbatimError(.file, "a program is not text", received: path, expected: "UTF-8")
        }
        do {
            return try SyntaxModule(text: text)
        } catch let error as VerbatimError {
            throw placed(error)
        }
    }

    /// The program as a graph, with what it says about its own results.
    func program() throws -> SyntaxProgram {
        do {
            return try SyntaxProgram(try module())
        } catch let error as VerbatimError {
            throw placed(error)
        }
    }

    /// An error with the file's name before line and column.
    private func placed(_ error: VerbatimError) -> VerbatimError {
        let prefix = "graph text "
        guard error.what.hasPrefix(prefix) else { return error }
        var placed = error
        placed.what = path + ":" + error.what.dropFirst(prefix.count)
        return placed
    }
}
