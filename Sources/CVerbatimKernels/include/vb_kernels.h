/* The function table of the kernels: one table per instruction set, equal bits from every table. */
#ifndef VB_KERNELS_H
#define VB_KERNELS_H
#include <stddef.h>
#include <stdint.h>
#include "vb_cpu.h"

/// Where the bias of a contraction lies.
enum {
    VB_BIAS_NONE = 0,
    /// bias[n] is added to column n.
    VB_BIAS_COLUMN = 1,
    /// bias[m] is added to row m.
    VB_BIAS_ROW = 2
};

/// A batch of matrix products C[m, n] = sum over k of A[m, k] * B[k, n], with any strides.
///
/// The sum runs in chunks of 256: in a chunk acc = +0, acc = fma(a, b, acc) with k ascending; then y = +0 and
/// y = y + acc chunk by chunk. With `leaf` > 0, K is cut in leaves of that many elements, each summed by this rule,
/// and the leaves are added up by the canonical tree. Then the bias is added with its own rounding, then relu, and
/// a NaN is stored as 0x7fc00000.
typedef struct vb_gemm {
    int64_t batch, m, n, k;
    /// Distances in elements; 0 repeats an operand.
    int64_t a_batch, a_m, a_k;
    int64_t b_batch, b_k, b_n;
    /// The result's distances; no two elements may coincide.
    int64_t c_batch, c_m, c_n;
    /// Elements of K in a leaf, or 0 for the plain rule.
    int64_t leaf;
    /// One of `VB_BIAS_...`.
    int32_t bias;
    /// Whether max(x, +0) follows.
    int32_t relu;
} vb_gemm;

/// How one `vb_gemm` is done: filled in by `gemm_plan`, read by its caller, changed by nobody.
typedef struct vb_gemm_plan {
    /// Parts of the work for `gemm_run`, numbered from 0; any thread may do any of them in any order.
    int64_t parts;
    /// Units of packing for `gemm_pack_a` and `gemm_pack_b`; 0 where the operand is read as it lies.
    int64_t pack_a_units, pack_b_units;
    /// Bytes of the packed operands, shared by all threads (64-byte aligned).
    int64_t packed_a_bytes, packed_b_bytes;
    /// Bytes of scratch that each thread needs in `gemm_run` (64-byte aligned).
    int64_t scratch_bytes;

    /* Internal from here on, and in the orientation in which the product is computed. */
    vb_gemm g;
    int32_t swapped, interleaved, direct;
    int64_t left_units, right_units;
    int64_t height, block_tiles, row_blocks, row_block, column_tiles, column_groups, group_columns;
} vb_gemm_plan;

/// The kernels of one instruction set.
///
/// No function here allocates, keeps state or depends on how work is split: any thread may do any part.
/// Callers hold the floating-point state of `vb_fpu_enter`.
typedef struct vb_kernels {
    /// The instruction set, one of `VB_ISA_...`.
    int isa;
    /// Floats in one vector.
    int lanes;
    /// Plans a product for about `workers` threads; the plan changes speed only, never bits.
    void (*gemm_plan)(vb_gemm_plan *plan, const vb_gemm *gemm, int workers);
    /// Packs units [begin, end) of A; every unit must be packed before `gemm_run`, and may be reused while A stays.
    void (*gemm_pack_a)(const vb_gemm_plan *plan, const float *a, float *packed, int64_t begin, int64_t end);
    /// Packs units [begin, end) of B.
    void (*gemm_pack_b)(const vb_gemm_plan *plan, const float *b, float *packed, int64_t begin, int64_t end);
    /// Computes parts [begin, end). A packed operand that the plan does not ask for, and a bias that it does not add,
    /// may be NULL.
    void (*gemm_run)(
        const vb_gemm_plan *plan, const float *a, const float *b, const float *bias, float *c, const float *packed_a,
        const float *packed_b, void *scratch, int64_t begin, int64_t end);

    /// out[i] = in[i], with every NaN replaced by 0x7fc00000. `out` may be `in`.
    void (*canonicalize_f32)(float *out, const float *in, int64_t count);
} vb_kernels;

/// The kernels for an instruction set, or NULL where this build or this machine lacks it.
const vb_kernels *vb_kernels_for(int isa);

#endif
