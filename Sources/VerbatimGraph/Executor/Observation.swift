/// A value shown from inside a running graph by `verbatim.print`.
public struct Observation: Sendable {
    /// The name given to it.
    public var name: String
    /// The value.
    public var value: TensorValue
    /// Layer path and source line.
    public var location: Location

    /// Makes an observation of its parts.
    public init(name: String, value: TensorValue, location: Location) {
        self.name = name
        self.value = value
        self.location = location
    }
}

/// Takes what a running graph shows; it can change nothing in the graph.
public typealias Observer = @Sendable (Observation) -> Void
