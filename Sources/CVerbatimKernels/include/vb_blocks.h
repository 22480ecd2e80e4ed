/* Functions of blocks of elements, for an interpreter of fused chains. */
#ifndef VB_BLOCKS_H
#define VB_BLOCKS_H
#include <stdint.h>

/// A function of a block of elements: result, up to three operands, how many elements.
///
/// The result may be one of the operands, but may not overlap one otherwise. Operands that the function does not take
/// are not looked at. A NaN that arithmetic gives may have any payload: `VB_CANONICALIZE` makes it canonical.
typedef void (*vb_block_function)(void *to, const void *a, const void *b, const void *c, int64_t count);

/// A chain of functions of f32 in one pass over blocks: the results, then the operands, in the order that it states.
///
/// A result may be one of the operands, or else overlaps none. All results have canonical NaN.
typedef void (*vb_update_function)(float *const *blocks, int64_t count);

/// Element types; a bool is a byte of 0 or 1.
enum {
    VB_F32, VB_F64, VB_I32, VB_I64, VB_U32, VB_U64, VB_BOOL,
    /// 16-bit floats: made canonical, widened to f32, and rounded from the other types; the rest is done in f32.
    VB_F16, VB_BF16,
    /// The number of types above.
    VB_TYPE_COUNT
};

/// Functions of one operand. Those of floats: the first ten; of integers: `VB_ABS`, `VB_NEGATE`, `VB_SIGN` and from
/// `VB_NOT` on; of bools: `VB_NOT`.
enum {
    VB_ABS, VB_NEGATE, VB_SIGN, VB_SQRT, VB_FLOOR, VB_CEIL,
    /// To the nearest integer, ties to even, and ties away from zero.
    VB_ROUND_EVEN, VB_ROUND_AWAY,
    /// Gives a bool.
    VB_IS_FINITE,
    /// Any NaN becomes 0x7fc00000 (f32), 0x7ff8000000000000 (f64), 0x7e00 (f16) or 0x7fc0 (bf16).
    VB_CANONICALIZE,
    VB_NOT, VB_POPULATION_COUNT, VB_LEADING_ZEROS,
    /// The number of functions above.
    VB_BLOCK_UNARY_COUNT
};

/// Functions of two operands of one type. Of floats: the first six; of integers: all; of bools: `VB_ADD` (or),
/// `VB_MULTIPLY` (and), `VB_MAXIMUM`, `VB_MINIMUM`, `VB_AND`, `VB_OR`, `VB_XOR`.
///
/// NaN wins a maximum and a minimum (and is canonical), and -0 is less than +0. An integer divided by 0 is -1, with
/// remainder its dividend; the least integer divided by -1 is itself, with remainder 0. A shift by the width or more
/// gives 0, or the sign.
enum {
    VB_ADD, VB_SUBTRACT, VB_MULTIPLY, VB_DIVIDE, VB_MAXIMUM, VB_MINIMUM,
    VB_REMAINDER, VB_AND, VB_OR, VB_XOR, VB_SHIFT_LEFT, VB_SHIFT_RIGHT_LOGICAL, VB_SHIFT_RIGHT_ARITHMETIC,
    /// The number of functions above.
    VB_BINARY_COUNT
};

/// Optimizers' updates: results = functions of operands. Every product, sum and root rounds by itself.
enum {
    /// m, v, p = m, v, g, p, a, b, alpha, epsilon: m + (g - m) * a, v + (g * g - v) * b, p - m * alpha / (sqrt(v) + epsilon).
    VB_UPDATE_ADAM,
    /// m, v, p = m, v, g, p, b1, c1, b2, c2, alpha, epsilon: b1 * m + c1 * g, b2 * v + c2 * (g * g), and p as above.
    VB_UPDATE_ADAM_KERAS2,
    /// v, p = v, g, p, r, c, rate, epsilon: r * v + c * (g * g), p - rate * g / sqrt(v + epsilon).
    VB_UPDATE_RMSPROP,
    /// v, p = v, g, p, r, c, rate, epsilon: r * v + c * (g * g), p - rate * g / (sqrt(v) + epsilon).
    VB_UPDATE_RMSPROP_KERAS2,
    /// v, p = v, g, p, b, rate: b * v - rate * g, p + v.
    VB_UPDATE_MOMENTUM,
    /// v, p = v, g, p, b, rate, decay: b * v - rate * g, (p - (p * decay) * rate) + v.
    VB_UPDATE_MOMENTUM_DECAY,
    /// The number of updates above.
    VB_UPDATE_COUNT
};

/// Comparisons, which give a bool.
enum {
    VB_EQ, VB_NE, VB_LT, VB_LE, VB_GT, VB_GE,
    /// The number of comparisons above.
    VB_COMPARISON_COUNT
};

#endif
