/// The orders in which sums and products over elements are taken.
///
/// Results that are NaN carry whatever payload the machine gave; who can observe it canonicalises.
public enum Reductions {
    /// Lanes of the row rule.
    public static let lanes: Int = 32
    /// Elements of a block of the row rule.
    public static let blockLength: Int = 4096
    /// Elements of a chunk of the chain rule and of contractions.
    public static let chunkLength: Int = 256

    /// The row rule: 32 strided lanes, folded in halves; blocks of 4,096 combined by the canonical tree.
    ///
    /// It applies where the minor-most dimension is reduced. The initial value of a `reduce` is not included:
    /// the result is `operation(initial, row(...))`.
    @inlinable
    public static func row<Scalar: CanonicalReal>(
        _ operation: ReductionOperation, count: Int, _ element: (Int) -> Scalar
    ) -> Scalar {
        if count <= blockLength { return block(operation, 0, count, element) }
        let blocks = (count + blockLength - 1) / blockLength
        return CanonicalTree.combine(
            count: blocks,
            leaf: { block(operation, $0 * blockLength, min(blockLength, count - $0 * blockLength), element) },
            merge: { operation($0, $1) })!
    }

    @inlinable
    static func block<Scalar: CanonicalReal>(
        _ operation: ReductionOperation, _ start: Int, _ count: Int, _ element: (Int) -> Scalar
    ) -> Scalar {
        withUnsafeTemporaryAllocation(of: Scalar.self, capacity: lanes) { lane in
            lane.initialize(repeating: operation.identity())
            for i in 0..<count { lane[i % lanes] = operation(lane[i % lanes], element(start + i)) }
            var half = lanes / 2
            while half > 0 {
                for i in 0..<half { lane[i] = operation(lane[i], lane[i + half]) }
                half /= 2
            }
            return lane[0]
        }
    }

    /// The chain rule: ascending chains of 256 elements, their results combined ascending.
    ///
    /// It applies where the minor-most dimension is kept. The initial value of a `reduce` is not included.
    @inlinable
    public static func chain<Scalar: CanonicalReal>(
        _ operation: ReductionOperation, count: Int, _ element: (Int) -> Scalar
    ) -> Scalar {
        var result: Scalar = operation.identity()
        var start = 0
        while start < count {
            var partial: Scalar = operation.identity()
            for i in start..<min(start + chunkLength, count) { partial = operation(partial, element(i)) }
            result = operation(result, partial)
            start += chunkLength
        }
        return result
    }

    /// The contraction rule: fused chains of 256 terms from +0, their results added ascending to +0.
    @inlinable
    public static func contraction<Scalar: CanonicalReal>(
        count: Int, _ a: (Int) -> Scalar, _ b: (Int) -> Scalar
    ) -> Scalar {
        var result: Scalar = 0
        var start = 0
        while start < count {
            var partial: Scalar = 0
            for k in start..<min(start + chunkLength, count) { partial = .fusedMultiplyAdd(a(k), b(k), partial) }
            result += partial
            start += chunkLength
        }
        return result
    }
}
