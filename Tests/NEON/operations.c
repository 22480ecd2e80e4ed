/* Runs every operation of a kernel table on hostile inputs and prints a digest for each: `operations NAME`.
 *
 * The same source is built for this machine and for AArch64; the lines must be equal for every instruction set. Shapes
 * and values come from a seeded generator, so nothing here depends on the machine. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "CVerbatimKernels.h"
#pragma STDC FP_CONTRACT OFF

/* MARK: the generator (SplitMix64), and values */

static uint64_t state;

static uint64_t next(void) {
    state += 0x9e3779b97f4a7c15u;
    uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static int64_t between(int64_t low, int64_t high) { return low + (int64_t)(next() % (uint64_t)(high - low + 1)); }
static int chance(int percent) { return between(0, 99) < percent; }

static float f32_of(uint32_t bits) { return __builtin_bit_cast(float, bits); }

/* What values are drawn. */
enum { ORDINARY, TINY, WILD, TIES, BITS, KINDS };

static float a_float(int kind) {
    const float ordinary = (float)between(-1000, 1000) / 997;
    switch (kind) {
    case TINY:
        switch (between(0, 9)) {
        case 0: return 0.0f;
        case 1: return -0.0f;
        case 2: return f32_of((uint32_t)next() & 0x807fffff);
        case 3: return ordinary * 1e-19f;
        case 4: return ordinary * 1e19f;
        default: return ordinary;
        }
    case WILD:
        switch (between(0, 99)) {
        case 0: return __builtin_inff();
        case 1: return -__builtin_inff();
        case 2: return f32_of(0xffc12345);
        case 3: return f32_of(0x7f812345);
        case 4: return 0x1.fffffep127f;
        default: return ordinary;
        }
    case TIES: {
        const float scale = chance(50) ? 1.0f : chance(50) ? 0x1p12f : 0x1p-12f;
        return (float)between(-8, 8) * scale;
    }
    case BITS: return f32_of((uint32_t)next());
    default: return ordinary;
    }
}

/* `count` floats that the caller frees. */
static float *floats(int64_t count, int kind) {
    float *x = malloc((size_t)(count + 1) * sizeof *x);
    for (int64_t i = 0; i < count; i++) x[i] = a_float(kind);
    return x;
}

/* Memory filled with NaN, so that reading what nobody wrote shows; aligned for vectors. */
static void *memory(int64_t bytes) {
    const size_t size = ((size_t)bytes + 127) / 64 * 64;
    void *p = aligned_alloc(64, size);
    memset(p, 0xff, size);
    return p;
}

/* MARK: digests (FNV-1a) */

static uint64_t hash = 0xcbf29ce484222325u;

static void put(const void *bytes, size_t count) {
    const uint8_t *p = bytes;
    for (size_t i = 0; i < count; i++) hash = (hash ^ p[i]) * 0x100000001b3u;
}

static void put_floats(const float *x, int64_t count) { put(x, (size_t)count * sizeof *x); }

/* Results of a block function of a type; arithmetic may give a NaN of any payload. */
static void put_block(const void *to, int type, int64_t count) {
    static const size_t sizes[VB_TYPE_COUNT] = {4, 8, 4, 8, 4, 8, 1};
    for (int64_t i = 0; i < count; i++) {
        uint64_t element = 0;
        memcpy(&element, (const uint8_t *)to + (size_t)i * sizes[type], sizes[type]);
        if (type == VB_F32 && (element & 0x7fffffff) > 0x7f800000) element = 0x7fc00000;
        if (type == VB_F64 && (element & 0x7fffffffffffffff) > 0x7ff0000000000000) element = 0x7ff8000000000000;
        put(&element, sizes[type]);
    }
}

/* Prints the operation's line and starts anew, with the same inputs whatever came before. */
static void report(const char *name) {
    printf("%s %016" PRIx64 "\n", name, hash);
    hash = 0xcbf29ce484222325u;
    state = 0;
    for (const char *c = name; *c; c++) state = state * 31 + (uint8_t)*c;
}

static const vb_kernels *kernels;

/* MARK: contractions */

static int64_t span(int64_t rows, int64_t columns, int64_t row, int64_t column) {
    return rows == 0 || columns == 0 ? 0 : (rows - 1) * row + (columns - 1) * column + 1;
}

static void one_gemm(vb_gemm g, int kind) {
    const int64_t pad = between(0, 2), gap = between(0, 2);
    switch (between(0, 3)) {
    case 0: g.a_m = g.k + pad, g.a_k = 1; break;
    case 1: g.a_m = 1, g.a_k = g.m + pad; break;
    case 2: g.a_m = 2 * g.k + pad, g.a_k = 2; break;
    default: g.a_m = 3, g.a_k = 3 * g.m; break;
    }
    switch (between(0, 2)) {
    case 0: g.b_k = g.n + gap, g.b_n = 1; break;
    case 1: g.b_k = 1, g.b_n = g.k + gap; break;
    default: g.b_k = 2 * g.n + gap, g.b_n = 2; break;
    }
    switch (between(0, 2)) {
    case 0: g.c_m = g.n + pad, g.c_n = 1; break;
    case 1: g.c_m = 1, g.c_n = g.m + gap; break;
    default: g.c_m = 2 * g.n + 1, g.c_n = 2; break;
    }
    const int64_t a_size = span(g.m, g.k, g.a_m, g.a_k), b_size = span(g.k, g.n, g.b_k, g.b_n);
    const int64_t c_size = span(g.m, g.n, g.c_m, g.c_n);
    g.a_batch = chance(25) ? 0 : a_size;
    g.b_batch = chance(25) ? 0 : b_size;
    if (g.batch % 2 == 0 && chance(50)) {
        g.batch_inner = 2;
        g.a_inner = g.a_batch * (g.batch / 2);
        g.b_inner = g.b_batch * (g.batch / 2);
    }
    g.c_batch = c_size;
    float *a = floats(a_size * g.batch, kind), *b = floats(b_size * g.batch, kind);
    float *bias = floats(g.m > g.n ? g.m : g.n, kind), *c = floats(c_size * g.batch, ORDINARY);
    vb_gemm_plan plan;
    kernels->gemm_plan(&plan, &g, (int)between(1, 4));
    float *packed_a = memory(plan.packed_a_bytes), *packed_b = memory(plan.packed_b_bytes);
    void *scratch = memory(plan.scratch_bytes);
    for (int64_t i = plan.pack_a_units; i > 0; i--) kernels->gemm_pack_a(&plan, a, packed_a, i - 1, i);
    for (int64_t i = plan.pack_b_units; i > 0; i--) kernels->gemm_pack_b(&plan, b, packed_b, i - 1, i);
    // The plan, and so the number of parts, may differ: that changes no bits, and must not change what is drawn.
    const int64_t cut = plan.parts * between(0, 100) / 100;
    kernels->gemm_run(&plan, a, b, bias, c, packed_a, packed_b, scratch, cut, plan.parts);
    kernels->gemm_run(&plan, a, b, bias, c, packed_a, packed_b, scratch, 0, cut);
    put_floats(c, c_size * g.batch);
    free(a), free(b), free(bias), free(c), free(packed_a), free(packed_b), free(scratch);
}

static void contractions(void) {
    for (int kind = 0; kind < KINDS; kind++)
        for (int i = 0; i < 60; i++) {
            vb_gemm g = {.batch = between(0, 9) ? between(1, 3) : 0};
            const int large = i % 8 == 0, narrow = i % 3 == 0;
            g.m = chance(10) ? 1 : between(0, large ? 150 : 40);
            g.n = chance(10) ? 1 : between(0, narrow ? 20 : large ? 150 : 80);
            g.k = chance(20) ? between(200, large ? 300 : 1300) : between(0, 50);
            g.bias = (int32_t)between(VB_BIAS_NONE, VB_BIAS_ROW);
            g.relu = (int32_t)between(0, 1);
            g.leaf = chance(33) ? between(1, chance(50) ? 20 : 600) : 0;
            one_gemm(g, kind);
        }
    report("gemm");
}

static int64_t extent(
    int64_t *size, int64_t *kernel, int64_t *stride, int64_t *dilation, int64_t *base, int64_t *pad, int dilated) {
    *size = between(1, 10), *kernel = between(1, 4), *stride = between(1, 3), *dilation = chance(33) ? 2 : 1;
    *base = dilated && chance(33) ? between(2, 3) : 1;
    *pad = chance(33) ? 0 : between(-1, 3);
    const int64_t after = chance(33) ? 0 : between(-1, 3);
    const int64_t room = (*size - 1) * *base + 1 + *pad + after - ((*kernel - 1) * *dilation + 1);
    return room < 0 ? 0 : room / *stride + 1;
}

static vb_conv a_convolution(int dilated) {
    vb_conv c = {.groups = chance(25) ? between(2, 3) : 1};
    c.batch = chance(25) ? between(0, 11) : between(1, 3);
    c.in_c = c.groups * (chance(20) ? between(20, 60) : between(1, 9));
    c.out_c = c.groups * (chance(33) ? 16 * between(1, 5) : between(1, 30));
    c.out_h = extent(&c.in_h, &c.kernel_h, &c.stride_h, &c.dilation_h, &c.base_dilation_h, &c.pad_top, dilated);
    c.out_w = extent(&c.in_w, &c.kernel_w, &c.stride_w, &c.dilation_w, &c.base_dilation_w, &c.pad_left, dilated);
    const int64_t inputs = c.in_c / c.groups, outputs = c.out_c / c.groups, tap = inputs * c.out_c;
    const int order = (int)between(0, 2);
    c.w_i = order == 1 ? 1 : c.out_c, c.w_o = order == 1 ? inputs : 1, c.w_g = outputs * (order == 1 ? inputs : 1);
    c.w_w = order == 2 ? -tap : tap, c.w_h = c.kernel_w * c.w_w;
    c.w_start = order == 2 ? (c.kernel_h * c.kernel_w - 1) * tap : 0;
    return c;
}

static void one_convolution(vb_conv c, int kind) {
    const int64_t y_size = c.batch * c.out_h * c.out_w * c.out_c;
    float *x = floats(c.batch * c.in_h * c.in_w * c.in_c, kind), *bias = floats(c.out_c, kind);
    float *w = floats(c.kernel_h * c.kernel_w * c.in_c / c.groups * c.out_c, kind), *y = memory(y_size * 4);
    vb_conv_plan plan;
    kernels->conv_plan(&plan, &c, (int)between(1, 4));
    float *packed = memory(plan.packed_bytes);
    void *scratch = memory(plan.scratch_bytes);
    for (int64_t i = plan.pack_units; i > 0; i--) kernels->conv_pack(&plan, w, packed, i - 1, i);
    const int64_t cut = plan.parts * between(0, 100) / 100;
    kernels->conv_run(&plan, x, w, bias, y, packed, scratch, cut, plan.parts);
    kernels->conv_run(&plan, x, w, bias, y, packed, scratch, 0, cut);
    put_floats(y, y_size);
    free(x), free(bias), free(w), free(y), free(packed), free(scratch);
}

static void one_weight_gradient(vb_conv c, int kind) {
    vb_conv_weights gradient = {c, chance(70) ? between(1, 4) : c.batch + between(0, 1)};
    const int64_t dw_size = c.kernel_h * c.kernel_w * c.in_c / c.groups * c.out_c;
    float *x = floats(c.batch * c.in_h * c.in_w * c.in_c, kind);
    float *dy = floats(c.batch * c.out_h * c.out_w * c.out_c, kind), *dw = memory(dw_size * 4);
    vb_conv_weights_plan plan;
    kernels->conv_weights_plan(&plan, &gradient, (int)between(1, 4));
    void *scratch = memory(plan.scratch_bytes);
    const int64_t cut = plan.parts * between(0, 100) / 100;
    kernels->conv_weights_run(&plan, x, dy, dw, scratch, cut, plan.parts);
    kernels->conv_weights_run(&plan, x, dy, dw, scratch, 0, cut);
    put_floats(dw, dw_size);
    free(x), free(dy), free(dw), free(scratch);
}

static void convolutions(void) {
    for (int kind = 0; kind < KINDS; kind++)
        for (int i = 0; i < 40; i++) {
            vb_conv c = a_convolution(1);
            c.bias = (int32_t)between(0, 1), c.relu = (int32_t)between(0, 1);
            one_convolution(c, kind);
        }
    report("conv");
    for (int kind = 0; kind < KINDS; kind++)
        for (int i = 0; i < 25; i++) {
            const vb_conv forward = a_convolution(0);
            one_convolution(vb_conv_input_gradient(&forward), kind);
        }
    report("conv input gradient");
    for (int kind = 0; kind < KINDS; kind++)
        for (int i = 0; i < 40; i++) one_weight_gradient(a_convolution(0), kind);
    report("conv_weights");
}

/* MARK: blocks */

enum { BLOCK = 1009, MOST_BLOCKS = 13 };

/* A hostile element of a type, as its bits. */
static uint64_t element(int type) {
    static const uint64_t integers[] = {0, 1, 2, 31, 32, 63, 64, UINT64_MAX, INT64_MIN, INT64_MAX, INT32_MIN, INT32_MAX};
    if (type == VB_BOOL) return next() & 1;
    if (type == VB_F32) return __builtin_bit_cast(uint32_t, a_float((int)between(0, KINDS - 1)));
    const int64_t shift = between(0, 63);
    if (type != VB_F64) return chance(50) ? integers[between(0, 11)] : next() >> shift;
    switch (between(0, 4)) {
    case 0: return __builtin_bit_cast(uint64_t, (double)between(-1000, 1000) / 997);
    case 1: return __builtin_bit_cast(uint64_t, (double)between(-20, 20) * 0.5);
    case 2: return __builtin_bit_cast(uint64_t, (double)a_float((int)between(0, KINDS - 1)) * 0x1p9);
    case 3: return next() & 0x800fffffffffffff;
    default: return next();
    }
}

static void fill(void *to, int type) {
    for (int i = 0; i < BLOCK; i++) {
        const uint64_t e = element(type);
        switch (type) {
        case VB_BOOL: ((uint8_t *)to)[i] = (uint8_t)e; break;
        case VB_F32:
        case VB_I32:
        case VB_U32: ((uint32_t *)to)[i] = (uint32_t)e; break;
        default: ((uint64_t *)to)[i] = e; break;
        }
    }
}

static void run_block(vb_block_function f, int result, int a, int b, int c, const char *format, int x, int y, int z) {
    static _Alignas(64) uint8_t operands[3][BLOCK * 8 + 64], to[BLOCK * 8 + 64];
    static const int lengths[] = {BLOCK, 64, 31, 1, 0};
    if (!f) return;
    for (int i = 0; i < 5; i++) {
        fill(operands[0], a), fill(operands[1], b), fill(operands[2], c);
        memset(to, 0xab, sizeof to);
        f(to, operands[0], operands[1], operands[2], lengths[i]);
        put_block(to, result, BLOCK);
    }
    char name[80];
    snprintf(name, sizeof name, format, x, y, z);
    report(name);
}

static void run_update(int update, int results, int operands) {
    static _Alignas(64) float memory[MOST_BLOCKS][BLOCK + 16];
    static const int lengths[] = {BLOCK, 64, 31, 1, 0};
    float *blocks[MOST_BLOCKS];
    for (int i = 0; i < 5; i++) {
        for (int b = 0; b < results + operands; b++) {
            blocks[b] = memory[b];
            fill(blocks[b], VB_F32);
        }
        kernels->block_update(update)(blocks, lengths[i]);
        for (int b = 0; b < results; b++) put_floats(blocks[b], BLOCK);
    }
    char name[40];
    snprintf(name, sizeof name, "block_update %d", update);
    report(name);
}

static void blocks(void) {
    for (int t = 0; t < VB_TYPE_COUNT; t++) {
        for (int f = 0; f < VB_BLOCK_UNARY_COUNT; f++)
            run_block(
                kernels->block_unary(f, t), f == VB_IS_FINITE ? VB_BOOL : t, t, t, t, "block_unary %d of type %d", f, t,
                0);
        for (int f = 0; f < VB_BINARY_COUNT; f++)
            run_block(kernels->block_binary(f, t), t, t, t, t, "block_binary %d of type %d", f, t, 0);
        for (int f = 0; f < VB_COMPARISON_COUNT; f++)
            for (int total = 0; total < 2; total++)
                run_block(
                    kernels->block_compare(f, t, total), VB_BOOL, t, t, t, "block_compare %d of type %d, total %d", f, t,
                    total);
        run_block(kernels->block_clamp(t), t, t, t, t, "block_clamp of type %d", t, 0, 0);
        for (int to = 0; to < VB_TYPE_COUNT; to++)
            run_block(kernels->block_convert(t, to), to, t, t, t, "block_convert from %d to %d", t, to, 0);
    }
    // Moves keep every payload, so their floats are compared as integers.
    run_block(kernels->block_select(1), VB_BOOL, VB_BOOL, VB_BOOL, VB_BOOL, "block_select of %d bytes", 1, 0, 0);
    run_block(kernels->block_select(4), VB_U32, VB_BOOL, VB_U32, VB_F32, "block_select of %d bytes", 4, 0, 0);
    run_block(kernels->block_select(8), VB_U64, VB_BOOL, VB_U64, VB_F64, "block_select of %d bytes", 8, 0, 0);
    run_block(kernels->block_unary(VB_CANONICALIZE, VB_F32), VB_U32, VB_F32, VB_F32, VB_F32, "canonical f32", 0, 0, 0);
    run_block(kernels->block_unary(VB_CANONICALIZE, VB_F64), VB_U64, VB_F64, VB_F64, VB_F64, "canonical f64", 0, 0, 0);
    static const int shapes[VB_UPDATE_COUNT][2] = {{3, 8}, {3, 10}, {2, 7}, {2, 7}, {2, 5}, {2, 6}};
    for (int u = 0; u < VB_UPDATE_COUNT; u++) run_update(u, shapes[u][0], shapes[u][1]);
}

/* MARK: reductions, softmax, windows */

static float an_initial(int kind) { return chance(50) ? 0.0f : chance(50) ? -__builtin_inff() : a_float(kind); }

/* The table's functions over rows and columns, by number. */
enum { ROW_SUMS, ROW_MAXIMA, ROW_ARGUMENTS, COLUMN_SUMS, COLUMN_MAXIMA, TREE_SUMS, SOFTMAX, SOFTMAX_GRADIENT, REDUCTIONS };

static void one_reduction(int operation, int kind) {
    const int is_row = operation <= ROW_ARGUMENTS, is_wide = operation >= SOFTMAX;
    const int64_t rows = is_row || is_wide ? between(0, 5) : chance(30) ? between(250, 800) : between(0, 40);
    int64_t count = chance(20) ? between(4000, 9000) : chance(50) ? between(1, 70) : between(1, 1500);
    if (!is_row && !is_wide) count = between(1, 90);
    const int64_t stride = is_wide ? count : count + between(0, 3);
    const float init = an_initial(kind);
    const int64_t size = rows * stride, cut = between(0, count), leaf = chance(50) ? 0 : between(1, 300);
    float *x = floats(size, kind), *dy = floats(size, kind), *out = memory((size + rows + count) * 4);
    float *products = memory(count * 4);
    const int64_t written = is_row ? rows : is_wide ? size : count;
    switch (operation) {
    case ROW_SUMS: kernels->row_sums(out, x, rows, count, stride, init); break;
    case ROW_MAXIMA: kernels->row_maxima(out, x, rows, count, stride, init); break;
    case ROW_ARGUMENTS: kernels->row_arguments((int32_t *)out, x, rows, count, stride); break;
    case COLUMN_SUMS:
        kernels->column_sums(out, x, rows, stride, leaf, init, cut, count);
        kernels->column_sums(out, x, rows, stride, leaf, init, 0, cut);
        break;
    case COLUMN_MAXIMA:
        kernels->column_maxima(out, x, rows, stride, init, cut, count);
        kernels->column_maxima(out, x, rows, stride, init, 0, cut);
        break;
    case TREE_SUMS:
        kernels->tree_sums(out, x, rows, stride, init, cut, count);
        kernels->tree_sums(out, x, rows, stride, init, 0, cut);
        break;
    case SOFTMAX: kernels->softmax_rows(out, x, rows, count, vb_exponential_block(kernels->isa)); break;
    case SOFTMAX_GRADIENT: kernels->softmax_gradient_rows(out, x, dy, rows, count, products); break;
    }
    put_floats(out, written);
    free(x), free(dy), free(out), free(products);
}

static void reductions(void) {
    static const char *const names[REDUCTIONS] = {"row_sums",      "row_maxima", "row_arguments", "column_sums",
                                                  "column_maxima", "tree_sums",  "softmax_rows",  "softmax_gradient_rows"};
    for (int operation = 0; operation < REDUCTIONS; operation++) {
        for (int kind = 0; kind < KINDS; kind++)
            for (int i = 0; i < 25; i++) one_reduction(operation, kind);
        report(names[operation]);
    }
}

/* Batch normalisation's sums: moments of each sample, their merge, and a gradient's sums. */
static void features(void) {
    for (int kind = 0; kind < KINDS; kind++)
        for (int i = 0; i < 25; i++) {
            const int64_t samples = between(1, 20), rows = chance(30) ? between(200, 600) : between(1, 40);
            const int64_t count = chance(50) ? between(1, 20) : between(1, 150), size = samples * rows * count;
            float *x = floats(size, kind), *dy = floats(size, kind), *r = floats(count, kind);
            float *moments = memory(samples * 2 * count * 4), *sums = memory(2 * count * 4);
            float *mean = memory(count * 4), *variance = memory(count * 4);
            for (int64_t s = 0; s < samples; s++) {
                float *m = moments + s * 2 * count;
                kernels->feature_moments(m, m + count, x + s * rows * count, rows, count);
            }
            put_block(moments, VB_F32, samples * 2 * count);
            kernels->feature_statistics(mean, variance, moments, samples, rows, count);
            put_floats(mean, count), put_floats(variance, count);
            kernels->feature_gradient_sums(sums, x, dy, mean, r, samples * rows, count);
            put_block(sums, VB_F32, 2 * count);
            free(x), free(dy), free(r), free(moments), free(sums), free(mean), free(variance);
        }
    report("features");
    // What measures the peak gives nothing to compare.
    kernels->multiply_adds(1);
}

static int64_t window_extent(int64_t *size, int64_t *window, int64_t *stride, int64_t *pad) {
    *size = between(1, 9), *window = between(1, 4), *stride = between(1, 3), *pad = chance(50) ? 0 : between(-1, 4);
    const int64_t room = *size + *pad + between(0, 2) - *window;
    return room < 0 ? 0 : room / *stride + 1;
}

static void windows(void) {
    static const char *const names[] = {"window_maxima", "window_sums", "window_maxima_gradient"};
    for (int operation = 0; operation < 3; operation++) {
        for (int kind = 0; kind < KINDS; kind++)
            for (int i = 0; i < 40; i++) {
                vb_window w = {.batch = between(0, 3)};
                w.channels = chance(50) ? between(1, 9) : between(16, 40);
                w.out_h = window_extent(&w.in_h, &w.window_h, &w.stride_h, &w.pad_top);
                w.out_w = window_extent(&w.in_w, &w.window_w, &w.stride_w, &w.pad_left);
                const int64_t inputs = w.batch * w.in_h * w.in_w * w.channels;
                const int64_t outputs = w.batch * w.out_h * w.out_w * w.channels, rows = w.batch * w.out_h;
                const int64_t cut = rows * between(0, 100) / 100;
                const float init = an_initial(kind);
                float *x = floats(inputs, kind), *dy = floats(outputs, kind), *out = memory((inputs + outputs) * 4);
                if (operation == 2) {
                    for (int64_t image = w.batch; image > 0; image--)
                        kernels->window_maxima_gradient(&w, x, dy, out, init, image - 1, image);
                } else {
                    (operation ? kernels->window_sums : kernels->window_maxima)(&w, x, out, init, cut, rows);
                    (operation ? kernels->window_sums : kernels->window_maxima)(&w, x, out, init, 0, cut);
                }
                put_floats(out, operation == 2 ? inputs : outputs);
                free(x), free(dy), free(out);
            }
        report(names[operation]);
    }
}

/* MARK: draws, movement, elementary functions */

static void draws(void) {
    static uint32_t words[700];
    static float uniforms[700];
    static uint8_t bools[700];
    for (int i = 0; i < 60; i++) {
        const uint64_t key = next(), step = next(), threshold = next() >> 31;
        const vb_random random = {(uint32_t)key, (uint32_t)(key >> 32), step};
        const uint32_t position = (uint32_t)next();
        const int64_t first = chance(50) ? between(0, 20) : between(0, INT64_C(0x3fffffff0)), count = between(0, 700);
        kernels->random_words(words, &random, position, first, count);
        kernels->random_uniform(uniforms, &random, position, first, count);
        kernels->random_bernoulli(bools, &random, position, first, count, threshold);
        put(words, (size_t)count * 4), put(uniforms, (size_t)count * 4), put(bools, (size_t)count);
    }
    report("random");
}

static void movement(void) {
    for (int i = 0; i < 60; i++) {
        const int64_t rows = between(0, 70), columns = between(0, 70);
        const int64_t from_row = columns + between(0, 3), to_row = rows + between(0, 3);
        float *from = floats(rows * from_row, BITS), *to = memory(columns * to_row * 4);
        kernels->transpose(to, to_row, from, from_row, rows, columns);
        put_floats(to, columns * to_row);
        free(from), free(to);
    }
    report("transpose");
    uint32_t keys[2048];
    for (int i = 0; i < 2048; i++) keys[i] = (uint32_t)next();
    for (int64_t blocks = 0; blocks < 4; blocks++) {
        uint32_t *words = memory(blocks * 4096 + 4);
        for (int64_t i = 0; i < blocks * 1024; i++) words[i] = (uint32_t)next();
        uint64_t sums[8] = {0};
        kernels->fingerprint_blocks(sums, words, blocks, keys);
        put(sums, sizeof sums);
        free(words);
    }
    report("fingerprint_blocks");
}

static void elementary(void) {
    enum { COUNT = 1 << 16, NEAR = 20011 };
    float *x = memory((COUNT + NEAR) * 4), *y = memory((COUNT + NEAR) * 4);
    // All signs and exponents, then the surroundings of 1.
    for (uint32_t i = 0; i < COUNT; i++) x[i] = f32_of(i * 65537u);
    for (uint32_t i = 0; i < NEAR; i++) x[COUNT + i] = f32_of((i & 1 ? 0xbf800000u : 0x3f800000u) + i * 37 - NEAR * 18);
    for (int f = 0; f < VB_UNARY_COUNT; f++) {
        vb_unary_f32(kernels->isa, f)(x, y, COUNT + NEAR);
        put_floats(y, COUNT + NEAR);
        char name[40];
        snprintf(name, sizeof name, "elementary %d", f);
        report(name);
    }
    free(x), free(y);
}

/* A new function in the table changes its size; then add it above and its number here. */
enum { FUNCTIONS = 36 };
_Static_assert(
    sizeof(vb_kernels) == offsetof(vb_kernels, gemm_plan) + FUNCTIONS * sizeof(void (*)(void)),
    "the table has functions that this program does not run");

int main(int count, char **arguments) {
    for (int isa = 0; isa < VB_ISA_COUNT; isa++) {
        if (!vb_isa_available(isa)) continue;
        if (count == 1) puts(vb_isa_name(isa));
        if (count == 2 && strcmp(arguments[1], vb_isa_name(isa)) == 0) kernels = vb_kernels_for(isa);
    }
    if (count == 1) return 0;
    if (!kernels) return 2;
    const uint64_t saved = vb_fpu_enter();
    contractions();
    convolutions();
    blocks();
    reductions();
    features();
    windows();
    draws();
    movement();
    elementary();
    vb_fpu_leave(saved);
    return 0;
}
