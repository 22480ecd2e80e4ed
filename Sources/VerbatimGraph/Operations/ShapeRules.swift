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
