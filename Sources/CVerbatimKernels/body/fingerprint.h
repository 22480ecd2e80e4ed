/* The sums of the state's fingerprint: NH over blocks of 1,024 words under two keys (docs/Arithmetic.md, "Digests"). */

typedef uint32_t fp_words __attribute__((vector_size(VB_LANES * 4)));
typedef uint64_t fp_sums __attribute__((vector_size(VB_LANES * 4)));

static inline fp_words fp_load(const uint8_t *from) {
    fp_words words;
    __builtin_memcpy(&words, from, sizeof words);
    return words;
}

/* Adds the products of all lanes: those of even lanes as they stand, those of odd lanes shifted down. */
static inline fp_sums fp_add(fp_sums sums, fp_words a, fp_words b) {
    fp_sums x = (fp_sums)a, y = (fp_sums)b;
    sums += (x & 0xffffffff) * (y & 0xffffffff);
    return sums + (x >> 32) * (y >> 32);
}

static inline uint64_t fp_total(fp_sums sums) {
    uint64_t total = 0;
    for (int lane = 0; lane < VB_LANES / 2; lane++) total += sums[lane];
    return total;
}

/* How far ahead memory is asked for: a block is a page, at whose end the machine's own fetching begins anew. */
enum { FP_AHEAD = 8192 };

static void fingerprint_blocks(uint64_t *to, const void *from, int64_t blocks, const uint32_t *keys) {
    const uint8_t *bytes = from, *k = (const uint8_t *)keys, *l = k + 4096;
    for (int64_t block = 0; block < blocks; block++, bytes += 4096, to += 2) {
        fp_sums x = {0}, y = {0};
        for (int i = 0; i < 2048; i += VB_LANES * 4) {
            __builtin_prefetch(bytes + FP_AHEAD + i);
            __builtin_prefetch(bytes + FP_AHEAD + 2048 + i);
            fp_words a = fp_load(bytes + i), b = fp_load(bytes + 2048 + i);
            x = fp_add(x, a + fp_load(k + i), b + fp_load(k + 2048 + i));
            y = fp_add(y, a + fp_load(l + i), b + fp_load(l + 2048 + i));
        }
        to[0] = fp_total(x);
        to[1] = fp_total(y);
    }
}
