/* The elementary functions for baseline: the shared body under this instruction set. */
#include <stddef.h>
#include <stdint.h>
#include "elementary/tables.h"

#define VB_TABLE vb_elementary_baseline
#define VB_LANES 4
#define VB_FMA 0
#include "elementary/body.h"
