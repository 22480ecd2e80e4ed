/// The element type that cases are computed in.
package enum FixtureType: String, Sendable, CaseIterable {
    /// f32, to the tolerances of the sidecars.
    case float32
    /// f64, to 1e-10 of a tensor's greatest magnitude.
    case float64
}
