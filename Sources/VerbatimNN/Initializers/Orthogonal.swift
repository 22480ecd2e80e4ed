import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// A random matrix with orthogonal rows or columns of equal length (Saxe et al., 2014).
///
/// Of the shape `[..., columns]`, read as a matrix of `rows` times `columns`, normal numbers fill a matrix of
/// `max(rows, columns)` times `min(rows, columns)`. Its columns are made orthogonal from the first on in Double, each by
/// taking away its parts along the earlier ones twice, and scaled to length 1; a wide shape takes the transpose.
public struct Orthogonal: Initializer, Hashable {
    /// The length of the rows or columns.
    public let gain: Double

    /// Makes the initializer of the rows' or columns' length.
    public init(gain: Double = 1) { self.gain = gain }

    /// Draws the matrix.
    ///
    /// - Throws: `VerbatimError` of code `shape` for fewer than two dimensions.
    public func values(shape: [Int], stream: RandomStream) throws -> TensorValue {
        guard let columns = shape.last, shape.count >= 2 else {
            throw VerbatimError(
                .shape, "an orthogonal parameter is a matrix", received: "shape \(shape)",
                expected: "two dimensions or more")
        }
        let rows = shape.dropLast().reduce(1, *)
        let (long, short) = (max(rows, columns), min(rows, columns))
        let drawn = try RandomNormal(deviation: 1).values(shape: [long, short], stream: stream).array(of: Float.self)
        var vectors = (0..<short).map { column in (0..<long).map { Double(drawn[$0 * short + column]) } }
        func product(_ left: [Double], _ right: [Double]) -> Double {
            zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
        }
        for column in vectors.indices {
            for _ in 0..<2 {
                for earlier in 0..<column {
                    let part = product(vectors[column], vectors[earlier])
                    for place in 0..<long { vectors[column][place] -= part * vectors[earlier][place] }
                }
            }
            let length = product(vectors[column], vectors[column]).squareRoot()
            for place in 0..<long { vectors[column][place] /= length }
        }
        var numbers = [Float](repeating: 0, count: rows * columns)
        for (column, vector) in vectors.enumerated() {
            for (place, number) in vector.enumerated() {
                numbers[rows < columns ? column * columns + place : place * columns + column] = Float(gain * number)
            }
        }
        return try TensorValue(numbers, shape: shape)
    }
}

extension Initializer where Self == Orthogonal {
    /// A random matrix with orthogonal rows or columns of length 1.
    public static var orthogonal: Orthogonal { Orthogonal() }
    /// A random matrix with orthogonal rows or columns of a length.
    public static func orthogonal(gain: Double) -> Orthogonal { Orthogonal(gain: gain) }
}
