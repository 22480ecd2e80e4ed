import Verbatim

/// Activations by Keras' names.
enum ActivationTable {
    /// The activation of a name with its arguments.
    static func activation(_ name: String, _ config: KerasConfig) throws -> any ActivationFunction {
        let activation = try make(name, config)
        try config.finish()
        return activation
    }

    /// The activation of an object's argument; nil if there is none.
    static func activation(_ nested: KerasConfig.Nested?) throws -> (any ActivationFunction)? {
        try nested.map { try activation($0.className, $0.config) }
    }

    private static func make(_ name: String, _ config: KerasConfig) throws -> any ActivationFunction {
        switch name {
        case "celu": return CELUActivation(alpha: try config.number("alpha", default: 1))
        case "elu", "ELU": return ELUActivation(alpha: try config.number("alpha", default: 1))
        case "exponential": return .exponential
        case "gelu": return GELUActivation(approximate: try config.flag("approximate", default: false))
        case "glu": return GLUActivation(axis: try config.integer("axis", default: -1))
        case "hard_shrink": return HardShrinkActivation(threshold: try config.number("threshold", default: 0.5))
        case "hard_sigmoid": return .hardSigmoid
        case "hard_silu", "hard_swish": return .hardSiLU
        case "hard_tanh": return .hardTanh
        case "leaky_relu":
            return LeakyReLUActivation(negativeSlope: try config.number("negative_slope", default: 0.2))
        case "LeakyReLU":
            return LeakyReLUActivation(negativeSlope: try config.number("negative_slope", default: 0.3))
        case "linear": return .linear
        case "log_sigmoid": return .logSigmoid
        case "log_softmax": return LogSoftmaxActivation(axis: try config.integer("axis", default: -1))
        case "mish": return .mish
        case "relu", "ReLU":
            return ReLUActivation(
                negativeSlope: try config.number("negative_slope", default: 0),
                maxValue: try config.number("max_value"), threshold: try config.number("threshold", default: 0))
        case "relu6": return .relu6
        case "selu": return .selu
        case "sigmoid": return .sigmoid
        case "silu", "swish": return .silu
        case "soft_shrink": return SoftShrinkActivation(threshold: try config.number("threshold", default: 0.5))
        case "softmax", "Softmax": return SoftmaxActivation(axis: try config.integer("axis", default: -1))
        case "softplus": return .softplus
        case "softsign": return .softsign
        case "sparse_plus": return .sparsePlus
        case "sparse_sigmoid": return .sparseSigmoid
        case "sparsemax": return SparsemaxActivation(axis: try config.integer("axis", default: -1))
        case "squareplus": return SquareplusActivation(b: try config.number("b", default: 4))
        case "tanh": return .tanh
        case "tanh_shrink": return .tanhShrink
        case "threshold":
            return ThresholdActivation(
                threshold: try config.number("threshold", default: 0),
                defaultValue: try config.number("default_value", default: 0))
        default: throw Unsupported("activation \(name)")
        }
    }
}
