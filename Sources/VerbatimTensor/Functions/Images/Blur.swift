import VerbatimArithmetic

extension Tensor {
    /// Images blurred by a normal kernel; `[batch, height, width, channels]`, the edges padded with zeros.
    ///
    /// The kernel of n places weighs place i by `exp(-0.5 * ((i - (n - 1) / 2) / sigma)^2)`, scaled to the sum 1, in
    /// Double. The first deviation belongs to the columns and the second to the rows, as in Keras.
    public func gaussianBlurred(height: Int, width: Int, sigma: [Double]) -> Tensor {
        func line(_ size: Int, _ sigma: Double) -> [Double] {
            let weights = (0..<size).map { place in
                let x = (Double(place) - Double(size - 1) / 2) / sigma
                return StatedFunctions.exp(-0.5 * x * x)
            }
            let total = weights.reduce(0, +)
            return weights.map { $0 / total }
        }
        let (rows, columns) = (line(height, sigma[1]), line(width, sigma[0]))
        let table = rows.flatMap { row in columns.map { row * $0 } }
        let kernel = Tensor(shape: [height, width, 1, 1], table).cast(to: elementType).tiled([1, 1, shape[3], 1])
        return depthwiseConvolution(self, kernel, padding: .same)
    }
}
