/* The instruction sets' tables of elementary functions, and the scalar evaluation that settles rare arguments. */
#ifndef VB_ELEMENTARY_TABLES_H
#define VB_ELEMENTARY_TABLES_H
#include <stdint.h>
#include "vb_elementary.h"

extern const vb_unary_f32_fn vb_elementary_baseline[VB_UNARY_COUNT];
#if defined(__x86_64__)
extern const vb_unary_f32_fn vb_elementary_avx2[VB_UNARY_COUNT];
extern const vb_unary_f32_fn vb_elementary_avx512[VB_UNARY_COUNT];
#elif defined(__aarch64__)
extern const vb_unary_f32_fn vb_elementary_neon[VB_UNARY_COUNT];
#endif

/* The function's value for any argument, through 104 bits; slow. */
float vb_exact_f32(int function, float x);

/* y[i] = the exact value for every i < n whose flag is set. */
void vb_exact_repair_f32(int function, const float *x, float *y, const int32_t *flags, int n);

/* x[i] + quadrants pi/2 = n[i] c + r[i], |r[i]| <= c/2, for every i < count whose flag is set, with |x[i]| >= 2^17.
 *
 * c is pi for a shift of 1 and pi/2 for 2, n is right modulo 2^shift, r has a relative error below 2^-50. Infinities and
 * NaN give anything. */
void vb_reduce_far_f32(const float *x, const int32_t *far, int quadrants, int shift, double *r, uint64_t *n, int count);

#endif
