/// What a pullback gets: the values of the operation that is differentiated and the cotangents of its results.
public struct PullbackCall: Sendable {
    /// The values read: the operands, then for `if` the outer values that its branches use.
    public var operands: [ValueID]
    /// The values given.
    public var results: [ValueID]
    /// The cotangent of each result, nil where the result does not reach the output; at least one is not nil.
    public var cotangents: [ValueID?]
    /// Whether the gradient of each operand is needed; the others may be left nil.
    public var needed: [Bool]

    /// Makes a call of its parts.
    public init(operands: [ValueID], results: [ValueID], cotangents: [ValueID?], needed: [Bool]) {
        self.operands = operands
        self.results = results
        self.cotangents = cotangents
        self.needed = needed
    }
}
