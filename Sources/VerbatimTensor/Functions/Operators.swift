import VerbatimGraph

// Operators: element by element, NumPy's broadcasting; Swift numbers take the tensor's element type.

extension Tensor {
    /// The sums, with broadcasting.
    public static func + (left: Tensor, right: Tensor) -> Tensor { binary(.add, left, right) }
    /// The sums, with broadcasting.
    public static func + <Scalar: TensorScalar>(left: Tensor, right: Scalar) -> Tensor {
        binary(.add, left, right.weakTensor)
    }
    /// The sums, with broadcasting.
    public static func + <Scalar: TensorScalar>(left: Scalar, right: Tensor) -> Tensor {
        binary(.add, left.weakTensor, right)
    }

    /// The differences, with broadcasting.
    public static func - (left: Tensor, right: Tensor) -> Tensor { binary(.subtract, left, right) }
    /// The differences, with broadcasting.
    public static func - <Scalar: TensorScalar>(left: Tensor, right: Scalar) -> Tensor {
        binary(.subtract, left, right.weakTensor)
    }
    /// The differences, with broadcasting.
    public static func - <Scalar: TensorScalar>(left: Scalar, right: Tensor) -> Tensor {
        binary(.subtract, left.weakTensor, right)
    }

    /// The products, element by element, with broadcasting.
    public static func * (left: Tensor, right: Tensor) -> Tensor { binary(.multiply, left, right) }
    /// The products, element by element, with broadcasting.
    public static func * <Scalar: TensorScalar>(left: Tensor, right: Scalar) -> Tensor {
        binary(.multiply, left, right.weakTensor)
    }
    /// The products, element by element, with broadcasting.
    public static func * <Scalar: TensorScalar>(left: Scalar, right: Tensor) -> Tensor {
        binary(.multiply, left.weakTensor, right)
    }

    /// The quotients, with broadcasting; integers truncate.
    public static func / (left: Tensor, right: Tensor) -> Tensor { binary(.divide, left, right) }
    /// The quotients, with broadcasting; integers truncate.
    public static func / <Scalar: TensorScalar>(left: Tensor, right: Scalar) -> Tensor {
        binary(.divide, left, right.weakTensor)
    }
    /// The quotients, with broadcasting; integers truncate.
    public static func / <Scalar: TensorScalar>(left: Scalar, right: Tensor) -> Tensor {
        binary(.divide, left.weakTensor, right)
    }

    /// The remainders with the sign of the left, with broadcasting.
    public static func % (left: Tensor, right: Tensor) -> Tensor { binary(.remainder, left, right) }
    /// The remainders with the sign of the left, with broadcasting.
    public static func % <Scalar: TensorScalar>(left: Tensor, right: Scalar) -> Tensor {
        binary(.remainder, left, right.weakTensor)
    }
    /// The remainders with the sign of the left, with broadcasting.
    public static func % <Scalar: TensorScalar>(left: Scalar, right: Tensor) -> Tensor {
        binary(.remainder, left.weakTensor, right)
    }

    /// Replaces the left by the result of `+`.
    public static func += (left: inout Tensor, right: Tensor) { left = binary(.add, left, right) }
    /// Replaces the left by the result of `+`.
    public static func += <Scalar: TensorScalar>(left: inout Tensor, right: Scalar) {
        left = binary(.add, left, right.weakTensor)
    }

    /// Replaces the left by the result of `-`.
    public static func -= (left: inout Tensor, right: Tensor) { left = binary(.subtract, left, right) }
    /// Replaces the left by the result of `-`.
    public static func -= <Scalar: TensorScalar>(left: inout Tensor, right: Scalar) {
        left = binary(.subtract, left, right.weakTensor)
    }

    /// Replaces the left by the result of `*`.
    public static func *= (left: inout Tensor, right: Tensor) { left = binary(.multiply, left, right) }
    /// Replaces the left by the result of `*`.
    public static func *= <Scalar: TensorScalar>(left: inout Tensor, right: Scalar) {
        left = binary(.multiply, left, right.weakTensor)
    }

    /// Replaces the left by the result of `/`.
    public static func /= (left: inout Tensor, right: Tensor) { left = binary(.divide, left, right) }
    /// Replaces the left by the result of `/`.
    public static func /= <Scalar: TensorScalar>(left: inout Tensor, right: Scalar) {
        left = binary(.divide, left, right.weakTensor)
    }

    /// The elements with their signs turned.
    public static prefix func - (operand: Tensor) -> Tensor { operand.unary(.negate, file: "", line: 0) }
    /// The logical complements, or every bit turned.
    public static prefix func .! (operand: Tensor) -> Tensor { operand.unary(.not, file: "", line: 0) }
    /// Logical or bitwise and, with broadcasting.
    public static func .& (left: Tensor, right: Tensor) -> Tensor { binary(.and, left, right) }
    /// Logical or bitwise or, with broadcasting.
    public static func .| (left: Tensor, right: Tensor) -> Tensor { binary(.or, left, right) }
    /// Logical or bitwise exclusive or, with broadcasting.
    public static func .^ (left: Tensor, right: Tensor) -> Tensor { binary(.xor, left, right) }

    /// Which elements are equal, with broadcasting.
    public static func .== (left: Tensor, right: Tensor) -> Tensor { compare(.eq, left, right) }
    /// Which elements are equal, with broadcasting.
    public static func .== <Scalar: TensorScalar>(left: Tensor, right: Scalar) -> Tensor {
        compare(.eq, left, right.weakTensor)
    }
    /// Which elements differ, with broadcasting.
    public static func .!= (left: Tensor, right: Tensor) -> Tensor { compare(.ne, left, right) }
    /// Which elements differ, with broadcasting.
    public static func .!= <Scalar: TensorScalar>(left: Tensor, right: Scalar) -> Tensor {
        compare(.ne, left, right.weakTensor)
    }
    /// Where the left is less, with broadcasting.
    public static func .< (left: Tensor, right: Tensor) -> Tensor { compare(.lt, left, right) }
    /// Where the left is less, with broadcasting.
    public static func .< <Scalar: TensorScalar>(left: Tensor, right: Scalar) -> Tensor {
        compare(.lt, left, right.weakTensor)
    }
    /// Where the left is less or equal, with broadcasting.
    public static func .<= (left: Tensor, right: Tensor) -> Tensor { compare(.le, left, right) }
    /// Where the left is less or equal, with broadcasting.
    public static func .<= <Scalar: TensorScalar>(left: Tensor, right: Scalar) -> Tensor {
        compare(.le, left, right.weakTensor)
    }
    /// Where the left is greater, with broadcasting.
    public static func .> (left: Tensor, right: Tensor) -> Tensor { compare(.gt, left, right) }
    /// Where the left is greater, with broadcasting.
    public static func .> <Scalar: TensorScalar>(left: Tensor, right: Scalar) -> Tensor {
        compare(.gt, left, right.weakTensor)
    }
    /// Where the left is greater or equal, with broadcasting.
    public static func .>= (left: Tensor, right: Tensor) -> Tensor { compare(.ge, left, right) }
    /// Where the left is greater or equal, with broadcasting.
    public static func .>= <Scalar: TensorScalar>(left: Tensor, right: Scalar) -> Tensor {
        compare(.ge, left, right.weakTensor)
    }
}
