/* Which elementary functions this build holds. */
#include "elementary/tables.h"

vb_unary_f32_fn vb_unary_f32(int isa, int function) {
    if (function < 0 || function >= VB_UNARY_COUNT) return NULL;
    switch (isa) {
    case VB_ISA_BASELINE: return vb_elementary_baseline[function];
#if defined(__x86_64__)
    case VB_ISA_AVX2: return vb_elementary_avx2[function];
    case VB_ISA_AVX512: return vb_elementary_avx512[function];
#elif defined(__aarch64__)
    case VB_ISA_NEON: return vb_elementary_neon[function];
#endif
    default: return NULL;
    }
}

#define EXPONENTIAL_BLOCK(set)                                                                                         \
    static void exponential_##set(void *to, const void *a, const void *b, const void *c, int64_t count) {              \
        (void)b;                                                                                                       \
        (void)c;                                                                                                       \
        vb_elementary_##set[VB_UNARY_EXP](a, to, (size_t)count);                                                       \
    }
EXPONENTIAL_BLOCK(baseline)
#if defined(__x86_64__)
EXPONENTIAL_BLOCK(avx2)
EXPONENTIAL_BLOCK(avx512)
#elif defined(__aarch64__)
EXPONENTIAL_BLOCK(neon)
#endif

vb_block_function vb_exponential_block(int isa) {
    switch (isa) {
    case VB_ISA_BASELINE: return exponential_baseline;
#if defined(__x86_64__)
    case VB_ISA_AVX2: return exponential_avx2;
    case VB_ISA_AVX512: return exponential_avx512;
#elif defined(__aarch64__)
    case VB_ISA_NEON: return exponential_neon;
#endif
    default: return NULL;
    }
}
