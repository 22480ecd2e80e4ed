import Verbatim

// Recurrent layers by Keras' class names.
extension LayerTable {
    static func recurrent(_ name: String, _ c: KerasConfig) throws -> (any Layer)? {
        switch name {
        case "RNN":
            let cell: any Layer
            if case .array? = c.raw("cell") {
                cell = StackedRNNCells(try cells(c, "cell"))
            } else {
                cell = try layer(try c.nested("cell"), "cell")
            }
            return RNN(
                cell, returnSequences: try c.flag("return_sequences", default: false),
                returnState: try c.flag("return_state", default: false),
                goBackwards: try c.flag("go_backwards", default: false),
                stateful: try c.flag("stateful", default: false),
                zeroOutputForMask: try c.flag("zero_output_for_mask", default: false))
        case "StackedRNNCells": return StackedRNNCells(try cells(c, "cells"))
        case "Bidirectional":
            guard let inner = try layer(try c.nested("layer"), "layer") as? any RecurrentLayer else { return nil }
            let back = try c.nested("backward_layer").map { try layer($0, "backward_layer") } as? any RecurrentLayer
            let mode =
                c.states("merge_mode") && !c.has("merge_mode") ? nil : try c.text("merge_mode", default: "concat")
            return Bidirectional(
                inner, mergeMode: mode.flatMap { BidirectionalMerge(rawValue: $0) }, backwardLayer: back)
        case "TimeDistributed": return TimeDistributed(try layer(try c.nested("layer"), "layer"))
        case "SimpleRNNCell":
            skipInitializers(c)
            return SimpleRNNCell(
                try c.integer("units", default: 0), activation: try c.activation("activation", .tanh),
                useBias: try c.flag("use_bias", default: true),
                kernelRegularizer: try c.regularizer("kernel_regularizer"),
                recurrentRegularizer: try c.regularizer("recurrent_regularizer"),
                biasRegularizer: try c.regularizer("bias_regularizer"),
                kernelConstraint: try c.constraint("kernel_constraint"),
                recurrentConstraint: try c.constraint("recurrent_constraint"),
                biasConstraint: try c.constraint("bias_constraint"), dropout: try c.number("dropout", default: 0),
                recurrentDropout: try c.number("recurrent_dropout", default: 0))
        case "SimpleRNN":
            skipInitializers(c)
            return SimpleRNN(
                try c.integer("units", default: 0), activation: try c.activation("activation", .tanh),
                useBias: try c.flag("use_bias", default: true),
                kernelRegularizer: try c.regularizer("kernel_regularizer"),
                recurrentRegularizer: try c.regularizer("recurrent_regularizer"),
                biasRegularizer: try c.regularizer("bias_regularizer"),
                kernelConstraint: try c.constraint("kernel_constraint"),
                recurrentConstraint: try c.constraint("recurrent_constraint"),
                biasConstraint: try c.constraint("bias_constraint"), dropout: try c.number("dropout", default: 0),
                recurrentDropout: try c.number("recurrent_dropout", default: 0),
                activityRegularizer: try c.regularizer("activity_regularizer"),
                returnSequences: try c.flag("return_sequences", default: false),
                returnState: try c.flag("return_state", default: false),
                goBackwards: try c.flag("go_backwards", default: false),
                stateful: try c.flag("stateful", default: false))
        case "LSTMCell":
            skipInitializers(c)
            return LSTMCell(
                try c.integer("units", default: 0), activation: try c.activation("activation", .tanh),
                recurrentActivation: try c.activation("recurrent_activation", .sigmoid),
                useBias: try c.flag("use_bias", default: true),
                unitForgetBias: try c.flag("unit_forget_bias", default: true),
                kernelRegularizer: try c.regularizer("kernel_regularizer"),
                recurrentRegularizer: try c.regularizer("recurrent_regularizer"),
                biasRegularizer: try c.regularizer("bias_regularizer"),
                kernelConstraint: try c.constraint("kernel_constraint"),
                recurrentConstraint: try c.constraint("recurrent_constraint"),
                biasConstraint: try c.constraint("bias_constraint"), dropout: try c.number("dropout", default: 0),
                recurrentDropout: try c.number("recurrent_dropout", default: 0))
        case "LSTM":
            skipInitializers(c)
            return LSTM(
                try c.integer("units", default: 0), activation: try c.activation("activation", .tanh),
                recurrentActivation: try c.activation("recurrent_activation", .sigmoid),
                useBias: try c.flag("use_bias", default: true),
                unitForgetBias: try c.flag("unit_forget_bias", default: true),
                kernelRegularizer: try c.regularizer("kernel_regularizer"),
                recurrentRegularizer: try c.regularizer("recurrent_regularizer"),
                biasRegularizer: try c.regularizer("bias_regularizer"),
                kernelConstraint: try c.constraint("kernel_constraint"),
                recurrentConstraint: try c.constraint("recurrent_constraint"),
                biasConstraint: try c.constraint("bias_constraint"), dropout: try c.number("dropout", default: 0),
                recurrentDropout: try c.number("recurrent_dropout", default: 0),
                activityRegularizer: try c.regularizer("activity_regularizer"),
                returnSequences: try c.flag("return_sequences", default: false),
                returnState: try c.flag("return_state", default: false),
                goBackwards: try c.flag("go_backwards", default: false),
                stateful: try c.flag("stateful", default: false))
        case "GRUCell":
            skipInitializers(c)
            return GRUCell(
                try c.integer("units", default: 0), activation: try c.activation("activation", .tanh),
                recurrentActivation: try c.activation("recurrent_activation", .sigmoid),
                useBias: try c.flag("use_bias", default: true),
                kernelRegularizer: try c.regularizer("kernel_regularizer"),
                recurrentRegularizer: try c.regularizer("recurrent_regularizer"),
                biasRegularizer: try c.regularizer("bias_regularizer"),
                kernelConstraint: try c.constraint("kernel_constraint"),
                recurrentConstraint: try c.constraint("recurrent_constraint"),
                biasConstraint: try c.constraint("bias_constraint"), dropout: try c.number("dropout", default: 0),
                recurrentDropout: try c.number("recurrent_dropout", default: 0),
                resetAfter: try c.flag("reset_after", default: true))
        case "GRU":
            skipInitializers(c)
            return GRU(
                try c.integer("units", default: 0), activation: try c.activation("activation", .tanh),
                recurrentActivation: try c.activation("recurrent_activation", .sigmoid),
                useBias: try c.flag("use_bias", default: true),
                kernelRegularizer: try c.regularizer("kernel_regularizer"),
                recurrentRegularizer: try c.regularizer("recurrent_regularizer"),
                biasRegularizer: try c.regularizer("bias_regularizer"),
                kernelConstraint: try c.constraint("kernel_constraint"),
                recurrentConstraint: try c.constraint("recurrent_constraint"),
                biasConstraint: try c.constraint("bias_constraint"), dropout: try c.number("dropout", default: 0),
                recurrentDropout: try c.number("recurrent_dropout", default: 0),
                resetAfter: try c.flag("reset_after", default: true),
                activityRegularizer: try c.regularizer("activity_regularizer"),
                returnSequences: try c.flag("return_sequences", default: false),
                returnState: try c.flag("return_state", default: false),
                goBackwards: try c.flag("go_backwards", default: false),
                stateful: try c.flag("stateful", default: false))
        case "ConvLSTM1D":
            skipInitializers(c)
            return ConvLSTM1D(
                try c.integer("filters", default: 0), kernelSize: try c.sizes("kernel_size", 1, 1)[0],
                strides: try c.sizes("strides", 1, 1)[0],
                padding: try c.padding(), dataFormat: try c.format(),
                dilationRate: try c.sizes("dilation_rate", 1, 1)[0],
                activation: try c.activation("activation", .tanh),
                recurrentActivation: try c.activation("recurrent_activation", .sigmoid),
                useBias: try c.flag("use_bias", default: true),
                unitForgetBias: try c.flag("unit_forget_bias", default: true),
                kernelRegularizer: try c.regularizer("kernel_regularizer"),
                recurrentRegularizer: try c.regularizer("recurrent_regularizer"),
                biasRegularizer: try c.regularizer("bias_regularizer"),
                activityRegularizer: try c.regularizer("activity_regularizer"),
                kernelConstraint: try c.constraint("kernel_constraint"),
                recurrentConstraint: try c.constraint("recurrent_constraint"),
                biasConstraint: try c.constraint("bias_constraint"), dropout: try c.number("dropout", default: 0),
                recurrentDropout: try c.number("recurrent_dropout", default: 0),
                returnSequences: try c.flag("return_sequences", default: false),
                returnState: try c.flag("return_state", default: false),
                goBackwards: try c.flag("go_backwards", default: false),
                stateful: try c.flag("stateful", default: false))
        case "ConvLSTM2D":
            skipInitializers(c)
            return ConvLSTM2D(
                try c.integer("filters", default: 0), kernelSize: try c.extent2D("kernel_size", 1),
                strides: try c.extent2D("strides", 1),
                padding: try c.padding(), dataFormat: try c.format(), dilationRate: try c.extent2D("dilation_rate", 1),
                activation: try c.activation("activation", .tanh),
                recurrentActivation: try c.activation("recurrent_activation", .sigmoid),
                useBias: try c.flag("use_bias", default: true),
                unitForgetBias: try c.flag("unit_forget_bias", default: true),
                kernelRegularizer: try c.regularizer("kernel_regularizer"),
                recurrentRegularizer: try c.regularizer("recurrent_regularizer"),
                biasRegularizer: try c.regularizer("bias_regularizer"),
                activityRegularizer: try c.regularizer("activity_regularizer"),
                kernelConstraint: try c.constraint("kernel_constraint"),
                recurrentConstraint: try c.constraint("recurrent_constraint"),
                biasConstraint: try c.constraint("bias_constraint"), dropout: try c.number("dropout", default: 0),
                recurrentDropout: try c.number("recurrent_dropout", default: 0),
                returnSequences: try c.flag("return_sequences", default: false),
                returnState: try c.flag("return_state", default: false),
                goBackwards: try c.flag("go_backwards", default: false),
                stateful: try c.flag("stateful", default: false))
        case "ConvLSTM3D":
            skipInitializers(c)
            return ConvLSTM3D(
                try c.integer("filters", default: 0), kernelSize: try c.extent3D("kernel_size", 1),
                strides: try c.extent3D("strides", 1),
                padding: try c.padding(), dataFormat: try c.format(), dilationRate: try c.extent3D("dilation_rate", 1),
                activation: try c.activation("activation", .tanh),
                recurrentActivation: try c.activation("recurrent_activation", .sigmoid),
                useBias: try c.flag("use_bias", default: true),
                unitForgetBias: try c.flag("unit_forget_bias", default: true),
                kernelRegularizer: try c.regularizer("kernel_regularizer"),
                recurrentRegularizer: try c.regularizer("recurrent_regularizer"),
                biasRegularizer: try c.regularizer("bias_regularizer"),
                activityRegularizer: try c.regularizer("activity_regularizer"),
                kernelConstraint: try c.constraint("kernel_constraint"),
                recurrentConstraint: try c.constraint("recurrent_constraint"),
                biasConstraint: try c.constraint("bias_constraint"), dropout: try c.number("dropout", default: 0),
                recurrentDropout: try c.number("recurrent_dropout", default: 0),
                returnSequences: try c.flag("return_sequences", default: false),
                returnState: try c.flag("return_state", default: false),
                goBackwards: try c.flag("go_backwards", default: false),
                stateful: try c.flag("stateful", default: false))
        default: return nil
        }
    }

    private static func skipInitializers(_ c: KerasConfig) {
        for argument in ["kernel", "recurrent", "bias"] { _ = c.raw("\(argument)_initializer") }
    }

    private static func cells(_ c: KerasConfig, _ name: String) throws -> [any RecurrentCell] {
        try (try c.nestedList(name) ?? []).map { nested in
            guard let cell = try layer(nested, name) as? any RecurrentCell else {
                throw Unsupported("cell \(nested.className)")
            }
            return cell
        }
    }
}
