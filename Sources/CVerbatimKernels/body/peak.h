/* What the machine can do at most: multiply-adds that wait for nothing but themselves. */

// Two units with a latency of up to five cycles need ten chains; more must still fit the registers.
enum { PEAK_CHAINS = 12 };

static int64_t multiply_adds(int64_t rounds) {
    vf sums[PEAK_CHAINS];
    // From values that the compiler does not know: a chain that begins at its fixed point is left out.
    VB_UNROLL for (int i = 0; i < PEAK_CHAINS; i++) sums[i] = vf_splat((float)(rounds + i));
    const vf b = vf_splat(1.0f);
    for (int64_t r = 0; r < rounds; r++) {
#if VB_EMULATES_FMA
        VB_UNROLL for (int i = 0; i < PEAK_CHAINS; i++) sums[i] = fma_emulated(0.5f, sums[i], b);
#else
        VB_UNROLL for (int i = 0; i < PEAK_CHAINS; i++)
            sums[i] = __builtin_elementwise_fma(vf_splat(0.5f), sums[i], b);
#endif
    }
    // The result must be of use to somebody, or the compiler drops the work.
    VB_UNROLL for (int i = 0; i < PEAK_CHAINS; i++) __asm__ volatile("" : : "m"(sums[i]));
    return PEAK_CHAINS * VB_LANES;
}
