/* Detection of the instruction set and control of the floating-point state. */
#if defined(__linux__) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE
#endif
#include "CVerbatimKernels.h"
#include "body/tables.h"
#if defined(__linux__)
#include <sched.h>
#endif
#if defined(__unix__) || defined(__APPLE__)
#include <unistd.h>
#endif

const char *vb_isa_name(int isa) {
    switch (isa) {
    case VB_ISA_BASELINE: return "baseline";
    case VB_ISA_AVX2: return "avx2";
    case VB_ISA_AVX512: return "avx512";
    case VB_ISA_NEON: return "neon";
    default: return NULL;
    }
}

#if defined(__x86_64__)
#include <cpuid.h>

static int cpu_has_vectors(int isa) {
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d)) return 0;
    const unsigned osxsave = 1u << 27, avx = 1u << 28, fma = 1u << 12;
    if ((c & (osxsave | avx | fma)) != (osxsave | avx | fma)) return 0;
    // The operating system must save the wide registers as well.
    unsigned state, state_high;
    __asm__ volatile("xgetbv" : "=a"(state), "=d"(state_high) : "c"(0));
    if ((state & 0x06) != 0x06) return 0;
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return 0;
    if (!(b & (1u << 5))) return 0;
    if (isa == VB_ISA_AVX2) return 1;
    const unsigned f = 1u << 16, dq = 1u << 17, bw = 1u << 30, vl = 1u << 31;
    return (state & 0xe6) == 0xe6 && (b & (f | dq | bw | vl)) == (f | dq | bw | vl);
}
#endif

int vb_isa_available(int isa) {
    switch (isa) {
    case VB_ISA_BASELINE: return 1;
#if defined(__x86_64__)
    case VB_ISA_AVX2:
    case VB_ISA_AVX512: return cpu_has_vectors(isa);
#elif defined(__aarch64__)
    case VB_ISA_NEON: return 1;
#endif
    default: return 0;
    }
}

int vb_best_isa(void) {
    if (vb_isa_available(VB_ISA_AVX512)) return VB_ISA_AVX512;
    if (vb_isa_available(VB_ISA_AVX2)) return VB_ISA_AVX2;
    if (vb_isa_available(VB_ISA_NEON)) return VB_ISA_NEON;
    return VB_ISA_BASELINE;
}

const vb_kernels *vb_kernels_for(int isa) {
    if (!vb_isa_available(isa)) return NULL;
    switch (isa) {
    case VB_ISA_BASELINE: return &vb_kernels_baseline;
#if defined(__x86_64__)
    case VB_ISA_AVX2: return &vb_kernels_avx2;
    case VB_ISA_AVX512: return &vb_kernels_avx512;
#elif defined(__aarch64__)
    case VB_ISA_NEON: return &vb_kernels_neon;
#endif
    default: return NULL;
    }
}

int vb_processor_count(void) {
#if defined(__linux__)
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0) return CPU_COUNT(&set);
#endif
#if defined(_SC_NPROCESSORS_ONLN)
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    if (online > 0) return (int)online;
#endif
    return 1;
}

#if defined(__x86_64__)
// All exceptions masked, round to nearest, neither flush-to-zero nor denormals-are-zero.
enum { MXCSR_DEFAULT = 0x1f80 };

uint64_t vb_fpu_enter(void) {
    unsigned saved = __builtin_ia32_stmxcsr();
    __builtin_ia32_ldmxcsr(MXCSR_DEFAULT);
    return saved;
}

void vb_fpu_leave(uint64_t saved) {
    __builtin_ia32_ldmxcsr((unsigned)saved);
}
#elif defined(__aarch64__)
uint64_t vb_fpu_enter(void) {
    uint64_t saved;
    __asm__ volatile("mrs %0, fpcr" : "=r"(saved));
    __asm__ volatile("msr fpcr, %0" : : "r"((uint64_t)0) : "memory");
    return saved;
}

void vb_fpu_leave(uint64_t saved) {
    __asm__ volatile("msr fpcr, %0" : : "r"(saved) : "memory");
}
#else
uint64_t vb_fpu_enter(void) { return 0; }
void vb_fpu_leave(uint64_t saved) { (void)saved; }
#endif
