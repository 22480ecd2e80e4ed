/// The exact value of any scalar, on the way from one element type to another.
enum Number {
    /// A signed integer, or a boolean as 0 or 1.
    case signed(Int64)
    /// An unsigned integer.
    case unsigned(UInt64)
    /// A float of any width.
    case real(Double)
    /// A complex number.
    case complex(Double, Double)
}
