import Verbatim

// Random layers and layers on numbers and images by Keras' class names.
extension LayerTable {
    static func random(_ name: String, _ c: KerasConfig) throws -> (any Layer)? {
        switch name {
        case "Dropout":
            return Dropout(
                try c.number("rate", default: 0),
                noiseShape: c.has("noise_shape") ? try c.optionalIntegers("noise_shape") : nil)
        case "AlphaDropout":
            return AlphaDropout(
                try c.number("rate", default: 0),
                noiseShape: c.has("noise_shape") ? try c.optionalIntegers("noise_shape") : nil)
        case "SpatialDropout1D": return SpatialDropout1D(try c.number("rate", default: 0))
        case "SpatialDropout2D":
            return SpatialDropout2D(try c.number("rate", default: 0), dataFormat: try c.format())
        case "SpatialDropout3D":
            return SpatialDropout3D(try c.number("rate", default: 0), dataFormat: try c.format())
        case "GaussianDropout": return GaussianDropout(try c.number("rate", default: 0))
        case "GaussianNoise": return GaussianNoise(try c.number("stddev", default: 0))
        default: return nil
        }
    }

    static func preprocessing(_ name: String, _ c: KerasConfig) throws -> (any Layer)? {
        switch name {
        case "Rescaling":
            return Rescaling(try c.numbers("scale") ?? [1], offset: try c.numbers("offset") ?? [0])
        case "Normalization":
            let axes = c.states("axis") && !c.has("axis") ? [] : try c.integers("axis") ?? [-1]
            return Normalization(
                axes: axes, mean: try c.numbers("mean"), variance: try c.numbers("variance"),
                invert: try c.flag("invert", default: false))
        case "Discretization":
            return Discretization(
                try c.numbers("bin_boundaries"), numBins: try c.integer("num_bins"),
                epsilon: try c.number("epsilon", default: 0.01), outputMode: try c.output("int"))
        case "CategoryEncoding":
            return CategoryEncoding(try c.integer("num_tokens", default: 0), outputMode: try c.output("multi_hot"))
        case "IntegerLookup":
            _ = (c.raw("oov_token"), c.raw("vocabulary_dtype"), c.raw("max_tokens"))
            return IntegerLookup(
                vocabulary: try c.integers("vocabulary") ?? [],
                numOOVIndices: try c.integer("num_oov_indices", default: 1), maskToken: try c.integer("mask_token"),
                outputMode: try c.output("int"))
        case "CenterCrop":
            return CenterCrop(
                height: try c.integer("height", default: 0), width: try c.integer("width", default: 0),
                dataFormat: try c.format())
        case "Resizing":
            _ = c.raw("fill_mode")
            return Resizing(
                try c.integer("height", default: 0), try c.integer("width", default: 0),
                interpolation: try c.interpolation(.bilinear),
                cropToAspectRatio: try c.flag("crop_to_aspect_ratio", default: false),
                padToAspectRatio: try c.flag("pad_to_aspect_ratio", default: false),
                fillValue: try c.number("fill_value", default: 0), antialias: try c.flag("antialias", default: false),
                dataFormat: try c.format())
        case "AutoContrast": return AutoContrast(valueRange: try c.valueRange())
        case "Equalization":
            return Equalization(
                valueRange: try c.valueRange(), bins: try c.integer("bins", default: 256), dataFormat: try c.format())
        case "Solarization":
            return Solarization(
                additionFactor: try c.factor("addition_factor") ?? 0,
                thresholdFactor: try c.factor("threshold_factor") ?? 0, valueRange: try c.valueRange())
        case "Pipeline": return Pipeline(try (try c.nestedList("layers") ?? []).map { try layer($0, "layers") })
        case "STFTSpectrogram":
            guard let mode = SpectrumMode(rawValue: try c.text("mode", default: "log")) else { return nil }
            return STFTSpectrogram(
                mode: mode, frameLength: try c.integer("frame_length", default: 256),
                frameStep: try c.integer("frame_step"), fftLength: try c.integer("fft_length"),
                window: try c.window(), periodic: try c.flag("periodic", default: false),
                scaling: c.states("scaling") && !c.has("scaling")
                    ? nil : STFTInitializer.Scaling(rawValue: try c.text("scaling", default: "density")),
                padding: try c.padding(), expandDims: try c.flag("expand_dims", default: false),
                dataFormat: try c.format())
        case "MelSpectrogram":
            return MelSpectrogram(
                fftLength: try c.integer("fft_length", default: 2048),
                sequenceStride: try c.integer("sequence_stride", default: 512),
                sequenceLength: try c.integer("sequence_length"), window: try c.window(),
                samplingRate: try c.number("sampling_rate", default: 16000),
                numMelBins: try c.integer("num_mel_bins", default: 128), minFreq: try c.number("min_freq", default: 20),
                maxFreq: try c.number("max_freq"), powerToDB: try c.flag("power_to_db", default: true),
                topDB: try c.number("top_db", default: 80), magExp: try c.number("mag_exp", default: 2),
                minPower: try c.number("min_power", default: 1e-10), refPower: try c.number("ref_power", default: 1))
        case "RandomBrightness":
            return RandomBrightness(try c.factor("factor") ?? 1, valueRange: try c.valueRange())
        case "RandomColorDegeneration":
            return RandomColorDegeneration(
                try c.factor("factor") ?? 1, valueRange: try c.valueRange(), dataFormat: try c.format())
        case "RandomContrast":
            return RandomContrast(
                try c.factor("factor") ?? 1, valueRange: try c.valueRange(), dataFormat: try c.format())
        case "RandomErasing":
            return RandomErasing(
                try c.factor("factor") ?? 1, scale: try c.factor("scale") ?? [0.02, 0.33],
                fillValue: try c.number("fill_value"), valueRange: try c.valueRange(), dataFormat: try c.format())
        case "RandomFlip":
            return RandomFlip(
                FlipMode(rawValue: try c.text("mode", default: "horizontal_and_vertical"))!, dataFormat: try c.format())
        case "RandomGaussianBlur":
            return RandomGaussianBlur(
                try c.factor("factor") ?? 1, kernelSize: try c.extent2D("kernel_size", 3),
                sigma: try c.number("sigma", default: 1), valueRange: try c.valueRange(), dataFormat: try c.format())
        case "RandomGrayscale":
            return RandomGrayscale(try c.number("factor", default: 0.5), dataFormat: try c.format())
        case "RandomHue":
            return RandomHue(try c.factor("factor") ?? 1, valueRange: try c.valueRange(), dataFormat: try c.format())
        case "RandomInvert":
            return RandomInvert(try c.factor("factor") ?? 1, valueRange: try c.valueRange(), dataFormat: try c.format())
        case "RandomPosterization":
            return RandomPosterization(
                try c.factor("factor") ?? 1, valueRange: try c.valueRange(), dataFormat: try c.format())
        case "RandomSaturation":
            return RandomSaturation(
                try c.factor("factor") ?? 1, valueRange: try c.valueRange(), dataFormat: try c.format())
        case "RandomSharpness":
            return RandomSharpness(
                try c.factor("factor") ?? 1, valueRange: try c.valueRange(), dataFormat: try c.format())
        case "RandomRotation":
            return RandomRotation(
                try c.factor("factor") ?? 0, fillMode: try c.fillMode(), interpolation: try c.interpolation(.bilinear),
                fillValue: try c.number("fill_value", default: 0), dataFormat: try c.format())
        case "RandomTranslation":
            return RandomTranslation(
                try c.factor("height_factor") ?? 0, try c.factor("width_factor") ?? 0, fillMode: try c.fillMode(),
                interpolation: try c.interpolation(.bilinear),
                fillValue: try c.number("fill_value", default: 0), dataFormat: try c.format())
        case "RandomZoom":
            return RandomZoom(
                try c.factor("height_factor") ?? 0, try c.factor("width_factor"), fillMode: try c.fillMode(),
                interpolation: try c.interpolation(.bilinear),
                fillValue: try c.number("fill_value", default: 0), dataFormat: try c.format())
        case "RandomShear":
            return RandomShear(
                xFactor: try c.factor("x_factor") ?? 0, yFactor: try c.factor("y_factor") ?? 0,
                fillMode: try c.fillMode(), interpolation: try c.interpolation(.bilinear),
                fillValue: try c.number("fill_value", default: 0), dataFormat: try c.format())
        case "RandomCrop":
            return RandomCrop(
                height: try c.integer("height", default: 0), width: try c.integer("width", default: 0),
                dataFormat: try c.format())
        case "RandomColorJitter":
            return RandomColorJitter(
                brightnessFactor: try c.factor("brightness_factor"), contrastFactor: try c.factor("contrast_factor"),
                saturationFactor: try c.factor("saturation_factor"), hueFactor: try c.factor("hue_factor"),
                valueRange: try c.valueRange(), dataFormat: try c.format())
        case "MixUp":
            _ = c.raw("data_format")
            return MixUp(alpha: try c.number("alpha", default: 0.2))
        case "CutMix":
            _ = c.raw("data_format")
            return CutMix(factor: try c.number("factor", default: 1))
        default: return nil
        }
    }
}

extension KerasConfig {
    fileprivate func output(_ other: String) throws -> CategoryOutput {
        let text = try text("output_mode", default: other)
        guard let mode = CategoryOutput(rawValue: text) else { throw Unsupported("output mode \(text)") }
        return mode
    }

    fileprivate func window() throws -> STFTInitializer.Window? {
        if states("window") && !has("window") { return nil }
        let text = try text("window", default: "hann")
        guard let window = STFTInitializer.Window(rawValue: text) else { throw Unsupported("window \(text)") }
        return window
    }

    fileprivate func fillMode() throws -> FillMode {
        let text = try text("fill_mode", default: "reflect")
        guard let mode = FillMode(rawValue: text) else { throw Unsupported("fill mode \(text)") }
        return mode
    }
}
