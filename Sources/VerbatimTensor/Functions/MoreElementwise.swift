import VerbatimGraph

// Element-by-element functions made of others, in the order stated.

/// The logarithms to base 2: `log(x) * 1.4426950408889634`.
public func log2(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    log(x, file: file, line: line) * 1.4426950408889634
}

/// The logarithms to base 10: `log(x) * 0.4342944819032518`.
public func log10(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    log(x, file: file, line: line) * 0.4342944819032518
}

/// 2 to the x.
public func exp2(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    pow(Tensor.full(like: x, 2), x, file: file, line: line)
}

/// The whole parts: the nearest integers towards 0.
public func trunc(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    sign(x, file: file, line: line) * floor(abs(x))
}

/// Degrees in radians: `x * 0.017453292519943295`.
public func deg2rad(_ x: Tensor) -> Tensor { x * 0.017453292519943295 }

/// Radians in degrees: `x * 57.29577951308232`.
public func rad2deg(_ x: Tensor) -> Tensor { x * 57.29577951308232 }

/// `sin(pi x) / (pi x)`, and 1 at 0.
public func sinc(_ x: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    let isZero = x .== 0
    let angle = which(isZero, Tensor.ones(like: x), x) * 3.141592653589793
    return which(isZero, Tensor.ones(like: x), sin(angle, file: file, line: line) / angle)
}

/// The modified Bessel function of order 0.
///
/// Up to 20 its power series of 48 terms in `(x / 2)^2` by Horner's rule; beyond, `e^|x| / sqrt(2 pi |x|)` times the
/// asymptotic series of 14 terms.
public func i0(_ x: Tensor) -> Tensor {
    let size = abs(x)
    let isSmall = size .<= 20
    let square = square(which(isSmall, x, Tensor.zeros(like: x)) * 0.5)
    var series = Tensor.ones(like: x)
    for term in (1...48).reversed() { series = series * (square / Double(term * term)) + 1 }
    let large = which(isSmall, Tensor.full(like: x, 20), size)
    var tail = Tensor.ones(like: x)
    for term in (1...14).reversed() {
        let odd = Double(2 * term - 1)
        tail = tail * ((odd * odd / Double(8 * term)) / large) + 1
    }
    return which(isSmall, series, exp(large) / sqrt(large * 6.283185307179586) * tail)
}

/// `sqrt(x^2 + y^2)`, scaled by the greater so that it does not overflow before its result does.
public func hypot(_ x: Tensor, _ y: Tensor) -> Tensor {
    let (a, b) = (abs(x), abs(y))
    let (great, small) = (maximum(a, b), minimum(a, b))
    let divisor = which(great .== 0, Tensor.ones(like: great), great)
    return great * sqrt(1 + square(small / divisor))
}

/// `log(e^x + e^y)`: `max + log1p(exp(-|x - y|))`.
public func logAddExp(_ x: Tensor, _ y: Tensor) -> Tensor {
    let isGreater = x .>= y
    let difference = which(isGreater, y - x, x - y)
    return which(isGreater, x, y) + log1p(exp(difference))
}

/// The greatest integers not above the quotients; integers too.
public func floorDivide(_ x: Tensor, _ y: Tensor) -> Tensor {
    if x.elementType.isFloat { return floor(x / y) }
    let quotient = x / y
    let isBelow = (quotient * y .!= x) .& ((x .< 0) .^ (y .< 0))
    return which(isBelow, quotient - 1, quotient)
}

/// The remainders with the sign of the right: `x - floor(x / y) * y` for floats.
public func mod(_ x: Tensor, _ y: Tensor) -> Tensor {
    let rest = x % y
    let differs = (rest .!= 0) .& ((rest .< 0) .^ (y .< 0))
    return which(differs, rest + y, rest)
}

/// The quotients, and 0 where the right is 0.
public func divideNoNaN(_ x: Tensor, _ y: Tensor) -> Tensor {
    let isZero = y .== 0
    let quotient = x / which(isZero, Tensor.ones(like: y), y)
    return which(isZero, Tensor.zeros(like: quotient), quotient)
}

/// Numbers in the place of NaN and of the infinities; nil takes the type's greatest and least number.
public func nanToNum(
    _ x: Tensor, nan: Double = 0, positiveInfinity: Double? = nil, negativeInfinity: Double? = nil
) -> Tensor {
    let greatest: Double =
        switch x.elementType {
        case .f64: Double.greatestFiniteMagnitude
        case .f16: 65504
        case .bf16: 3.3895313892515355e38
        default: Double(Float.greatestFiniteMagnitude)
        }
    func full(_ number: Double) -> Tensor { Tensor.full(like: x, Tensor(floatLiteral: number)) }
    let known = which(isNaN(x), full(nan), x)
    let above = which(known .== Double.infinity, full(positiveInfinity ?? greatest), known)
    return which(above .== -Double.infinity, full(negativeInfinity ?? -greatest), above)
}

/// `x / (1 + e^-x)`.
public func silu(_ x: Tensor) -> Tensor { x * sigmoid(x) }

/// `x / (1 + |x|)`.
public func softsign(_ x: Tensor) -> Tensor { x / (1 + abs(x)) }
