/* The kernels, written once and included under each instruction set. */
#pragma STDC FP_CONTRACT OFF
#include "vector.h"
#include "tile.h"
#include "gemm.h"
#include "gemm_pack.h"
#include "gemm_run.h"
#include "conv.h"
#include "conv_weights.h"
#include "blocks.h"
#include "updates.h"
#include "reduce.h"
#include "features.h"
#include "window.h"
#include "random.h"
#include "peak.h"
#include "fingerprint.h"

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
    .block_unary = block_unary,
    .block_binary = block_binary,
    .block_compare = block_compare,
    .block_select = block_select,
    .block_clamp = block_clamp,
    .block_convert = block_convert,
    .block_update = block_update,
    .row_sums = row_sums,
    .row_maxima = row_maxima,
    .row_arguments = row_arguments,
    .column_sums = column_sums,
    .column_maxima = column_maxima,
    .tree_sums = tree_sums,
    .feature_moments = feature_moments,
    .feature_statistics = feature_statistics,
    .feature_gradient_sums = feature_gradient_sums,
    .softmax_rows = softmax_rows,
    .softmax_gradient_rows = softmax_gradient_rows,
    .window_maxima = window_maxima,
    .window_sums = window_sums,
    .window_maxima_gradient = window_maxima_gradient,
    .random_words = random_words,
    .random_uniform = random_uniform,
    .random_bernoulli = random_bernoulli,
    .multiply_adds = multiply_adds,
    .transpose = transpose_block,
    .fingerprint_blocks = fingerprint_blocks,
};
