import Verbatim

/// Regularizers by Keras' class names.
enum RegularizerTable {
    /// The regularizer of a class with its arguments.
    static func regularizer(_ name: String, _ config: KerasConfig) throws -> any Regularizer {
        let regularizer = try make(name, config)
        try config.finish()
        return regularizer
    }

    /// The regularizer of an object's argument; nil if there is none.
    static func regularizer(_ nested: KerasConfig.Nested?) throws -> (any Regularizer)? {
        try nested.map { try regularizer($0.className, $0.config) }
    }

    private static func make(_ name: String, _ config: KerasConfig) throws -> any Regularizer {
        switch name {
        case "L1", "l1": return L1L2(l1: try config.number("l1", default: 0.01))
        case "L2", "l2": return L1L2(l2: try config.number("l2", default: 0.01))
        case "L1L2", "l1_l2":
            return L1L2(l1: try config.number("l1", default: 0), l2: try config.number("l2", default: 0))
        case "OrthogonalRegularizer", "orthogonal_regularizer":
            guard let mode = OrthogonalRegularizer.Mode(rawValue: try config.text("mode", default: "rows")) else {
                throw Unsupported("mode of an orthogonal regularizer")
            }
            return OrthogonalRegularizer(factor: try config.number("factor", default: 0.01), mode: mode)
        default: throw Unsupported("regularizer \(name)")
        }
    }
}
