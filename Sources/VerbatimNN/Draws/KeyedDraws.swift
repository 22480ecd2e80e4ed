/// The default source: every draw is keyed by (seed, stream, step, row, element) and computed inside the step.
public struct KeyedDraws: DrawSource {
    /// Makes the default source.
    public init() {}
}

extension DrawSource where Self == KeyedDraws {
    /// The default source: keyed draws inside the step.
    public static var keyed: KeyedDraws { KeyedDraws() }
}
