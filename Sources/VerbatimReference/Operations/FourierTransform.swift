import VerbatimArithmetic
import VerbatimGraph

/// `fft`: Fourier transforms over the minor-most dimensions.
///
/// Every transform runs in double-doubles (`ComplexDoubleDouble.transform`), dimension after dimension from the minor-most
/// (an inverse real one from the outermost), and each part of the result is rounded once. An inverse transform divides by
/// the number of elements last.
enum FourierTransform {
    static func fft(_ attributes: FFTAttributes, _ operand: TensorValue, _ result: TensorType) -> TensorValue {
        var line = operand.element.numbers(operand).map { number -> ComplexDoubleDouble in
            switch number {
            case .real(let value): ComplexDoubleDouble(re: value, im: 0)
            case .complex(let re, let im): ComplexDoubleDouble(re: re, im: im)
            case .signed, .unsigned: ComplexDoubleDouble.zero
            }
        }
        var shape = operand.shape
        let rank = shape.count
        let first = rank - attributes.lengths.count
        let dimensions = Array(first..<rank)
        guard result.count > 0 else { return TensorValue(zeros: result) }
        let isInverse = attributes.kind == .inverse || attributes.kind == .realInverse
        switch attributes.kind {
        case .forward, .inverse:
            for dimension in dimensions.reversed() { transform(&line, shape, dimension, isInverse) }
        case .realForward:
            for dimension in dimensions.reversed() {
                transform(&line, shape, dimension, false)
                if dimension == rank - 1 {
                    resize(&line, &shape, to: result.shape[rank - 1])
                }
            }
        case .realInverse:
            for dimension in dimensions.dropLast() { transform(&line, shape, dimension, true) }
            mirror(&line, &shape, to: result.shape[rank - 1])
            transform(&line, shape, rank - 1, true)
        }
        let scale = isInverse ? attributes.lengths.reduce(1, *) : 1
        let precision: ComplexFunctions.Precision = operand.type.element.part == .f64 ? .double : .single
        return result.element.scalar.tensor(result.shape) { place in
            let value = line[place].divided(by: Double(scale)).number(precision)
            return result.element.isComplex ? .complex(value.re, value.im) : .real(value.re)
        }
    }

    private static func transform(
        _ line: inout [ComplexDoubleDouble], _ shape: [Int], _ dimension: Int, _ isInverse: Bool
    ) {
        let strides = TensorType.rowMajorStrides(shape)
        var others = shape
        others[dimension] = 1
        for base in IndexSpace.offsets(others, strides: strides) {
            let values = (0..<shape[dimension]).map { line[base + $0 * strides[dimension]] }
            for (place, value) in ComplexDoubleDouble.transform(values, isInverse: isInverse).enumerated() {
                line[base + place * strides[dimension]] = value
            }
        }
    }

    /// Keeps the first elements of the minor-most dimension.
    private static func resize(_ line: inout [ComplexDoubleDouble], _ shape: inout [Int], to size: Int) {
        let old = shape[shape.count - 1]
        line = line.indices.filter { $0 % old < size }.map { line[$0] }
        shape[shape.count - 1] = size
    }

    /// The whole spectrum of a real line: its second half is the first one's conjugate, backwards.
    ///
    /// The imaginary parts of the first element, and of the middle one of an even length, are not read.
    private static func mirror(_ line: inout [ComplexDoubleDouble], _ shape: inout [Int], to size: Int) {
        let half = shape[shape.count - 1]
        let rows = half == 0 ? 0 : line.count / half
        var whole: [ComplexDoubleDouble] = []
        whole.reserveCapacity(rows * size)
        for row in 0..<rows {
            for place in 0..<size {
                let isMirrored = place >= half
                let value = line[row * half + (isMirrored ? size - place : place)]
                let isReal = place == 0 || 2 * place == size
                whole.append(isReal ? value.realPart : isMirrored ? value.conjugate : value)
            }
        }
        line = whole
        shape[shape.count - 1] = size
    }
}

extension TensorValue {
    fileprivate var element: any Element.Type { type.element.scalar }
}
