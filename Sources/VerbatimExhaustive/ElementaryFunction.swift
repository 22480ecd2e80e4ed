import CVerbatimKernels

/// The f32 functions of one operand that the kernels hold, named as docs/Arithmetic.md names them.
enum ElementaryFunction: String, CaseIterable, Sendable {
    case exp, exp2, expm1, log, log2, log10, log1p, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh
    case atanh, erf, erfc, sigmoid, sqrt, rsqrt, cbrt, erfInverse

    /// The kernel of an instruction set that is available.
    func kernel(_ isa: Int32) -> vb_unary_f32_fn { vb_unary_f32(isa, Int32(number.rawValue))! }

    private var number: vb_unary_function {
        switch self {
        case .exp: VB_UNARY_EXP
        case .exp2: VB_UNARY_EXP2
        case .expm1: VB_UNARY_EXPM1
        case .log: VB_UNARY_LOG
        case .log2: VB_UNARY_LOG2
        case .log10: VB_UNARY_LOG10
        case .log1p: VB_UNARY_LOG1P
        case .sin: VB_UNARY_SIN
        case .cos: VB_UNARY_COS
        case .tan: VB_UNARY_TAN
        case .asin: VB_UNARY_ASIN
        case .acos: VB_UNARY_ACOS
        case .atan: VB_UNARY_ATAN
        case .sinh: VB_UNARY_SINH
        case .cosh: VB_UNARY_COSH
        case .tanh: VB_UNARY_TANH
        case .asinh: VB_UNARY_ASINH
        case .acosh: VB_UNARY_ACOSH
        case .atanh: VB_UNARY_ATANH
        case .erf: VB_UNARY_ERF
        case .erfc: VB_UNARY_ERFC
        case .sigmoid: VB_UNARY_SIGMOID
        case .sqrt: VB_UNARY_SQRT
        case .rsqrt: VB_UNARY_RSQRT
        case .cbrt: VB_UNARY_CBRT
        case .erfInverse: VB_UNARY_ERF_INV
        }
    }
}
