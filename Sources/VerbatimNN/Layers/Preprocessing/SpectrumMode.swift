import VerbatimTensor

/// What a layer gives of a spectrum.
public enum SpectrumMode: String, Sendable, Hashable, CaseIterable, Codable {
    /// The logarithm of the magnitude.
    case log
    /// The magnitude: `sqrt(max(re * re + im * im, 1e-7))`.
    case magnitude
    /// The power, all but the first and last frequency doubled.
    case psd
    /// The real part.
    case real
    /// The imaginary part.
    case imag
    /// The angle in radians.
    case angle
    /// Real parts, then imaginary ones.
    case stft

    /// The spectrum of real and imaginary parts `[..., frequencies]`, of which those that are needed are there.
    func spectrum(real: Tensor?, imag: Tensor?) -> Tensor {
        guard let real else { return imag! }
        guard let imag else { return real }
        switch self {
        case .real: return real
        case .imag: return imag
        case .angle: return atan2(imag, real)
        case .stft: return concatenate([real, imag], axis: -1)
        case .psd:
            let power = square(real) + square(imag)
            let last = power.shape[power.rank - 1] - 1
            let edges = power.shape.map { _ in (0, 0) }.dropLast() + [(1, 1)]
            let middle = last > 1 ? power.slice(1..<last, axis: -1) : nil
            return middle.map { power + $0.padded(edges.map { .init($0.0, $0.1) }) } ?? power
        case .magnitude, .log:
            let power = square(real) + square(imag)
            let magnitude = sqrt(maximum(power, Tensor.full(like: power, 1e-7)))
            return self == .log
                ? VerbatimTensor.log(maximum(magnitude, Tensor.full(like: power, 1e-7))) : magnitude
        }
    }
}
