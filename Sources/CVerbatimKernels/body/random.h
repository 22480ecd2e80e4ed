/* Philox4x32-10, vectors of blocks at a time (Salmon, Moraes, Dror, Shaw, 2011). */

typedef uint64_t vl __attribute__((vector_size(VB_LANES * 8)));

// Both halves of the products of 32-bit words.
VB_INLINE void multiply_words(const vu *x, uint32_t factor, vu *high, vu *low) {
    VB_UNROLL for (int l = 0; l < VB_LANES; l++) {
        const uint64_t product = (uint64_t)(*x)[l] * factor;
        (*high)[l] = (uint32_t)(product >> 32);
        (*low)[l] = (uint32_t)product;
    }
}

// Words of elements [4 * block, 4 * (block + VB_LANES)) of a sample.
VB_INLINE void philox_words(uint32_t *to, const vb_random *r, uint32_t position, uint32_t block) {
    vu c0, c1, c2, c3;
    VB_UNROLL for (int l = 0; l < VB_LANES; l++) {
        c0[l] = block + (uint32_t)l;
        c1[l] = position;
        c2[l] = (uint32_t)r->step;
        c3[l] = (uint32_t)(r->step >> 32);
    }
    uint32_t k0 = r->key0, k1 = r->key1;
    for (int round = 0; round < 10; round++) {
        vu high0, low0, high1, low1;
        multiply_words(&c0, 0xD2511F53u, &high0, &low0);
        multiply_words(&c2, 0xCD9E8D57u, &high1, &low1);
        c0 = high1 ^ c1 ^ k0;
        c1 = low1;
        c2 = high0 ^ c3 ^ k1;
        c3 = low0;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    VB_UNROLL for (int l = 0; l < VB_LANES; l++) {
        to[4 * l] = c0[l];
        to[4 * l + 1] = c1[l];
        to[4 * l + 2] = c2[l];
        to[4 * l + 3] = c3[l];
    }
}

#define RANDOM_FUNCTION(name, R, parameter, expression) \
    static void name(R *to, const vb_random *r, uint32_t position, int64_t first, int64_t count parameter) { \
        uint32_t words[4 * VB_LANES]; \
        for (int64_t i = 0; i < count;) { \
            const int64_t block = (first + i) / 4, skipped = (first + i) % 4; \
            const int64_t length = min64(count - i, 4 * VB_LANES - skipped); \
            philox_words(words, r, position, (uint32_t)block); \
            for (int64_t j = 0; j < length; j++) { \
                const uint32_t word = words[skipped + j]; \
                to[i + j] = (expression); \
            } \
            i += length; \
        } \
    }
#define COMMA ,
RANDOM_FUNCTION(random_words, uint32_t, , word)
RANDOM_FUNCTION(random_uniform, float, , (float)(word >> 8) * 0x1p-24f)
RANDOM_FUNCTION(random_bernoulli, uint8_t, COMMA uint64_t threshold, word < threshold)
