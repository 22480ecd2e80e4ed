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
