/* f16 and bf16 as blocks: widened exactly to f32, and rounded once from every other type, halves to even. */

// The upper half of an f32. Adding just under half of the lower one, and one more where the upper is odd, carries where
// it should, at the end into infinity.
VB_INLINE uint16_t bf16_from_bits(uint32_t u) {
    const uint32_t rounded = (u + 0x7fff + ((u >> 16) & 1)) >> 16;
    return (uint16_t)((u & 0x7fffffff) > 0x7f800000 ? 0x7fc0 : rounded);
}
VB_INLINE uint16_t bf16_from_f32(float x) { return bf16_from_bits(bits_f32(x)); }
VB_INLINE float f32_from_bf16(uint16_t x) { return from_bits_f32((uint32_t)x << 16); }

// Normal results round like bf16's, under another exponent. Subnormal ones round where 0.5 has its last bit, 2^-24.
VB_INLINE uint16_t f16_from_f32(float x) {
    const uint32_t u = bits_f32(x), m = u & 0x7fffffff;
    const uint32_t normal = (m - (112u << 23) + 0xfff + ((m >> 13) & 1)) >> 13;
    const uint32_t subnormal = bits_f32(from_bits_f32(m < 0x38800000 ? m : 0) + 0.5f) - 0x3f000000;
    const uint32_t finite = m < 0x38800000 ? subnormal : normal;
    const uint32_t r = m > 0x7f800000 ? 0x7e00 : (m >= 0x47800000 ? 0x7c00 : finite) | (u >> 31 << 15);
    return (uint16_t)r;
}
VB_INLINE float f32_from_f16(uint16_t x) {
    const uint32_t m = (uint32_t)(x & 0x7fff) << 13, sign = (uint32_t)(x & 0x8000) << 16;
    const uint32_t normal = m + (112u << 23);
    // The fraction of a subnormal number on top of 2^-14, which is then taken away exactly.
    const uint32_t subnormal = bits_f32(from_bits_f32((m & 0x7fffff) + (113u << 23)) - from_bits_f32(113u << 23));
    const uint32_t r = m >= 0x7c00u << 13 ? normal + (112u << 23) : m < 0x400u << 13 ? subnormal : normal;
    return from_bits_f32(r | sign);
}

// The f32 toward zero, its last bit set where something is lost: rounding that to fewer bits is rounding once.
VB_INLINE float odd_from_f64(double x) {
    const float f = (float)x;
    const uint32_t u = bits_f32(f);
    const int inexact = (double)f != x, beyond = magnitude_f64((double)f) > magnitude_f64(x);
    return from_bits_f32(x != x ? 0x7fc00000 : (u - (uint32_t)(inexact & beyond)) | (uint32_t)inexact);
}
// Integers of more bits than an f64 has: the eleven lowest become one that says whether any of them is set.
VB_INLINE double odd_from_i64(int64_t x) {
    const uint64_t low = (uint64_t)x & 0x7ff;
    const int64_t jammed = (int64_t)(((uint64_t)x & ~(uint64_t)0x7ff) | (uint64_t)(low != 0) << 11);
    return (double)(x < (int64_t)1 << 53 && x > -((int64_t)1 << 53) ? x : jammed);
}
VB_INLINE double odd_from_u64(uint64_t x) {
    const uint64_t jammed = (x & ~(uint64_t)0x7ff) | (uint64_t)((x & 0x7ff) != 0) << 11;
    return (double)(x < (uint64_t)1 << 53 ? x : jammed);
}

#define NARROW_FUNCTIONS(T, INFINITE, QUIET) \
    UNARY(T##_to_f32, float, uint16_t, f32_from_##T(x)) \
    UNARY(T##_canonicalize, uint16_t, uint16_t, (x & 0x7fff) > INFINITE ? QUIET : x) \
    UNARY(f32_to_##T, uint16_t, float, T##_from_f32(x)) \
    UNARY(f64_to_##T, uint16_t, double, T##_from_f32(odd_from_f64(x))) \
    UNARY(i32_to_##T, uint16_t, int32_t, T##_from_f32(odd_from_f64(x))) \
    UNARY(u32_to_##T, uint16_t, uint32_t, T##_from_f32(odd_from_f64(x))) \
    UNARY(i64_to_##T, uint16_t, int64_t, T##_from_f32(odd_from_f64(odd_from_i64(x)))) \
    UNARY(u64_to_##T, uint16_t, uint64_t, T##_from_f32(odd_from_f64(odd_from_u64(x)))) \
    UNARY(bool_to_##T, uint16_t, uint8_t, T##_from_f32(x))
NARROW_FUNCTIONS(f16, 0x7c00, 0x7e00)
NARROW_FUNCTIONS(bf16, 0x7f80, 0x7fc0)
