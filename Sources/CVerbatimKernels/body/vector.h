/* Vectors of VB_LANES floats and the few operations on them that every kernel needs. */
#define VB_INLINE static inline __attribute__((always_inline))
#define VB_UNROLL _Pragma("clang loop unroll(full)")

typedef float vf __attribute__((vector_size(VB_LANES * 4)));
typedef float vfu __attribute__((vector_size(VB_LANES * 4), aligned(4)));
typedef int32_t vi __attribute__((vector_size(VB_LANES * 4)));
typedef int32_t viu __attribute__((vector_size(VB_LANES * 4), aligned(4)));
typedef uint32_t vu __attribute__((vector_size(VB_LANES * 4)));

enum { CANONICAL_NAN = 0x7fc00000 };

VB_INLINE vf vf_load(const float *p) { return *(const vfu *)p; }
VB_INLINE void vf_store(float *p, vf x) { *(vfu *)p = x; }

// A splat written as {0} + x would turn -0 into +0.
VB_INLINE vf vf_splat(float x) {
    vf r;
    VB_UNROLL for (int i = 0; i < VB_LANES; i++) r[i] = x;
    return r;
}
VB_INLINE vi vi_splat(int32_t x) {
    vi r;
    VB_UNROLL for (int i = 0; i < VB_LANES; i++) r[i] = x;
    return r;
}
VB_INLINE vf vf_zero(void) { return vf_splat(0.0f); }

// Lanes of `mask` are all ones or all zeros.
VB_INLINE vf vf_select(vi mask, vf yes, vf no) { return (vf)((mask & (vi)yes) | (~mask & (vi)no)); }

VB_INLINE vf vf_canonical(vf x) { return vf_select(x != x, (vf)vi_splat(CANONICAL_NAN), x); }

// Lanes of two vectors taken in turns: the lower halves, and the upper halves.
#if VB_LANES == 4
#define ZIP_LOW(a, b) __builtin_shufflevector(a, b, 0, 4, 1, 5)
#define ZIP_HIGH(a, b) __builtin_shufflevector(a, b, 2, 6, 3, 7)
#elif VB_LANES == 8
#define ZIP_LOW(a, b) __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
#define ZIP_HIGH(a, b) __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
#elif VB_LANES == 16
#define ZIP_LOW(a, b) __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
#define ZIP_HIGH(a, b) __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
#endif
