/// Attributes of `fft`: the kind of transform, and the lengths of the minor-most dimensions that it runs over.
public struct FFTAttributes: Sendable, Hashable {
    /// The kind of transform.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Complex to complex.
        case forward = "FFT"
        /// Complex to complex, scaled by one over the number of elements.
        case inverse = "IFFT"
        /// Real to the first half of the complex spectrum.
        case realForward = "RFFT"
        /// The first half of a spectrum to real, scaled.
        case realInverse = "IRFFT"
    }

    /// The kind of transform.
    public var kind: Kind
    /// The lengths of the minor-most dimensions, of the real side where there is one.
    public var lengths: [Int]

    /// Makes the attributes of a transform.
    public init(_ kind: Kind, lengths: [Int]) {
        self.kind = kind
        self.lengths = lengths
    }

    func resultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        let name = "stablehlo.fft"
        try ShapeRules.count(operands, 1, name)
        let from = operands[0]
        try ShapeRules.require(
            (1...3).contains(lengths.count) && lengths.count <= from.rank && lengths.allSatisfy { $0 >= 0 },
            "\(name) runs over one to three dimensions", received: "\(lengths) of \(from)",
            expected: "lengths of the last",
            code: .configuration)
        let first = from.rank - lengths.count
        var expected = from.shape
        for (place, length) in lengths.enumerated() { expected[first + place] = length }
        let half = expected[from.rank - 1] / 2 + 1
        var result = TensorType(expected, from.element)
        let isReal = kind == .realForward
        switch kind {
        case .forward, .inverse: break
        case .realForward:
            result.shape[from.rank - 1] = expected[from.rank - 1] == 0 ? 0 : half
            result.element = from.element.complex ?? from.element
        case .realInverse:
            expected[from.rank - 1] = expected[from.rank - 1] == 0 ? 0 : half
            result.element = from.element.part
        }
        try ShapeRules.require(
            from.shape == expected && (isReal ? from.element.complex != nil : from.element.isComplex),
            "\(name) does not suit its operand", received: "\(from)",
            expected: "shape \(expected) of \(isReal ? "f32 or f64" : "complex numbers")")
        return [result]
    }
}
