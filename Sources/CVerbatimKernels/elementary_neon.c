/* The elementary functions for neon: the shared body under this instruction set. */
#if defined(__aarch64__)
#include <stddef.h>
#include <stdint.h>
#include "elementary/tables.h"

#define VB_TABLE vb_elementary_neon
#define VB_LANES 4
#define VB_FMA 1
#include "elementary/body.h"
#endif
