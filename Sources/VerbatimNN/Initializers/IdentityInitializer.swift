import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// The identity matrix times a number.
public struct IdentityInitializer: Initializer, Hashable {
    /// The number on the diagonal.
    public let gain: Float

    /// Makes the initializer of the number on the diagonal.
    public init(gain: Float = 1) { self.gain = gain }

    /// The matrix; nothing is drawn.
    ///
    /// - Throws: `VerbatimError` of code `shape` unless the shape is a matrix's.
    public func values(shape: [Int], stream: RandomStream) throws -> TensorValue {
        guard shape.count == 2 else {
            throw VerbatimError(
                .shape, "the identity is a matrix", received: "shape \(shape)", expected: "two dimensions")
        }
        let numbers = (0..<shape[0]).flatMap { row in (0..<shape[1]).map { $0 == row ? gain : 0 } }
        return try TensorValue(numbers, shape: shape)
    }
}

extension Initializer where Self == IdentityInitializer {
    /// The identity matrix.
    public static var identity: IdentityInitializer { IdentityInitializer() }
    /// The identity matrix times a number.
    public static func identity(gain: Float) -> IdentityInitializer { IdentityInitializer(gain: gain) }
}
