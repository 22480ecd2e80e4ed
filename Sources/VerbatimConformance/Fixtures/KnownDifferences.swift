/// The cases that Verbatim answers otherwise on purpose, with the reason; docs/Conformance.md lists them too.
enum KnownDifferences {
    static let reasons: [String: String] = [:]
}
