import VerbatimGraph
import VerbatimTensor

/// Its inputs one behind the other along an axis, in the order in which they are given.
///
/// - Shapes: `[batch, ...]` of one rank, equal but for the axis, whose sizes add up in the output.
public final class Concatenate: Layer {
    /// The axis; negative numbers count from the last.
    public let axis: Int
    /// The label for prints.
    public let name: String?

    /// Makes a joining layer.
    public init(axis: Int = -1, name: String? = nil) {
        self.axis = axis
        self.name = name
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the inputs or the axis do not suit each other.
    public func call(_ inputs: [Tensor], _ context: inout CallContext) throws -> [Tensor] {
        try context.expectOneBatch(inputs)
        let rank = inputs[0].rank
        let axis = self.axis < 0 ? self.axis + rank : self.axis
        try context.require(
            axis > 0 && axis < rank, "has an axis that its inputs lack, or the batch's",
            received: "axis \(self.axis), input \(inputs[0].shape)", expected: "from 1 to \(rank - 1)")
        let sizes = inputs[0].shape
        let agree = inputs.allSatisfy { input in
            input.rank == rank && sizes.indices.allSatisfy { $0 == axis || input.shape[$0] == sizes[$0] }
        }
        guard agree else {
            throw VerbatimError(
                .shape, "\(context.description) got inputs that differ beside its axis",
                received: "shapes " + inputs.map { "\($0.shape)" }.joined(separator: " and "),
                expected: "one rank, and sizes that are equal but for axis \(axis)")
        }
        let result = concatenate(inputs, axis: axis)
        context.setMask(joinedMask(inputs, axis, context), of: result)
        return [result]
    }

    /// Where any feature of the joined inputs counts; nil where no input has a mask.
    private func joinedMask(_ inputs: [Tensor], _ axis: Int, _ context: CallContext) -> Tensor? {
        let masks = inputs.map { context.mask(of: $0) }
        guard masks.contains(where: { $0 != nil }) else { return nil }
        let spread = zip(inputs, masks).map { input, mask -> Tensor in
            guard let mask else { return Tensor.ones(input.shape, .bool) }
            let missing = input.shape.dropFirst(mask.rank).map { _ in 1 }
            return mask.reshaped(mask.shape + missing).broadcast(to: input.shape)
        }
        return concatenate(spread, axis: axis).any(axes: -1)
    }
}
