import VerbatimGraph
import VerbatimTensor

/// The short-time spectrum of a signal, by convolutions with windowed cosines and sines.
///
/// Frames of `frameLength` begin every `frameStep`; the spectrum has `fftLength / 2 + 1` frequencies.
///
/// - Shapes: `[batch, time, channels] -> [batch, frames, channels * frequencies]`, or with a dimension for the channels behind
/// - Parameters: `real_kernel [frameLength, 1, frequencies]`, `imag_kernel` likewise, as far as the mode needs them
public final class STFTSpectrogram: UnaryLayer {
    /// What comes out.
    public let mode: SpectrumMode
    /// The length of a frame.
    public let frameLength: Int
    /// The distance of frames; nil is half a frame.
    public let frameStep: Int?
    /// The length of the transform; nil is that of a frame.
    public let fftLength: Int?
    /// How a frame fades at its ends; nil fades nothing.
    public let window: STFTInitializer.Window?
    /// Whether the window goes on periodically.
    public let periodic: Bool
    /// What the window is divided by; nil divides by nothing.
    public let scaling: STFTInitializer.Scaling?
    /// How edges are treated.
    public let padding: Padding
    /// Whether the channels have a dimension of their own.
    public let expandDims: Bool
    /// Where the channels are.
    public let dataFormat: DataFormat
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a spectrum layer.
    public init(
        mode: SpectrumMode = .log, frameLength: Int = 256, frameStep: Int? = nil, fftLength: Int? = nil,
        window: STFTInitializer.Window? = .hann, periodic: Bool = false, scaling: STFTInitializer.Scaling? = .density,
        padding: Padding = .valid, expandDims: Bool = false, dataFormat: DataFormat = .channelsLast,
        name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.mode = mode
        self.frameLength = frameLength
        self.frameStep = frameStep
        self.fftLength = fftLength
        self.window = window
        self.periodic = periodic
        self.scaling = scaling
        self.padding = padding
        self.expandDims = expandDims
        self.dataFormat = dataFormat
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.expect(x, rank: 3, "[batch, time, channels]")
        try context.expectFloat(x)
        let signal = x.channelsLast(from: dataFormat)
        let (batch, time, channels) = (signal.shape[0], signal.shape[1], signal.shape[2])
        let step = frameStep ?? frameLength / 2
        let frequencies = (fftLength ?? frameLength) / 2 + 1
        try context.expectWindow(signal, size: [frameLength], strides: [step], padding: padding)
        let rows = signal.transposed([0, 2, 1]).reshaped([batch * channels, time, 1])
        func part(_ name: String, _ side: STFTInitializer.Side) throws -> Tensor {
            let initializer = STFTInitializer(side: side, window: window, scaling: scaling, periodic: periodic)
            let kernel = try context.parameter(
                name, [frameLength, 1, frequencies], initializer, elementType: x.elementType)
            return convolution(rows, kernel, strides: [step], padding: padding)
        }
        let real = mode == .imag ? nil : try part("real_kernel", .real)
        let imag = mode == .real ? nil : try part("imag_kernel", .imaginary)
        let spectrum = mode.spectrum(real: real, imag: imag)
        let (frames, width) = (spectrum.shape[1], spectrum.shape[2])
        let shaped = spectrum.reshaped([batch, channels, frames, width])
        if expandDims {
            return dataFormat == .channelsLast ? shaped.transposed([0, 2, 3, 1]) : shaped
        }
        let joined = shaped.transposed([0, 2, 1, 3]).reshaped([batch, frames, channels * width])
        return joined.channelsLast(to: dataFormat)
    }
}
