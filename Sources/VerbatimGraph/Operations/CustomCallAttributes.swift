/// Attributes of `custom_call`: what is called, with a configuration.
public struct CustomCallAttributes: Sendable, Hashable {
    /// The target that hands its operand to the observer under a name, and has no results.
    public static let print: String = "verbatim.print"

    /// The target's name.
    public var target: String
    /// The target's configuration; for `verbatim.print` the name to print.
    public var configuration: String
    /// Whether the call stays though nothing uses its results.
    public var hasSideEffect: Bool
    /// The result types.
    public var resultTypes: [TensorType]

    /// Makes the attributes of a call.
    public init(target: String, configuration: String = "", hasSideEffect: Bool, resultTypes: [TensorType]) {
        self.target = target
        self.configuration = configuration
        self.hasSideEffect = hasSideEffect
        self.resultTypes = resultTypes
    }

    /// Calls are taken at their word, but for `verbatim.print`, which shows one tensor and gives none.
    func checkedResultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        if target == Self.print {
            try ShapeRules.count(operands, 1, "stablehlo.custom_call @\(target)")
            try ShapeRules.require(
                resultTypes.isEmpty && hasSideEffect, "stablehlo.custom_call @\(target) only shows its operand",
                received: "\(resultTypes.count) results, side effect \(hasSideEffect)",
                expected: "no result and a side effect", code: .malformed)
        }
        return resultTypes
    }
}
