import VerbatimGraph

/// A line of a configuration, for errors.
struct YAMLPlace {
    let source: String
    let line: Int

    func failure(_ received: String) -> VerbatimError {
        VerbatimError(
            .file, "\(source) is not a configuration, at line \(line)", received: received,
            expected: "mappings, lists and scalars, without anchors, tags and block scalars")
    }
}
