import VerbatimArithmetic
import VerbatimGraph

// Spectra as contractions with tables of cosines and sines, made in Double.

extension Tensor {
    /// Real and imaginary part of the transform of real rows: `sum(x[n] e^(-2 pi i n k / length))` for k up to half.
    ///
    /// Shapes: `[..., n] -> [..., length / 2 + 1]` twice; rows are cut, or filled up with zeros, to the length.
    public func rfft(length: Int? = nil) -> (real: Tensor, imaginary: Tensor) {
        let size = shape.last ?? 0
        let length = length ?? size
        let used = Swift.min(size, length)
        let rows = used == size ? self : slice(0..<used, axis: -1)
        let frequencies = length / 2 + 1
        func table(_ function: (Double) -> Double) -> Tensor {
            let numbers = (0..<used).flatMap { n in
                (0..<frequencies).map { k in function(2 * .pi * Double(n * k % length) / Double(length)) }
            }
            return Tensor(shape: [used, frequencies], numbers).cast(to: elementType)
        }
        return (
            matmul(rows, table { StatedFunctions.cos($0) }), matmul(rows, table { -StatedFunctions.sin($0) })
        )
    }

    /// Pieces of the last axis of a length, one every `stride`: `[..., n] -> [..., pieces, length]`.
    public func sequences(length: Int, stride: Int) -> Tensor {
        let size = shape.last ?? 0
        let count = Swift.max(0, (size - length) / stride + 1)
        let places = (0..<count).flatMap { piece in (0..<length).map { Int32(piece * stride + $0) } }
        return take(Tensor(shape: [count, length], places), axis: -1)
    }

    /// The short-time spectrum: transforms of windowed pieces; centred pieces reach over the ends, which are reflected.
    ///
    /// The window of `length` numbers stands in the middle of the transform's length.
    public func stft(
        length: Int, stride: Int, fftLength: Int, window: Tensor?, isCentred: Bool = true
    ) -> (real: Tensor, imaginary: Tensor) {
        let half = fftLength / 2
        let whole = [EdgePadding](repeating: .zero, count: rank - 1) + [EdgePadding(half, half)]
        let signal = isCentred ? padded(whole, mode: .reflect) : self
        let pieces = signal.sequences(length: fftLength, stride: stride)
        let low = (fftLength - length) / 2
        let weights = (window ?? Tensor.ones([length], elementType))
            .padded([EdgePadding(low, fftLength - length - low)], with: Tensor.zeros([], elementType))
        return (pieces * weights).rfft(length: fftLength)
    }
}
