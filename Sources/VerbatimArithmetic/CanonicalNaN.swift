extension Float {
    /// The one NaN that arithmetic results carry: `0x7fc00000`.
    public static var canonicalNaN: Float {
        @inlinable get { Float(bitPattern: 0x7fc0_0000) }
    }

    /// This value, with any NaN replaced by the canonical one.
    public var canonicalized: Float {
        @inlinable get {  // By integers: a compiler may take any NaN for any other.
            let bits = bitPattern
            return Float(bitPattern: bits & 0x7fff_ffff > 0x7f80_0000 ? 0x7fc0_0000 : bits)
        }
    }
}

extension Double {
    /// The one NaN that arithmetic results carry: `0x7ff8000000000000`.
    public static var canonicalNaN: Double {
        @inlinable get { Double(bitPattern: 0x7ff8_0000_0000_0000) }
    }

    /// This value, with any NaN replaced by the canonical one.
    public var canonicalized: Double {
        @inlinable get {
            let bits = bitPattern
            return Double(
                bitPattern: bits & 0x7fff_ffff_ffff_ffff > 0x7ff0_0000_0000_0000 ? 0x7ff8_0000_0000_0000 : bits)
        }
    }
}
