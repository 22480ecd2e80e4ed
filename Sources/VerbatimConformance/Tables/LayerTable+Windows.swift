import Verbatim

// Pooling and convolution layers by Keras' class names.
extension LayerTable {
    static func pooling(_ name: String, _ c: KerasConfig) throws -> (any Layer)? {
        switch name {
        case "MaxPooling1D":
            return MaxPooling1D(
                try c.sizes("pool_size", 1, 2)[0], strides: c.has("strides") ? try c.sizes("strides", 1, 2)[0] : nil,
                padding: try c.padding(),
                dataFormat: try c.format())
        case "GlobalMaxPooling1D":
            return GlobalMaxPooling1D(
                dataFormat: try c.format(), keepDimensions: try c.flag("keepdims", default: false))
        case "AdaptiveMaxPooling1D":
            return AdaptiveMaxPooling1D(try c.sizes("output_size", 1, 1)[0], dataFormat: try c.format())
        case "MaxPooling2D":
            return MaxPooling2D(
                try c.extent2D("pool_size", 2), strides: c.has("strides") ? try c.extent2D("strides", 2) : nil,
                padding: try c.padding(),
                dataFormat: try c.format())
        case "GlobalMaxPooling2D":
            return GlobalMaxPooling2D(
                dataFormat: try c.format(), keepDimensions: try c.flag("keepdims", default: false))
        case "AdaptiveMaxPooling2D":
            return AdaptiveMaxPooling2D(try c.extent2D("output_size", 1), dataFormat: try c.format())
        case "MaxPooling3D":
            return MaxPooling3D(
                try c.extent3D("pool_size", 2), strides: c.has("strides") ? try c.extent3D("strides", 2) : nil,
                padding: try c.padding(),
                dataFormat: try c.format())
        case "GlobalMaxPooling3D":
            return GlobalMaxPooling3D(
                dataFormat: try c.format(), keepDimensions: try c.flag("keepdims", default: false))
        case "AdaptiveMaxPooling3D":
            return AdaptiveMaxPooling3D(try c.extent3D("output_size", 1), dataFormat: try c.format())
        case "AveragePooling1D":
            return AveragePooling1D(
                try c.sizes("pool_size", 1, 2)[0], strides: c.has("strides") ? try c.sizes("strides", 1, 2)[0] : nil,
                padding: try c.padding(),
                dataFormat: try c.format())
        case "GlobalAveragePooling1D":
            return GlobalAveragePooling1D(
                dataFormat: try c.format(), keepDimensions: try c.flag("keepdims", default: false))
        case "AdaptiveAveragePooling1D":
            return AdaptiveAveragePooling1D(try c.sizes("output_size", 1, 1)[0], dataFormat: try c.format())
        case "AveragePooling2D":
            return AveragePooling2D(
                try c.extent2D("pool_size", 2), strides: c.has("strides") ? try c.extent2D("strides", 2) : nil,
                padding: try c.padding(),
                dataFormat: try c.format())
        case "GlobalAveragePooling2D":
            return GlobalAveragePooling2D(
                dataFormat: try c.format(), keepDimensions: try c.flag("keepdims", default: false))
        case "AdaptiveAveragePooling2D":
            return AdaptiveAveragePooling2D(try c.extent2D("output_size", 1), dataFormat: try c.format())
        case "AveragePooling3D":
            return AveragePooling3D(
                try c.extent3D("pool_size", 2), strides: c.has("strides") ? try c.extent3D("strides", 2) : nil,
                padding: try c.padding(),
                dataFormat: try c.format())
        case "GlobalAveragePooling3D":
            return GlobalAveragePooling3D(
                dataFormat: try c.format(), keepDimensions: try c.flag("keepdims", default: false))
        case "AdaptiveAveragePooling3D":
            return AdaptiveAveragePooling3D(try c.extent3D("output_size", 1), dataFormat: try c.format())
        default: return nil
        }
    }

    static func convolving(_ name: String, _ c: KerasConfig) throws -> (any Layer)? {
        let names = ["Conv", "DepthwiseConv", "SeparableConv"]
        guard names.contains(where: name.hasPrefix), !name.hasPrefix("ConvLSTM") else { return nil }
        let isDepthwise = name.hasPrefix("DepthwiseConv")
        let stem = isDepthwise ? "depthwise" : "kernel"
        let filters = isDepthwise ? 0 : try c.integer("filters", default: 0)
        let (padding, format) = (try c.padding(), try c.format())
        let (activation, useBias) = (try c.activation(), try c.flag("use_bias", default: true))
        let (kernelRegularizer, biasRegularizer) = (
            try c.regularizer("\(stem)_regularizer"), try c.regularizer("bias_regularizer")
        )
        let (kernelConstraint, biasConstraint) = (
            try c.constraint("\(stem)_constraint"), try c.constraint("bias_constraint")
        )
        let activity = try c.regularizer("activity_regularizer")
        for argument in ["kernel", "bias", "depthwise", "pointwise"] { _ = c.raw("\(argument)_initializer") }
        switch name {
        case "Conv1D":
            return Conv1D(
                filters, kernelSize: try c.sizes("kernel_size", 1, 1)[0], strides: try c.sizes("strides", 1, 1)[0],
                padding: padding, dataFormat: format,
                dilationRate: try c.sizes("dilation_rate", 1, 1)[0], groups: try c.integer("groups", default: 1),
                activation: activation,
                useBias: useBias, kernelRegularizer: kernelRegularizer, biasRegularizer: biasRegularizer,
                activityRegularizer: activity, kernelConstraint: kernelConstraint, biasConstraint: biasConstraint)
        case "Conv1DTranspose":
            return Conv1DTranspose(
                filters, kernelSize: try c.sizes("kernel_size", 1, 1)[0], strides: try c.sizes("strides", 1, 1)[0],
                padding: padding,
                outputPadding: c.has("output_padding") ? try c.sizes("output_padding", 1, 0)[0] : nil,
                dataFormat: format,
                dilationRate: try c.sizes("dilation_rate", 1, 1)[0], activation: activation, useBias: useBias,
                kernelRegularizer: kernelRegularizer, biasRegularizer: biasRegularizer, activityRegularizer: activity,
                kernelConstraint: kernelConstraint, biasConstraint: biasConstraint)
        case "DepthwiseConv1D":
            return DepthwiseConv1D(
                try c.sizes("kernel_size", 1, 1)[0], strides: try c.sizes("strides", 1, 1)[0], padding: padding,
                depthMultiplier: try c.integer("depth_multiplier", default: 1), dataFormat: format,
                dilationRate: try c.sizes("dilation_rate", 1, 1)[0], activation: activation, useBias: useBias,
                depthwiseRegularizer: kernelRegularizer, biasRegularizer: biasRegularizer,
                activityRegularizer: activity, depthwiseConstraint: kernelConstraint, biasConstraint: biasConstraint)
        case "SeparableConv1D":
            return SeparableConv1D(
                filters, kernelSize: try c.sizes("kernel_size", 1, 1)[0], strides: try c.sizes("strides", 1, 1)[0],
                padding: padding, dataFormat: format,
                dilationRate: try c.sizes("dilation_rate", 1, 1)[0],
                depthMultiplier: try c.integer("depth_multiplier", default: 1),
                activation: activation, useBias: useBias,
                depthwiseRegularizer: try c.regularizer("depthwise_regularizer"),
                pointwiseRegularizer: try c.regularizer("pointwise_regularizer"), biasRegularizer: biasRegularizer,
                activityRegularizer: activity, depthwiseConstraint: try c.constraint("depthwise_constraint"),
                pointwiseConstraint: try c.constraint("pointwise_constraint"), biasConstraint: biasConstraint)
        case "Conv2D":
            return Conv2D(
                filters, kernelSize: try c.extent2D("kernel_size", 1), strides: try c.extent2D("strides", 1),
                padding: padding, dataFormat: format,
                dilationRate: try c.extent2D("dilation_rate", 1), groups: try c.integer("groups", default: 1),
                activation: activation,
                useBias: useBias, kernelRegularizer: kernelRegularizer, biasRegularizer: biasRegularizer,
                activityRegularizer: activity, kernelConstraint: kernelConstraint, biasConstraint: biasConstraint)
        case "Conv2DTranspose":
            return Conv2DTranspose(
                filters, kernelSize: try c.extent2D("kernel_size", 1), strides: try c.extent2D("strides", 1),
                padding: padding,
                outputPadding: c.has("output_padding") ? try c.extent2D("output_padding", 0) : nil, dataFormat: format,
                dilationRate: try c.extent2D("dilation_rate", 1), activation: activation, useBias: useBias,
                kernelRegularizer: kernelRegularizer, biasRegularizer: biasRegularizer, activityRegularizer: activity,
                kernelConstraint: kernelConstraint, biasConstraint: biasConstraint)
        case "DepthwiseConv2D":
            return DepthwiseConv2D(
                try c.extent2D("kernel_size", 1), strides: try c.extent2D("strides", 1), padding: padding,
                depthMultiplier: try c.integer("depth_multiplier", default: 1), dataFormat: format,
                dilationRate: try c.extent2D("dilation_rate", 1), activation: activation, useBias: useBias,
                depthwiseRegularizer: kernelRegularizer, biasRegularizer: biasRegularizer,
                activityRegularizer: activity, depthwiseConstraint: kernelConstraint, biasConstraint: biasConstraint)
        case "SeparableConv2D":
            return SeparableConv2D(
                filters, kernelSize: try c.extent2D("kernel_size", 1), strides: try c.extent2D("strides", 1),
                padding: padding, dataFormat: format,
                dilationRate: try c.extent2D("dilation_rate", 1),
                depthMultiplier: try c.integer("depth_multiplier", default: 1),
                activation: activation, useBias: useBias,
                depthwiseRegularizer: try c.regularizer("depthwise_regularizer"),
                pointwiseRegularizer: try c.regularizer("pointwise_regularizer"), biasRegularizer: biasRegularizer,
                activityRegularizer: activity, depthwiseConstraint: try c.constraint("depthwise_constraint"),
                pointwiseConstraint: try c.constraint("pointwise_constraint"), biasConstraint: biasConstraint)
        case "Conv3D":
            return Conv3D(
                filters, kernelSize: try c.extent3D("kernel_size", 1), strides: try c.extent3D("strides", 1),
                padding: padding, dataFormat: format,
                dilationRate: try c.extent3D("dilation_rate", 1), groups: try c.integer("groups", default: 1),
                activation: activation,
                useBias: useBias, kernelRegularizer: kernelRegularizer, biasRegularizer: biasRegularizer,
                activityRegularizer: activity, kernelConstraint: kernelConstraint, biasConstraint: biasConstraint)
        case "Conv3DTranspose":
            return Conv3DTranspose(
                filters, kernelSize: try c.extent3D("kernel_size", 1), strides: try c.extent3D("strides", 1),
                padding: padding,
                outputPadding: c.has("output_padding") ? try c.extent3D("output_padding", 0) : nil, dataFormat: format,
                dilationRate: try c.extent3D("dilation_rate", 1), activation: activation, useBias: useBias,
                kernelRegularizer: kernelRegularizer, biasRegularizer: biasRegularizer, activityRegularizer: activity,
                kernelConstraint: kernelConstraint, biasConstraint: biasConstraint)
        default: return nil
        }
    }
}
