import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// What draws the initial value of a parameter, from a stream keyed by the seed and the parameter's structural path.
///
/// Written as `.glorotUniform`, `.zeros` and the like.
public protocol Initializer: Configurable {
    /// The initial value, f32.
    ///
    /// - Throws: `VerbatimError` for a shape or an option that makes no sense.
    func values(shape: [Int], stream: RandomStream) throws -> TensorValue
}

extension Initializer {
    /// The initial value, converted from f32 to the element type of `type`.
    ///
    /// - Throws: What `values(shape:stream:)` throws.
    public func values(type: TensorType, stream: RandomStream) throws -> TensorValue {
        let values = try values(shape: type.shape, stream: stream)
        guard values.type == type.with(.f32) else {
            throw VerbatimError(
                .shape, "initializer \(Self.typeName) gave another type than asked for", received: "\(values.type)",
                expected: "\(type.with(.f32))")
        }
        return type.element == .f32 ? values : try Tensor(values).cast(to: type.element).value()
    }
}
