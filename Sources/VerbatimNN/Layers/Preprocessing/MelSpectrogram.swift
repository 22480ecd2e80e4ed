import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// The spectrum of a signal on the mel scale, in decibels.
///
/// Pieces of `fftLength` begin every `sequenceStride`, centred, and are windowed; the magnitudes to the power `magExp` are
/// weighed by triangles that are even on the scale `1127 log(1 + f / 700)`; `10 log10(max(x, minPower))` follows, less the
/// reference's, and what lies `topDB` below the greatest value of all is raised to it.
///
/// - Shapes: `[batch, time] -> [batch, bins, pieces]`
public final class MelSpectrogram: UnaryLayer {
    /// The length of the transform.
    public let fftLength: Int
    /// The distance of pieces.
    public let sequenceStride: Int
    /// The length of a piece; nil is that of the transform.
    public let sequenceLength: Int?
    /// How a piece fades at its ends; nil fades nothing.
    public let window: STFTInitializer.Window?
    /// The samples of a second.
    public let samplingRate: Double
    /// The number of triangles.
    public let numMelBins: Int
    /// The least frequency.
    public let minFreq: Double
    /// The greatest frequency; nil is half the sampling rate.
    public let maxFreq: Double?
    /// Whether the result is in decibels.
    public let powerToDB: Bool
    /// The range of the result in decibels.
    public let topDB: Double
    /// The power of the magnitudes.
    public let magExp: Double
    /// The least power.
    public let minPower: Double
    /// The power of 0 decibels.
    public let refPower: Double
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a spectrum layer.
    public init(
        fftLength: Int = 2048, sequenceStride: Int = 512, sequenceLength: Int? = nil,
        window: STFTInitializer.Window? = .hann, samplingRate: Double = 16000, numMelBins: Int = 128,
        minFreq: Double = 20, maxFreq: Double? = nil, powerToDB: Bool = true, topDB: Double = 80, magExp: Double = 2,
        minPower: Double = 1e-10, refPower: Double = 1, name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.fftLength = fftLength
        self.sequenceStride = sequenceStride
        self.sequenceLength = sequenceLength
        self.window = window
        self.samplingRate = samplingRate
        self.numMelBins = numMelBins
        self.minFreq = minFreq
        self.maxFreq = maxFreq
        self.powerToDB = powerToDB
        self.topDB = topDB
        self.magExp = magExp
        self.minPower = minPower
        self.refPower = refPower
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.expect(x, rank: 2, "[batch, time]")
        try context.expectFloat(x)
        let length = sequenceLength ?? fftLength
        try context.require(
            fftLength > 1 && sequenceStride > 0 && numMelBins > 0 && (1...fftLength).contains(length)
                && samplingRate > 0,
            "has an option without sense", received: "fft \(fftLength), stride \(sequenceStride), piece \(length)",
            expected: "numbers of at least 1, a piece no longer than the transform")
        try context.require(
            x.shape[1] > fftLength / 2, "got a signal too short to be reflected", received: "input \(x.shape)",
            expected: "a length above \(fftLength / 2)")
        let fading = window.map { window -> Tensor in
            let whole =
                window == .hann
                ? Tensor.hanning(length + 1, x.elementType) : Tensor.hamming(length + 1, x.elementType)
            return whole.slice(0..<length, axis: 0)
        }
        let (real, imaginary) = x.stft(
            length: length, stride: sequenceStride, fftLength: fftLength, window: fading)
        let power = square(real) + square(imaginary)
        let magnitudes = magExp == 2 ? power : pow(sqrt(power), Tensor.full(like: power, Tensor(floatLiteral: magExp)))
        var result = matmul(magnitudes, triangles(x.elementType))
        if powerToDB {
            func decibels(_ x: Tensor) -> Tensor {
                log10(maximum(x, Tensor.full(like: x, Tensor(floatLiteral: minPower)))) * 10
            }
            let reference = decibels(Tensor(floatLiteral: abs(refPower)).cast(to: x.elementType))
            result = decibels(result) - reference
            result = maximum(result, result.max() - topDB)
        }
        return result.swappedAxes(-1, -2)
    }

    /// The triangles as a matrix `[frequencies, bins]`, in Double; the frequency 0 counts nowhere.
    private func triangles(_ element: ElementType) -> Tensor {
        func mel(_ frequency: Double) -> Double { 1127 * StatedFunctions.log(1 + frequency / 700) }
        let frequencies = fftLength / 2 + 1
        let (low, high) = (mel(minFreq), mel(maxFreq ?? samplingRate / 2))
        let edges = (0...numMelBins + 1).map { low + (high - low) * Double($0) / Double(numMelBins + 1) }
        let table = (0..<frequencies).flatMap { place -> [Double] in
            let here = mel(samplingRate / 2 * Double(place) / Double(frequencies - 1))
            return (0..<numMelBins).map { bin in
                guard place > 0 else { return 0 }
                let rising = (here - edges[bin]) / (edges[bin + 1] - edges[bin])
                let falling = (edges[bin + 2] - here) / (edges[bin + 2] - edges[bin + 1])
                return max(0, min(rising, falling))
            }
        }
        return Tensor(shape: [frequencies, numMelBins], table).cast(to: element)
    }
}
