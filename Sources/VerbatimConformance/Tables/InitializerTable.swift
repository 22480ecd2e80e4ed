import Verbatim

/// Initializers by Keras' class names.
enum InitializerTable {
    /// The initializer of a class with its arguments.
    static func initializer(_ name: String, _ config: KerasConfig) throws -> any Initializer {
        let initializer = try make(name, config)
        try config.finish(ignoring: ["name", "seed", "input_axes", "output_axes"])
        return initializer
    }

    /// The initializer of an object's argument; nil if there is none.
    static func initializer(_ nested: KerasConfig.Nested?) throws -> (any Initializer)? {
        try nested.map { try initializer($0.className, $0.config) }
    }

    private static func make(_ name: String, _ config: KerasConfig) throws -> any Initializer {
        func float(_ name: String, _ other: Double) throws -> Float { Float(try config.number(name, default: other)) }
        switch name {
        case "Constant", "constant": return Constant(try float("value", 0))
        case "GlorotNormal", "glorot_normal": return .glorotNormal
        case "GlorotUniform", "glorot_uniform": return .glorotUniform
        case "HeNormal", "he_normal": return .heNormal
        case "HeUniform", "he_uniform": return .heUniform
        case "Identity", "identity", "IdentityInitializer": return IdentityInitializer(gain: try float("gain", 1))
        case "LecunNormal", "lecun_normal": return .lecunNormal
        case "LecunUniform", "lecun_uniform": return .lecunUniform
        case "Ones", "ones": return .ones
        case "Orthogonal", "orthogonal", "OrthogonalInitializer":
            return Orthogonal(gain: try config.number("gain", default: 1))
        case "RandomNormal", "random_normal", "normal":
            return RandomNormal(mean: try float("mean", 0), deviation: try float("stddev", 0.05))
        case "RandomUniform", "random_uniform", "uniform":
            return RandomUniform(low: try float("minval", -0.05), high: try float("maxval", 0.05))
        case "STFT", "stft", "STFTInitializer": return try stft(config)
        case "TruncatedNormal", "truncated_normal":
            return TruncatedNormal(mean: try float("mean", 0), deviation: try float("stddev", 0.05))
        case "VarianceScaling", "variance_scaling": return try scaling(config)
        case "Zeros", "zeros": return .zeros
        default: throw Unsupported("initializer \(name)")
        }
    }

    private static func scaling(_ config: KerasConfig) throws -> VarianceScaling {
        let mode: VarianceScaling.Mode =
            switch try config.text("mode", default: "fan_in") {
            case "fan_in": .fanIn
            case "fan_out": .fanOut
            case "fan_avg": .fanAverage
            case let name: throw Unsupported("mode \(name)")
            }
        let distribution: VarianceScaling.Distribution =
            switch try config.text("distribution", default: "truncated_normal") {
            case "normal", "truncated_normal": .truncatedNormal
            case "untruncated_normal": .normal
            case "uniform": .uniform
            case let name: throw Unsupported("distribution \(name)")
            }
        return VarianceScaling(
            scale: try config.number("scale", default: 1), mode: mode, distribution: distribution)
    }

    private static func stft(_ config: KerasConfig) throws -> STFTInitializer {
        let window: STFTInitializer.Window? =
            config.states("window") ? try config.text("window").map(window) : .hann
        let scaling: STFTInitializer.Scaling? =
            config.states("scaling")
            ? try config.text("scaling").map { name in
                guard let scaling = STFTInitializer.Scaling(rawValue: name) else {
                    throw Unsupported("scaling \(name)")
                }
                return scaling
            } : .density
        return STFTInitializer(
            side: try config.text("side", default: "real") == "real" ? .real : .imaginary, window: window,
            scaling: scaling, periodic: try config.flag("periodic", default: false))
    }

    private static func window(_ name: String) throws -> STFTInitializer.Window {
        guard let window = STFTInitializer.Window(rawValue: name) else { throw Unsupported("window \(name)") }
        return window
    }
}
