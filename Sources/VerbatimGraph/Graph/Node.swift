/// One operation in a graph: operands, results, regions, and where it came from.
public struct Node: Sendable, Hashable {
    /// What it does.
    public var operation: Operation
    /// The values it reads.
    public var operands: [ValueID]
    /// The values it gives.
    public var results: [ValueID]
    /// The bodies it carries.
    public var regions: [Region]
    /// The order of its sum over samples, where it has one.
    public var sampleSum: SampleSum?
    /// Layer path and source line.
    public var location: Location

    /// Makes a node of its parts.
    public init(
        _ operation: Operation, operands: [ValueID], results: [ValueID], regions: [Region] = [],
        sampleSum: SampleSum? = nil, location: Location = .unknown
    ) {
        self.operation = operation
        self.operands = operands
        self.results = results
        self.regions = regions
        self.sampleSum = sampleSum
        self.location = location
    }
}
