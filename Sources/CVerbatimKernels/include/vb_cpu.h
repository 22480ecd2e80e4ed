/* Which instruction sets this machine runs, and the floating-point state in which kernels must run. */
#ifndef VB_CPU_H
#define VB_CPU_H
#include <stdint.h>

/// The instruction sets for which the kernels exist. Every one of them gives the same bits.
enum {
    /// Portable code that emulates a fused multiply-add exactly; runs wherever clang compiles.
    VB_ISA_BASELINE = 0,
    /// x86-64 with AVX2 and FMA.
    VB_ISA_AVX2 = 1,
    /// x86-64 with AVX-512 F, BW, DQ and VL.
    VB_ISA_AVX512 = 2,
    /// AArch64 with Advanced SIMD.
    VB_ISA_NEON = 3,
    /// The number of instruction sets above.
    VB_ISA_COUNT = 4
};

/// The name of an instruction set as users write it ("baseline", "avx2", "avx512", "neon"), or NULL for an unknown one.
const char *vb_isa_name(int isa);

/// Whether this build holds kernels for the instruction set and this machine runs them.
int vb_isa_available(int isa);

/// The fastest instruction set that is available.
int vb_best_isa(void);

/// The processors on which the calling thread may run; at least 1.
int vb_processor_count(void);

/// Sets the calling thread to round-to-nearest with subnormals kept and exceptions masked.
///
/// Returns the state to hand to `vb_fpu_leave`.
uint64_t vb_fpu_enter(void);

/// Restores the calling thread's floating-point state as `vb_fpu_enter` found it.
void vb_fpu_leave(uint64_t saved);

/// Tells the processor that the calling thread spins.
static inline void vb_pause(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

/// Has the cache line of an address brought near, whatever is there; the address need not be valid.
static inline void vb_prefetch(const void *address) { __builtin_prefetch(address, 0, 2); }

#endif
