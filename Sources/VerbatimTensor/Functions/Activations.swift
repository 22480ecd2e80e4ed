import VerbatimGraph

/// `max(x, 0)`.
public func relu(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.apply(file: file, line: line) { builder, x in
        try builder.binary(.maximum, x, try builder.constant(0, builder.type(of: x)))
    }
}

/// `e / sum(e)` along an axis, with `e = exp(x - max(x))`.
public func softmax(
    _ x: Tensor, axis: Int = -1, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    x.alongLast(axis, file: file, line: line) { try $0.composite(SoftmaxComposite(), operands: [$1])[0] }
}

/// `(x - max(x)) - log(sum(exp(x - max(x))))` along an axis.
public func logSoftmax(
    _ x: Tensor, axis: Int = -1, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    x.alongLast(axis, file: file, line: line) { try $0.composite(LogSoftmax(), operands: [$1])[0] }
}

extension Tensor {
    /// What a closure makes of rows, with another axis in the last one's place.
    fileprivate func alongLast(
        _ axis: Int, file: StaticString, line: Int, _ body: (GraphBuilder, ValueID) throws -> ValueID
    ) -> Tensor {
        apply(file: file, line: line) { builder, x in
            let rank = builder.type(of: x).rank
            var order = Array(0..<rank)
            order.swapAt(try Axes.resolve(axis, rank: rank), rank - 1)
            return try builder.transpose(try body(builder, try builder.transpose(x, order)), order)
        }
    }
}

/// `log(1 + e^x)`, computed as `max(x, 0) + log1p(exp(-|x|))`; its gradient is smooth at 0.
public func softplus(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.apply(file: file, line: line) { builder, x in
        // Choices instead of max and abs: of these the gradients at 0 add up to one half.
        let zero = try builder.constant(0, builder.type(of: x))
        let isPositive = try builder.compare(.ge, x, zero)
        let negated = try builder.unary(.negate, x)
        let tail = try builder.unary(.exponential, try builder.select(isPositive, negated, x))
        return try builder.binary(
            .add, try builder.select(isPositive, x, zero), try builder.unary(.logPlusOne, tail))
    }
}

// As methods too: inside a type of your own that conforms to an open set, `.sigmoid` of that set hides the function.
extension Tensor {
    /// `max(x, 0)`.
    public func relu(file: StaticString = #fileID, line: Int = #line) -> Tensor {
        VerbatimTensor.relu(self, file: file, line: line)
    }

    /// `1 / (1 + e^-x)`.
    public func sigmoid(file: StaticString = #fileID, line: Int = #line) -> Tensor {
        VerbatimTensor.sigmoid(self, file: file, line: line)
    }

    /// The hyperbolic tangents.
    public func tanh(file: StaticString = #fileID, line: Int = #line) -> Tensor {
        VerbatimTensor.tanh(self, file: file, line: line)
    }

    /// `e / sum(e)` along an axis, with `e = exp(x - max(x))`.
    public func softmax(axis: Int = -1, file: StaticString = #fileID, line: Int = #line) -> Tensor {
        VerbatimTensor.softmax(self, axis: axis, file: file, line: line)
    }
}
