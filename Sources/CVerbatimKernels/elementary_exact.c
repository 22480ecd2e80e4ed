/* The elementary functions for one argument at a time through double-double arithmetic: 104 bits, rounded once.
 *
 * It settles the arguments that the vector code leaves open, and the special values. The steps are those of the Swift
 * functions in VerbatimArithmetic, whose comments give the bounds; products are split, so that no fma is needed. */
#include <stddef.h>
#include <stdint.h>
#include "elementary/tables.h"
#ifndef __clang__
#error "Verbatim's kernels are written for clang."
#endif
#pragma STDC FP_CONTRACT OFF

/* hi + lo, with hi the sum rounded. */
typedef struct { double hi, lo; } dd;

/* Each constant is the named number rounded to f64, and its remainder rounded to f64. */
static const dd LN2 = {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
static const dd INVERSE_LN2 = {0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56};
static const dd INVERSE_LN10 = {0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57};
static const dd PI = {0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53};
static const dd HALF_PI = {0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54};
static const dd TWO_OVER_ROOT_PI = {0x1.20dd750429b6dp+0, 0x1.1ae3a914fed80p-56};
static const dd INVERSE_ROOT_PI = {0x1.20dd750429b6dp-1, 0x1.1ae3a914fed80p-57};
static const dd INVERSE_FACTORIAL[30] = {
    {0x1.0000000000000p+0, 0x0.0p+0}, {0x1.0000000000000p+0, 0x0.0p+0},
    {0x1.0000000000000p-1, 0x0.0p+0}, {0x1.5555555555555p-3, 0x1.5555555555555p-57},
    {0x1.5555555555555p-5, 0x1.5555555555555p-59}, {0x1.1111111111111p-7, 0x1.1111111111111p-63},
    {0x1.6c16c16c16c17p-10, -0x1.f49f49f49f49fp-65}, {0x1.a01a01a01a01ap-13, 0x1.a01a01a01a01ap-73},
    {0x1.a01a01a01a01ap-16, 0x1.a01a01a01a01ap-76}, {0x1.71de3a556c734p-19, -0x1.c154f8ddc6c00p-73},
    {0x1.27e4fb7789f5cp-22, 0x1.cbbc05b4fa99ap-76}, {0x1.ae64567f544e4p-26, -0x1.c062e06d1f209p-80},
    {0x1.1eed8eff8d898p-29, -0x1.2aec959e14c06p-83}, {0x1.6124613a86d09p-33, 0x1.f28e0cc748ebep-87},
    {0x1.93974a8c07c9dp-37, 0x1.05d6f8a2efd1fp-92}, {0x1.ae7f3e733b81fp-41, 0x1.1d8656b0ee8cbp-97},
    {0x1.ae7f3e733b81fp-45, 0x1.1d8656b0ee8cbp-101}, {0x1.952c77030ad4ap-49, 0x1.ac981465ddc6cp-103},
    {0x1.6827863b97d97p-53, 0x1.eec01221a8b0bp-107}, {0x1.2f49b46814157p-57, 0x1.2650f61dbdcb4p-112},
    {0x1.e542ba4020225p-62, 0x1.ea72b4afe3c2fp-120}, {0x1.71b8ef6dcf572p-66, -0x1.d043ae40c4647p-120},
    {0x1.0ce396db7f853p-70, -0x1.aebcdbd20331cp-124}, {0x1.761b41316381ap-75, -0x1.3423c7d91404fp-130},
    {0x1.f2cf01972f578p-80, -0x1.9ada5fcc1ab14p-135}, {0x1.3f3ccdd165fa9p-84, -0x1.58ddadf344487p-139},
    {0x1.88e85fc6a4e5ap-89, -0x1.71c37ebd16540p-143}, {0x1.d1ab1c2dccea3p-94, 0x1.054d0c78aea14p-149},
    {0x1.0a18a2635085dp-98, 0x1.b9e2e28e1aa54p-153}, {0x1.259f98b4358adp-103, 0x1.eaf8c39dd9bc5p-157},
};
static const dd INVERSE_ODD[23] = {
    {0x1.0000000000000p+0, 0x0.0p+0}, {0x1.5555555555555p-2, 0x1.5555555555555p-56},
    {0x1.999999999999ap-3, -0x1.999999999999ap-57}, {0x1.2492492492492p-3, 0x1.2492492492492p-57},
    {0x1.c71c71c71c71cp-4, 0x1.c71c71c71c71cp-58}, {0x1.745d1745d1746p-4, -0x1.745d1745d1746p-59},
    {0x1.3b13b13b13b14p-4, -0x1.3b13b13b13b14p-58}, {0x1.1111111111111p-4, 0x1.1111111111111p-60},
    {0x1.e1e1e1e1e1e1ep-5, 0x1.e1e1e1e1e1e1ep-61}, {0x1.af286bca1af28p-5, 0x1.af286bca1af28p-59},
    {0x1.8618618618618p-5, 0x1.8618618618618p-59}, {0x1.642c8590b2164p-5, 0x1.642c8590b2164p-60},
    {0x1.47ae147ae147bp-5, -0x1.eb851eb851eb8p-61}, {0x1.2f684bda12f68p-5, 0x1.2f684bda12f68p-59},
    {0x1.1a7b9611a7b96p-5, 0x1.1a7b9611a7b96p-61}, {0x1.0842108421084p-5, 0x1.0842108421084p-60},
    {0x1.f07c1f07c1f08p-6, -0x1.f07c1f07c1f08p-61}, {0x1.d41d41d41d41dp-6, 0x1.0750750750750p-60},
    {0x1.bacf914c1bad0p-6, -0x1.bacf914c1bad0p-60}, {0x1.a41a41a41a41ap-6, 0x1.0690690690690p-60},
    {0x1.8f9c18f9c18fap-6, -0x1.f3831f3831f38p-61}, {0x1.7d05f417d05f4p-6, 0x1.7d05f417d05f4p-62},
    {0x1.6c16c16c16c17p-6, -0x1.f49f49f49f49fp-61},
};

/* The first bits of 2/pi after the point. */
static const uint64_t TWO_OVER_PI[8] = {
    0xa2f9836e4e441529u, 0xfc2757d1f534ddc0u, 0xdb6295993c439041u, 0xfe5163abdebbc561u,
    0xb7246e3a424dd2e0u, 0x06492eea09d1921cu, 0xfe1deb1cb129a73eu, 0xe88235f52ebb4484u,
};

static double of_bits(uint64_t u) { return __builtin_bit_cast(double, u); }
static uint64_t bits(double x) { return __builtin_bit_cast(uint64_t, x); }
static double magnitude(double x) { return of_bits(bits(x) & 0x7fffffffffffffffu); }
static double root(double x) { return __builtin_elementwise_sqrt(x); }
/* 2^e for a normal result. */
static double power(int e) { return of_bits((uint64_t)(e + 1023) << 52); }
/* The nearest integer, ties to even, for |x| < 2^51. */
static double nearest(double x) { return (x + 0x1.8p52) - 0x1.8p52; }

static dd make(double hi, double lo) { return (dd){hi, lo}; }
static dd of(double x) { return (dd){x, 0}; }
static dd sum(double a, double b) {
    double s = a + b, v = s - a;
    return make(s, (a - (s - v)) + (b - v));
}
static dd fast_sum(double a, double b) {
    double s = a + b;
    return make(s, b - (s - a));
}
static dd product(double a, double b) {
    double p = a * b;
    double t = a * 0x1.0000002p27, ah = t - (t - a), al = a - ah;
    double u = b * 0x1.0000002p27, bh = u - (u - b), bl = b - bh;
    return make(p, ((ah * bh - p) + ah * bl + al * bh) + al * bl);
}
static dd neg(dd x) { return make(-x.hi, -x.lo); }
static dd add(dd x, dd y) {
    dd s = sum(x.hi, y.hi), t = sum(x.lo, y.lo);
    dd v = fast_sum(s.hi, s.lo + t.hi);
    return fast_sum(v.hi, t.lo + v.lo);
}
static dd add1(dd x, double y) {
    dd s = sum(x.hi, y);
    return fast_sum(s.hi, x.lo + s.lo);
}
static dd sub(dd x, dd y) { return add(x, neg(y)); }
static dd mul(dd x, dd y) {
    dd c = product(x.hi, y.hi);
    return fast_sum(c.hi, c.lo + (x.hi * y.lo + x.lo * y.hi));
}
static dd mul1(dd x, double y) {
    dd c = product(x.hi, y);
    return fast_sum(c.hi, c.lo + x.lo * y);
}
static dd quotient(dd x, dd y) {
    double q = x.hi / y.hi;
    dd r = mul1(y, q);
    return fast_sum(q, ((x.hi - r.hi) + (x.lo - r.lo)) / y.hi);
}
static dd inverse(dd x) { return quotient(of(1), x); }
static dd square_root(dd x) {
    if (x.hi == 0) return x;
    double r = root(x.hi);
    return fast_sum(r, sub(x, product(r, r)).hi / (r + r));
}
static dd scaled(dd x, double s) { return make(x.hi * s, x.lo * s); }

/* One rounding to f32: an inexact value is first made odd in its last f64 bit. */
static float rounded(dd x) {
    double y = x.hi;
    if (x.lo != 0 && magnitude(y) < __builtin_inf() && !(bits(y) & 1))
        y = of_bits((x.lo > 0) == (y > 0) ? bits(y) + 1 : bits(y) - 1);
    return (float)y;
}

static dd reduced_expm1(dd r) {
    dd t = scaled(r, 0x1p-4), p = INVERSE_FACTORIAL[14];
    for (int n = 13; n >= 1; n--) p = add(INVERSE_FACTORIAL[n], mul(p, t));
    p = mul(p, t);
    for (int i = 0; i < 4; i++) p = mul(p, add1(p, 2));
    return p;
}
static dd reduce_by_ln2(dd x, int *k) {
    double n = nearest(x.hi * INVERSE_LN2.hi);
    *k = (int)n;
    return add1(sub(sub(x, product(n, LN2.hi)), product(n, LN2.lo)), -n * 0x1.7b57a079a1934p-111);
}
static dd dd_exp(dd x) {
    int k;
    dd r = reduce_by_ln2(x, &k);
    return scaled(add1(reduced_expm1(r), 1), power(k));
}
static dd dd_expm1(dd x) {
    int k;
    dd p = reduced_expm1(reduce_by_ln2(x, &k));
    return k == 0 ? p : add(scaled(p, power(k)), sum(power(k), -1));
}
static dd dd_exp2(double x) {
    double k = nearest(x);
    return scaled(add1(reduced_expm1(mul1(LN2, x - k)), 1), power((int)k));
}

static dd artanh_series(dd s) {
    dd z = mul(s, s), p = INVERSE_ODD[22];
    for (int n = 21; n >= 0; n--) p = add(INVERSE_ODD[n], mul(p, z));
    return mul(s, p);
}
/* ln m and e, for x = m 2^e and m in [sqrt(1/2), sqrt(2)). */
static dd split_log(dd x, int *e) {
    *e = (int)((bits(x.hi) + 0x00095f619980c433u) >> 52) - 1023;
    dd f = add1(scaled(x, power(-*e)), -1);
    return scaled(artanh_series(quotient(f, add1(f, 2))), 2);
}
static dd dd_log(dd x) {
    int e;
    dd l = split_log(x, &e);
    return e == 0 ? l : add(mul1(LN2, e), l);
}
static dd dd_log2(dd x) {
    int e;
    dd l = split_log(x, &e);
    return add1(mul(l, INVERSE_LN2), e);
}
static dd dd_log1p(dd x) {
    if (magnitude(x.hi) < 0.28) return scaled(artanh_series(quotient(x, add1(x, 2))), 2);
    return dd_log(add1(x, 1));
}

static dd dd_cbrt(double x) {
    double y = of_bits(bits(x) / 3 + 0x2a9f5cc62cb0f9e1u);
    for (int i = 0; i < 5; i++) y -= (y - x / (y * y)) / 3;
    dd cube = mul1(product(y, y), y);
    return sum(y, -(add1(cube, -x).hi / (3 * y * y)));
}
static dd dd_rsqrt(double x) {
    double y = 1 / root(x);
    dd rest = add1(neg(mul1(product(y, y), x)), 1);
    return sum(y, y * rest.hi * 0.5);
}

/* x = (4 m + quadrant) pi/2 + r, with the product of x and 2/pi exact to 190 bits after the point. */
static dd reduce_circular(double x, int *quadrant) {
    double a = magnitude(x);
    *quadrant = 0;
    if (a <= 0x1.921fb54442d18p-1) return of(x);
    /* x is an f32: 24 bits m, times 2^exponent. */
    int exponent = (int)(bits(a) >> 52) - 1023 - 23;
    uint64_t m = ((bits(a) & 0xfffffffffffffu) | 0x10000000000000u) >> 29;
    int skip = exponent > 2 ? exponent - 2 : 0;
    uint64_t w[4];
    for (int i = 0; i < 4; i++) {
        int at = skip + 64 * i, limb = at / 64, offset = at % 64;
        w[i] = offset ? TWO_OVER_PI[limb] << offset | TWO_OVER_PI[limb + 1] >> (64 - offset) : TWO_OVER_PI[limb];
    }
    /* p = m * w, least significant word first, its unit 2^(exponent - skip - 256). */
    uint64_t p[5];
    unsigned __int128 carry = 0;
    for (int i = 0; i < 4; i++) {
        carry += (unsigned __int128)m * w[3 - i];
        p[i] = (uint64_t)carry;
        carry >>= 64;
    }
    p[4] = (uint64_t)carry;
    /* Make the unit 2^-254. */
    int shift = 2 - (exponent - skip);
    if (shift > 0)
        for (int i = 0; i < 4; i++) p[i] = p[i] >> shift | p[i + 1] << (64 - shift);
    int q = (int)(p[3] >> 62), negative = 0;
    p[3] &= 0x3fffffffffffffffu;
    if (p[3] >> 61) {
        q++;
        negative = 1;
        for (int i = 0; i < 4; i++) p[i] = ~p[i];
        p[3] &= 0x3fffffffffffffffu;
    }
    static const double unit[4] = {0x1p-254, 0x1p-190, 0x1p-126, 0x1p-62};
    dd fraction = of(0);
    for (int i = 0; i < 4; i++) {
        dd piece = sum((double)(p[i] >> 32) * 0x1p32, (double)(p[i] & 0xffffffffu));
        fraction = add(fraction, scaled(piece, unit[i]));
    }
    dd r = mul(fraction, HALF_PI);
    *quadrant = (x < 0 ? 4 - (q & 3) : q) & 3;
    return negative == (x < 0) ? r : neg(r);
}

/* One element of vb_reduce_far_f32: 128 bits of x 2/pi modulo 4, of which the first has weight 2. */
static double reduce_far(float x, int quadrants, int shift, uint64_t *n) {
    uint32_t u = __builtin_bit_cast(uint32_t, x);
    uint64_t m = (u & 0x7fffff) | 0x800000;
    /* The window may begin before the point, where 2/pi has bits 0. */
    int at = (int)(u >> 23 & 0xff) - 150 + 62, limb = at / 64, offset = at % 64;
    uint64_t w[3];
    for (int i = 0; i < 3; i++) w[i] = limb + i ? TWO_OVER_PI[limb + i - 1] : 0;
    uint64_t high = offset ? w[0] << offset | w[1] >> (64 - offset) : w[0];
    uint64_t low = offset ? w[1] << offset | w[2] >> (64 - offset) : w[1];
    unsigned __int128 turn = (unsigned __int128)m * low + ((unsigned __int128)(m * high) << 64);
    if (x < 0) turn = -turn;
    turn += (unsigned __int128)quadrants << 126;
    *n = (uint64_t)((turn + ((unsigned __int128)1 << (127 - shift))) >> (128 - shift));
    turn <<= shift;
    double fraction = (double)(int64_t)(turn >> 64) * 0x1p-64 + (double)(uint64_t)turn * 0x1p-128;
    return fraction * (shift == 1 ? PI.hi : HALF_PI.hi);
}

void vb_reduce_far_f32(const float *x, const int32_t *far, int quadrants, int shift, double *r, uint64_t *n, int count) {
    for (int i = 0; i < count; i++)
        if (far[i]) r[i] = reduce_far(x[i], quadrants, shift, n + i);
}

static dd reduced_sin(dd r) {
    dd z = mul(r, r), p = INVERSE_FACTORIAL[29];
    for (int n = 27; n >= 1; n -= 2) p = sub(INVERSE_FACTORIAL[n], mul(p, z));
    return mul(p, r);
}
static dd reduced_cos(dd r) {
    dd z = mul(r, r), p = INVERSE_FACTORIAL[28];
    for (int n = 26; n >= 0; n -= 2) p = sub(INVERSE_FACTORIAL[n], mul(p, z));
    return p;
}
static dd sin_quadrant(int quadrant, dd r) {
    dd s = quadrant & 1 ? reduced_cos(r) : reduced_sin(r);
    return quadrant & 2 ? neg(s) : s;
}
static dd dd_atan(dd x) {
    if (x.hi > 1) return sub(HALF_PI, dd_atan(inverse(x)));
    for (int i = 0; i < 3; i++) x = quotient(x, add1(square_root(add1(mul(x, x), 1)), 1));
    dd z = mul(x, x), p = INVERSE_ODD[17];
    for (int n = 16; n >= 0; n--) p = sub(INVERSE_ODD[n], mul(p, z));
    return scaled(mul(p, x), 8);
}

static dd erf_series(dd x) {
    dd square = mul(x, x), z = scaled(square, 2), term = of(1), total = of(1);
    for (double odd = 3; term.hi > total.hi * 0x1p-110; odd += 2) {
        term = quotient(mul(term, z), of(odd));
        total = add(total, term);
    }
    return mul(mul(mul(TWO_OVER_ROOT_PI, x), dd_exp(neg(square))), total);
}
static dd erfc_fraction(dd x) {
    double reach = 40 / x.hi;
    dd t = x;
    for (int k = (int)(reach * reach * 0.5) + 9; k >= 1; k--) t = add(x, quotient(of(k * 0.5), t));
    return quotient(mul(INVERSE_ROOT_PI, dd_exp(neg(mul(x, x)))), t);
}
static dd dd_erf(dd x) { return x.hi < 2.25 ? erf_series(x) : add1(neg(erfc_fraction(x)), 1); }
static dd dd_erfc(dd x) { return x.hi < 2.25 ? add1(neg(erf_series(x)), 1) : erfc_fraction(x); }
static dd dd_erf_inv(double x) {
    double l = dd_log1p(neg(product(x, x))).hi, t = 0x1.152af46b7c65ep+2 + l * 0.5, s = -l / 0.147;
    dd y = of(root(s / (root(t * t + s) + t)));
    for (int i = 0; i < 3; i++) {
        dd excess = x < 0.5 ? add1(dd_erf(y), -x) : sub(sum(1, -x), dd_erfc(y));
        dd step = quotient(excess, mul(TWO_OVER_ROOT_PI, dd_exp(neg(mul(y, y)))));
        y = sub(y, quotient(step, add1(mul(y, step), 1)));
    }
    return y;
}

static double least(double a, double b) { return a < b ? a : b; }
static double limited(double x) { return x < -300 ? -300 : least(x, 300); }

/* The double-double value for an argument inside the domain; odd functions get the magnitude. */
static dd value(int function, double x) {
    int quadrant;
    dd r, t;
    switch (function) {
    case VB_UNARY_EXP: return dd_exp(of(limited(x)));
    case VB_UNARY_EXP2: return dd_exp2(limited(x));
    case VB_UNARY_EXPM1: return dd_expm1(of(limited(x)));
    case VB_UNARY_LOG: return dd_log(of(x));
    case VB_UNARY_LOG2: return dd_log2(of(x));
    case VB_UNARY_LOG10: return mul(dd_log(of(x)), INVERSE_LN10);
    case VB_UNARY_LOG1P: return dd_log1p(of(x));
    case VB_UNARY_SIN: r = reduce_circular(x, &quadrant); return sin_quadrant(quadrant, r);
    case VB_UNARY_COS: r = reduce_circular(x, &quadrant); return sin_quadrant(quadrant + 1, r);
    case VB_UNARY_TAN:
        r = reduce_circular(x, &quadrant);
        return quotient(sin_quadrant(quadrant, r), sin_quadrant(quadrant + 1, r));
    case VB_UNARY_ASIN:
        return x == 1 ? HALF_PI : dd_atan(quotient(of(x), square_root(mul(sum(1, -x), sum(1, x)))));
    case VB_UNARY_ACOS:
        return x == -1 ? PI : scaled(dd_atan(square_root(quotient(sum(1, -x), sum(1, x)))), 2);
    case VB_UNARY_ATAN: return x == __builtin_inf() ? HALF_PI : dd_atan(of(x));
    case VB_UNARY_SINH: t = dd_expm1(of(limited(x))); return scaled(add(t, quotient(t, add1(t, 1))), 0.5);
    case VB_UNARY_COSH: t = dd_exp(of(limited(magnitude(x)))); return scaled(add(t, inverse(t)), 0.5);
    case VB_UNARY_TANH: t = dd_expm1(of(2 * least(x, 30))); return quotient(t, add1(t, 2));
    case VB_UNARY_ASINH:
        t = product(x, x);
        return dd_log1p(add1(quotient(t, add1(square_root(add1(t, 1)), 1)), x));
    case VB_UNARY_ACOSH: t = sum(x, -1); return dd_log1p(add(square_root(mul(t, add1(t, 2))), t));
    case VB_UNARY_ATANH: return scaled(dd_log1p(quotient(of(2 * x), sum(1, -x))), 0.5);
    case VB_UNARY_ERF: return dd_erf(of(least(x, 8)));
    case VB_UNARY_ERFC:
        t = dd_erfc(of(least(magnitude(x), 16)));
        return x < 0 ? add1(neg(t), 2) : t;
    case VB_UNARY_SIGMOID: return inverse(add1(dd_exp(of(-limited(x))), 1));
    case VB_UNARY_RSQRT: return dd_rsqrt(x);
    case VB_UNARY_CBRT: return dd_cbrt(x);
    case VB_UNARY_ERF_INV: return dd_erf_inv(x);
    default: return of(0);
    }
}

float vb_exact_f32(int function, float x) {
    const float nan = __builtin_bit_cast(float, 0x7fc00000), infinity = __builtin_inff();
    if (x != x) return nan;
    float a = x < 0 ? -x : x;
    int odd = 0;
    switch (function) {
    case VB_UNARY_LOG:
    case VB_UNARY_LOG2:
    case VB_UNARY_LOG10:
        if (x == 0) return -infinity;
        if (x < 0) return nan;
        if (x == infinity) return x;
        break;
    case VB_UNARY_LOG1P:
        if (x == 0 || x == infinity) return x;
        if (x <= -1) return x == -1 ? -infinity : nan;
        break;
    case VB_UNARY_EXPM1:
        if (x == 0) return x;
        break;
    case VB_UNARY_SIN:
    case VB_UNARY_TAN:
        if (x == 0) return x;
        if (a == infinity) return nan;
        break;
    case VB_UNARY_COS:
        if (a == infinity) return nan;
        break;
    case VB_UNARY_ACOS:
        if (a > 1) return nan;
        break;
    case VB_UNARY_ACOSH:
        if (x < 1) return nan;
        if (x == infinity) return x;
        break;
    case VB_UNARY_SQRT: {
        /* Told apart by integers: a compiler may take any NaN for any other. */
        uint32_t u = __builtin_bit_cast(uint32_t, __builtin_elementwise_sqrt(x));
        return __builtin_bit_cast(float, (u & 0x7fffffffu) > 0x7f800000u ? 0x7fc00000u : u);
    }
    case VB_UNARY_RSQRT:
        if (x == 0) return 1 / x;
        if (x < 0) return nan;
        if (x == infinity) return 0;
        break;
    case VB_UNARY_ASIN:
        if (a > 1) return nan;
        odd = 1;
        break;
    case VB_UNARY_ATANH:
    case VB_UNARY_ERF_INV:
        if (a > 1) return nan;
        if (a == 1) return x * infinity;
        odd = 1;
        break;
    case VB_UNARY_ASINH:
    case VB_UNARY_CBRT:
        if (a == infinity) return x;
        odd = 1;
        break;
    case VB_UNARY_ATAN:
    case VB_UNARY_SINH:
    case VB_UNARY_TANH:
    case VB_UNARY_ERF: odd = 1; break;
    default: break;
    }
    if (!odd) return rounded(value(function, x));
    if (x == 0) return x;
    float y = rounded(value(function, a));
    return x < 0 ? -y : y;
}

void vb_exact_repair_f32(int function, const float *x, float *y, const int32_t *flags, int n) {
    for (int i = 0; i < n; i++)
        if (flags[i]) y[i] = vb_exact_f32(function, x[i]);
}
