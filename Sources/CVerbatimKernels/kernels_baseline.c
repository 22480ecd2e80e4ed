/* The kernels for baseline: the shared body under this instruction set. */
#include "body/includes.h"

#define VB_TABLE vb_kernels_baseline
#define VB_ISA VB_ISA_BASELINE
#define VB_LANES 4
#define VB_REGISTERS 16
#define VB_EMULATES_FMA 1
#include "body/body.h"
