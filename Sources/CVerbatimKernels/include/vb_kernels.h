/* The function table of the kernels: one table per instruction set, equal bits from every table. */
#ifndef VB_KERNELS_H
#define VB_KERNELS_H
#include <stddef.h>
#include <stdint.h>
#include "vb_cpu.h"

/// The kernels of one instruction set.
///
/// No function here allocates, keeps state or depends on how work is split: any thread may do any part.
/// Callers hold the floating-point state of `vb_fpu_enter`.
typedef struct vb_kernels {
    /// The instruction set, one of `VB_ISA_...`.
    int isa;
    /// Floats in one vector.
    int lanes;
    /// out[i] = in[i], with every NaN replaced by 0x7fc00000. `out` may be `in`.
    void (*canonicalize_f32)(float *out, const float *in, int64_t count);
} vb_kernels;

/// The kernels for an instruction set, or NULL where this build or this machine lacks it.
const vb_kernels *vb_kernels_for(int isa);

#endif
