/* The kernels for avx512: the shared body under this instruction set. */
#if defined(__x86_64__)
#include "body/includes.h"

#define VB_TABLE vb_kernels_avx512
#define VB_ISA VB_ISA_AVX512
#define VB_LANES 16
#define VB_REGISTERS 32
#define VB_EMULATES_FMA 0

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma"))), apply_to = function)
#include "body/body.h"
#pragma clang attribute pop
#endif
