/* The elementary functions for avx512: the shared body under this instruction set. */
#if defined(__x86_64__)
#include <stddef.h>
#include <stdint.h>
#include "elementary/tables.h"

#define VB_TABLE vb_elementary_avx512
#define VB_LANES 16
#define VB_FMA 1

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma"))), apply_to = function)
#include "elementary/body.h"
#pragma clang attribute pop
#endif
