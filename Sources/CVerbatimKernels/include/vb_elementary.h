/* Elementary functions on f32: the correctly rounded value, the same bits from every instruction set. */
#ifndef VB_ELEMENTARY_H
#define VB_ELEMENTARY_H
#include <stddef.h>
#include "vb_blocks.h"
#include "vb_cpu.h"

/// The functions. Each is the exact mathematical value rounded once; every NaN result is 0x7fc00000.
enum vb_unary_function {
    VB_UNARY_EXP = 0,
    VB_UNARY_EXP2,
    VB_UNARY_EXPM1,
    VB_UNARY_LOG,
    VB_UNARY_LOG2,
    VB_UNARY_LOG10,
    VB_UNARY_LOG1P,
    VB_UNARY_SIN,
    VB_UNARY_COS,
    VB_UNARY_TAN,
    VB_UNARY_ASIN,
    VB_UNARY_ACOS,
    VB_UNARY_ATAN,
    VB_UNARY_SINH,
    VB_UNARY_COSH,
    VB_UNARY_TANH,
    VB_UNARY_ASINH,
    VB_UNARY_ACOSH,
    VB_UNARY_ATANH,
    VB_UNARY_ERF,
    VB_UNARY_ERFC,
    VB_UNARY_SIGMOID,
    VB_UNARY_SQRT,
    VB_UNARY_RSQRT,
    VB_UNARY_CBRT,
    VB_UNARY_ERF_INV,
    /// The number of functions above.
    VB_UNARY_COUNT
};

/// y[i] = f(x[i]) for i < n; `y` may be `x`, and must not overlap it otherwise.
///
/// Callers hold the floating-point state of `vb_fpu_enter`. No alignment is needed.
typedef void (*vb_unary_f32_fn)(const float *x, float *y, size_t n);

/// A function's kernel for an instruction set, or NULL where this build lacks it.
///
/// The caller asks `vb_isa_available` whether the machine runs it.
vb_unary_f32_fn vb_unary_f32(int isa, int function);

/// The exponential as a block function, for kernels that take one.
vb_block_function vb_exponential_block(int isa);

#endif
