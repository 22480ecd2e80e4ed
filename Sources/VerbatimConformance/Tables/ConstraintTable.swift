import Verbatim

/// Constraints by Keras' class names.
enum ConstraintTable {
    /// The constraint of a class with its arguments.
    static func constraint(_ name: String, _ config: KerasConfig) throws -> any Constraint {
        let constraint = try make(name, config)
        try config.finish()
        return constraint
    }

    /// The constraint of an object's argument; nil if there is none.
    static func constraint(_ nested: KerasConfig.Nested?) throws -> (any Constraint)? {
        try nested.map { try constraint($0.className, $0.config) }
    }

    private static func make(_ name: String, _ config: KerasConfig) throws -> any Constraint {
        func axes() throws -> [Int] { try config.integers("axis") ?? [0] }
        switch name {
        case "MaxNorm", "max_norm":
            return MaxNorm(maxValue: try config.number("max_value", default: 2), axes: try axes())
        case "MinMaxNorm", "min_max_norm":
            return MinMaxNorm(
                minValue: try config.number("min_value", default: 0),
                maxValue: try config.number("max_value", default: 1), rate: try config.number("rate", default: 1),
                axes: try axes())
        case "NonNeg", "non_neg": return NonNeg()
        case "UnitNorm", "unit_norm": return UnitNorm(axes: try axes())
        default: throw Unsupported("constraint \(name)")
        }
    }
}
