import VerbatimGraph

// Element-by-element functions of one tensor: shape and element type stay unless stated.

extension Tensor {
    /// One operation, element by element.
    package func unary(_ operation: UnaryOperation, file: StaticString, line: Int) -> Tensor {
        apply(file: file, line: line) { try $0.unary(operation, $1) }
    }
}

/// The absolute values.
public func abs(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.abs, file: file, line: line)
}

/// The inverse cosines, in radians.
public func acos(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.acos, file: file, line: line)
}

/// The inverse hyperbolic cosines.
public func acosh(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.acosh, file: file, line: line)
}

/// The inverse sines, in radians.
public func asin(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.asin, file: file, line: line)
}

/// The inverse hyperbolic sines.
public func asinh(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.asinh, file: file, line: line)
}

/// The inverse tangents, in radians.
public func atan(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.atan, file: file, line: line)
}

/// The inverse hyperbolic tangents.
public func atanh(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.atanh, file: file, line: line)
}

/// The cube roots.
public func cbrt(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.cbrt, file: file, line: line)
}

/// The least integers not below.
public func ceil(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.ceil, file: file, line: line)
}

/// The cosines of radians.
public func cos(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.cosine, file: file, line: line)
}

/// The hyperbolic cosines.
public func cosh(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.cosh, file: file, line: line)
}

/// The error function.
public func erf(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.erf, file: file, line: line)
}

/// `1 - erf(x)`.
public func erfc(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.erfc, file: file, line: line)
}

/// The inverse of the error function.
public func erfInv(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.erfInv, file: file, line: line)
}

/// e to the x.
public func exp(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.exponential, file: file, line: line)
}

/// `e^x - 1`, right near 0.
public func expm1(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.exponentialMinusOne, file: file, line: line)
}

/// The greatest integers not above.
public func floor(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.floor, file: file, line: line)
}

/// Which elements are neither infinite nor NaN.
public func isFinite(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.isFinite, file: file, line: line)
}

/// The natural logarithms.
public func log(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.log, file: file, line: line)
}

/// The natural logarithms of `1 + x`, right near 0.
public func log1p(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.logPlusOne, file: file, line: line)
}

/// `1 / (1 + e^-x)`.
public func sigmoid(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.logistic, file: file, line: line)
}

/// The elements with their signs turned.
public func negative(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.negate, file: file, line: line)
}

/// The complements: of booleans, or of every bit.
public func logicalNot(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.not, file: file, line: line)
}

/// The numbers of leading zero bits.
public func leadingZeroBitCount(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.countLeadingZeros, file: file, line: line)
}

/// The numbers of one bits.
public func bitCount(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.popcnt, file: file, line: line)
}

/// The nearest integers, halves to even.
public func round(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.roundNearestEven, file: file, line: line)
}

/// `1 / sqrt(x)`.
public func rsqrt(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.rsqrt, file: file, line: line)
}

/// -1, 0 or 1 by the sign; signed zeros and NaN keep.
public func sign(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.sign, file: file, line: line)
}

/// The sines of radians.
public func sin(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.sine, file: file, line: line)
}

/// The hyperbolic sines.
public func sinh(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.sinh, file: file, line: line)
}

/// The square roots.
public func sqrt(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.sqrt, file: file, line: line)
}

/// The tangents of radians.
public func tan(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.tan, file: file, line: line)
}

/// The hyperbolic tangents.
public func tanh(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.unary(.tanh, file: file, line: line)
}

/// The squares `x * x`.
public func square(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.apply(file: file, line: line) { try $0.binary(.multiply, $1, $1) }
}

/// `1 / x`.
public func reciprocal(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.apply(file: file, line: line) { builder, x in
        try builder.binary(.divide, try builder.constant(1, builder.type(of: x)), x)
    }
}

/// Which elements are NaN.
public func isNaN(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    x.apply(file: file, line: line) { try $0.compare(.ne, $1, $1) }
}
