import VerbatimArithmetic

/// A Swift scalar that can be a tensor's element.
public protocol TensorElement: Sendable {
    /// The element type that stores it.
    static var elementType: ElementType { get }
}

extension Bool: TensorElement {
    /// `i1`.
    public static var elementType: ElementType { .bool }
}
extension Int8: TensorElement {
    /// `i8`.
    public static var elementType: ElementType { .i8 }
}
extension Int16: TensorElement {
    /// `i16`.
    public static var elementType: ElementType { .i16 }
}
extension Int32: TensorElement {
    /// `i32`.
    public static var elementType: ElementType { .i32 }
}
extension Int64: TensorElement {
    /// `i64`.
    public static var elementType: ElementType { .i64 }
}
extension UInt8: TensorElement {
    /// `ui8`.
    public static var elementType: ElementType { .u8 }
}
extension UInt16: TensorElement {
    /// `ui16`.
    public static var elementType: ElementType { .u16 }
}
extension UInt32: TensorElement {
    /// `ui32`.
    public static var elementType: ElementType { .u32 }
}
extension UInt64: TensorElement {
    /// `ui64`.
    public static var elementType: ElementType { .u64 }
}
extension Half: TensorElement {
    /// `f16`.
    public static var elementType: ElementType { .f16 }
}
extension BFloat16: TensorElement {
    /// `bf16`.
    public static var elementType: ElementType { .bf16 }
}
extension Float: TensorElement {
    /// `f32`.
    public static var elementType: ElementType { .f32 }
}
extension Double: TensorElement {
    /// `f64`.
    public static var elementType: ElementType { .f64 }
}
