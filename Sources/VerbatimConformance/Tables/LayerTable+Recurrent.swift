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
            let a = try CellArguments(c)
            return SimpleRNNCell(
                try c.integer("units", default: 0), activation: a.activation, useBias: a.useBias,
                kernelRegularizer: a.kernelRegularizer,
                recurrentRegularizer: a.recurrentRegularizer, biasRegularizer: a.biasRegularizer,
                kernelConstraint: a.kernelConstraint, recurrentConstraint: a.recurrentConstraint,
                biasConstraint: a.biasConstraint, dropout: a.dropout, recurrentDropout: a.recurrentDropout)
        case "SimpleRNN":
            if try c.flag("zero_output_for_mask", default: false) { return try zeroing("SimpleRNNCell", c) }
            let (a, s) = (try CellArguments(c), try SequenceArguments(c))
            return SimpleRNN(
                try c.integer("units", default: 0), activation: a.activation, useBias: a.useBias,
                kernelRegularizer: a.kernelRegularizer,
                recurrentRegularizer: a.recurrentRegularizer, biasRegularizer: a.biasRegularizer,
                kernelConstraint: a.kernelConstraint, recurrentConstraint: a.recurrentConstraint,
                biasConstraint: a.biasConstraint, dropout: a.dropout, recurrentDropout: a.recurrentDropout,
                activityRegularizer: s.activityRegularizer, returnSequences: s.returnSequences,
                returnState: s.returnState, goBackwards: s.goBackwards, stateful: s.stateful)
        case "LSTMCell":
            let a = try CellArguments(c)
            return LSTMCell(
                try c.integer("units", default: 0), activation: a.activation,
                recurrentActivation: try c.activation("recurrent_activation", .sigmoid), useBias: a.useBias,
                unitForgetBias: try c.flag("unit_forget_bias", default: true), kernelRegularizer: a.kernelRegularizer,
                recurrentRegularizer: a.recurrentRegularizer, biasRegularizer: a.biasRegularizer,
                kernelConstraint: a.kernelConstraint, recurrentConstraint: a.recurrentConstraint,
                biasConstraint: a.biasConstraint, dropout: a.dropout, recurrentDropout: a.recurrentDropout)
        case "LSTM":
            if try c.flag("zero_output_for_mask", default: false) { return try zeroing("LSTMCell", c) }
            let (a, s) = (try CellArguments(c), try SequenceArguments(c))
            return LSTM(
                try c.integer("units", default: 0), activation: a.activation,
                recurrentActivation: try c.activation("recurrent_activation", .sigmoid), useBias: a.useBias,
                unitForgetBias: try c.flag("unit_forget_bias", default: true), kernelRegularizer: a.kernelRegularizer,
                recurrentRegularizer: a.recurrentRegularizer, biasRegularizer: a.biasRegularizer,
                kernelConstraint: a.kernelConstraint, recurrentConstraint: a.recurrentConstraint,
                biasConstraint: a.biasConstraint, dropout: a.dropout, recurrentDropout: a.recurrentDropout,
                activityRegularizer: s.activityRegularizer, returnSequences: s.returnSequences,
                returnState: s.returnState, goBackwards: s.goBackwards, stateful: s.stateful)
        case "GRUCell":
            let a = try CellArguments(c)
            return GRUCell(
                try c.integer("units", default: 0), activation: a.activation,
                recurrentActivation: try c.activation("recurrent_activation", .sigmoid), useBias: a.useBias,
                kernelRegularizer: a.kernelRegularizer,
                recurrentRegularizer: a.recurrentRegularizer, biasRegularizer: a.biasRegularizer,
                kernelConstraint: a.kernelConstraint, recurrentConstraint: a.recurrentConstraint,
                biasConstraint: a.biasConstraint, dropout: a.dropout, recurrentDropout: a.recurrentDropout,
                resetAfter: try c.flag("reset_after", default: true))
        case "GRU":
            if try c.flag("zero_output_for_mask", default: false) { return try zeroing("GRUCell", c) }
            let (a, s) = (try CellArguments(c), try SequenceArguments(c))
            return GRU(
                try c.integer("units", default: 0), activation: a.activation,
                recurrentActivation: try c.activation("recurrent_activation", .sigmoid), useBias: a.useBias,
                kernelRegularizer: a.kernelRegularizer,
                recurrentRegularizer: a.recurrentRegularizer, biasRegularizer: a.biasRegularizer,
                kernelConstraint: a.kernelConstraint, recurrentConstraint: a.recurrentConstraint,
                biasConstraint: a.biasConstraint, dropout: a.dropout, recurrentDropout: a.recurrentDropout,
                resetAfter: try c.flag("reset_after", default: true),
                activityRegularizer: s.activityRegularizer, returnSequences: s.returnSequences,
                returnState: s.returnState, goBackwards: s.goBackwards, stateful: s.stateful)
        case "ConvLSTM1D":
            let (a, s) = (try CellArguments(c), try SequenceArguments(c))
            return ConvLSTM1D(
                try c.integer("filters", default: 0), kernelSize: try c.sizes("kernel_size", 1, 1)[0],
                strides: try c.sizes("strides", 1, 1)[0], padding: try c.padding(), dataFormat: try c.format(),
                dilationRate: try c.sizes("dilation_rate", 1, 1)[0], activation: a.activation,
                recurrentActivation: try c.activation("recurrent_activation", .sigmoid), useBias: a.useBias,
                unitForgetBias: try c.flag("unit_forget_bias", default: true), kernelRegularizer: a.kernelRegularizer,
                recurrentRegularizer: a.recurrentRegularizer, biasRegularizer: a.biasRegularizer,
                activityRegularizer: s.activityRegularizer, kernelConstraint: a.kernelConstraint,
                recurrentConstraint: a.recurrentConstraint, biasConstraint: a.biasConstraint, dropout: a.dropout,
                recurrentDropout: a.recurrentDropout, returnSequences: s.returnSequences, returnState: s.returnState,
                goBackwards: s.goBackwards, stateful: s.stateful)
        case "ConvLSTM2D":
            let (a, s) = (try CellArguments(c), try SequenceArguments(c))
            return ConvLSTM2D(
                try c.integer("filters", default: 0), kernelSize: try c.extent2D("kernel_size", 1),
                strides: try c.extent2D("strides", 1), padding: try c.padding(), dataFormat: try c.format(),
                dilationRate: try c.extent2D("dilation_rate", 1), activation: a.activation,
                recurrentActivation: try c.activation("recurrent_activation", .sigmoid), useBias: a.useBias,
                unitForgetBias: try c.flag("unit_forget_bias", default: true), kernelRegularizer: a.kernelRegularizer,
                recurrentRegularizer: a.recurrentRegularizer, biasRegularizer: a.biasRegularizer,
                activityRegularizer: s.activityRegularizer, kernelConstraint: a.kernelConstraint,
                recurrentConstraint: a.recurrentConstraint, biasConstraint: a.biasConstraint, dropout: a.dropout,
                recurrentDropout: a.recurrentDropout, returnSequences: s.returnSequences, returnState: s.returnState,
                goBackwards: s.goBackwards, stateful: s.stateful)
        case "ConvLSTM3D":
            let (a, s) = (try CellArguments(c), try SequenceArguments(c))
            return ConvLSTM3D(
                try c.integer("filters", default: 0), kernelSize: try c.extent3D("kernel_size", 1),
                strides: try c.extent3D("strides", 1), padding: try c.padding(), dataFormat: try c.format(),
                dilationRate: try c.extent3D("dilation_rate", 1), activation: a.activation,
                recurrentActivation: try c.activation("recurrent_activation", .sigmoid), useBias: a.useBias,
                unitForgetBias: try c.flag("unit_forget_bias", default: true), kernelRegularizer: a.kernelRegularizer,
                recurrentRegularizer: a.recurrentRegularizer, biasRegularizer: a.biasRegularizer,
                activityRegularizer: s.activityRegularizer, kernelConstraint: a.kernelConstraint,
                recurrentConstraint: a.recurrentConstraint, biasConstraint: a.biasConstraint, dropout: a.dropout,
                recurrentDropout: a.recurrentDropout, returnSequences: s.returnSequences, returnState: s.returnState,
                goBackwards: s.goBackwards, stateful: s.stateful)
        default: return nil
        }
    }

    /// The layer of a cell that gives zeros where the mask leaves a step out.
    private static func zeroing(_ cell: String, _ c: KerasConfig) throws -> (any Layer)? {
        let s = try SequenceArguments(c)
        return try recurrent(cell, c).map {
            RNN(
                $0, returnSequences: s.returnSequences, returnState: s.returnState, goBackwards: s.goBackwards,
                stateful: s.stateful, zeroOutputForMask: true, activityRegularizer: s.activityRegularizer)
        }
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

/// What all recurrent cells take.
private struct CellArguments {
    let activation: any ActivationFunction
    let useBias: Bool
    let kernelRegularizer: (any Regularizer)?
    let recurrentRegularizer: (any Regularizer)?
    let biasRegularizer: (any Regularizer)?
    let kernelConstraint: (any Constraint)?
    let recurrentConstraint: (any Constraint)?
    let biasConstraint: (any Constraint)?
    let dropout: Double
    let recurrentDropout: Double

    init(_ c: KerasConfig) throws {
        // Weights are set from the fixture, whatever drew them.
        for argument in ["kernel", "recurrent", "bias"] { _ = c.raw("\(argument)_initializer") }
        activation = try c.activation("activation", .tanh)
        useBias = try c.flag("use_bias", default: true)
        kernelRegularizer = try c.regularizer("kernel_regularizer")
        recurrentRegularizer = try c.regularizer("recurrent_regularizer")
        biasRegularizer = try c.regularizer("bias_regularizer")
        kernelConstraint = try c.constraint("kernel_constraint")
        recurrentConstraint = try c.constraint("recurrent_constraint")
        biasConstraint = try c.constraint("bias_constraint")
        dropout = try c.number("dropout", default: 0)
        recurrentDropout = try c.number("recurrent_dropout", default: 0)
    }
}

/// What layers take that run a cell over time.
private struct SequenceArguments {
    let activityRegularizer: (any Regularizer)?
    let returnSequences: Bool
    let returnState: Bool
    let goBackwards: Bool
    let stateful: Bool

    init(_ c: KerasConfig) throws {
        activityRegularizer = try c.regularizer("activity_regularizer")
        returnSequences = try c.flag("return_sequences", default: false)
        returnState = try c.flag("return_state", default: false)
        goBackwards = try c.flag("go_backwards", default: false)
        stateful = try c.flag("stateful", default: false)
    }
}
