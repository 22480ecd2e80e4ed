import VerbatimGraph

// New tensors. They have values at once; inside a trace they become constants.

extension Tensor {
    /// A tensor of zeros.
    public static func zeros(_ shape: [Int], _ element: ElementType = .f32) -> Tensor {
        Tensor(TensorValue(zeros: TensorType(shape, element)))
    }

    /// A tensor of ones.
    public static func ones(
        _ shape: [Int], _ element: ElementType = .f32, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        full(shape, element == .bool ? true : 1, element, file: file, line: line)
    }

    /// A tensor with one number in every place.
    public static func full(
        _ shape: [Int], _ number: Tensor, _ element: ElementType? = nil, file: StaticString = #fileID,
        line: Int = #line
    ) -> Tensor {
        let scalar = element.map { number.cast(to: $0) } ?? number
        return scalar.apply(file: file, line: line) { try $0.stretch($1, to: shape) }
    }

    /// Zeros of the shape and element type of another tensor.
    public static func zeros(like other: Tensor) -> Tensor { zeros(other.shape, other.elementType) }

    /// Ones of the shape and element type of another tensor.
    public static func ones(like other: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
        ones(other.shape, other.elementType, file: file, line: line)
    }

    /// One number in every place, of the shape and element type of another tensor.
    public static func full(
        like other: Tensor, _ number: Tensor, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        full(other.shape, number, other.elementType, file: file, line: line)
    }

    /// The numbers `0, 1, ..., count - 1`.
    public static func arange(
        _ count: Int, _ element: ElementType = .i32, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        iota([count], axis: 0, element, file: file, line: line)
    }

    /// The numbers `start, start + step, ...` before `stop`, each `start + index * step` rounded step by step.
    public static func arange(
        _ start: Double, _ stop: Double, step: Double = 1, _ element: ElementType = .f32,
        file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        let count = ((stop - start) / step).rounded(.up)
        return apply([], results: 1, file: file, line: line) { builder, _ in
            guard step != 0, count.isFinite, let count = Int(exactly: Swift.max(0, count)) else {
                throw VerbatimError(
                    .configuration, "arange has no end", received: "\(start) to \(stop) by \(step)",
                    expected: "finite bounds and a step other than 0")
            }
            let index = try builder.one(.iota(IotaAttributes(dimension: 0, type: TensorType([count], element))))
            let type = builder.type(of: index)
            let scaled = try builder.binary(
                .multiply, index, try builder.constant(try WeakNumber.real(step).value(as: element), type))
            return [
                try builder.binary(
                    .add, scaled, try builder.constant(try WeakNumber.real(start).value(as: element), type))
            ]
        }[0]
    }

    /// `count` numbers from `start` to `stop`, both included: `start + index * ((stop - start) / (count - 1))` in f32.
    public static func linspace(
        _ start: Float, _ stop: Float, count: Int, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        guard count > 1 else { return full([Swift.max(0, count)], Tensor(start), file: file, line: line) }
        let step = (stop - start) / Float(count - 1)
        let numbers = (0..<count).map { $0 == count - 1 ? stop : start + Float($0) * step }
        return Tensor(shape: [count], numbers, file: file, line: line)
    }

    /// The index along one axis, in every place.
    public static func iota(
        _ shape: [Int], axis: Int, _ element: ElementType = .i32, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        apply([], results: 1, file: file, line: line) { builder, _ in
            let dimension = try Axes.resolve(axis, rank: shape.count)
            return [try builder.one(.iota(IotaAttributes(dimension: dimension, type: TensorType(shape, element))))]
        }[0]
    }

    /// Ones on a diagonal, zeros elsewhere; `columns` defaults to `rows`, a positive `diagonal` lies above the main one.
    public static func eye(
        _ rows: Int, columns: Int? = nil, diagonal: Int = 0, _ element: ElementType = .f32,
        file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        let shape = [rows, columns ?? rows]
        return apply([], results: 1, file: file, line: line) { builder, _ in
            let type = TensorType(shape, .i64)
            let row = try builder.one(.iota(IotaAttributes(dimension: 0, type: type)))
            let column = try builder.one(.iota(IotaAttributes(dimension: 1, type: type)))
            let shifted = try builder.binary(.add, row, try builder.constant(Double(diagonal), type))
            return [try builder.convert(try builder.compare(.eq, shifted, column), to: element)]
        }[0]
    }
}

extension GraphBuilder {
    /// Appends a constant of one value everywhere.
    package func constant(_ scalar: TensorValue, _ type: TensorType) throws -> ValueID {
        try broadcast(try constant(scalar), to: type.shape, dimensions: [])
    }
}
