/// The one place where tests compare with a tolerance: values that come from outside, or by other formulas.
///
/// Whether each pair differs by at most `bound`, relative to the expected number or, below 1, absolutely.
public func agrees(_ found: [Double], _ expected: [Double], within bound: Double) -> Bool {
    found.count == expected.count
        && zip(found, expected).allSatisfy { abs($0 - $1) <= bound * max(1, abs($1)) }
}

/// Whether each pair differs by at most `bound`, relative to the expected number or, below 1, absolutely.
public func agrees(_ found: [Float], _ expected: [Float], within bound: Double) -> Bool {
    agrees(found.map(Double.init), expected.map(Double.init), within: bound)
}

/// Whether mean and variance of independent numbers lie within five standard errors of those of their distribution.
///
/// The variance's own error is taken from the numbers' fourth moment.
public func haveMoments(_ numbers: [Double], mean: Double, variance: Double) -> Bool {
    let count = Double(numbers.count)
    let (m2, m4) = numbers.reduce((0.0, 0.0)) { sums, number in
        let square = (number - mean) * (number - mean)
        return (sums.0 + square, sums.1 + square * square)
    }
    let found = (mean: numbers.reduce(0, +) / count, variance: m2 / count)
    let errorOfVariance = (max(0, m4 / count - found.variance * found.variance) / count).squareRoot()
    // Draws are numbers of 24 bits, so that a distribution's edge may be off by one of them.
    return abs(found.mean - mean) <= 5 * (variance / count).squareRoot() + 1e-7
        && abs(found.variance - variance) <= 5 * errorOfVariance + 1e-6
}
