import VerbatimGraph
import VerbatimTensor

extension CallContext {
    /// Throws unless an input suits a window over its spatial dimensions.
    ///
    /// - Parameters:
    ///   - x: The input, channels last: `[batch, spatial..., channels]`.
    ///   - size: The window, without holes.
    ///   - strides: The window's step.
    ///   - dilation: The distance between neighbouring elements of the window; nil leaves no holes.
    func expectWindow(
        _ x: Tensor, size: [Int], strides: [Int], padding: Padding, dilation: [Int]? = nil
    ) throws {
        let dilation = dilation ?? size.map { _ in 1 }
        try require(
            (size + strides + dilation).allSatisfy { $0 > 0 },
            "has a window, a step or a dilation that is not positive",
            received: "window \(size), strides \(strides), dilation \(dilation)", expected: "sizes of at least 1")
        try require(
            padding != .causal || size.count == 1, "has a causal padding over several dimensions",
            received: padding.rawValue, expected: "valid or same")
        try expect(x, rank: size.count + 2, "[batch, \(CallContext.spatialNames(size.count)), channels]")
        let least = size.indices.map { (size[$0] - 1) * dilation[$0] + 1 }
        let sizes = x.shape[1..<(size.count + 1)]
        let fits =
            switch padding {
            case .same, .causal: sizes.allSatisfy { $0 > 0 }
            case .valid: zip(sizes, least).allSatisfy { $0 >= $1 }
            }
        guard fits else {
            let names = CallContext.spatialNames(size.count).replacing(", ", with: " and ")
            throw VerbatimError(
                .shape, "the window of \(description) does not fit its input", received: "input \(x.shape)",
                expected: padding == .valid ? "\(names) of at least \(least)" : "\(names) of at least 1",
                remedy: "use a smaller window, a larger input or padding: .same")
        }
    }

    /// The names of spatial dimensions.
    static func spatialNames(_ count: Int) -> String {
        count == 1 ? "length" : ["depth", "height", "width"].suffix(count).joined(separator: ", ")
    }

    /// Throws unless a tensor has a batch and further dimensions.
    func expectBatch(_ tensor: Tensor, atLeast rank: Int, _ form: String) throws {
        guard tensor.rank >= rank else {
            throw VerbatimError(
                .shape, "\(description) got an input of another rank", received: "shape \(tensor.shape)",
                expected: "rank \(rank) or more: \(form)")
        }
    }

    /// The dimensions that axes name, the batch's among them only if it is allowed.
    func places(_ axes: [Int], of x: Tensor, allowsBatch: Bool = false) throws -> [Int] {
        let first = allowsBatch ? 0 : 1
        let places = axes.map { $0 < 0 ? $0 + x.rank : $0 }.sorted()
        try require(
            !places.isEmpty && places.allSatisfy { $0 >= first && $0 < x.rank } && Set(places).count == places.count,
            "has an axis that its input lacks\(allowsBatch ? "" : ", or the batch's")",
            received: axes.count == 1 ? "axis \(axes[0]), input \(x.shape)" : "axes \(axes), input \(x.shape)",
            expected: "from \(first) to \(x.rank - 1)")
        return places
    }

    /// A layer's output, whose penalty is added to what the step minimises.
    ///
    /// The penalty is divided by the number of samples, as Keras does.
    mutating func regularized(_ output: Tensor, _ regularizer: (any Regularizer)?) throws -> Tensor {
        guard let regularizer else { return output }
        try addLoss(regularizer(output) / Double(max(1, output.shape.first ?? 1)))
        return output
    }
}
