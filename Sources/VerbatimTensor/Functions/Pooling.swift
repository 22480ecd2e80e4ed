import VerbatimGraph

/// The greatest element in each window over the spatial dimensions, channels last; strides default to the window.
///
/// Shapes: `[batch, spatial..., features] -> [batch, spatial..., features]`. The gradient goes to the first maximum in
/// row-major window order. Padding never wins.
public func maxPool(
    _ input: Tensor, window: [Int], strides: [Int]? = nil, padding: Padding = .valid, file: StaticString = #fileID,
    line: Int = #line
) -> Tensor {
    input.apply(file: file, line: line) { builder, x in
        let type = builder.type(of: x)
        let attributes = try Pooling.attributes(type.shape, window, strides, padding)
        return try builder.pool(.maximum, x, attributes, initial: .lowest(type.element))
    }
}

/// The mean of each window over the spatial dimensions, channels last; strides default to the window.
///
/// Shapes: `[batch, spatial..., features] -> [batch, spatial..., features]`. The sum runs in row-major window order, then
/// it is divided by the number of elements; padding is not counted. Of narrow floats the whole is computed in f32 and
/// rounded once.
public func averagePool(
    _ input: Tensor, window: [Int], strides: [Int]? = nil, padding: Padding = .valid, file: StaticString = #fileID,
    line: Int = #line
) -> Tensor {
    input.apply(file: file, line: line) { builder, x in
        let element = builder.type(of: x).element
        let wide = element.isNarrowFloat ? try builder.convert(x, to: .f32) : x
        let type = builder.type(of: wide)
        let attributes = try Pooling.attributes(type.shape, window, strides, padding)
        let total = try builder.pool(.add, wide, attributes, initial: TensorValue(zeros: type.with(shape: [])))
        let result = builder.type(of: total)
        let mean = try builder.binary(
            .divide, total, try builder.windowCounts(type.shape, attributes, result))
        return try builder.convert(mean, to: element)
    }
}

enum Pooling {
    static func attributes(
        _ shape: [Int], _ window: [Int], _ strides: [Int]?, _ padding: Padding
    ) throws -> WindowAttributes {
        let strides = strides ?? window
        let spatialRank = shape.count - 2
        guard spatialRank >= 1, window.count == spatialRank, strides.count == spatialRank else {
            throw VerbatimError(
                .shape, "a pooling window does not suit its input", received: "window \(window) on \(shape)",
                expected: "[batch, spatial..., features], and window and strides for each spatial dimension")
        }
        let edges = (0..<spatialRank).map {
            padding.edges(size: shape[$0 + 1], window: window[$0], stride: strides[$0])
        }
        return WindowAttributes(
            window: [1] + window + [1], strides: [1] + strides + [1], padding: [.zero] + edges + [.zero])
    }
}

extension GraphBuilder {
    fileprivate func pool(
        _ operation: BinaryOperation, _ x: ValueID, _ attributes: WindowAttributes, initial: TensorValue
    ) throws -> ValueID {
        let scalar = type(of: x).with(shape: [])
        let body = try region([scalar, scalar]) { [try binary(operation, $0[0], $0[1])] }
        return try one(.reduceWindow(attributes), [x, try constant(initial)], regions: [body])
    }

    /// The number of input elements under each window position, as a constant of the result's type.
    fileprivate func windowCounts(
        _ shape: [Int], _ attributes: WindowAttributes, _ result: TensorType
    ) throws -> ValueID {
        if attributes.padding.allSatisfy({ $0 == .zero }) {
            return try constant(Double(attributes.window.reduce(1, *)), result)
        }
        // One factor for each dimension: the part of the window that lies inside.
        var counts = [Double](repeating: 1, count: 1)
        for axis in shape.indices {
            let inside = (0..<result.shape[axis]).map { position in
                let start = position * attributes.strides[axis] - attributes.padding[axis].low
                return Double(min(shape[axis], start + attributes.window[axis]) - max(0, start))
            }
            let isSpatial = axis > 0 && axis < shape.count - 1
            if isSpatial { counts = counts.flatMap { count in inside.map { count * $0 } } }
        }
        let spatial = Array(result.shape[1..<(shape.count - 1)])
        let table =
            result.element == .f64
            ? try TensorValue(counts, shape: spatial) : try TensorValue(counts.map(Float.init), shape: spatial)
        return try broadcast(
            try constant(table), to: result.shape, dimensions: Array(1..<(shape.count - 1)))
    }
}
