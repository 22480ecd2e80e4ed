/* The tables that the per-instruction-set files define. */
#ifndef VB_TABLES_H
#define VB_TABLES_H
#include "vb_kernels.h"
extern const vb_kernels vb_kernels_baseline, vb_kernels_avx2, vb_kernels_avx512, vb_kernels_neon;
#endif
