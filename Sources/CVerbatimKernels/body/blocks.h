/* Functions of blocks of elements: plain loops that the compiler turns into vectors. */

// Results may be written in place, element by element, which the compiler cannot know to be harmless.
#define EACH_ELEMENT \
    _Pragma("clang loop vectorize(assume_safety) interleave(enable)") for (int64_t i = 0; i < count; i++)

#define UNARY(name, R, A, expression) \
    static void name(void *to, const void *a, const void *b, const void *c, int64_t count) { \
        (void)b; \
        (void)c; \
        R *const r = to; \
        const A *const p = a; \
        EACH_ELEMENT { \
            const A x = p[i]; \
            r[i] = (R)(expression); \
        } \
    }

#define BINARY(name, R, A, expression) \
    static void name(void *to, const void *a, const void *b, const void *c, int64_t count) { \
        (void)c; \
        R *const r = to; \
        const A *const p = a, *const q = b; \
        EACH_ELEMENT { \
            const A x = p[i], y = q[i]; \
            r[i] = (R)(expression); \
        } \
    }

#define FLOAT_HELPERS(F, I, U, T, WIDTH, MANTISSA, EXPONENT, QUIET) \
    VB_INLINE U bits_##T(F x) { \
        union { F f; U u; } v = {.f = x}; \
        return v.u; \
    } \
    VB_INLINE F from_bits_##T(U x) { \
        union { U u; F f; } v = {.u = x}; \
        return v.f; \
    } \
    VB_INLINE F magnitude_##T(F x) { return from_bits_##T(bits_##T(x) & ~((U)1 << (WIDTH - 1))); } \
    VB_INLINE F with_sign_##T(F x, F sign) { \
        const U top = (U)1 << (WIDTH - 1); \
        return from_bits_##T((bits_##T(x) & ~top) | (bits_##T(sign) & top)); \
    } \
    VB_INLINE F canonical_##T(F x) { return x != x ? from_bits_##T(QUIET) : x; } \
    VB_INLINE F maximum_##T(F x, F y) { \
        return x > y ? x : y > x ? y : from_bits_##T(x == y ? bits_##T(x) & bits_##T(y) : QUIET); \
    } \
    VB_INLINE F minimum_##T(F x, F y) { \
        return x < y ? x : y < x ? y : from_bits_##T(x == y ? bits_##T(x) | bits_##T(y) : QUIET); \
    } \
    VB_INLINE F sign_##T(F x) { return x > 0 ? 1 : x < 0 ? -1 : x; } \
    /* Beyond 2^MANTISSA every float is whole; below, it fits an integer, and has room for a half. */ \
    VB_INLINE F floor_##T(F x) { \
        const F whole = (F)((U)1 << MANTISSA), m = magnitude_##T(x); \
        const F t = (F)(I)(m < whole ? x : 0), f = t > x ? t - 1 : t; \
        return m < whole ? with_sign_##T(f, x) : x; \
    } \
    VB_INLINE F ceil_##T(F x) { \
        const F whole = (F)((U)1 << MANTISSA), m = magnitude_##T(x); \
        const F t = (F)(I)(m < whole ? x : 0), f = t < x ? t + 1 : t; \
        return m < whole ? with_sign_##T(f, x) : x; \
    } \
    VB_INLINE F round_even_##T(F x) { \
        const F whole = (F)((U)1 << MANTISSA), m = magnitude_##T(x), f = (m + whole) - whole; \
        return m < whole ? with_sign_##T(f, x) : x; \
    } \
    VB_INLINE F round_away_##T(F x) { \
        const F whole = (F)((U)1 << MANTISSA), m = magnitude_##T(x); \
        const F t = (F)(I)(m < whole ? m : 0), f = m - t >= (F)0.5 ? t + 1 : t; \
        return m < whole ? with_sign_##T(f, x) : x; \
    } \
    VB_INLINE int64_t total_order_##T(F x) { \
        const I k = (I)bits_##T(x); \
        return k < 0 ? (I)(k ^ (I)(~(U)0 >> 1)) : k; \
    }

FLOAT_HELPERS(float, int32_t, uint32_t, f32, 32, 23, 0xff, 0x7fc00000u)
FLOAT_HELPERS(double, int64_t, uint64_t, f64, 64, 52, 0x7ff, 0x7ff8000000000000u)

#define FLOAT_FUNCTIONS(F, U, T, INFINITE) \
    UNARY(T##_abs, F, F, magnitude_##T(x)) \
    UNARY(T##_negate, F, F, -x) \
    UNARY(T##_sign, F, F, sign_##T(x)) \
    UNARY(T##_sqrt, F, F, __builtin_elementwise_sqrt(x)) \
    UNARY(T##_floor, F, F, floor_##T(x)) \
    UNARY(T##_ceil, F, F, ceil_##T(x)) \
    UNARY(T##_round_even, F, F, round_even_##T(x)) \
    UNARY(T##_round_away, F, F, round_away_##T(x)) \
    UNARY(T##_is_finite, uint8_t, F, magnitude_##T(x) < from_bits_##T(INFINITE)) \
    UNARY(T##_canonicalize, F, F, canonical_##T(x)) \
    BINARY(T##_add, F, F, x + y) \
    BINARY(T##_subtract, F, F, x - y) \
    BINARY(T##_multiply, F, F, x *y) \
    BINARY(T##_divide, F, F, x / y) \
    BINARY(T##_maximum, F, F, maximum_##T(x, y)) \
    BINARY(T##_minimum, F, F, minimum_##T(x, y)) \
    BINARY(T##_total_lt, uint8_t, F, total_order_##T(x) < total_order_##T(y)) \
    BINARY(T##_total_le, uint8_t, F, total_order_##T(x) <= total_order_##T(y)) \
    BINARY(T##_total_gt, uint8_t, F, total_order_##T(x) > total_order_##T(y)) \
    BINARY(T##_total_ge, uint8_t, F, total_order_##T(x) >= total_order_##T(y)) \
    BINARY(T##_total_eq, uint8_t, F, bits_##T(x) == bits_##T(y)) \
    BINARY(T##_total_ne, uint8_t, F, bits_##T(x) != bits_##T(y)) \
    static void T##_clamp(void *to, const void *a, const void *b, const void *c, int64_t count) { \
        F *const r = to; \
        const F *const low = a, *const p = b, *const high = c; \
        EACH_ELEMENT r[i] = minimum_##T(maximum_##T(low[i], p[i]), high[i]); \
    }

FLOAT_FUNCTIONS(float, uint32_t, f32, 0x7f800000u)
FLOAT_FUNCTIONS(double, uint64_t, f64, 0x7ff0000000000000u)

// S and U are the signed and the unsigned integer of the same width; arithmetic wraps in U.
#define INTEGER_FUNCTIONS(A, S, U, T, WIDTH, ONES, ZEROS) \
    UNARY(T##_abs, A, A, x < 0 ? (U)0 - (U)x : (U)x) \
    UNARY(T##_negate, A, A, (U)0 - (U)x) \
    UNARY(T##_sign, A, A, (x > 0) - (x < 0)) \
    UNARY(T##_not, A, A, ~x) \
    UNARY(T##_population_count, A, A, ONES((U)x)) \
    UNARY(T##_leading_zeros, A, A, x == 0 ? WIDTH : ZEROS((U)x | (x == 0))) \
    BINARY(T##_add, A, A, (U)x + (U)y) \
    BINARY(T##_subtract, A, A, (U)x - (U)y) \
    BINARY(T##_multiply, A, A, (U)x *(U)y) \
    BINARY(T##_maximum, A, A, x > y ? x : y) \
    BINARY(T##_minimum, A, A, x < y ? x : y) \
    BINARY(T##_and, A, A, x &y) \
    BINARY(T##_or, A, A, x | y) \
    BINARY(T##_xor, A, A, x ^ y) \
    BINARY(T##_shift_left, A, A, (U)y < WIDTH ? (U)x << ((U)y % WIDTH) : 0) \
    BINARY(T##_shift_right_logical, A, A, (U)y < WIDTH ? (U)x >> ((U)y % WIDTH) : 0) \
    BINARY(T##_shift_right_arithmetic, A, A, (S)x >> ((U)y < WIDTH ? (U)y : WIDTH - 1)) \
    static void T##_clamp(void *to, const void *a, const void *b, const void *c, int64_t count) { \
        A *const r = to; \
        const A *const low = a, *const p = b, *const high = c; \
        EACH_ELEMENT { \
            const A x = p[i] < low[i] ? low[i] : p[i]; \
            r[i] = x > high[i] ? high[i] : x; \
        } \
    }

INTEGER_FUNCTIONS(int32_t, int32_t, uint32_t, i32, 32, __builtin_popcount, __builtin_clz)
INTEGER_FUNCTIONS(int64_t, int64_t, uint64_t, i64, 64, __builtin_popcountll, __builtin_clzll)
INTEGER_FUNCTIONS(uint32_t, int32_t, uint32_t, u32, 32, __builtin_popcount, __builtin_clz)
INTEGER_FUNCTIONS(uint64_t, int64_t, uint64_t, u64, 64, __builtin_popcountll, __builtin_clzll)

// Division has no vector form, and must not be tried where it traps.
#define BINARY_SCALAR(name, A, expression) \
    static void name(void *to, const void *a, const void *b, const void *c, int64_t count) { \
        (void)c; \
        A *const r = to; \
        const A *const p = a, *const q = b; \
        for (int64_t i = 0; i < count; i++) { \
            const A x = p[i], y = q[i]; \
            r[i] = (A)(expression); \
        } \
    }
BINARY_SCALAR(i32_divide, int32_t, y == 0 ? -1 : y == -1 ? (int32_t)(0u - (uint32_t)x) : x / y)
BINARY_SCALAR(i64_divide, int64_t, y == 0 ? -1 : y == -1 ? (int64_t)(0u - (uint64_t)x) : x / y)
BINARY_SCALAR(u32_divide, uint32_t, y == 0 ? ~0u : x / y)
BINARY_SCALAR(u64_divide, uint64_t, y == 0 ? ~(uint64_t)0 : x / y)
BINARY_SCALAR(i32_remainder, int32_t, y == 0 ? x : y == -1 ? 0 : x % y)
BINARY_SCALAR(i64_remainder, int64_t, y == 0 ? x : y == -1 ? 0 : x % y)
BINARY_SCALAR(u32_remainder, uint32_t, y == 0 ? x : x % y)
BINARY_SCALAR(u64_remainder, uint64_t, y == 0 ? x : x % y)

UNARY(bool_not, uint8_t, uint8_t, x ^ 1)
BINARY(bool_and, uint8_t, uint8_t, x &y)
BINARY(bool_or, uint8_t, uint8_t, x | y)
BINARY(bool_xor, uint8_t, uint8_t, x ^ y)
static void bool_clamp(void *to, const void *a, const void *b, const void *c, int64_t count) {
    uint8_t *const r = to;
    const uint8_t *const low = a, *const p = b, *const high = c;
    EACH_ELEMENT r[i] = (low[i] | p[i]) & high[i];
}

#define COMPARISONS(A, T) \
    BINARY(T##_eq, uint8_t, A, x == y) \
    BINARY(T##_ne, uint8_t, A, x != y) \
    BINARY(T##_lt, uint8_t, A, x < y) \
    BINARY(T##_le, uint8_t, A, x <= y) \
    BINARY(T##_gt, uint8_t, A, x > y) \
    BINARY(T##_ge, uint8_t, A, x >= y)
COMPARISONS(float, f32)
COMPARISONS(double, f64)
COMPARISONS(int32_t, i32)
COMPARISONS(int64_t, i64)
COMPARISONS(uint32_t, u32)
COMPARISONS(uint64_t, u64)
COMPARISONS(uint8_t, bool)

#define SELECT(W) \
    static void select_##W(void *to, const void *a, const void *b, const void *c, int64_t count) { \
        uint##W##_t *const r = to; \
        const uint8_t *const p = a; \
        const uint##W##_t *const x = b, *const y = c; \
        EACH_ELEMENT { \
            const uint##W##_t yes = x[i], no = y[i]; \
            r[i] = p[i] ? yes : no; \
        } \
    }
SELECT(8) SELECT(16) SELECT(32) SELECT(64)

// A float to an integer truncates and saturates, and NaN gives 0. `above` is the first float that is too large.
#define TO_SIGNED(x, I, least, above, greatest) \
    ((x) != (x) ? 0 : (x) >= (above) ? (greatest) : (x) < -(above) ? (least) : (I)(x))
#define TO_UNSIGNED(x, I, above, greatest) (!((x) > 0) ? 0 : (x) >= (above) ? (greatest) : (I)(x))
#define CONVERSIONS_FROM_FLOAT(F, T) \
    UNARY(T##_to_i32, int32_t, F, TO_SIGNED(x, int32_t, INT32_MIN, (F)2147483648.0, INT32_MAX)) \
    UNARY(T##_to_i64, int64_t, F, TO_SIGNED(x, int64_t, INT64_MIN, (F)9223372036854775808.0, INT64_MAX)) \
    UNARY(T##_to_u32, uint32_t, F, TO_UNSIGNED(x, uint32_t, (F)4294967296.0, UINT32_MAX)) \
    UNARY(T##_to_u64, uint64_t, F, TO_UNSIGNED(x, uint64_t, (F)18446744073709551616.0, UINT64_MAX)) \
    UNARY(T##_to_bool, uint8_t, F, x != 0)
CONVERSIONS_FROM_FLOAT(float, f32)
CONVERSIONS_FROM_FLOAT(double, f64)
UNARY(f32_to_f64, double, float, x)
UNARY(f64_to_f32, float, double, x)
#define CONVERSIONS_FROM_INTEGER(A, T) \
    UNARY(T##_to_f32, float, A, x) \
    UNARY(T##_to_f64, double, A, x) \
    UNARY(T##_to_i32, int32_t, A, x) \
    UNARY(T##_to_i64, int64_t, A, x) \
    UNARY(T##_to_u32, uint32_t, A, x) \
    UNARY(T##_to_u64, uint64_t, A, x) \
    UNARY(T##_to_bool, uint8_t, A, x != 0)
CONVERSIONS_FROM_INTEGER(int32_t, i32)
CONVERSIONS_FROM_INTEGER(int64_t, i64)
CONVERSIONS_FROM_INTEGER(uint32_t, u32)
CONVERSIONS_FROM_INTEGER(uint64_t, u64)
CONVERSIONS_FROM_INTEGER(uint8_t, bool)

#include "narrow.h"

#define FLOAT_UNARIES(T) \
    {[VB_ABS] = T##_abs, [VB_NEGATE] = T##_negate, [VB_SIGN] = T##_sign, [VB_SQRT] = T##_sqrt, \
     [VB_FLOOR] = T##_floor, [VB_CEIL] = T##_ceil, [VB_ROUND_EVEN] = T##_round_even, \
     [VB_ROUND_AWAY] = T##_round_away, [VB_IS_FINITE] = T##_is_finite, [VB_CANONICALIZE] = T##_canonicalize}
#define INTEGER_UNARIES(T) \
    {[VB_ABS] = T##_abs, [VB_NEGATE] = T##_negate, [VB_SIGN] = T##_sign, [VB_NOT] = T##_not, \
     [VB_POPULATION_COUNT] = T##_population_count, [VB_LEADING_ZEROS] = T##_leading_zeros}
static const vb_block_function unaries[VB_TYPE_COUNT][VB_BLOCK_UNARY_COUNT] = {
    [VB_F32] = FLOAT_UNARIES(f32),   [VB_F64] = FLOAT_UNARIES(f64),   [VB_I32] = INTEGER_UNARIES(i32),
    [VB_I64] = INTEGER_UNARIES(i64), [VB_U32] = INTEGER_UNARIES(u32), [VB_U64] = INTEGER_UNARIES(u64),
    [VB_BOOL] = {[VB_NOT] = bool_not},
    [VB_F16] = {[VB_CANONICALIZE] = f16_canonicalize},
    [VB_BF16] = {[VB_CANONICALIZE] = bf16_canonicalize},
};

#define FLOAT_BINARIES(T) \
    {[VB_ADD] = T##_add, [VB_SUBTRACT] = T##_subtract, [VB_MULTIPLY] = T##_multiply, [VB_DIVIDE] = T##_divide, \
     [VB_MAXIMUM] = T##_maximum, [VB_MINIMUM] = T##_minimum}
#define INTEGER_BINARIES(T) \
    {[VB_ADD] = T##_add, [VB_SUBTRACT] = T##_subtract, [VB_MULTIPLY] = T##_multiply, [VB_DIVIDE] = T##_divide, \
     [VB_MAXIMUM] = T##_maximum, [VB_MINIMUM] = T##_minimum, [VB_REMAINDER] = T##_remainder, [VB_AND] = T##_and, \
     [VB_OR] = T##_or, [VB_XOR] = T##_xor, [VB_SHIFT_LEFT] = T##_shift_left, \
     [VB_SHIFT_RIGHT_LOGICAL] = T##_shift_right_logical, [VB_SHIFT_RIGHT_ARITHMETIC] = T##_shift_right_arithmetic}
static const vb_block_function binaries[VB_TYPE_COUNT][VB_BINARY_COUNT] = {
    [VB_F32] = FLOAT_BINARIES(f32),   [VB_F64] = FLOAT_BINARIES(f64),   [VB_I32] = INTEGER_BINARIES(i32),
    [VB_I64] = INTEGER_BINARIES(i64), [VB_U32] = INTEGER_BINARIES(u32), [VB_U64] = INTEGER_BINARIES(u64),
    [VB_BOOL] = {[VB_ADD] = bool_or, [VB_MULTIPLY] = bool_and, [VB_MAXIMUM] = bool_or, [VB_MINIMUM] = bool_and,
                 [VB_AND] = bool_and, [VB_OR] = bool_or, [VB_XOR] = bool_xor},
};

#define COMPARISON_NAMES(T) {T##_eq, T##_ne, T##_lt, T##_le, T##_gt, T##_ge}
static const vb_block_function comparisons[VB_TYPE_COUNT][VB_COMPARISON_COUNT] = {
    [VB_F32] = COMPARISON_NAMES(f32), [VB_F64] = COMPARISON_NAMES(f64), [VB_I32] = COMPARISON_NAMES(i32),
    [VB_I64] = COMPARISON_NAMES(i64), [VB_U32] = COMPARISON_NAMES(u32), [VB_U64] = COMPARISON_NAMES(u64),
    [VB_BOOL] = COMPARISON_NAMES(bool),
};
static const vb_block_function total_orders[2][VB_COMPARISON_COUNT] = {
    [VB_F32] = COMPARISON_NAMES(f32_total), [VB_F64] = COMPARISON_NAMES(f64_total)};

static const vb_block_function clamps[VB_TYPE_COUNT] = {
    [VB_F32] = f32_clamp, [VB_F64] = f64_clamp, [VB_I32] = i32_clamp, [VB_I64] = i64_clamp,
    [VB_U32] = u32_clamp, [VB_U64] = u64_clamp, [VB_BOOL] = bool_clamp,
};

static const vb_block_function conversions[VB_TYPE_COUNT][VB_TYPE_COUNT] = {
    [VB_F32] = {f32_canonicalize, f32_to_f64, f32_to_i32, f32_to_i64, f32_to_u32, f32_to_u64, f32_to_bool,
                f32_to_f16, f32_to_bf16},
    [VB_F64] = {f64_to_f32, f64_canonicalize, f64_to_i32, f64_to_i64, f64_to_u32, f64_to_u64, f64_to_bool,
                f64_to_f16, f64_to_bf16},
    [VB_I32] = {i32_to_f32, i32_to_f64, i32_to_i32, i32_to_i64, i32_to_u32, i32_to_u64, i32_to_bool,
                i32_to_f16, i32_to_bf16},
    [VB_I64] = {i64_to_f32, i64_to_f64, i64_to_i32, i64_to_i64, i64_to_u32, i64_to_u64, i64_to_bool,
                i64_to_f16, i64_to_bf16},
    [VB_U32] = {u32_to_f32, u32_to_f64, u32_to_i32, u32_to_i64, u32_to_u32, u32_to_u64, u32_to_bool,
                u32_to_f16, u32_to_bf16},
    [VB_U64] = {u64_to_f32, u64_to_f64, u64_to_i32, u64_to_i64, u64_to_u32, u64_to_u64, u64_to_bool,
                u64_to_f16, u64_to_bf16},
    [VB_BOOL] = {bool_to_f32, bool_to_f64, bool_to_i32, bool_to_i64, bool_to_u32, bool_to_u64, bool_to_bool,
                 bool_to_f16, bool_to_bf16},
    [VB_F16] = {f16_to_f32, [VB_F16] = f16_canonicalize},
    [VB_BF16] = {bf16_to_f32, [VB_BF16] = bf16_canonicalize},
};

VB_INLINE int is_between(int x, int end) { return x >= 0 && x < end; }

static vb_block_function block_unary(int function, int type) {
    return is_between(function, VB_BLOCK_UNARY_COUNT) && is_between(type, VB_TYPE_COUNT) ? unaries[type][function] : NULL;
}
static vb_block_function block_binary(int function, int type) {
    return is_between(function, VB_BINARY_COUNT) && is_between(type, VB_TYPE_COUNT) ? binaries[type][function] : NULL;
}
static vb_block_function block_compare(int comparison, int type, int total) {
    if (!is_between(comparison, VB_COMPARISON_COUNT) || !is_between(type, VB_TYPE_COUNT)) return NULL;
    return total && type <= VB_F64 ? total_orders[type][comparison] : comparisons[type][comparison];
}
static vb_block_function block_select(int bytes) {
    return bytes == 1 ? select_8 : bytes == 2 ? select_16 : bytes == 4 ? select_32 : bytes == 8 ? select_64 : NULL;
}
static vb_block_function block_clamp(int type) { return is_between(type, VB_TYPE_COUNT) ? clamps[type] : NULL; }
static vb_block_function block_convert(int from, int to) {
    return is_between(from, VB_TYPE_COUNT) && is_between(to, VB_TYPE_COUNT) ? conversions[from][to] : NULL;
}
