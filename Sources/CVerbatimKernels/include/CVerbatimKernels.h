/* The inner loops of Verbatim: every function here exists once per instruction set with equal bits. */
#ifndef C_VERBATIM_KERNELS_H
#define C_VERBATIM_KERNELS_H
#ifndef __clang__
#error "Verbatim's kernels are written for clang: other compilers contract or reorder where this code relies on neither."
#endif
#include "vb_cpu.h"
#include "vb_elementary.h"
#include "vb_kernels.h"
#endif
