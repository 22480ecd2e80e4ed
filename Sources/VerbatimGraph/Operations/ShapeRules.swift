/// The checks that shape rules share, so that every error has one form.
enum ShapeRules {
    static func count(_ operands: [TensorType], _ count: Int, _ name: String) throws {
        guard operands.count == count else {
            throw VerbatimError(
                .malformed, "\(name) got a wrong number of operands", received: "\(operands.count)",
                expected: "\(count)")
        }
    }

    static func require(
        _ condition: Bool, _ what: @autoclosure () -> String, received: @autoclosure () -> String,
        expected: @autoclosure () -> String, code: VerbatimError.Code = .shape
    ) throws {
        guard condition else { throw VerbatimError(code, what(), received: received(), expected: expected()) }
    }

    static func dimensions(_ dimensions: [Int], rank: Int, _ name: String) throws {
        try require(
            Set(dimensions).count == dimensions.count && dimensions.allSatisfy { (0..<rank).contains($0) },
            "\(name) names dimensions wrongly", received: "\(dimensions)",
            expected: "different dimensions from 0 up to \(rank - 1)", code: .configuration)
    }

    /// Throws unless lists of dimensions ascend, as the order of what they stand for is that of the tensor.
    static func ascending(_ lists: [[Int]], _ name: String) throws {
        try require(
            lists.allSatisfy { $0 == $0.sorted() }, "\(name) do not ascend", received: "\(lists)",
            expected: "ascending dimensions", code: .configuration)
    }

    /// Throws unless the batching dimensions of a gather or scatter and of its indices go together.
    static func batching(
        _ dimensions: [Int], of type: TensorType, _ indexDimensions: [Int], of indices: TensorType, indexVectorDim: Int,
        _ name: String
    ) throws {
        try self.dimensions(indexDimensions, rank: indices.rank, name)
        try require(
            dimensions.count == indexDimensions.count && !indexDimensions.contains(indexVectorDim)
                && zip(dimensions, indexDimensions).allSatisfy { type.shape[$0] == indices.shape[$1] },
            "\(name) has batching dimensions that do not go together",
            received: "\(dimensions) of \(type) with \(indexDimensions) of \(indices)",
            expected: "pairs of equal size, without the dimension of the index vector \(indexVectorDim)")
    }

    /// The greatest size of a tensor in bytes, empty dimensions counted as 1: no index arithmetic inside it overflows.
    static let byteLimit = 1 << 48
    /// The most dimensions of a tensor.
    static let rankLimit = 64

    /// Throws unless a type's sizes are numbers of elements that memory could hold.
    static func size(_ type: TensorType, _ name: String) throws {
        var bytes = type.element.byteCount
        var fits = type.rank <= rankLimit
        for size in type.shape where fits {
            let (product, overflows) = bytes.multipliedReportingOverflow(by: max(1, size))
            fits = size >= 0 && !overflows && product <= byteLimit
            bytes = product
        }
        try require(
            fits, "\(name) is of an impossible size", received: "\(type)",
            expected: "at most \(rankLimit) dimensions of at least 0 and 2^48 bytes")
    }

    /// Throws if the sizes that a window is computed with are so large that they overflow.
    static func windowed(
        fits size: Int, window: Int, stride: Int, padding: EdgePadding, baseDilation: Int, windowDilation: Int,
        _ name: String
    ) throws {
        let limit = 1 << 60
        let (dilated, first) = max(0, size - 1).multipliedReportingOverflow(by: baseDilation)
        let (extent, second) = max(0, window - 1).multipliedReportingOverflow(by: windowDilation)
        try require(
            !first && !second && dilated < limit && extent < limit && padding.low.magnitude < limit
                && padding.high.magnitude < limit,
            "\(name) has a window out of range",
            received: "window \(window) by \(windowDilation), size \(size) by \(baseDilation), \(padding)",
            expected: "an extent below 2^60", code: .configuration)
    }

    /// The size of a dimension after dilation, padding and a strided, dilated window; 0 where the window does not fit.
    static func windowed(
        size: Int, window: Int, stride: Int, padding: EdgePadding, baseDilation: Int, windowDilation: Int
    ) -> Int {
        let dilated = size == 0 ? 0 : (size - 1) * baseDilation + 1
        let padded = dilated + padding.low + padding.high
        let extent = window == 0 ? 0 : (window - 1) * windowDilation + 1
        return padded == 0 || extent > padded ? 0 : (padded - extent) / stride + 1
    }
}
