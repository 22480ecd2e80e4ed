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
