/// Float and Double, as far as the summation rules need to tell them apart.
public protocol CanonicalReal: BinaryFloatingPoint, Sendable {
    /// The NaN that arithmetic results carry.
    static var canonicalNaN: Self { get }

    /// This value, with any NaN replaced by the canonical one.
    var canonicalized: Self { get }

    /// `a * b + c`, rounded once.
    static func fusedMultiplyAdd(_ a: Self, _ b: Self, _ c: Self) -> Self
}

extension Float: CanonicalReal {
    /// `a * b + c`, rounded once.
    @inlinable
    public static func fusedMultiplyAdd(_ a: Float, _ b: Float, _ c: Float) -> Float {
        FusedMultiplyAdd.f32(a, b, c)
    }
}

extension Double: CanonicalReal {
    /// `a * b + c`, rounded once.
    @inlinable
    public static func fusedMultiplyAdd(_ a: Double, _ b: Double, _ c: Double) -> Double {
        FusedMultiplyAdd.f64(a, b, c)
    }
}
