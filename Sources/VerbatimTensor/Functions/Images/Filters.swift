import VerbatimArithmetic
import VerbatimGraph

extension Tensor {
    /// Windows put back where they were taken from, overlapping ones added up.
    ///
    /// Shapes: `[batch, channels * window, places] -> [batch, channels, height, width]`; a row has the channels, then the
    /// window in row-major order.
    public func folded(
        height: Int, width: Int, window: [Int], strides: [Int] = [1, 1], dilations: [Int] = [1, 1],
        padding: [Int] = [0, 0]
    ) -> Tensor {
        let sizes = [height + 2 * padding[0], width + 2 * padding[1]]
        let counts = (0..<2).map { axis -> Int in
            let reach: Int = dilations[axis] * (window[axis] - 1)
            return (sizes[axis] - reach - 1) / strides[axis] + 1
        }
        let channels = shape[1] / (window[0] * window[1])
        let pieces = reshaped([shape[0], channels, window[0], window[1], counts[0], counts[1]])
        var total = Tensor.zeros([shape[0], channels] + sizes, elementType)
        for row in 0..<window[0] {
            for column in 0..<window[1] {
                let edges = zip([row, column], 0..<2).map { place, axis -> EdgePadding in
                    let start: Int = place * dilations[axis]
                    let extent: Int = (counts[axis] - 1) * strides[axis] + 1
                    return EdgePadding(start, sizes[axis] - start - extent)
                }
                let attributes = PadAttributes(
                    edges: [.zero, .zero] + edges, interior: [0, 0] + strides.map { $0 - 1 })
                let piece = pieces.slice(row..<row + 1, axis: 2).slice(column..<column + 1, axis: 3).squeezed(axes: [
                    2, 3,
                ])
                let spread = Tensor.apply(piece, Tensor.zeros([], elementType), file: #fileID, line: #line) {
                    try $0.one(.pad(attributes), $1)
                }
                total = total + spread
            }
        }
        return total.slice(padding[0]..<padding[0] + height, axis: 2)
            .slice(padding[1]..<padding[1] + width, axis: 3)
    }

    /// The slopes of images down and to the right by Sobel's filter, the edges reflected: `[b, h, w, c, 2]`.
    public func sobelEdges() -> Tensor {
        let (down, across): ([Double], [Double]) = ([-1, -2, -1, 0, 0, 0, 1, 2, 1], [-1, 0, 1, -2, 0, 2, -1, 0, 1])
        let image = padded([.zero, EdgePadding(1, 1), EdgePadding(1, 1), .zero], mode: .reflect)
        let slopes = [down, across].map { numbers in
            let kernel = Tensor(shape: [3, 3, 1, 1], numbers).cast(to: elementType).tiled([1, 1, shape[3], 1])
            return depthwiseConvolution(image, kernel)
        }
        return stack(slopes, axis: -1)
    }

    /// Images scaled and moved: place i of an axis is read at `(i + 0.5) / scale - translation / scale - 0.5`.
    ///
    /// Places outside the image give 0. Scale and translation are one number for each of the axes.
    public func scaledAndTranslated(
        sizes: [Int], scale: [Double], translation: [Double], axes: [Int], interpolation: Interpolation,
        antialias: Bool = true
    ) -> Tensor {
        var result = self
        for (number, axis) in axes.enumerated() {
            let place = axis < 0 ? axis + rank : axis
            let (size, target) = (shape[place], sizes[place])
            let weights = interpolation.weights(
                size: size, target: target, scale: scale[number], translation: translation[number],
                antialias: antialias)
            let table = Tensor(shape: [target, size], weights).cast(to: elementType)
            result = tensordot(result, table, axes: ([place], [1])).movedAxis(-1, to: place)
        }
        return result
    }
}

extension Interpolation {
    /// The weights of a scaled and moved axis; rows whose place lies outside are 0.
    fileprivate func weights(
        size: Int, target: Int, scale: Double, translation: Double, antialias: Bool
    ) -> [Double] {
        let inverse = 1 / scale
        let width = antialias ? Swift.max(inverse, 1) : 1
        return (0..<target).flatMap { place -> [Double] in
            let centre = (Double(place) + 0.5) * inverse - translation * inverse - 0.5
            let row = (0..<size).map { kernel((centre - Double($0)) / width) }
            let total = row.reduce(0, +)
            let isInside = centre >= -0.5 && centre <= Double(size) - 0.5
            return row.map { isInside && total != 0 ? $0 / total : 0 }
        }
    }
}

/// How alike images are, one number for each: the mean of the structural similarity over a normal window.
///
/// With means m, variances s and covariance c in the window, `c1 = (k1 * greatest)^2` and `c2 = (k2 * greatest)^2`:
/// `((2 m1 m2 + c1) (2 c + c2)) / ((m1^2 + m2^2 + c1) (s1 + s2 + c2))`.
public func structuralSimilarity(
    _ first: Tensor, _ second: Tensor, greatest: Double = 1, size: Int = 11, sigma: Double = 1.5, k1: Double = 0.01,
    k2: Double = 0.03
) -> Tensor {
    let line = (0..<size).map { place -> Double in
        let x = Double(place) - Double(size - 1) / 2
        return StatedFunctions.exp(-x * x / (2 * sigma * sigma))
    }
    let total = line.reduce(0, +)
    let table = line.flatMap { row in line.map { row / total * ($0 / total) } }
    let kernel = Tensor(shape: [size, size, 1, 1], table).cast(to: first.elementType)
        .tiled([1, 1, first.shape[3], 1])
    func smooth(_ x: Tensor) -> Tensor { depthwiseConvolution(x, kernel) }
    let (m1, m2) = (smooth(first), smooth(second))
    let (c1, c2): (Double, Double) = ((k1 * greatest) * (k1 * greatest), (k2 * greatest) * (k2 * greatest))
    let s1 = smooth(first * first) - m1 * m1
    let s2 = smooth(second * second) - m2 * m2
    let s12 = smooth(first * second) - m1 * m2
    let above = (2 * (m1 * m2) + c1) * (2 * s12 + c2)
    let below = (m1 * m1 + m2 * m2 + c1) * (s1 + s2 + c2)
    return (above / below).mean(axes: [1, 2, 3])
}
