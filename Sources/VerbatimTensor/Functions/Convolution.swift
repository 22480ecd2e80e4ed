import VerbatimGraph

/// A convolution over any number of spatial dimensions, channels last; strides and dilations default to 1.
///
/// Shapes: `[batch, spatial..., in] x [window..., in / groups, out] -> [batch, spatial..., out]`. The contracted index
/// space is (window..., input feature) in row-major order; padding is +0 that takes part.
public func convolution(
    _ input: Tensor, _ kernel: Tensor, strides: [Int]? = nil, padding: Padding = .valid, dilations: [Int]? = nil,
    groups: Int = 1, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.apply(input, kernel, file: file, line: line) { builder, operands in
        let (x, k) = (builder.type(of: operands[0]).shape, builder.type(of: operands[1]).shape)
        let spatialRank = x.count - 2
        guard spatialRank >= 1, k.count == x.count else {
            throw VerbatimError(
                .shape, "a convolution's operands have the wrong rank", received: "\(x) and \(k)",
                expected: "[batch, spatial..., features] and [window..., in, out] of equal rank, at least 3")
        }
        let ones = [Int](repeating: 1, count: spatialRank)
        let (strides, dilations) = (strides ?? ones, dilations ?? ones)
        guard strides.count == spatialRank, dilations.count == spatialRank else {
            throw VerbatimError(
                .configuration, "a convolution takes strides and dilations for each spatial dimension",
                received: "\(strides) and \(dilations)", expected: "\(spatialRank) of each")
        }
        let edges = (0..<spatialRank).map {
            padding.edges(size: x[$0 + 1], window: k[$0], stride: strides[$0], dilation: dilations[$0])
        }
        let attributes = ConvolutionAttributes(
            dimensions: .channelsLast(spatialRank: spatialRank), strides: strides, padding: edges,
            rhsDilation: dilations, featureGroupCount: groups)
        return try builder.one(.convolution(attributes), operands)
    }
}

/// The transposed convolution over any number of spatial dimensions, channels last: what takes a convolution's output
/// back to the shape of its input.
///
/// Shapes: `[batch, spatial..., in] x [window..., out, in] -> [batch, spatial..., out]`. Without an output padding a size
/// becomes `size * stride`, for valid padding `size * stride + max(0, window - stride)`, the window with its holes. The
/// contracted index space is (window..., input feature) of the kernel turned around; holes between inputs are no terms.
///
/// - Source: Keras 3's conv_transpose for the paddings.
public func transposedConvolution(
    _ input: Tensor, _ kernel: Tensor, strides: [Int]? = nil, padding: Padding = .valid, outputPadding: [Int]? = nil,
    dilations: [Int]? = nil, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.apply(input, kernel, file: file, line: line) { builder, operands in
        let (x, k) = (builder.type(of: operands[0]).shape, builder.type(of: operands[1]).shape)
        let rank = x.count - 2
        guard rank >= 1, k.count == x.count, padding != .causal else {
            throw VerbatimError(
                .shape, "a transposed convolution's operands have the wrong rank or padding",
                received: "\(x) and \(k), \(padding.rawValue)",
                expected: "[batch, spatial..., features] and [window..., out, in] of equal rank, valid or same")
        }
        let ones = [Int](repeating: 1, count: rank)
        let (strides, dilations) = (strides ?? ones, dilations ?? ones)
        guard strides.count == rank, dilations.count == rank, outputPadding == nil || outputPadding!.count == rank
        else {
            throw VerbatimError(
                .configuration, "a transposed convolution takes strides and dilations for each spatial dimension",
                received: "\(strides), \(dilations)", expected: "\(rank) of each")
        }
        let edges = (0..<rank).map { axis in
            let (window, stride) = ((k[axis] - 1) * dilations[axis] + 1, strides[axis])
            if padding == .valid {
                let further = outputPadding?[axis] ?? Swift.max(window, stride) - window
                return EdgePadding(window - 1, window - 1 + further)
            }
            let total = outputPadding.map { window + window % 2 - 2 + $0[axis] } ?? stride + window - 2
            let low = Swift.min(total / 2 + total % 2, window - 1)
            return EdgePadding(low, total - low)
        }
        var dimensions = ConvolutionAttributes.Dimensions.channelsLast(spatialRank: rank)
        (dimensions.kernelInputFeature, dimensions.kernelOutputFeature) = (rank + 1, rank)
        let attributes = ConvolutionAttributes(
            dimensions: dimensions, padding: edges, lhsDilation: strides, rhsDilation: dilations,
            windowReversal: ones.map { _ in true })
        return try builder.one(.convolution(attributes), operands)
    }
}

/// A convolution of each channel on its own, over any number of spatial dimensions, channels last.
///
/// Shapes: `[batch, spatial..., in] x [window..., in, multiplier] -> [batch, spatial..., in * multiplier]`, the outputs
/// of a channel together.
public func depthwiseConvolution(
    _ input: Tensor, _ kernel: Tensor, strides: [Int]? = nil, padding: Padding = .valid, dilations: [Int]? = nil,
    file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    let shape = kernel.shape
    guard shape.count >= 3 else {
        return convolution(
            input, kernel, strides: strides, padding: padding, dilations: dilations, file: file, line: line)
    }
    let channels = shape[shape.count - 2]
    let spread = kernel.reshaped(
        Array(shape.dropLast(2)) + [1, channels * shape[shape.count - 1]], file: file, line: line)
    return convolution(
        input, spread, strides: strides, padding: padding, dilations: dilations, groups: Swift.max(1, channels),
        file: file, line: line)
}

/// A convolution over two spatial dimensions, channels last.
///
/// Shapes: `[batch, height, width, in] x [height, width, in / groups, out] -> [batch, height, width, out]`
public func conv2D(
    _ input: Tensor, _ kernel: Tensor, strides: [Int] = [1, 1], padding: Padding = .valid, dilations: [Int] = [1, 1],
    groups: Int = 1, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    convolution(
        input, kernel, strides: strides, padding: padding, dilations: dilations, groups: groups, file: file, line: line)
}
