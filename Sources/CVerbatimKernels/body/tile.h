/* The tile kernel: a few rows of A times a few vectors of columns of B, in the order that the arithmetic fixes. */

// Tiles are at most TILE_VECTORS wide and max_rows(width) high, chosen so that the sums stay in registers.
#if VB_REGISTERS == 32
enum { TILE_VECTORS = 4, TILE_ROWS = 12 };
VB_INLINE int max_rows(int vectors) { return vectors == 4 ? 6 : 8; }
VB_INLINE int max_rows_interleaved(int vectors) { return vectors == 4 ? 6 : vectors == 3 ? 8 : 12; }
#elif !VB_EMULATES_FMA
enum { TILE_VECTORS = 2, TILE_ROWS = 12 };
VB_INLINE int max_rows(int vectors) { return vectors == 2 ? 6 : 8; }
VB_INLINE int max_rows_interleaved(int vectors) { return vectors == 2 ? 6 : 12; }
#else
enum { TILE_VECTORS = 1, TILE_ROWS = 4 };
VB_INLINE int max_rows(int vectors) { (void)vectors; return 4; }
VB_INLINE int max_rows_interleaved(int vectors) { (void)vectors; return 4; }
#endif

enum { CHUNK = 256 };
enum { ENDS_CHUNK = 1, ENDS_LEAF = 2 };

// A run of consecutive k: where it begins in A and in B, and whether a chunk or a leaf ends with it.
typedef struct segment {
    int64_t a, b;
    int32_t length, flags;
} segment;

typedef struct tile {
    // Rows: the address of each row, whose k are adjacent. Interleaved: row m at a[0] + m, one k to the next a_k apart.
    const float *a[TILE_ROWS];
    int64_t a_k;
    const float *b;
    int64_t b_k;
    const segment *segments;
    int64_t segment_count;
    // Where results go, and where sums rest between calls.
    float *y;
    int64_t y_row;
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

VB_INLINE void tile_body(const tile *t, const int rows, const int vectors, const int interleaved) {
    vf acc[TILE_ROWS][TILE_VECTORS];
    int continues = t->continues;
    int64_t leaf = t->leaf;
    const int64_t count = t->segment_count, b_k = t->b_k, a_k = t->a_k, y_row = t->y_row;
    float *const y = t->y;
    VB_UNROLL for (int m = 0; m < rows; m++)
        VB_UNROLL for (int v = 0; v < vectors; v++) acc[m][v] = vf_zero();
    for (int64_t i = 0; i < count; i++) {
        const segment s = t->segments[i];
        const float *b = t->b + s.b;
        const float *a[TILE_ROWS];
        VB_UNROLL for (int m = 0; m < rows; m++) a[m] = interleaved ? t->a[0] + s.a + m : t->a[m] + s.a;
        int64_t length = s.length;
        for (int64_t k = 0; k < length; k++) {
            vf bv[TILE_VECTORS];
            VB_UNROLL for (int v = 0; v < vectors; v++) {
                bv[v] = vf_load(b + v * VB_LANES);
                // Rows of B that are far apart are beyond the hardware's prefetching.
                if (!interleaved) __builtin_prefetch(b + 16 * b_k + v * VB_LANES);
            }
            VB_UNROLL for (int m = 0; m < rows; m++) {
                const float x = interleaved ? a[0][m] : a[m][k];
#if VB_EMULATES_FMA
                VB_UNROLL for (int v = 0; v < vectors; v++) acc[m][v] = fma_emulated(x, bv[v], acc[m][v]);
#else
                const vf av = vf_splat(x);
                VB_UNROLL for (int v = 0; v < vectors; v++) acc[m][v] = __builtin_elementwise_fma(av, bv[v], acc[m][v]);
#endif
            }
            b += b_k;
            if (interleaved) a[0] += a_k;
        }
        if (!(s.flags & ENDS_CHUNK)) continue;
        // y = y + chunk, where a fresh y is +0.
        VB_UNROLL for (int m = 0; m < rows; m++)
            VB_UNROLL for (int v = 0; v < vectors; v++)
                acc[m][v] = (continues ? vf_load(y + m * y_row + v * VB_LANES) : vf_zero()) + acc[m][v];
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
        // An empty sum is +0.
        if (t->column_bias) {
            VB_UNROLL for (int v = 0; v < vectors; v++) {
                const vf bias = vf_load(t->column_bias + v * VB_LANES);
                VB_UNROLL for (int m = 0; m < rows; m++) acc[m][v] += bias;
            }
        }
        if (t->row_bias) {
            VB_UNROLL for (int m = 0; m < rows; m++) {
                const vf bias = vf_splat(t->row_bias[m]);
                VB_UNROLL for (int v = 0; v < vectors; v++) acc[m][v] += bias;
            }
        }
        if (t->relu) {
            VB_UNROLL for (int m = 0; m < rows; m++)
                VB_UNROLL for (int v = 0; v < vectors; v++) acc[m][v] = vf_relu(acc[m][v]);
        }
        VB_UNROLL for (int m = 0; m < rows; m++)
            VB_UNROLL for (int v = 0; v < vectors; v++)
                vf_store(y + m * y_row + v * VB_LANES, vf_canonical(acc[m][v]));
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
#define TILES_12(kind, vectors) \
    TILES_8(kind, vectors) TILE(kind, 9, vectors) TILE(kind, 10, vectors) TILE(kind, 11, vectors) TILE(kind, 12, vectors)
#define NAMES_4(kind, v) tile_##kind##_1x##v, tile_##kind##_2x##v, tile_##kind##_3x##v, tile_##kind##_4x##v
#define NAMES_6(kind, v) NAMES_4(kind, v), tile_##kind##_5x##v, tile_##kind##_6x##v
#define NAMES_8(kind, v) NAMES_6(kind, v), tile_##kind##_7x##v, tile_##kind##_8x##v
#define NAMES_12(kind, v) \
    NAMES_8(kind, v), tile_##kind##_9x##v, tile_##kind##_10x##v, tile_##kind##_11x##v, tile_##kind##_12x##v

#if VB_REGISTERS == 32
TILES_8(0, 1) TILES_8(0, 2) TILES_8(0, 3) TILES_6(0, 4)
TILES_12(1, 1) TILES_12(1, 2) TILES_8(1, 3) TILES_6(1, 4)
static const tile_function tile_functions[2][TILE_VECTORS][TILE_ROWS] = {
    {{NAMES_8(0, 1)}, {NAMES_8(0, 2)}, {NAMES_8(0, 3)}, {NAMES_6(0, 4)}},
    {{NAMES_12(1, 1)}, {NAMES_12(1, 2)}, {NAMES_8(1, 3)}, {NAMES_6(1, 4)}},
};
#elif !VB_EMULATES_FMA
TILES_8(0, 1) TILES_6(0, 2)
TILES_12(1, 1) TILES_6(1, 2)
static const tile_function tile_functions[2][TILE_VECTORS][TILE_ROWS] = {
    {{NAMES_8(0, 1)}, {NAMES_6(0, 2)}},
    {{NAMES_12(1, 1)}, {NAMES_6(1, 2)}},
};
#else
TILES_4(0, 1) TILES_4(1, 1)
static const tile_function tile_functions[2][TILE_VECTORS][TILE_ROWS] = {
    {{NAMES_4(0, 1)}},
    {{NAMES_4(1, 1)}},
};
#endif
