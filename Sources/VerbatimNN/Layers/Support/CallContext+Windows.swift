import VerbatimGraph
import VerbatimTensor

extension CallContext {
    /// Throws unless an input suits a window over its height and width, channels last.
    ///
    /// - Parameters:
    ///   - x: The input, `[batch, height, width, channels]`.
    ///   - size: The window, without holes.
    ///   - strides: The window's step.
    ///   - dilation: The distance between neighbouring elements of the window.
    func expectWindow(
        _ x: Tensor, size: Extent2D, strides: Extent2D, padding: Padding, dilation: Extent2D = 1
    ) throws {
        try require(
            size.isPositive && strides.isPositive && dilation.isPositive,
            "has a window, a step or a dilation that is not positive",
            received: "window \(size.list), strides \(strides.list), dilation \(dilation.list)",
            expected: "sizes of at least 1")
        try expect(x, rank: 4, "[batch, height, width, channels]")
        let least = (0..<2).map { (size.list[$0] - 1) * dilation.list[$0] + 1 }
        let fits =
            switch padding {
            case .same: x.shape[1] > 0 && x.shape[2] > 0
            case .valid: x.shape[1] >= least[0] && x.shape[2] >= least[1]
            }
        guard fits else {
            throw VerbatimError(
                .shape, "the window of \(description) does not fit its input", received: "input \(x.shape)",
                expected: padding == .same ? "height and width of at least 1" : "height and width of at least \(least)",
                remedy: "use a smaller window, a larger input or padding: .same")
        }
    }
}
