/* Philox4x32-10, vectors of blocks at a time (Salmon, Moraes, Dror, Shaw, 2011). */

// Several vectors at once hide the latency of the ten rounds. A lane of 64 bits holds one word of a block in its lower
// half; what is in the upper half does not matter.
enum {
    PHILOX_VECTORS = VB_REGISTERS == 32 ? 4 : 2,
    PHILOX_LANES = VB_LANES / 2,
    PHILOX_WORDS = PHILOX_VECTORS * PHILOX_LANES * 4
};

typedef uint64_t vl __attribute__((vector_size(VB_LANES * 4)));

#if VB_LANES == 4
#define ZIP_PAIRS_LOW(a, b) __builtin_shufflevector(a, b, 0, 2)
#define ZIP_PAIRS_HIGH(a, b) __builtin_shufflevector(a, b, 1, 3)
#elif VB_LANES == 8
#define ZIP_PAIRS_LOW(a, b) __builtin_shufflevector(a, b, 0, 4, 1, 5)
#define ZIP_PAIRS_HIGH(a, b) __builtin_shufflevector(a, b, 2, 6, 3, 7)
#elif VB_LANES == 16
#define ZIP_PAIRS_LOW(a, b) __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
#define ZIP_PAIRS_HIGH(a, b) __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
#endif

// PHILOX_WORDS words of a sample from a block on, to an address aligned for vectors.
VB_INLINE void philox_words(uint32_t *to, const vb_random *r, uint32_t position, uint32_t block) {
    const uint64_t half = 0xffffffffu;
    vl c0[PHILOX_VECTORS], c1[PHILOX_VECTORS], c2[PHILOX_VECTORS], c3[PHILOX_VECTORS];
    VB_UNROLL for (int v = 0; v < PHILOX_VECTORS; v++)
        VB_UNROLL for (int l = 0; l < PHILOX_LANES; l++) {
            c0[v][l] = (uint32_t)(block + (uint32_t)(v * PHILOX_LANES + l));
            c1[v][l] = position;
            c2[v][l] = r->step & half;
            c3[v][l] = r->step >> 32;
        }
    uint32_t k0 = r->key0, k1 = r->key1;
    for (int round = 0; round < 10; round++) {
        VB_UNROLL for (int v = 0; v < PHILOX_VECTORS; v++) {
            const vl first = (c0[v] & half) * 0xD2511F53u, second = (c2[v] & half) * 0xCD9E8D57u;
            c0[v] = (second >> 32) ^ c1[v] ^ k0;
            c1[v] = second;
            c2[v] = (first >> 32) ^ c3[v] ^ k1;
            c3[v] = first;
        }
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    VB_UNROLL for (int v = 0; v < PHILOX_VECTORS; v++) {
        const vl first = (c0[v] & half) | c1[v] << 32, second = (c2[v] & half) | c3[v] << 32;
        vl *const out = (vl *)to + 2 * v;
        out[0] = ZIP_PAIRS_LOW(first, second);
        out[1] = ZIP_PAIRS_HIGH(first, second);
    }
}

#define RANDOM_FUNCTION(name, R, parameter, expression) \
    static void name(R *to, const vb_random *r, uint32_t position, int64_t first, int64_t count parameter) { \
        _Alignas(64) uint32_t words[PHILOX_WORDS]; \
        for (int64_t i = 0; i < count;) { \
            const int64_t block = (first + i) / 4, skipped = (first + i) % 4; \
            const int64_t length = min64(count - i, PHILOX_WORDS - skipped); \
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
