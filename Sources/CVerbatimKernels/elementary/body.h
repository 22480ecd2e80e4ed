/* The elementary functions, written once over vectors of VB_LANES floats and included per instruction set.
 *
 * Every core computes the function in f64 with a relative error below EPSILON and flags the lanes where values that far
 * apart round to different floats; those go to the exact evaluation. So the result is the correctly rounded one whatever
 * the polynomial, the instruction set and its multiply-add. Lanes with a NaN are always flagged. */
#ifndef __clang__
#error "Verbatim's kernels are written for clang."
#endif
#include "polynomials.h"
#pragma STDC FP_CONTRACT OFF
/* Vectors wider than a register are passed to functions that are always inlined only. */
#pragma clang diagnostic ignored "-Wpsabi"

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

typedef float vf __attribute__((ext_vector_type(VB_LANES)));
typedef double vd __attribute__((ext_vector_type(VB_LANES)));
typedef int32_t vi __attribute__((ext_vector_type(VB_LANES)));
typedef int64_t vl __attribute__((ext_vector_type(VB_LANES)));
typedef uint64_t vu __attribute__((ext_vector_type(VB_LANES)));
typedef float vf_unaligned __attribute__((ext_vector_type(VB_LANES), aligned(4)));

#define EPSILON 0x1p-41

INLINE vd wide(vf x) { return __builtin_convertvector(x, vd); }
INLINE vf narrow(vd x) { return __builtin_convertvector(x, vf); }
INLINE vu bits(vd x) { return __builtin_bit_cast(vu, x); }
INLINE vd of_bits(vu x) { return __builtin_bit_cast(vd, x); }
INLINE vd splat(double x) { return (vd)x; }

/* a * b + c, rounded once or twice as the instruction set has it. */
INLINE vd madd(vd a, vd b, vd c) {
#if VB_FMA
    return __builtin_elementwise_fma(a, b, c);
#else
    return a * b + c;
#endif
}

INLINE vd horner(const double *c, int count, vd x) {
    vd r = splat(c[count - 1]);
    UNROLL for (int i = count - 2; i >= 0; i--) r = madd(r, x, splat(c[i]));
    return r;
}
#define HORNER(table, x) horner(table, (int)(sizeof(table) / sizeof(double)), x)

INLINE vd vd_abs(vd x) { return of_bits(bits(x) & 0x7fffffffffffffffull); }
INLINE vd with_sign(vd magnitude, vd sign) { return of_bits(bits(magnitude) | (bits(sign) & 0x8000000000000000ull)); }
INLINE vf vf_abs(vf x) { return __builtin_bit_cast(vf, __builtin_bit_cast(vi, x) & 0x7fffffff); }

/* Comparisons are written so that a NaN stays. */
INLINE vf at_least(vf x, float least) { return x < least ? (vf)least : x; }
INLINE vf at_most(vf x, float most) { return x > most ? (vf)most : x; }

/* The value rounded to f32, and the lanes in which EPSILON leaves that open. */
INLINE vf settle(vd y, vi *open) {
    vf low = narrow(y * (1 - EPSILON)), high = narrow(y * (1 + EPSILON));
    *open = low != high;
    return low;
}

/* Adding it rounds to an integer, which lies in the low bits of the sum. */
#define ROUNDER 0x1.8p52

INLINE vd vd_sqrt(vd x) { return __builtin_elementwise_sqrt(x); }

/* MARK: exponentials */

/* x = n ln 2 + r; `shifted` holds n in its low bits. |x| < 200, where one constant for ln 2 is enough. */
INLINE vd reduce_exp(vd x, vd *shifted) {
    *shifted = madd(x, splat(0x1.71547652b82fep+0), splat(ROUNDER));
    vd n = *shifted - ROUNDER;
    return madd(n, splat(-0x1.62e42fefa39efp-1), x);
}

INLINE vd scale(vd y, vd shifted) { return of_bits(bits(y) + (bits(shifted) << 52)); }

INLINE vd core_exp(vd x) {
    vd shifted, r = reduce_exp(x, &shifted);
    vd p = madd(r * r, HORNER(EXP_ONLY_Q, r), r + 1);
    return scale(p, shifted);
}

/* e^x - 1 without cancellation; the sign of a zero is lost. */
INLINE vd core_expm1(vd x) {
    vd shifted, r = reduce_exp(x, &shifted);
    vd p = madd(r * r, HORNER(EXP_Q, r), r);
    vd s = scale(splat(1), shifted);
    return madd(s, p, s - 1);
}

INLINE vf vb_exp(vf x, vi *open) { return settle(core_exp(wide(at_most(at_least(x, -105), 90))), open); }

INLINE vf vb_exp2(vf x, vi *open) {
    vd v = wide(at_most(at_least(x, -152), 130));
    vd shifted = v + ROUNDER;
    vd r = (v - (shifted - ROUNDER)) * 0x1.62e42fefa39efp-1;
    return settle(scale(madd(r * r, HORNER(EXP_ONLY_Q, r), r + 1), shifted), open);
}

INLINE vf vb_expm1(vf x, vi *open) {
    vd v = wide(at_most(at_least(x, -30), 90));
    return settle(with_sign(vd_abs(core_expm1(v)), v), open);
}

INLINE vf vb_sinh(vf x, vi *open) {
    vd e = core_expm1(wide(at_most(vf_abs(x), 90)));
    return settle(with_sign((e + e / (e + 1)) * 0.5, wide(x)), open);
}

INLINE vf vb_cosh(vf x, vi *open) {
    vd e = core_exp(wide(at_most(vf_abs(x), 90)));
    return settle((e + 1 / e) * 0.5, open);
}

INLINE vf vb_tanh(vf x, vi *open) {
    vd e = core_expm1(wide(at_most(vf_abs(x), 10)) * 2);
    return settle(with_sign(e / (e + 2), wide(x)), open);
}

INLINE vf vb_sigmoid(vf x, vi *open) {
    vd e = core_exp(wide(-at_most(at_least(x, -105), 105)));
    return settle(1 / (e + 1), open);
}

/* MARK: logarithms */

/* x = (1 + f) 2^e for a positive normal x, 1 + f in [sqrt(1/2), sqrt(2)). */
INLINE vd split(vd x, vd *e) {
    vu shifted = bits(x) + (0x3ff0000000000000ull - 0x3fe6a09e667f3bcdull);
    vu biased = shifted >> 52;
    *e = of_bits(biased | 0x4330000000000000ull) - (0x1p52 + 1023);
    return of_bits(bits(x) - ((biased - 1023) << 52)) - 1;
}

INLINE vd core_log_near(vd f) { return madd(f * f, HORNER(LOG_Q, f), f); }

#define LN2 0x1.62e42fefa39efp-1

/* The lanes whose argument is no positive finite number. */
INLINE vi not_positive(vf x) { return ~((x > 0) & (x < __builtin_inff())); }

INLINE vf vb_log(vf x, vi *open) {
    vd e, f = split(wide(x), &e);
    vf y = settle(madd(e, splat(LN2), core_log_near(f)), open);
    *open |= not_positive(x);
    return y;
}

INLINE vf vb_log2(vf x, vi *open) {
    vd e, f = split(wide(x), &e);
    vf y = settle(madd(core_log_near(f), splat(0x1.71547652b82fep+0), e), open);
    *open |= not_positive(x);
    return y;
}

INLINE vf vb_log10(vf x, vi *open) {
    vd e, f = split(wide(x), &e);
    vf y = settle(madd(e, splat(LN2), core_log_near(f)) * 0x1.bcb7b1526e50ep-2, open);
    *open |= not_positive(x);
    return y;
}

/* ln(1 + x) for x > -1; 1 + x may be inexact, then x itself is used where it is small. */
INLINE vd core_log1p(vd x) {
    vd e, f = split(x + 1, &e);
    f = e == 0 ? x : f;
    return madd(e, splat(LN2), core_log_near(f));
}

INLINE vf vb_log1p(vf x, vi *open) {
    vd v = wide(x);
    vf y = settle(with_sign(vd_abs(core_log1p(v)), v), open);
    *open |= ~((x > -1) & (x < __builtin_inff()));
    return y;
}

INLINE vf vb_asinh(vf x, vi *open) {
    vd a = wide(vf_abs(x));
    vd square = a * a;
    vf y = settle(with_sign(core_log1p(a + square / (vd_sqrt(square + 1) + 1)), wide(x)), open);
    *open |= ~(vf_abs(x) < __builtin_inff());
    return y;
}

INLINE vf vb_acosh(vf x, vi *open) {
    vd t = wide(x) - 1;
    vf y = settle(core_log1p(t + vd_sqrt(t * (t + 2))), open);
    *open |= ~((x >= 1) & (x < __builtin_inff()));
    return y;
}

INLINE vf vb_atanh(vf x, vi *open) {
    vd a = wide(vf_abs(x));
    vf y = settle(with_sign(core_log1p((a + a) / (1 - a)) * 0.5, wide(x)), open);
    *open |= ~(vf_abs(x) < 1);
    return y;
}

/* MARK: circular functions */

/* Beyond it integers reduce the argument. */
#define CIRCULAR_LIMIT 0x1p18f

/* x - n * (high + middle + low) without losing bits to cancellation; |n| < 2^19, the first two constants have 33 bits. */
INLINE vd less_multiple(vd x, vd n, double high, double middle, double low) {
    return madd(n, splat(-low), (x - n * high) - n * middle);
}
#define PI_HIGH 0x1.921fb544p+1
#define PI_MIDDLE 0x1.0b4611a6p-33
#define PI_LOW 0x1.3198a2e037073p-68

static __attribute__((noinline)) void reduce_far(const vf *x, const vi *far, int quadrants, int shift, vd *r, vu *n) {
    vb_reduce_far_f32((const float *)x, (const int32_t *)far, quadrants, shift, (double *)r, (uint64_t *)n, VB_LANES);
}

/* Replaces r and n where |x| is beyond the limit. */
INLINE void mend_far(vf x, int quadrants, int shift, vd *r, vu *n) {
    vi far = ~(vf_abs(x) <= CIRCULAR_LIMIT);
    if (__builtin_expect(__builtin_reduce_or(far) != 0, 0)) {
        vd far_r = *r;
        vu far_n = *n;
        reduce_far(&x, &far, quadrants, shift, &far_r, &far_n);
        *r = far_r;
        *n = far_n;
    }
}

INLINE vd core_sin(vd r) {
    vd z = r * r;
    return r * madd(z, HORNER(SIN_P, z), splat(1));
}

INLINE vf vb_sin(vf x, vi *open) {
    vd v = wide(x);
    vd shifted = madd(v, splat(0x1.45f306dc9c883p-2), splat(ROUNDER));
    vd r = less_multiple(v, shifted - ROUNDER, PI_HIGH, PI_MIDDLE, PI_LOW);
    vu n = bits(shifted);
    mend_far(x, 0, 1, &r, &n);
    vf y = settle(of_bits(bits(core_sin(r)) ^ (n << 63)), open);
    *open |= ~(vf_abs(x) < __builtin_inff());
    return y;
}

/* cos x = -(-1)^n sin(x - (n + 1/2) pi) */
INLINE vf vb_cos(vf x, vi *open) {
    vd v = wide(x);
    vd shifted = madd(v, splat(0x1.45f306dc9c883p-2), splat(-0.5)) + ROUNDER;
    vd r = less_multiple(v, (shifted - ROUNDER) + 0.5, PI_HIGH, PI_MIDDLE, PI_LOW);
    vu n = bits(shifted);
    mend_far(x, -1, 1, &r, &n);
    vf y = settle(of_bits(bits(core_sin(r)) ^ (~n << 63)), open);
    *open |= ~(vf_abs(x) < __builtin_inff());
    return y;
}

INLINE vf vb_tan(vf x, vi *open) {
    vd v = wide(x);
    vd shifted = madd(v, splat(0x1.45f306dc9c883p-1), splat(ROUNDER));
    vd r = less_multiple(v, shifted - ROUNDER, PI_HIGH * 0.5, PI_MIDDLE * 0.5, PI_LOW * 0.5);
    vu n = bits(shifted);
    mend_far(x, 0, 2, &r, &n);
    vd z = r * r;
    vd s = r * madd(z, HORNER(SIN_QUARTER_P, z), splat(1));
    vd c = madd(z, HORNER(COS_QUARTER_P, z), splat(1));
    vl odd = __builtin_bit_cast(vl, n << 63);
    vf y = settle((odd ? -c : s) / (odd ? s : c), open);
    *open |= ~(vf_abs(x) < __builtin_inff());
    return y;
}

#define HALF_PI 0x1.921fb54442d18p+0

INLINE vf vb_atan(vf x, vi *open) {
    vd a = wide(vf_abs(x));
    vl inverted = a > 1;
    vd t = (inverted ? splat(1) : a) / (inverted ? a : splat(1));
    vd z = t * t;
    vd p = t * madd(z, HORNER(ATAN_P, z), splat(1));
    return settle(with_sign(inverted ? HALF_PI - p : p, wide(x)), open);
}

/* arcsin a for a <= 1/2, else arcsin sqrt((1 - a) / 2), of which pi/2 - arcsin a is twice. */
INLINE vd core_asin(vd a, vl *far) {
    *far = a > 0.5;
    vd half = madd(a, splat(-0.5), splat(0.5));
    vd z = *far ? half : a * a;
    vd s = *far ? vd_sqrt(half) : a;
    return s * madd(z, HORNER(ASIN_P, z), splat(1));
}

INLINE vf vb_asin(vf x, vi *open) {
    vl far;
    vd p = core_asin(wide(vf_abs(x)), &far);
    vf y = settle(with_sign(far ? HALF_PI - (p + p) : p, wide(x)), open);
    *open |= ~(vf_abs(x) <= 1);
    return y;
}

INLINE vf vb_acos(vf x, vi *open) {
    vl far;
    vd v = wide(x);
    vd p = core_asin(vd_abs(v), &far);
    vd near = HALF_PI - of_bits(bits(p) ^ (bits(v) & 0x8000000000000000ull));
    vd twice = p + p;
    vf y = settle(far ? (v < 0 ? 2 * HALF_PI - twice : twice) : near, open);
    *open |= ~(vf_abs(x) <= 1);
    return y;
}

/* MARK: error function */

INLINE vf vb_erf(vf x, vi *open) {
    vd a = wide(at_most(vf_abs(x), 4));
    vd e = core_expm1(-a * HORNER(ERF_Q, a));
    return settle(with_sign(vd_abs(e), wide(x)), open);
}

INLINE vf vb_erfc(vf x, vi *open) {
    vd a = wide(at_most(vf_abs(x), 10.1f));
    vd y = core_exp(-(a * a)) * HORNER(ERFC_G, (a - 2) / (a + 2));
    return settle(wide(x) < 0 ? 2 - y : y, open);
}

INLINE vf vb_erf_inv(vf x, vi *open) {
    vd v = wide(x);
    vd e, f = split((1 - v) * (1 + v), &e);
    vd w = -madd(e, splat(LN2), core_log_near(f));
    vd center = HORNER(ERFINV_CENTER, w - 3);
    vd p = center;
    vl far = w > 6;
    if (__builtin_reduce_or(far)) {
        vd tail = HORNER(ERFINV_TAIL, vd_sqrt(w) - 3.25);
        p = far ? tail : center;
    }
    vf y = settle(v * p, open);
    *open |= ~(vf_abs(x) < 1);
    return y;
}

/* MARK: roots */

INLINE vf vb_sqrt(vf x, vi *open) {
    *open = (vi)0;
    /* Told apart by integers: a compiler may take any NaN for any other. */
    vi y = __builtin_bit_cast(vi, __builtin_elementwise_sqrt(x));
    return __builtin_bit_cast(vf, (y & 0x7fffffff) > 0x7f800000 ? (vi)0x7fc00000 : y);
}

/* An f32 estimate and one Newton step. */
INLINE vf vb_rsqrt(vf x, vi *open) {
    vd r = wide(1 / __builtin_elementwise_sqrt(x));
    vd rest = madd(wide(x) * r, -r, splat(1));
    return settle(madd(r * 0.5, rest, r), open);
}

/* z ~ a^(-1/3) from a third of the exponent, refined without a division; then a z^2. */
INLINE vf vb_cbrt(vf x, vi *open) {
    vd a = wide(vf_abs(x));
    vd third = madd(of_bits((bits(a) >> 32) | 0x4330000000000000ull) - 0x1p52, splat(-0x1.5555555555555p-2),
                    splat(0x1p52 + 0x553ef0ff));
    vd z = of_bits(bits(third) << 32);
    vd e = madd(a * z, -(z * z), splat(1));
    z = z * madd(e, madd(e, madd(e, madd(e, splat(35.0 / 243), splat(14.0 / 81)), splat(2.0 / 9)), splat(1.0 / 3)), splat(1));
    e = madd(a * z, -(z * z), splat(1));
    z = z * madd(e, madd(e, splat(2.0 / 9), splat(1.0 / 3)), splat(1));
    return settle(with_sign(a * z * z, wide(x)), open);
}

/* MARK: loops */

INLINE vf load(const float *p) { return *(const vf_unaligned *)p; }
INLINE void store(float *p, vf x) { *(vf_unaligned *)p = x; }

#define DEFINE(name, number)                                                                                           \
    static __attribute__((noinline)) void name##_rare(const vf *x, vf *y, const vi *open, int count) {                 \
        vb_exact_repair_f32(number, (const float *)x, (float *)y, (const int32_t *)open, count);                       \
    }                                                                                                                  \
    static void name##_loop(const float *x, float *y, size_t n) {                                                      \
        size_t i = 0;                                                                                                  \
        for (; i + VB_LANES <= n; i += VB_LANES) {                                                                     \
            vi open;                                                                                                   \
            vf v = load(x + i), r = name(v, &open);                                                                    \
            if (__builtin_expect(__builtin_reduce_or(open) != 0, 0)) name##_rare(&v, &r, &open, VB_LANES);             \
            store(y + i, r);                                                                                           \
        }                                                                                                              \
        if (i < n) {                                                                                                   \
            int count = (int)(n - i);                                                                                  \
            vi open;                                                                                                   \
            vf v = (vf)x[i];                                                                                           \
            for (int k = 1; k < count; k++) v[k] = x[i + k];                                                           \
            vf r = name(v, &open);                                                                                     \
            if (__builtin_reduce_or(open) != 0) name##_rare(&v, &r, &open, count);                                     \
            for (int k = 0; k < count; k++) y[i + k] = r[k];                                                           \
        }                                                                                                              \
    }

#define FUNCTIONS(F)                                                                                                   \
    F(vb_exp, VB_UNARY_EXP) F(vb_exp2, VB_UNARY_EXP2) F(vb_expm1, VB_UNARY_EXPM1) F(vb_log, VB_UNARY_LOG)              \
    F(vb_log2, VB_UNARY_LOG2) F(vb_log10, VB_UNARY_LOG10) F(vb_log1p, VB_UNARY_LOG1P) F(vb_sin, VB_UNARY_SIN)          \
    F(vb_cos, VB_UNARY_COS) F(vb_tan, VB_UNARY_TAN) F(vb_asin, VB_UNARY_ASIN) F(vb_acos, VB_UNARY_ACOS)                \
    F(vb_atan, VB_UNARY_ATAN) F(vb_sinh, VB_UNARY_SINH) F(vb_cosh, VB_UNARY_COSH) F(vb_tanh, VB_UNARY_TANH)            \
    F(vb_asinh, VB_UNARY_ASINH) F(vb_acosh, VB_UNARY_ACOSH) F(vb_atanh, VB_UNARY_ATANH) F(vb_erf, VB_UNARY_ERF)        \
    F(vb_erfc, VB_UNARY_ERFC) F(vb_sigmoid, VB_UNARY_SIGMOID) F(vb_sqrt, VB_UNARY_SQRT) F(vb_rsqrt, VB_UNARY_RSQRT)    \
    F(vb_cbrt, VB_UNARY_CBRT) F(vb_erf_inv, VB_UNARY_ERF_INV)

FUNCTIONS(DEFINE)

#define ENTRY(name, number) [number] = name##_loop,
const vb_unary_f32_fn VB_TABLE[VB_UNARY_COUNT] = {FUNCTIONS(ENTRY)};
