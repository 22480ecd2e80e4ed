/* The function table of the kernels: one table per instruction set, equal bits from every table. */
#ifndef VB_KERNELS_H
#define VB_KERNELS_H
#include <stddef.h>
#include <stdint.h>
#include "vb_blocks.h"
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
    /// With more than 1 here, that many neighbours of the batch are a_inner and b_inner apart, and a_batch and b_batch are
    /// the distances from the first of so many to the first of the next.
    int64_t batch_inner, a_inner, b_inner;
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
    int32_t swapped, kind, direct, left, right, rows_first;
    int64_t height, k_block, block_tiles, row_blocks, row_block, column_tiles, column_groups, group_columns;
} vb_gemm_plan;

/// A 2-D convolution of x [batch, in_h, in_w, in_c] to y [batch, out_h, out_w, out_c], both contiguous.
///
/// y[n, oy, ox, o] = sum over (ky, kx, i) of x[n, iy, ix, i] * w[ky, kx, i, o] by the rule of `vb_gemm`, in that order,
/// where iy = (oy * stride_h + ky * dilation_h - pad_top) / base_dilation_h. Taps for which this division leaves a
/// remainder are no terms; an input outside of x is +0 and is a term. With groups, output features
/// [g * out_c / groups, ...) see input features [g * in_c / groups, ...). Then bias[o] is added, then relu.
typedef struct vb_conv {
    int64_t batch, in_h, in_w, in_c, out_h, out_w, out_c;
    int64_t kernel_h, kernel_w, groups;
    int64_t stride_h, stride_w, dilation_h, dilation_w, base_dilation_h, base_dilation_w;
    /// Rows above and columns left of x that count as +0; may be negative.
    int64_t pad_top, pad_left;
    /// Where w[0, 0, 0, 0] of the first group lies, and distances in elements, which may be negative (a reversed
    /// window), from tap to tap, input to input, output to output inside a group, and group to group.
    int64_t w_start, w_h, w_w, w_i, w_o, w_g;
    /// Whether a bias is added, and whether max(x, +0) follows.
    int32_t bias, relu;
} vb_conv;

/// The convolution that gives the input gradient of `forward`: of dy with the reversed window, in and out swapped.
///
/// Its x is dy and its y is dx; w is the forward convolution's. The forward convolution has no base dilation.
vb_conv vb_conv_input_gradient(const vb_conv *forward);

/// How one `vb_conv` is done.
typedef struct vb_conv_plan {
    /// Parts of the work for `conv_run`; any thread may do any of them in any order.
    int64_t parts;
    /// Units of packing for `conv_pack`; 0 if the weights are read as they lie.
    int64_t pack_units;
    /// Bytes of the packed weights, shared by all threads, and of scratch for each thread (64-byte aligned).
    int64_t packed_bytes, scratch_bytes;

    /* Internal from here on. */
    vb_conv c;
    int64_t height, column_tiles, bands, slab_w, slab_floats, y_floats, max_segments;
    int64_t first_column;
    int32_t copies;
} vb_conv_plan;

/// The gradient of a convolution with regard to its weights.
///
/// dw[ky, kx, i, o] = sum over (oy, ox, n) of x[n, iy, ix, i] * dy[n, oy, ox, o], contiguous in dw. The samples are cut
/// in leaves of `leaf` consecutive ones; inside a leaf the sum runs by the rule of `vb_gemm` in the order (oy, ox, n),
/// and the leaves are added up by the canonical tree. `conv` is the forward convolution, without base dilation; its
/// distances of w, bias and relu are not looked at.
typedef struct vb_conv_weights {
    vb_conv conv;
    /// Samples in a leaf; `conv.batch` (or more) is the plain rule.
    int64_t leaf;
} vb_conv_weights;

/// How one `vb_conv_weights` is done.
typedef struct vb_conv_weights_plan {
    /// Parts of the work. One call makes one pass over all samples, so give each thread one range of parts.
    int64_t parts;
    /// Bytes of scratch for each thread (64-byte aligned).
    int64_t scratch_bytes;

    /* Internal from here on. */
    vb_conv_weights g;
    int64_t height, column_tiles, runs, run_length, run_tiles, budget, slab_w, slab_h, slab_floats, dy_floats, dy_row;
    int64_t first_row, first_column, levels, step, part_floats;
    int32_t joined, turned, interleaves, copies_x, copies_dy, rests;
} vb_conv_weights_plan;

/// Windows over an NHWC image x [batch, in_h, in_w, channels], one for each y [batch, out_h, out_w, channels].
typedef struct vb_window {
    int64_t batch, in_h, in_w, channels, out_h, out_w;
    int64_t window_h, window_w, stride_h, stride_w;
    /// Rows above and columns left of x; may be negative.
    int64_t pad_top, pad_left;
} vb_window;

/// A stream of random words at one step: word e of a sample is word e % 4 of the Philox4x32-10 block at counter
/// (e / 4, position, step's low word, step's high word).
typedef struct vb_random {
    uint32_t key0, key1;
    uint64_t step;
} vb_random;

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

    /// Plans a convolution for about `workers` threads; the plan changes speed only, never bits.
    void (*conv_plan)(vb_conv_plan *plan, const vb_conv *conv, int workers);
    /// Packs units [begin, end) of the weights; may be reused while the weights stay.
    void (*conv_pack)(const vb_conv_plan *plan, const float *w, float *packed, int64_t begin, int64_t end);
    /// Computes parts [begin, end). `packed` and `bias` may be NULL where the plan needs none.
    void (*conv_run)(
        const vb_conv_plan *plan, const float *x, const float *w, const float *bias, float *y, const float *packed,
        void *scratch, int64_t begin, int64_t end);

    /// Plans a weight gradient.
    void (*conv_weights_plan)(vb_conv_weights_plan *plan, const vb_conv_weights *gradient, int workers);
    /// Computes parts [begin, end) of dw [kernel_h, kernel_w, in_c / groups, out_c].
    void (*conv_weights_run)(
        const vb_conv_weights_plan *plan, const float *x, const float *dy, float *dw, void *scratch, int64_t begin,
        int64_t end);

    /// The block functions; NULL where there is none. `type` and `function` are of vb_blocks.h.
    vb_block_function (*block_unary)(int function, int type);
    vb_block_function (*block_binary)(int function, int type);
    /// `total` compares floats by the total order, in which -NaN < -inf < -0 < +0 < +inf < +NaN.
    vb_block_function (*block_compare)(int comparison, int type, int total);
    /// a (bools) ? b : c, for elements of 1, 2, 4 or 8 bytes.
    vb_block_function (*block_select)(int bytes);
    /// min(max(a, b), c): low, operand, high.
    vb_block_function (*block_clamp)(int type);
    /// Floats to integers truncate and saturate, NaN gives 0; integers wrap; to bool is x != 0. To a 16-bit float NaN
    /// becomes canonical; from one, to f32, it keeps its payload.
    vb_block_function (*block_convert)(int from, int to);
    /// Optimizers' updates, `VB_UPDATE_...`.
    vb_update_function (*block_update)(int update);

    /// out[r] = init + the sum of row r, by the row rule: 32 strided lanes folded in halves, blocks of 4,096 by the tree.
    ///
    /// A result's NaN is canonical, here and in all functions below. With init = +0 the result is the sum itself.
    void (*row_sums)(float *out, const float *x, int64_t rows, int64_t count, int64_t row_stride, float init);
    /// out[r] = max(init, row r), NaN wins.
    void (*row_maxima)(float *out, const float *x, int64_t rows, int64_t count, int64_t row_stride, float init);
    /// The lowest index of each row's maximum, or of its first NaN; rows are not empty.
    void (*row_arguments)(int32_t *out, const float *x, int64_t rows, int64_t count, int64_t row_stride);
    /// out[c] = init + the sum of column c over all rows, for c in [begin, end): an ascending chain in chunks of 256.
    ///
    /// With leaf > 0 this is done for each leaf of so many rows, and the tree adds up the leaves.
    void (*column_sums)(
        float *out, const float *x, int64_t rows, int64_t row_stride, int64_t leaf, float init, int64_t begin,
        int64_t end);
    /// out[c] = max(init, column c) for c in [begin, end).
    void (*column_maxima)(
        float *out, const float *x, int64_t rows, int64_t row_stride, float init, int64_t begin, int64_t end);
    /// out[c] = init + the canonical tree over leaves[0 ..< count][c], for c in [begin, end).
    void (*tree_sums)(
        float *out, const float *leaves, int64_t count, int64_t leaf_stride, float init, int64_t begin, int64_t end);
    /// The mean and the sum of squared differences from it, of each column of x [rows, features], by the column rule.
    ///
    /// A NaN is left as the machine makes it.
    void (*feature_moments)(float *mean, float *m2, const float *x, int64_t rows, int64_t features);
    /// Mean and biased variance over samples, from each sample's means and M2 side by side in moments [samples, 2,
    /// features], which are overwritten: merged by the canonical tree, each side counting `rows` values a sample.
    void (*feature_statistics)(
        float *mean, float *variance, float *moments, int64_t samples, int64_t rows, int64_t features);
    /// For each column of x and dy [rows, features]: sums[0] = the sum of dy, sums[1] = that of dy * ((x - mean) * r), by
    /// the column rule, in sums [2, features]. A NaN is left as the machine makes it.
    void (*feature_gradient_sums)(
        float *sums, const float *x, const float *dy, const float *mean, const float *r, int64_t rows,
        int64_t features);
    /// e = exp(x - max), y = e / sum(e) for each row; `exponential` is a block function. y may be x.
    void (*softmax_rows)(float *y, const float *x, int64_t rows, int64_t count, vb_block_function exponential);
    /// dx = y * (dy - sum(dy * y)) for each row; `products` is scratch for one row. dx may be y or dy.
    void (*softmax_gradient_rows)(
        float *dx, const float *y, const float *dy, int64_t rows, int64_t count, float *products);

    /// y = max(init, window), NaN wins; parts [begin, end) are rows of y, of which there are batch * out_h.
    void (*window_maxima)(const vb_window *window, const float *x, float *y, float init, int64_t begin, int64_t end);
    /// y = the left fold of sums from init in row-major order, in which padding is init; parts as above.
    void (*window_sums)(const vb_window *window, const float *x, float *y, float init, int64_t begin, int64_t end);
    /// select_and_scatter with GE and add: dx starts as init, and each dy goes to the first maximum of its window.
    ///
    /// Parts [begin, end) are images, of which there are batch.
    void (*window_maxima_gradient)(
        const vb_window *window, const float *x, const float *dy, float *dx, float init, int64_t begin, int64_t end);

    /// Words of elements [first, first + count) of the sample at `position`.
    void (*random_words)(uint32_t *to, const vb_random *random, uint32_t position, int64_t first, int64_t count);
    /// The same as floats in [0, 1): the upper 24 bits times 2^-24.
    void (*random_uniform)(float *to, const vb_random *random, uint32_t position, int64_t first, int64_t count);
    /// The same as bools: word < threshold.
    void (*random_bernoulli)(
        uint8_t *to, const vb_random *random, uint32_t position, int64_t first, int64_t count, uint64_t threshold);

    /// Does `rounds` rounds of independent fused multiply-adds on registers, to measure the machine's peak.
    ///
    /// Returns the multiply-adds of one round.
    int64_t (*multiply_adds)(int64_t rounds);

    /// to[c * to_row + r] = from[r * from_row + c] for 4-byte elements; the two may not overlap.
    void (*transpose)(
        float *to, int64_t to_row, const float *from, int64_t from_row, int64_t rows, int64_t columns);

    /// Both sums of the state's fingerprint for each block of 4,096 bytes; keys are 1,024 words, then 1,024 words.
    ///
    /// A sum is, modulo 2^64 over i < 512, of (a[i] + k[i]) * (a[512 + i] + k[512 + i]), additions modulo 2^32.
    void (*fingerprint_blocks)(uint64_t *sums, const void *bytes, int64_t blocks, const uint32_t *keys);
} vb_kernels;

/// The kernels for an instruction set, or NULL where this build or this machine lacks it.
const vb_kernels *vb_kernels_for(int isa);

#endif
