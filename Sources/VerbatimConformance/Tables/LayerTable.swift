import Verbatim

/// Layers by Keras' class names.
enum LayerTable {
    /// What a call states that Verbatim's layers are made with.
    struct CallOptions {
        var usesCausalMask = false
        var returnsScores = false
    }

    /// The layer of a class with its arguments.
    static func layer(_ name: String, _ config: KerasConfig, _ call: CallOptions = CallOptions()) throws -> any Layer {
        var layer = try make(name, config, call)
        // Of layers that have no penalty of their own the output is penalised behind them.
        if config.isUnread("activity_regularizer"), let nested = try config.nested("activity_regularizer") {
            let (l1, l2): (Double, Double)
            switch nested.className {
            case "L1": (l1, l2) = (try nested.config.number("l1", default: 0.01), 0)
            case "L2": (l1, l2) = (0, try nested.config.number("l2", default: 0.01))
            case "L1L2":
                (l1, l2) = (try nested.config.number("l1", default: 0), try nested.config.number("l2", default: 0))
            default: throw Unsupported("activity_regularizer \(nested.className)")
            }
            layer = Model([layer, ActivityRegularization(l1: l1, l2: l2)])
        }
        _ = (config.raw("trainable"), config.raw("dtype"), config.raw("use_cudnn"), config.raw("unroll"))
        _ = (config.raw("seed"), config.raw("sparse"), config.raw("flash_attention"))
        try config.finish()
        return layer
    }

    /// The layer of an object's argument.
    static func layer(_ nested: KerasConfig.Nested?, _ argument: String) throws -> any Layer {
        guard let nested else { throw Unsupported("no \(argument)") }
        return try layer(nested.className, nested.config)
    }

    private static func make(_ name: String, _ c: KerasConfig, _ call: CallOptions) throws -> any Layer {
        if let layer = try core(name, c) ?? shaping(name, c) ?? normalizing(name, c) ?? pooling(name, c)
            ?? convolving(name, c) ?? recurrent(name, c) ?? attending(name, c, call) ?? random(name, c)
            ?? preprocessing(name, c)
        {
            return layer
        }
        throw Unsupported("layer \(name)")
    }

    private static func core(_ name: String, _ c: KerasConfig) throws -> (any Layer)? {
        switch name {
        case "Activation": return Activation(try c.activation())
        case "ActivityRegularization":
            return ActivityRegularization(l1: try c.number("l1", default: 0), l2: try c.number("l2", default: 0))
        case "Dense":
            return Dense(
                try c.integer("units", default: 0), activation: try c.activation(),
                useBias: try c.flag("use_bias", default: true),
                kernelInitializer: try c.initializer("kernel_initializer", .glorotUniform),
                biasInitializer: try c.initializer("bias_initializer", .zeros),
                kernelRegularizer: try c.regularizer("kernel_regularizer"),
                biasRegularizer: try c.regularizer("bias_regularizer"),
                activityRegularizer: try c.regularizer("activity_regularizer"),
                kernelConstraint: try c.constraint("kernel_constraint"),
                biasConstraint: try c.constraint("bias_constraint"))
        case "EinsumDense":
            return EinsumDense(
                try c.text("equation", default: ""), outputShape: try c.optionalIntegers("output_shape"),
                activation: try c.activation(), biasAxes: try c.text("bias_axes", default: ""),
                kernelInitializer: try c.initializer("kernel_initializer", .glorotUniform),
                biasInitializer: try c.initializer("bias_initializer", .zeros),
                kernelRegularizer: try c.regularizer("kernel_regularizer"),
                biasRegularizer: try c.regularizer("bias_regularizer"),
                kernelConstraint: try c.constraint("kernel_constraint"),
                biasConstraint: try c.constraint("bias_constraint"))
        case "Embedding":
            return Embedding(
                try c.integer("input_dim", default: 0), try c.integer("output_dim", default: 0),
                embeddingsInitializer: try c.initializer("embeddings_initializer", .randomUniform),
                embeddingsRegularizer: try c.regularizer("embeddings_regularizer"),
                embeddingsConstraint: try c.constraint("embeddings_constraint"),
                maskZero: try c.flag("mask_zero", default: false))
        case "ReversibleEmbedding":
            return ReversibleEmbedding(
                try c.integer("input_dim", default: 0), try c.integer("output_dim", default: 0),
                tieWeights: try c.flag("tie_weights", default: true),
                embeddingsInitializer: try c.initializer("embeddings_initializer", .randomUniform),
                embeddingsRegularizer: try c.regularizer("embeddings_regularizer"),
                embeddingsConstraint: try c.constraint("embeddings_constraint"),
                maskZero: try c.flag("mask_zero", default: false), logitSoftCap: try c.number("logit_soft_cap"))
        case "Identity": return Identity()
        case "Masking": return Masking(try c.number("mask_value", default: 0))
        case "ELU": return ELU(try c.number("alpha", default: 1))
        case "LeakyReLU": return LeakyReLU(negativeSlope: try c.number("negative_slope", default: 0.3))
        case "PReLU":
            return PReLU(
                alphaInitializer: try c.initializer("alpha_initializer", .zeros),
                alphaRegularizer: try c.regularizer("alpha_regularizer"),
                alphaConstraint: try c.constraint("alpha_constraint"), sharedAxes: try c.integers("shared_axes") ?? [])
        case "ReLU":
            return ReLU(
                maxValue: try c.number("max_value"), negativeSlope: try c.number("negative_slope", default: 0),
                threshold: try c.number("threshold", default: 0))
        case "Softmax":
            let axes = try c.integers("axis") ?? [-1]
            return axes.count == 1 ? Softmax(axis: axes[0]) : Softmax(axes: axes)
        default: return nil
        }
    }

    private static func shaping(_ name: String, _ c: KerasConfig) throws -> (any Layer)? {
        switch name {
        case "Add": return Add()
        case "Average": return Average()
        case "Concatenate": return Concatenate(axis: try c.integer("axis", default: -1))
        case "Dot": return Dot(try c.integers("axes") ?? [-1], normalize: try c.flag("normalize", default: false))
        case "Maximum": return Maximum()
        case "Minimum": return Minimum()
        case "Multiply": return Multiply()
        case "Subtract": return Subtract()
        case "Permute": return Permute(try c.integers("dims") ?? [])
        case "RepeatVector": return RepeatVector(try c.integer("n", default: 1))
        case "Reshape": return Reshape(try c.integers("target_shape") ?? [])
        case "Flatten":
            return Flatten(dataFormat: c.has("data_format") ? try c.format() : nil)
        case "Cropping1D": return Cropping1D(try c.edges("cropping", 1, [[1, 1]])[0])
        case "Cropping2D":
            return Cropping2D(try c.edges("cropping", 2, [[0, 0], [0, 0]]), dataFormat: try c.format())
        case "Cropping3D":
            return Cropping3D(try c.edges("cropping", 3, [[1, 1], [1, 1], [1, 1]]), dataFormat: try c.format())
        case "ZeroPadding1D":
            return ZeroPadding1D(try c.edges("padding", 1, [[1, 1]])[0], dataFormat: try c.format())
        case "ZeroPadding2D":
            return ZeroPadding2D(try c.edges("padding", 2, [[1, 1], [1, 1]]), dataFormat: try c.format())
        case "ZeroPadding3D":
            return ZeroPadding3D(try c.edges("padding", 3, [[1, 1], [1, 1], [1, 1]]), dataFormat: try c.format())
        case "UpSampling1D": return UpSampling1D(try c.sizes("size", 1, 2)[0])
        case "UpSampling2D":
            return UpSampling2D(
                try c.extent2D("size", 2), dataFormat: try c.format(), interpolation: try c.interpolation(.nearest))
        case "UpSampling3D": return UpSampling3D(try c.extent3D("size", 2), dataFormat: try c.format())
        default: return nil
        }
    }

    private static func normalizing(_ name: String, _ c: KerasConfig) throws -> (any Layer)? {
        let (center, scale): (Bool, Bool)
        switch name {
        case "BatchNormalization", "LayerNormalization", "GroupNormalization":
            (center, scale) = (try c.flag("center", default: true), try c.flag("scale", default: true))
            _ = c.raw("synchronized")
        default: (center, scale) = (true, true)
        }
        switch name {
        case "BatchNormalization":
            return BatchNormalization(
                axis: try c.integer("axis", default: -1), momentum: try c.number("momentum", default: 0.99),
                epsilon: try c.number("epsilon", default: 1e-3), center: center, scale: scale,
                betaInitializer: try c.initializer("beta_initializer", .zeros),
                gammaInitializer: try c.initializer("gamma_initializer", .ones),
                movingMeanInitializer: try c.initializer("moving_mean_initializer", .zeros),
                movingVarianceInitializer: try c.initializer("moving_variance_initializer", .ones),
                betaRegularizer: try c.regularizer("beta_regularizer"),
                gammaRegularizer: try c.regularizer("gamma_regularizer"),
                betaConstraint: try c.constraint("beta_constraint"),
                gammaConstraint: try c.constraint("gamma_constraint"), renorm: try renormalization(c))
        case "LayerNormalization":
            return LayerNormalization(
                try c.integers("axis") ?? [-1], epsilon: try c.number("epsilon", default: 1e-3), center: center,
                scale: scale, betaInitializer: try c.initializer("beta_initializer", .zeros),
                gammaInitializer: try c.initializer("gamma_initializer", .ones),
                betaRegularizer: try c.regularizer("beta_regularizer"),
                gammaRegularizer: try c.regularizer("gamma_regularizer"),
                betaConstraint: try c.constraint("beta_constraint"),
                gammaConstraint: try c.constraint("gamma_constraint"))
        case "GroupNormalization":
            return GroupNormalization(
                try c.integer("groups", default: 32), axis: try c.integer("axis", default: -1),
                epsilon: try c.number("epsilon", default: 1e-3), center: center, scale: scale,
                betaInitializer: try c.initializer("beta_initializer", .zeros),
                gammaInitializer: try c.initializer("gamma_initializer", .ones),
                betaRegularizer: try c.regularizer("beta_regularizer"),
                gammaRegularizer: try c.regularizer("gamma_regularizer"),
                betaConstraint: try c.constraint("beta_constraint"),
                gammaConstraint: try c.constraint("gamma_constraint"))
        case "RMSNormalization":
            return RMSNormalization(try c.integers("axis") ?? [-1], epsilon: try c.number("epsilon", default: 1e-6))
        case "UnitNormalization": return UnitNormalization(try c.integers("axis") ?? [-1])
        case "SpectralNormalization":
            return SpectralNormalization(
                try layer(try c.nested("layer"), "layer"),
                powerIterations: try c.integer("power_iterations", default: 1))
        default: return nil
        }
    }

    private static func renormalization(_ c: KerasConfig) throws -> BatchRenormalization? {
        let bounds = KerasConfig(c.raw("renorm_clipping"))
        let momentum = try c.number("renorm_momentum", default: 0.99)
        guard try c.flag("renorm", default: false) else { return nil }
        return BatchRenormalization(
            rmax: try bounds.number("rmax"), rmin: try bounds.number("rmin"), dmax: try bounds.number("dmax"),
            momentum: momentum)
    }

    private static func attending(
        _ name: String, _ c: KerasConfig, _ call: CallOptions
    ) throws -> (any Layer)? {
        switch name {
        case "Attention":
            guard let mode = AttentionScore(rawValue: try c.text("score_mode", default: "dot")) else { return nil }
            return Attention(
                useScale: try c.flag("use_scale", default: false), scoreMode: mode,
                dropout: try c.number("dropout", default: 0), useCausalMask: call.usesCausalMask,
                returnAttentionScores: call.returnsScores)
        case "AdditiveAttention":
            return AdditiveAttention(
                useScale: try c.flag("use_scale", default: true), dropout: try c.number("dropout", default: 0),
                useCausalMask: call.usesCausalMask, returnAttentionScores: call.returnsScores)
        case "MultiHeadAttention":
            return MultiHeadAttention(
                numHeads: try c.integer("num_heads", default: 0), keyDim: try c.integer("key_dim", default: 0),
                valueDim: try c.integer("value_dim"), dropout: try c.number("dropout", default: 0),
                useBias: try c.flag("use_bias", default: true), outputShape: try c.integers("output_shape"),
                attentionAxes: try c.integers("attention_axes"), slidingWindow: try c.integer("sliding_window"),
                gate: try c.flag("use_gate", default: false) ? .sigmoid : nil,
                kernelInitializer: try c.initializer("kernel_initializer", .glorotUniform),
                biasInitializer: try c.initializer("bias_initializer", .zeros),
                kernelRegularizer: try c.regularizer("kernel_regularizer"),
                biasRegularizer: try c.regularizer("bias_regularizer"),
                activityRegularizer: try c.regularizer("activity_regularizer"),
                kernelConstraint: try c.constraint("kernel_constraint"),
                biasConstraint: try c.constraint("bias_constraint"), useCausalMask: call.usesCausalMask,
                returnAttentionScores: call.returnsScores)
        case "GroupQueryAttention":
            return GroupQueryAttention(
                headDim: try c.integer("head_dim", default: 0),
                numQueryHeads: try c.integer("num_query_heads", default: 0),
                numKeyValueHeads: try c.integer("num_key_value_heads", default: 0),
                dropout: try c.number("dropout", default: 0), useBias: try c.flag("use_bias", default: true),
                slidingWindow: try c.integer("sliding_window"),
                gate: try c.flag("use_gate", default: false) ? .sigmoid : nil,
                kernelInitializer: try c.initializer("kernel_initializer", .glorotUniform),
                biasInitializer: try c.initializer("bias_initializer", .zeros),
                kernelRegularizer: try c.regularizer("kernel_regularizer"),
                biasRegularizer: try c.regularizer("bias_regularizer"),
                activityRegularizer: try c.regularizer("activity_regularizer"),
                kernelConstraint: try c.constraint("kernel_constraint"),
                biasConstraint: try c.constraint("bias_constraint"), useCausalMask: call.usesCausalMask,
                returnAttentionScores: call.returnsScores)
        default: return nil
        }
    }
}
