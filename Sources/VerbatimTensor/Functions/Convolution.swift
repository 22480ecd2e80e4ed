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
