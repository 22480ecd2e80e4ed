import VerbatimArithmetic
import VerbatimGraph

// Folds over axes. Sums follow the canonical order of docs/Arithmetic.md; max, min, any and all have none.

extension Tensor {
    /// The sum over axes.
    public func sum(
        axes: Axes = .all, keepDimensions: Bool = false, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        fold(axes, keepDimensions, file: file, line: line) { try $0.sum($1, dimensions: $2) }
    }

    /// The mean over axes: `sum / count`; floats only.
    public func mean(
        axes: Axes = .all, keepDimensions: Bool = false, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        fold(axes, keepDimensions, file: file, line: line) { try $0.mean($1, dimensions: $2) }
    }

    /// The variance over axes: `mean((x - mean(x))^2)` in two passes, divided by the count.
    public func variance(
        axes: Axes = .all, keepDimensions: Bool = false, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        fold(axes, keepDimensions, file: file, line: line) { try $0.variance($1, dimensions: $2) }
    }

    /// The standard deviation over axes: `sqrt(variance)`.
    public func std(
        axes: Axes = .all, keepDimensions: Bool = false, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        fold(axes, keepDimensions, file: file, line: line) {
            try $0.unary(.sqrt, try $0.variance($1, dimensions: $2))
        }
    }

    /// The product over axes.
    public func prod(
        axes: Axes = .all, keepDimensions: Bool = false, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        fold(axes, keepDimensions, file: file, line: line) { builder, x, dimensions in
            let element = builder.type(of: x).element
            return try builder.reduce(
                .multiply, x, dimensions: dimensions, initial: TensorValue(1, as: element))
        }
    }

    /// The greatest element over axes; NaN wins.
    ///
    /// Of nothing it is -infinity, or the type's least number.
    public func max(
        axes: Axes = .all, keepDimensions: Bool = false, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        fold(axes, keepDimensions, file: file, line: line) { builder, x, dimensions in
            try builder.reduce(.maximum, x, dimensions: dimensions, initial: .lowest(builder.type(of: x).element))
        }
    }

    /// The least element over axes; NaN wins.
    ///
    /// Of nothing it is infinity, or the type's greatest number.
    public func min(
        axes: Axes = .all, keepDimensions: Bool = false, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        fold(axes, keepDimensions, file: file, line: line) { builder, x, dimensions in
            try builder.reduce(.minimum, x, dimensions: dimensions, initial: .highest(builder.type(of: x).element))
        }
    }

    /// Whether any element over axes is true; booleans only.
    public func any(
        axes: Axes = .all, keepDimensions: Bool = false, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        fold(axes, keepDimensions, file: file, line: line) {
            try $0.reduce(.or, $1, dimensions: $2, initial: TensorValue(false))
        }
    }

    /// Whether all elements over axes are true; booleans only.
    public func all(
        axes: Axes = .all, keepDimensions: Bool = false, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        fold(axes, keepDimensions, file: file, line: line) {
            try $0.reduce(.and, $1, dimensions: $2, initial: TensorValue(true))
        }
    }

    /// The place of the greatest element along an axis, as `i32`: the lowest of equal ones; NaN wins.
    public func argMax(
        axis: Int, keepDimensions: Bool = false, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        fold(Axes(axis), keepDimensions, file: file, line: line) { builder, x, dimensions in
            try builder.place(.maximum, x, dimension: dimensions[0], from: .lowest(builder.type(of: x).element))
        }
    }

    /// The place of the least element along an axis, as `i32`: the lowest of equal ones; NaN wins.
    public func argMin(
        axis: Int, keepDimensions: Bool = false, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        fold(Axes(axis), keepDimensions, file: file, line: line) { builder, x, dimensions in
            try builder.place(.minimum, x, dimension: dimensions[0], from: .highest(builder.type(of: x).element))
        }
    }

    private func fold(
        _ axes: Axes, _ keepDimensions: Bool, file: StaticString, line: Int,
        _ body: (GraphBuilder, ValueID, [Int]) throws -> ValueID
    ) -> Tensor {
        apply(file: file, line: line) { builder, x in
            let shape = builder.type(of: x).shape
            let dimensions = try axes.resolved(rank: shape.count)
            let folded = try body(builder, x, dimensions)
            guard keepDimensions else { return folded }
            return try builder.reshape(
                folded, to: shape.indices.map { dimensions.contains($0) ? 1 : shape[$0] })
        }
    }
}

extension GraphBuilder {
    /// Appends `sum / count` over dimensions; of narrow floats the whole is computed in f32 and rounded once.
    package func mean(_ x: ValueID, dimensions: [Int]) throws -> ValueID {
        let type = type(of: x)
        guard type.element.isFloat else {
            throw VerbatimError(
                .elementType, "a mean is taken of floats", received: "\(type)", expected: "a float type",
                remedy: "cast(to: .f32) first")
        }
        if type.element.isNarrowFloat {
            return try convert(try mean(try convert(x, to: .f32), dimensions: dimensions), to: type.element)
        }
        let total = try sum(x, dimensions: dimensions)
        let count = dimensions.reduce(1) { $0 * type.shape[$1] }
        return try binary(.divide, total, try constant(Double(count), self.type(of: total)))
    }

    /// Appends the mean of the squared distances from the mean over dimensions; of narrow floats the whole is computed
    /// in f32 and rounded once.
    package func variance(_ x: ValueID, dimensions: [Int]) throws -> ValueID {
        let (shape, element) = (type(of: x).shape, type(of: x).element)
        if element.isNarrowFloat {
            return try convert(try variance(try convert(x, to: .f32), dimensions: dimensions), to: element)
        }
        let kept = shape.indices.filter { !dimensions.contains($0) }
        let centre = try broadcast(try mean(x, dimensions: dimensions), to: shape, dimensions: kept)
        let distance = try binary(.subtract, x, centre)
        return try mean(try binary(.multiply, distance, distance), dimensions: dimensions)
    }

    /// Appends the first place along a dimension that holds the greatest or least element, or NaN.
    fileprivate func place(
        _ extremum: BinaryOperation, _ x: ValueID, dimension: Int, from initial: TensorValue
    ) throws -> ValueID {
        let type = type(of: x)
        guard type.shape[dimension] > 0 else {
            throw VerbatimError(
                .shape, "an empty axis has no greatest or least element", received: "\(type)",
                expected: "a size of at least 1 along axis \(dimension)")
        }
        let kept = type.shape.indices.filter { $0 != dimension }
        let best = try broadcast(
            try reduce(extremum, x, dimensions: [dimension], initial: initial), to: type.shape, dimensions: kept)
        // NaN equals nothing: where the extremum is NaN, the places of NaN count instead.
        let found = try binary(.or, try compare(.eq, x, best), try compare(.ne, x, x))
        let places = try one(.iota(IotaAttributes(dimension: dimension, type: type.with(.i32))))
        let last = TensorValue(Int32.max)
        let candidates = try select(found, places, try constant(last, type.with(.i32)))
        return try reduce(.minimum, candidates, dimensions: [dimension], initial: last)
    }
}

extension TensorValue {
    /// What a maximum starts from: -infinity, or the least number of an integer type.
    package static func lowest(_ element: ElementType) -> TensorValue {
        switch element {
        case .bool: TensorValue(false)
        case .i8: TensorValue(Int8.min)
        case .i16: TensorValue(Int16.min)
        case .i32: TensorValue(Int32.min)
        case .i64: TensorValue(Int64.min)
        case .u8: TensorValue(UInt8.min)
        case .u16: TensorValue(UInt16.min)
        case .u32: TensorValue(UInt32.min)
        case .u64: TensorValue(UInt64.min)
        case .f16: TensorValue(Half(-Float.infinity))
        case .bf16: TensorValue(BFloat16(-Float.infinity))
        case .f32: TensorValue(-Float.infinity)
        case .f64: TensorValue(-Double.infinity)
        case .i2, .i4, .u2, .u4, .c64, .c128, .f4E2M1FN, .f6E2M3FN, .f6E3M2FN, .f8E3M4, .f8E4M3,
            .f8E4M3B11FNUZ, .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2, .f8E5M2FNUZ, .f8E8M0FNU:
            fatalError("\(element.rawValue) has no least number here")
        }
    }

    /// What a minimum starts from: infinity, or the greatest number of an integer type.
    package static func highest(_ element: ElementType) -> TensorValue {
        switch element {
        case .bool: TensorValue(true)
        case .i8: TensorValue(Int8.max)
        case .i16: TensorValue(Int16.max)
        case .i32: TensorValue(Int32.max)
        case .i64: TensorValue(Int64.max)
        case .u8: TensorValue(UInt8.max)
        case .u16: TensorValue(UInt16.max)
        case .u32: TensorValue(UInt32.max)
        case .u64: TensorValue(UInt64.max)
        case .f16: TensorValue(Half.infinity)
        case .bf16: TensorValue(BFloat16.infinity)
        case .f32: TensorValue(Float.infinity)
        case .f64: TensorValue(Double.infinity)
        case .i2, .i4, .u2, .u4, .c64, .c128, .f4E2M1FN, .f6E2M3FN, .f6E3M2FN, .f8E3M4, .f8E4M3,
            .f8E4M3B11FNUZ, .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2, .f8E5M2FNUZ, .f8E8M0FNU:
            fatalError("\(element.rawValue) has no greatest number here")
        }
    }
}
