/* The kernels for neon: the shared body under this instruction set. */
#if defined(__aarch64__)
#include "body/includes.h"

#define VB_TABLE vb_kernels_neon
#define VB_ISA VB_ISA_NEON
#define VB_LANES 4
#define VB_REGISTERS 32
#define VB_EMULATES_FMA 0
#include "body/body.h"
#endif
