import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// Windowed cosines or sines, so that a convolution gives one side of a short-time Fourier transform.
///
/// `w[t] * cos(-2 pi t k / n) / s` for the real side, with the sine for the imaginary one, t the place in the frame, k the
/// frequency and `n = 2 * (frequencies - 1)`, in Double and rounded once. s is `sqrt(sum(w^2))` for a density, `sum(|w|)`
/// for a spectrum.
///
/// - Shapes: `[frame, channels, frequencies]`
public struct STFTInitializer: Initializer, Hashable {
    /// A side of the transform.
    public enum Side: String, Sendable, Hashable, Codable {
        /// The cosines.
        case real
        /// The sines.
        case imaginary
    }

    /// How a frame fades at its ends.
    public enum Window: String, Sendable, Hashable, Codable {
        /// `0.5 - 0.5 * cos(2 pi t / m)`
        case hann
        /// `0.54 - 0.46 * cos(2 pi t / m)`
        case hamming
    }

    /// What the window is divided by.
    public enum Scaling: String, Sendable, Hashable, Codable {
        /// The root of its energy.
        case density
        /// The sum of its magnitudes.
        case spectrum
    }

    /// The side of the transform.
    public let side: Side
    /// How a frame fades; nil fades nothing.
    public let window: Window?
    /// What the window is divided by; nil divides by nothing.
    public let scaling: Scaling?
    /// Whether the window goes on periodically: m is the frame's length, else one less.
    public let periodic: Bool

    /// Makes the initializer of its options.
    public init(
        side: Side = .real, window: Window? = .hann, scaling: Scaling? = .density, periodic: Bool = false
    ) {
        self.side = side
        self.window = window
        self.scaling = scaling
        self.periodic = periodic
    }

    /// The waves; nothing is drawn.
    ///
    /// - Throws: `VerbatimError` of code `shape` unless there are three dimensions.
    public func values(shape: [Int], stream: RandomStream) throws -> TensorValue {
        guard shape.count == 3 else {
            throw VerbatimError(
                .shape, "a Fourier kernel has three dimensions", received: "shape \(shape)",
                expected: "[frame, channels, frequencies]")
        }
        let (frame, channels, frequencies) = (shape[0], shape[1], shape[2])
        let weights = windowWeights(frame)
        let scale: Double =
            switch window == nil ? nil : scaling {
            case .density?: weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
            case .spectrum?: weights.reduce(0) { $0 + $1.magnitude }
            case nil: 1
            }
        let length = Double(max(1, (frequencies - 1) * 2))
        var numbers: [Float] = []
        for time in 0..<frame {
            for _ in 0..<channels {
                for frequency in 0..<frequencies {
                    let angle = -2 * Double(time) * (Double(frequency) / length) * Double.pi
                    let wave = side == .real ? StatedFunctions.cos(angle) : StatedFunctions.sin(angle)
                    numbers.append(Float(wave * weights[time] / scale))
                }
            }
        }
        return try TensorValue(numbers, shape: shape)
    }

    private func windowWeights(_ count: Int) -> [Double] {
        guard let window, count > 1 else { return [Double](repeating: 1, count: count) }
        let (base, depth) = window == .hann ? (0.5, 0.5) : (0.54, 0.46)
        let length = Double(periodic ? count : count - 1)
        return (0..<count).map { base - depth * StatedFunctions.cos(2 * Double.pi * Double($0) / length) }
    }
}

extension Initializer where Self == STFTInitializer {
    /// Windowed cosines or sines of a short-time Fourier transform.
    public static func stft(side: STFTInitializer.Side) -> STFTInitializer { STFTInitializer(side: side) }
}
