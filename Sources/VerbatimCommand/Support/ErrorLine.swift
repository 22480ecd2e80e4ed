import Verbatim

/// The one line that tells a user what went wrong.
enum ErrorLine {
    /// The error's own description, or the argument parser's message for its errors.
    static func text(of error: any Error, usage: String) -> String {
        if let error = error as? VerbatimError { return error.description }
        return usage.split(separator: "\n", omittingEmptySubsequences: true).first.map(String.init) ?? "\(error)"
    }
}
