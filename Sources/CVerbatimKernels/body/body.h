/* The kernels, written once and included under each instruction set. */
#pragma STDC FP_CONTRACT OFF
#include "vector.h"
#include "tile.h"
#include "gemm.h"
#include "conv.h"
#include "conv_weights.h"

static void canonicalize_f32(float *out, const float *in, int64_t count) {
    int64_t i = 0;
    for (; i + VB_LANES <= count; i += VB_LANES) vf_store(out + i, vf_canonical(vf_load(in + i)));
    for (; i < count; i++) out[i] = in[i] != in[i] ? float_of_bits(CANONICAL_NAN) : in[i];
}

const vb_kernels VB_TABLE = {
    .isa = VB_ISA,
    .lanes = VB_LANES,
    .gemm_plan = gemm_plan,
    .gemm_pack_a = gemm_pack_a,
    .gemm_pack_b = gemm_pack_b,
    .gemm_run = gemm_run,
    .conv_plan = conv_plan,
    .conv_pack = conv_pack,
    .conv_run = conv_run,
    .conv_weights_plan = conv_weights_plan,
    .conv_weights_run = conv_weights_run,
    .canonicalize_f32 = canonicalize_f32,
};
