/// A program of StableHLO operations: typed inputs, a body, typed outputs; immutable once built.
public struct Graph: Sendable, Hashable {
    /// What is known of an input besides its type.
    public struct Input: Sendable, Hashable {
        /// The input's name; a label only.
        public var name: String
        /// The dimension along which samples lie; nil where there are none.
        public var sampleDimension: Int?

        /// Makes an input of its parts.
        public init(name: String, sampleDimension: Int? = nil) {
            self.name = name
            self.sampleDimension = sampleDimension
        }
    }

    /// The graph's name; a label only.
    public var name: String
    /// The type of every value, by its number.
    public var valueTypes: [TensorType]
    /// The operations; the body's parameters are the graph's inputs and its results the outputs.
    public var body: Region
    /// What is known of each input.
    public var inputs: [Input]
    /// The name of each output; labels only.
    public var outputNames: [String]

    /// Makes a graph of its parts; use `GraphBuilder` to make a checked one.
    public init(name: String, valueTypes: [TensorType], body: Region, inputs: [Input], outputNames: [String]) {
        self.name = name
        self.valueTypes = valueTypes
        self.body = body
        self.inputs = inputs
        self.outputNames = outputNames
    }

    /// The inputs' types, in order.
    public var inputTypes: [TensorType] { body.parameters.map { self[$0] } }
    /// The outputs' types, in order.
    public var outputTypes: [TensorType] { body.results.map { self[$0] } }

    /// The type of a value.
    public subscript(value: ValueID) -> TensorType { valueTypes[value.index] }

    /// The types of a region.
    public func type(of region: Region) -> RegionType {
        RegionType(parameters: region.parameters.map { self[$0] }, results: region.results.map { self[$0] })
    }
}
