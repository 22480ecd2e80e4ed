import VerbatimGraph

// Element-by-element functions of two tensors of one element type, whose shapes broadcast by NumPy's rule.

extension Tensor {
    /// One operation of two tensors, element by element, with broadcasting.
    package static func binary(
        _ operation: BinaryOperation, _ left: Tensor, _ right: Tensor, file: StaticString = "", line: Int = 0
    ) -> Tensor {
        let (left, right) = unified(left, right)
        return apply(left, right, file: file, line: line) { builder, operands in
            let (a, b) = try builder.stretched(operands[0], operands[1])
            return try builder.binary(operation, a, b)
        }
    }

    /// One comparison of two tensors, element by element, with broadcasting.
    package static func compare(
        _ direction: CompareAttributes.Direction, _ left: Tensor, _ right: Tensor, file: StaticString = "",
        line: Int = 0
    ) -> Tensor {
        let (left, right) = unified(left, right)
        return apply(left, right, file: file, line: line) { builder, operands in
            let (a, b) = try builder.stretched(operands[0], operands[1])
            return try builder.compare(direction, a, b)
        }
    }
}

/// The sums; integers wrap.
public func add(
    _ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.binary(.add, left, right, file: file, line: line)
}

/// The differences; integers wrap.
public func subtract(
    _ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.binary(.subtract, left, right, file: file, line: line)
}

/// The products; integers wrap.
public func multiply(
    _ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.binary(.multiply, left, right, file: file, line: line)
}

/// The quotients; integers truncate towards 0, and x / 0 = -1.
public func divide(
    _ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.binary(.divide, left, right, file: file, line: line)
}

/// The remainders with the sign of the left; integers give x for x rem 0.
public func remainder(
    _ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.binary(.remainder, left, right, file: file, line: line)
}

/// The left to the power of the right.
public func pow(
    _ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.binary(.power, left, right, file: file, line: line)
}

/// The greater elements; NaN wins, -0 < +0.
public func maximum(
    _ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.binary(.maximum, left, right, file: file, line: line)
}

/// The lesser elements; NaN wins, -0 < +0.
public func minimum(
    _ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.binary(.minimum, left, right, file: file, line: line)
}

/// The angles of the points (right, left), in radians.
public func atan2(
    _ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.binary(.atan2, left, right, file: file, line: line)
}

/// Logical, or for integers bitwise, and.
public func logicalAnd(
    _ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.binary(.and, left, right, file: file, line: line)
}

/// Logical, or for integers bitwise, or.
public func logicalOr(
    _ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.binary(.or, left, right, file: file, line: line)
}

/// Logical, or for integers bitwise, exclusive or.
public func logicalXor(
    _ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.binary(.xor, left, right, file: file, line: line)
}

/// The bits moved up; 0 from the width on.
public func leftShift(
    _ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.binary(.shiftLeft, left, right, file: file, line: line)
}

/// The bits moved down: the sign repeated for signed integers, zeros for unsigned ones.
public func rightShift(
    _ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    let operation: BinaryOperation =
        left.elementType.isUnsignedInteger ? .shiftRightLogical : .shiftRightArithmetic
    return Tensor.binary(operation, left, right, file: file, line: line)
}

/// Which elements are equal.
public func equal(
    _ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.compare(.eq, left, right, file: file, line: line)
}

/// Which elements differ; NaN differs from itself.
public func notEqual(
    _ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.compare(.ne, left, right, file: file, line: line)
}

/// Where the left is greater.
public func greater(
    _ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.compare(.gt, left, right, file: file, line: line)
}

/// Where the left is greater or equal.
public func greaterEqual(
    _ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.compare(.ge, left, right, file: file, line: line)
}

/// Where the left is less.
public func less(
    _ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.compare(.lt, left, right, file: file, line: line)
}

/// Where the left is less or equal.
public func lessEqual(
    _ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.compare(.le, left, right, file: file, line: line)
}

/// `condition ? onTrue : onFalse`, element by element, with broadcasting: NumPy's `where`.
public func which(
    _ condition: Tensor, _ onTrue: Tensor, _ onFalse: Tensor, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    let (onTrue, onFalse) = Tensor.unified(onTrue, onFalse)
    return Tensor.apply(condition, onTrue, onFalse, file: file, line: line) { builder, operands in
        let types = operands.map(builder.type(of:))
        let shape = try Broadcasting.shape(types[0].shape, types[1].shape, types[2].shape)
        return try builder.select(
            types[0].rank == 0 ? operands[0] : try builder.stretch(operands[0], to: shape),
            try builder.stretch(operands[1], to: shape), try builder.stretch(operands[2], to: shape))
    }
}

extension Tensor {
    /// The elements moved into the range from `low` to `high`: `min(max(x, low), high)`.
    ///
    /// The bounds are scalars or of the tensor's shape. The gradient is 0 outside the bounds.
    public func clip(
        _ low: Tensor, _ high: Tensor, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        Tensor.apply(low.typed(elementType), self, high.typed(elementType), file: file, line: line) {
            try $0.one(.clamp, $1)
        }
    }

    /// The elements converted by value to another element type.
    ///
    /// Floats become integers by truncation, which saturates; NaN becomes 0. Booleans become 0 and 1; numbers become
    /// whether they differ from 0.
    public func cast(to element: ElementType, file: StaticString = #fileID, line: Int = #line) -> Tensor {
        if case .number = storage { return typed(element) }
        return apply(file: file, line: line) { try $0.convert($1, to: element) }
    }

    /// The elements' bits read as another element type.
    ///
    /// A narrower type adds a last dimension; a wider one joins it.
    public func bitcast(to element: ElementType, file: StaticString = #fileID, line: Int = #line) -> Tensor {
        apply(file: file, line: line) { try $0.one(.bitcastConvert(ConvertAttributes(to: element)), [$1]) }
    }
}
