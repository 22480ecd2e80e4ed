import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// The bias of a long short-term memory: 1 for the forget gate, another initializer's values for the other gates.
public struct UnitForgetBias: Initializer {
    /// What draws the other gates' values.
    public let rest: Configured<any Initializer>

    /// Makes the initializer of the one for the other gates.
    public init(_ rest: any Initializer) { self.rest = Configured(rest) }

    /// The values of `[4 * units]`, the second quarter being 1.
    ///
    /// - Throws: What the other initializer throws.
    public func values(shape: [Int], stream: RandomStream) throws -> TensorValue {
        let drawn = Tensor(try rest.value.values(shape: shape, stream: stream))
        let place = Tensor.iota(shape, axis: 0)
        let units = (shape.first ?? 0) / 4
        return try which((place .>= units) .& (place .< 2 * units), Tensor.ones(like: drawn), drawn).value()
    }
}
