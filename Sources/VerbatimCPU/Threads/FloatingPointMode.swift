import CVerbatimKernels

/// The floating-point state that the arithmetic requires: round to nearest, subnormals kept.
package enum FloatingPointMode {
    /// Calls a closure in that state and restores the thread's own.
    package static func withDefault<Result>(_ body: () throws -> Result) rethrows -> Result {
        let state = vb_fpu_enter()
        defer { vb_fpu_leave(state) }
        return try body()
    }
}
