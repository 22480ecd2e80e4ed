/// What became of a program.
enum StableHLOOutcome {
    /// It read, printed and read again equal, and where it is interpreted every check of its own held.
    case passed
    /// Something is wrong, said in one line.
    case failed(String)
    /// What Verbatim refuses, by reason.
    case unsupported(String)
}
