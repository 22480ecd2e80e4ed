/// The types of a region's parameters and results.
public struct RegionType: Sendable, Hashable, CustomStringConvertible {
    /// The parameters' types.
    public var parameters: [TensorType]
    /// The results' types.
    public var results: [TensorType]

    /// Makes a region's type.
    public init(parameters: [TensorType], results: [TensorType]) {
        self.parameters = parameters
        self.results = results
    }

    /// `(parameters) -> (results)`.
    public var description: String {
        "(\(parameters.map(\.description).joined(separator: ", "))) -> "
            + "(\(results.map(\.description).joined(separator: ", ")))"
    }
}
