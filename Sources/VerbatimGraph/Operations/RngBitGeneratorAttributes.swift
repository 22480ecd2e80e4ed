/// Attributes of `rng_bit_generator`: the algorithm and the type of the bits.
///
/// Operand: the state, `ui64`.
public struct RngBitGeneratorAttributes: Sendable, Hashable {
    /// The generators that StableHLO names.
    public enum Algorithm: String, Sendable, Hashable, CaseIterable {
        /// Philox4x32-10 here.
        case `default` = "DEFAULT"
        /// Philox4x32-10: a state of 2 or 3 words.
        case philox = "PHILOX"
        /// ThreeFry2x32-20: a state of 2 words.
        case threeFry = "THREE_FRY"
    }

    /// The generator.
    public var algorithm: Algorithm
    /// The type of the bits.
    public var type: TensorType

    /// Makes the attributes of a generator.
    public init(_ algorithm: Algorithm, type: TensorType) {
        self.algorithm = algorithm
        self.type = type
    }

    func resultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        let name = "stablehlo.rng_bit_generator"
        try ShapeRules.count(operands, 1, name)
        let words = algorithm == .threeFry ? 2...2 : 2...3
        try ShapeRules.require(
            operands[0].element == .u64 && operands[0].rank == 1 && words.contains(operands[0].shape[0]),
            "\(name) takes a state of 64-bit words", received: "\(operands[0])",
            expected: "tensor<\(words.lowerBound)xui64>")
        try ShapeRules.require(
            type.element != .bool, "\(name) gives numbers", received: "\(type)", expected: "an integer or float type",
            code: .elementType)
        return [operands[0], type]
    }
}
