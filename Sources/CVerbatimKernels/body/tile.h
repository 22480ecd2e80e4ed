/* The tile kernel: a few rows of A times a few vectors of columns of B, in the order that the arithmetic fixes. */

// How a tile finds its rows of A.
enum {
    // Each row at an address of its own, its k adjacent.
    ROWS = 0,
    // Rows adjacent, one k to the next a_k apart.
    INTERLEAVED = 1,
    // Rows evenly spaced, the k of each adjacent; B is packed for the tile's width.
    SPACED = 2,
    // Rows adjacent, k in pairs, evenly spaced pairs in runs; operands are fetched ahead.
    RUNS = 3,
    TILE_KINDS = 4
};

// Tiles are at most TILE_VECTORS wide and tile_height(width, kind) high, chosen so that the sums stay in registers, with
// room for a row of B and one element of A; tiles of ROWS also need a register for the address of each row.
#if VB_REGISTERS == 32
enum { TILE_VECTORS = 4, TILE_ROWS = 16 };
VB_INLINE int64_t tile_height(int64_t vectors, int kind) {
    if (kind == ROWS) return vectors == 4 ? 6 : 8;
    return vectors == 4 ? 6 : vectors == 3 ? 9 : vectors == 2 ? 14 : 16;
}
#elif !VB_EMULATES_FMA
enum { TILE_VECTORS = 2, TILE_ROWS = 12 };
VB_INLINE int64_t tile_height(int64_t vectors, int kind) {
    return vectors == 2 ? 6 : kind == ROWS ? 8 : 12;
}
#else
enum { TILE_VECTORS = 1, TILE_ROWS = 4 };
VB_INLINE int64_t tile_height(int64_t vectors, int kind) {
    (void)vectors, (void)kind;
    return 4;
}
#endif

enum { CHUNK = 256 };
enum { ENDS_CHUNK = 1, ENDS_LEAF = 2 };

// Runs of consecutive k, all of one length: where the first begins in A and in B, and whether a chunk or a leaf ends
// with the last. Only tiles of RUNS take more than one.
typedef struct segment {
    int64_t a, b;
    int32_t length, runs, flags;
} segment;

typedef struct tile {
    // The address of each row, or of the first.
    const float *a[TILE_ROWS];
    // From one k to the next where rows are interleaved, from one pair of k to the next in RUNS, or from one row to the
    // next where rows are spaced.
    int64_t a_k;
    const float *b;
    int64_t b_k;
    // RUNS: from the first of a pair to its twin, from one run of a segment to the next, and how far ahead of their use
    // operands are asked for.
    int64_t a_twin, b_twin, a_run, b_run, a_ahead, b_ahead;
    // What is fetched into the second-level cache on a later tile's behalf: a line with each step of SPACED or each pair
    // of RUNS, so many floats from one to the next.
    const float *next;
    int64_t next_step;
    const segment *segments;
    int64_t segment_count;
    // Where results go, and where sums rest between calls.
    float *y;
    int64_t y_row;
    // Results are fetched at the start, so many floats ahead of y; or by SPACED while the sums are formed, a line with
    // each step, so many floats from one to the next, unless that is 0.
    int64_t y_ahead, y_step;
    // Whether y holds the sum of earlier chunks (of this leaf), and whether the last segment completes the result.
    int continues, completes;
    // Column biases, or NULL; row biases, or NULL.
    const float *column_bias, *row_bias;
    int relu;
    // Leaves: the number of the first, and one tile of partial sums for each level of the tree.
    int64_t leaf;
    float *levels;
} tile;

typedef void (*tile_function)(const tile *t);

#if VB_EMULATES_FMA
typedef double vd __attribute__((vector_size(VB_LANES * 8)));
typedef int32_t vi2 __attribute__((vector_size(VB_LANES * 8)));

// fma through f64: the product is exact, the sum is rounded to odd, so that rounding to f32 rounds once.
static float fma_exact(float a, float b, float c) {
    double p = (double)a * (double)b, s = p + (double)c;
    union { double d; uint64_t u; } bits = {.d = s};
    if ((bits.u & 0x7ff0000000000000) == 0x7ff0000000000000) return (float)s;
    // Knuth's two-sum: what the addition rounded away.
    double t = s - p, error = (p - (s - t)) + ((double)c - t);
    if (error != 0 && !(bits.u & 1)) bits.u += (error > 0) == (s > 0) ? 1 : (uint64_t)-1;
    return (float)bits.d;
}

static __attribute__((noinline)) vf fma_repaired(float a, vf b, vf c) {
    vf r;
    for (int l = 0; l < VB_LANES; l++) r[l] = fma_exact(a, b[l], c[l]);
    return r;
}

// fma through f64 with two roundings, repaired where that may differ from one: where the f64 sum lies on a midpoint
// between two f32, or is smaller than the normal f32.
VB_INLINE vf fma_emulated(float a, vf b, vf c) {
    vd s = __builtin_convertvector(vf_splat(a), vd) * __builtin_convertvector(b, vd) + __builtin_convertvector(c, vd);
    vi2 words = (vi2)s;
#if VB_LANES == 4
    vi low = __builtin_shufflevector(words, words, 0, 2, 4, 6) & vi_splat(0x1fffffff);
    vi high = __builtin_shufflevector(words, words, 1, 3, 5, 7) & vi_splat(0x7fffffff);
#else
#error "write the shuffles for this width"
#endif
    vi doubt = (low == vi_splat(0x10000000)) | ((high < vi_splat(0x38100000)) & (high > vi_splat(0)));
    if (__builtin_expect(__builtin_reduce_or(doubt) != 0, 0)) return fma_repaired(a, b, c);
    return __builtin_convertvector(s, vf);
}
#endif

#if VB_EMULATES_FMA
#define TILE_ADD(x, m, v) acc[m][v] = fma_emulated(x, bv[v], acc[m][v])
#else
#define TILE_ADD(x, m, v) acc[m][v] = __builtin_elementwise_fma(vf_splat(x), bv[v], acc[m][v])
#endif

// The k of one step of SPACED. Long steps need their multiply-adds and loads kept in the order in which they are written,
// or the compiler takes loads so early that there are no registers left for them.
#if defined(__x86_64__) && VB_LANES == 16
enum { SPACED_STEPS = 8 };
#define PIN_SUM(s) __asm__ volatile("" : "+v"(s))
#else
enum { SPACED_STEPS = 4 };
#define PIN_SUM(s)
#endif

// One k: a row of B at `from`, and element `x` of each row m of A.
#define TILE_STEP(from, x) \
    do { \
        vf bv[TILE_VECTORS]; \
        VB_UNROLL for (int v = 0; v < vectors; v++) bv[v] = vf_load((from) + v * VB_LANES); \
        VB_UNROLL for (int m = 0; m < rows; m++) { \
            const float element = (x); \
            VB_UNROLL for (int v = 0; v < vectors; v++) { \
                TILE_ADD(element, m, v); \
                if (kind == SPACED) PIN_SUM(acc[m][v]); \
            } \
        } \
    } while (0)

// Keeps an address in a register of its own: left to itself, the compiler makes one for every row, more than there are.
#define PIN(p) __asm__("" : "+r"(p))

// Floats in a line of the cache; from how many sums on a tile has time to ask for lines ahead, and by how many k: with
// more, rows of B that are a power of two apart would drive each other out of their few sets of the first-level cache.
enum { LINE = 16, FETCHING_SUMS = 16, AHEAD = 8 };

// Asks for the operands of a later k, if the tile has the time.
VB_INLINE void tile_fetch(const float *a, const float *b, const int rows, const int vectors) {
    if (rows * vectors < FETCHING_SUMS) return;
    __builtin_prefetch(a);
    if (rows > 9) __builtin_prefetch(a + rows - 1);
    VB_UNROLL for (int v = 0; v < vectors; v += LINE / VB_LANES) __builtin_prefetch(b + v * VB_LANES);
}

VB_INLINE void tile_body(const tile *t, const int rows, const int vectors, const int kind) {
    vf acc[TILE_ROWS][TILE_VECTORS];
    int continues = t->continues;
    int64_t leaf = t->leaf;
    const int64_t count = t->segment_count, b_k = t->b_k, a_k = t->a_k, y_row = t->y_row;
    const int64_t a_ahead = t->a_ahead, b_ahead = t->b_ahead;
    const float *next = t->next;
    float *const y = t->y;
    const float *const b_start = t->b, *b_end = t->b;
    if (kind == SPACED && count > 0) {
        const segment last = t->segments[count - 1];
        b_end += last.b + last.length * vectors * VB_LANES;
    }
    VB_UNROLL for (int m = 0; m < rows; m++)
        VB_UNROLL for (int v = 0; v < vectors; v++) acc[m][v] = vf_zero();
    // Results that are not in a cache are fetched while the sums are formed. All at once they keep the loads of the first
    // sums waiting, so where there are many sums they come line by line; where there are few, they are the next tile's.
    const int64_t y_step = t->y_step, next_step = t->next_step;
    const float *y_next = y;
    if (kind != SPACED || y_step == 0) {
        VB_UNROLL for (int m = 0; m < rows; m++)
            VB_UNROLL for (int v = 0; v < vectors; v++)
                __builtin_prefetch(y + t->y_ahead + m * y_row + v * VB_LANES, 1);
    }
    for (int64_t i = 0; i < count; i++) {
        const segment s = t->segments[i];
        const int64_t length = s.length;
        if (kind == SPACED) {
            // Three rows to an address: the second and the third are one and two distances from it.
            enum { GROUPS = (TILE_ROWS + 2) / 3 };
            const float *group[GROUPS], *b = t->b + s.b;
            VB_UNROLL for (int g = 0; 3 * g < rows; g++) group[g] = t->a[0] + s.a + 3 * g * a_k;
            // The rows of B that follow the last are the first of the next tile.
            const float *ahead = b + AHEAD * vectors * VB_LANES;
            int64_t k = 0;
            for (; k + SPACED_STEPS <= length; k += SPACED_STEPS) {
                VB_UNROLL for (int u = 0; u < SPACED_STEPS; u++) {
                    TILE_STEP(b + u * vectors * VB_LANES, group[m / 3][m % 3 * a_k + u]);
                    if (rows * vectors >= FETCHING_SUMS)
                        VB_UNROLL for (int v = 0; v < vectors; v += LINE / VB_LANES)
                            __builtin_prefetch(ahead + u * vectors * VB_LANES + v * VB_LANES);
                }
                b += SPACED_STEPS * vectors * VB_LANES;
                ahead += SPACED_STEPS * vectors * VB_LANES;
                // A conditional move: with a jump here the loops of some tiles took up to a third longer.
                if (rows * vectors >= FETCHING_SUMS) ahead = __builtin_unpredictable(ahead < b_end) ? ahead : b_start;
                __builtin_prefetch(next, 0, 2);
                next += next_step;
                __builtin_prefetch(y_next, 1);
                y_next += y_step;
                VB_UNROLL for (int g = 0; 3 * g < rows; g++) {
                    group[g] += SPACED_STEPS;
                    PIN(group[g]);
                }
            }
            for (; k < length; k++) {
                TILE_STEP(b, group[m / 3][m % 3 * a_k]);
                b += vectors * VB_LANES;
                VB_UNROLL for (int g = 0; 3 * g < rows; g++) {
                    group[g]++;
                    PIN(group[g]);
                }
            }
        } else if (kind == INTERLEAVED) {
            const float *a = t->a[0] + s.a, *b = t->b + s.b;
            for (int64_t k = 0; k < length; k++, a += a_k, b += b_k) TILE_STEP(b, a[m]);
        } else if (kind == RUNS) {
            const float *a = t->a[0] + s.a, *b = t->b + s.b;
            const int64_t a_gap = t->a_run - length / 2 * a_k, b_gap = t->b_run - length / 2 * b_k;
            for (int32_t run = 0; run < s.runs; run++, a += a_gap, b += b_gap) {
                const float *a_twin = a + t->a_twin, *b_twin = b + t->b_twin;
                for (int64_t k = 0; k < length / 2; k++, a += a_k, b += b_k, a_twin += a_k, b_twin += b_k) {
                    TILE_STEP(b, a[m]);
                    tile_fetch(a + a_ahead, b + b_ahead, rows, vectors);
                    TILE_STEP(b_twin, a_twin[m]);
                    tile_fetch(a_twin + a_ahead, b_twin + b_ahead, rows, vectors);
                    __builtin_prefetch(next, 0, 2);
                    next += next_step;
                }
                if (length % 2) TILE_STEP(b, a[m]);
            }
        } else {
            const float *a[TILE_ROWS], *b = t->b + s.b;
            VB_UNROLL for (int m = 0; m < rows; m++) a[m] = t->a[m] + s.a;
            for (int64_t k = 0; k < length; k++, b += b_k) {
                TILE_STEP(b, a[m][k]);
                // Rows of B that are far apart are beyond the hardware's prefetching.
                VB_UNROLL for (int v = 0; v < vectors; v++) __builtin_prefetch(b + AHEAD * b_k + v * VB_LANES);
            }
        }
        if (!(s.flags & ENDS_CHUNK)) continue;
        // y = y + chunk, where a fresh y is +0, which makes +0 of a chunk's -0. As a sum of two is -0 only if both are, one
        // +0 at the end of all chunks and leaves comes to the same.
        if (continues) {
            VB_UNROLL for (int m = 0; m < rows; m++)
                VB_UNROLL for (int v = 0; v < vectors; v++)
                    acc[m][v] = vf_load(y + m * y_row + v * VB_LANES) + acc[m][v];
        }
        continues = 1;
        if (s.flags & ENDS_LEAF) {
            // A binary counter of partial sums; at the end the rest is added up from the lowest level.
            const int ends = t->completes && i + 1 == count;
            float *level = t->levels;
            int64_t n = leaf;
            for (; ends ? n != 0 : n & 1; n >>= 1) {
                if (n & 1) {
                    VB_UNROLL for (int m = 0; m < rows; m++)
                        VB_UNROLL for (int v = 0; v < vectors; v++)
                            acc[m][v] = vf_load(level + (m * vectors + v) * VB_LANES) + acc[m][v];
                }
                level += rows * vectors * VB_LANES;
            }
            if (ends) break;
            VB_UNROLL for (int m = 0; m < rows; m++)
                VB_UNROLL for (int v = 0; v < vectors; v++) {
                    vf_store(level + (m * vectors + v) * VB_LANES, acc[m][v]);
                    acc[m][v] = vf_zero();
                }
            leaf++;
            continues = 0;
        } else if (i + 1 < count) {
            VB_UNROLL for (int m = 0; m < rows; m++)
                VB_UNROLL for (int v = 0; v < vectors; v++) {
                    vf_store(y + m * y_row + v * VB_LANES, acc[m][v]);
                    acc[m][v] = vf_zero();
                }
        }
    }
    if (t->completes) {
        // The +0 of a fresh y; the bias brings it where there is one.
        if (t->column_bias) {
            VB_UNROLL for (int v = 0; v < vectors; v++) {
                const vf bias = vf_zero() + vf_load(t->column_bias + v * VB_LANES);
                VB_UNROLL for (int m = 0; m < rows; m++) acc[m][v] += bias;
            }
        }
        if (t->row_bias) {
            VB_UNROLL for (int m = 0; m < rows; m++) {
                const vf bias = vf_zero() + vf_splat(t->row_bias[m]);
                VB_UNROLL for (int v = 0; v < vectors; v++) acc[m][v] += bias;
            }
        }
        if (!t->column_bias && !t->row_bias) {
            VB_UNROLL for (int m = 0; m < rows; m++)
                VB_UNROLL for (int v = 0; v < vectors; v++) acc[m][v] += vf_zero();
        }
        if (t->relu) {
            // None is -0, so the machine's own maximum will do, whose second operand wins unless the first is greater.
            VB_UNROLL for (int m = 0; m < rows; m++)
                VB_UNROLL for (int v = 0; v < vectors; v++)
                    acc[m][v] = vf_select(vf_zero() > acc[m][v], vf_zero(), acc[m][v]);
        }
        // A few at a time are looked at for NaN, in pairs: less than, or not less than, only if neither is.
        VB_UNROLL for (int first = 0; first < rows * vectors; first += 8) {
            vi ordered = vi_splat(-1);
            VB_UNROLL for (int i = first; i < first + 8; i += 2) {
                if (i >= rows * vectors) continue;
                const int next = i + 1 < rows * vectors ? i + 1 : i;
                const vf one = acc[i / vectors][i % vectors], other = acc[next / vectors][next % vectors];
                ordered &= (one < other) | (one >= other);
            }
            if (__builtin_expect(__builtin_reduce_and(ordered) == 0, 0)) {
                VB_UNROLL for (int i = first; i < first + 8; i++)
                    if (i < rows * vectors) acc[i / vectors][i % vectors] = vf_canonical(acc[i / vectors][i % vectors]);
            }
        }
        VB_UNROLL for (int m = 0; m < rows; m++)
            VB_UNROLL for (int v = 0; v < vectors; v++) vf_store(y + m * y_row + v * VB_LANES, acc[m][v]);
    } else if (continues) {
        VB_UNROLL for (int m = 0; m < rows; m++)
            VB_UNROLL for (int v = 0; v < vectors; v++) vf_store(y + m * y_row + v * VB_LANES, acc[m][v]);
    }
}

#define TILE(kind, rows, vectors) \
    static void tile_##kind##_##rows##x##vectors(const tile *t) { tile_body(t, rows, vectors, kind); }
#define TILES_4(kind, vectors) TILE(kind, 1, vectors) TILE(kind, 2, vectors) TILE(kind, 3, vectors) TILE(kind, 4, vectors)
#define TILES_6(kind, vectors) TILES_4(kind, vectors) TILE(kind, 5, vectors) TILE(kind, 6, vectors)
#define TILES_8(kind, vectors) TILES_6(kind, vectors) TILE(kind, 7, vectors) TILE(kind, 8, vectors)
#define TILES_9(kind, vectors) TILES_8(kind, vectors) TILE(kind, 9, vectors)
#define TILES_12(kind, vectors) \
    TILES_9(kind, vectors) TILE(kind, 10, vectors) TILE(kind, 11, vectors) TILE(kind, 12, vectors)
#define TILES_14(kind, vectors) TILES_12(kind, vectors) TILE(kind, 13, vectors) TILE(kind, 14, vectors)
#define TILES_16(kind, vectors) TILES_14(kind, vectors) TILE(kind, 15, vectors) TILE(kind, 16, vectors)
#define NAMES_4(kind, v) tile_##kind##_1x##v, tile_##kind##_2x##v, tile_##kind##_3x##v, tile_##kind##_4x##v
#define NAMES_6(kind, v) NAMES_4(kind, v), tile_##kind##_5x##v, tile_##kind##_6x##v
#define NAMES_8(kind, v) NAMES_6(kind, v), tile_##kind##_7x##v, tile_##kind##_8x##v
#define NAMES_9(kind, v) NAMES_8(kind, v), tile_##kind##_9x##v
#define NAMES_12(kind, v) NAMES_9(kind, v), tile_##kind##_10x##v, tile_##kind##_11x##v, tile_##kind##_12x##v
#define NAMES_14(kind, v) NAMES_12(kind, v), tile_##kind##_13x##v, tile_##kind##_14x##v
#define NAMES_16(kind, v) NAMES_14(kind, v), tile_##kind##_15x##v, tile_##kind##_16x##v

#if VB_REGISTERS == 32
TILES_8(0, 1) TILES_8(0, 2) TILES_8(0, 3) TILES_6(0, 4)
TILES_16(1, 1) TILES_14(1, 2) TILES_9(1, 3) TILES_6(1, 4)
TILES_16(2, 1) TILES_14(2, 2) TILES_9(2, 3) TILES_6(2, 4)
TILES_16(3, 1) TILES_14(3, 2) TILES_9(3, 3) TILES_6(3, 4)
static const tile_function tile_functions[TILE_KINDS][TILE_VECTORS][TILE_ROWS] = {
    {{NAMES_8(0, 1)}, {NAMES_8(0, 2)}, {NAMES_8(0, 3)}, {NAMES_6(0, 4)}},
    {{NAMES_16(1, 1)}, {NAMES_14(1, 2)}, {NAMES_9(1, 3)}, {NAMES_6(1, 4)}},
    {{NAMES_16(2, 1)}, {NAMES_14(2, 2)}, {NAMES_9(2, 3)}, {NAMES_6(2, 4)}},
    {{NAMES_16(3, 1)}, {NAMES_14(3, 2)}, {NAMES_9(3, 3)}, {NAMES_6(3, 4)}},
};
#elif !VB_EMULATES_FMA
TILES_8(0, 1) TILES_6(0, 2)
TILES_12(1, 1) TILES_6(1, 2)
TILES_12(2, 1) TILES_6(2, 2)
TILES_12(3, 1) TILES_6(3, 2)
static const tile_function tile_functions[TILE_KINDS][TILE_VECTORS][TILE_ROWS] = {
    {{NAMES_8(0, 1)}, {NAMES_6(0, 2)}},
    {{NAMES_12(1, 1)}, {NAMES_6(1, 2)}},
    {{NAMES_12(2, 1)}, {NAMES_6(2, 2)}},
    {{NAMES_12(3, 1)}, {NAMES_6(3, 2)}},
};
#else
TILES_4(0, 1) TILES_4(1, 1) TILES_4(2, 1) TILES_4(3, 1)
static const tile_function tile_functions[TILE_KINDS][TILE_VECTORS][TILE_ROWS] = {
    {{NAMES_4(0, 1)}},
    {{NAMES_4(1, 1)}},
    {{NAMES_4(2, 1)}},
    {{NAMES_4(3, 1)}},
};
#endif
