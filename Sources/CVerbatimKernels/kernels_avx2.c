/* The kernels for avx2: the shared body under this instruction set. */
#if defined(__x86_64__)
#include "body/includes.h"

#define VB_TABLE vb_kernels_avx2
#define VB_ISA VB_ISA_AVX2
#define VB_LANES 8
#define VB_REGISTERS 16
#define VB_EMULATES_FMA 0

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "body/body.h"
#pragma clang attribute pop
#endif
