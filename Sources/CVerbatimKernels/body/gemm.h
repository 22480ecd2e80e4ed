/* Matrix products: how one is cut into tiles and blocks, and which operands are packed. */

// K is walked in blocks: a block of rows of A, LEFT_FLOATS of it, stays in the second-level cache beside a panel of B, or
// RIGHT_FLOATS of B do beside a tile's rows. Lines SETS_FLOATS apart share a set of the first-level cache. B is read often
// by more than MANY_ROWS; rows of it further apart than MANY_VECTORS are then better packed.
enum {
    K_BLOCK = 2 * CHUNK, LEFT_FLOATS = 256 * K_BLOCK, RIGHT_FLOATS = 1 << 17, ROW_BLOCK = 240, LEAST_ROWS = 56,
    GROUP_COLUMNS = 1024, MAX_SEGMENTS = 256, MAX_LEVELS = 48, TILE_CYCLES = 200,
    MANY_ROWS = 64, MANY_VECTORS = 12, SETS_FLOATS = 1024
};

// How an operand reaches the tiles: as it lies, packed for all threads beforehand, or packed by each part for itself.
enum { AS_IT_LIES = 0, SHARED = 1, LOCAL = 2 };

VB_INLINE int64_t min64(int64_t a, int64_t b) { return a < b ? a : b; }
VB_INLINE int64_t max64(int64_t a, int64_t b) { return a > b ? a : b; }
VB_INLINE int64_t divide_up(int64_t a, int64_t b) { return (a + b - 1) / b; }

// Part `index` of `parts` of `count` things, as even as can be.
VB_INLINE int64_t even_start(int64_t count, int64_t parts, int64_t index) {
    return count / parts * index + min64(index, count % parts);
}

// Where an operand of one product of a batch begins.
VB_INLINE int64_t batch_start(const vb_gemm *g, int64_t batch, int64_t outer, int64_t inner) {
    return g->batch_inner > 1 ? batch / g->batch_inner * outer + batch % g->batch_inner * inner : batch * outer;
}

// Whether all products of a batch share an operand.
VB_INLINE int is_repeated(const vb_gemm *g, int64_t outer, int64_t inner) {
    return outer == 0 && (g->batch_inner <= 1 || inner == 0);
}

// Whether rows so many floats apart meet in the same few sets of the first-level cache, which then holds no tile of them.
VB_INLINE int crowds_sets(int64_t distance) { return (distance + LINE) % SETS_FLOATS <= 2 * LINE; }

// Column tiles: `vectors` vectors each; the rest of fewer is spread so that no tile is a lone vector by chance.
typedef struct columns {
    int64_t first, width;
} columns;

VB_INLINE columns column_tile(int64_t vectors, int64_t tiles, int64_t index) {
    const int64_t first = even_start(vectors, tiles, index);
    return (columns){first, even_start(vectors, tiles, index + 1) - first};
}

// What one k costs, in sixteenths of a cycle of a core that does two fused multiply-adds and two loads in a cycle, for a
// block of rows under tiles of at most `vectors` vectors, each of which begins and ends in TILE_CYCLES.
static int64_t tile_cost(int64_t rows, int64_t columns_in_vectors, int64_t depth, int vectors, int kind) {
    const int64_t tiles = divide_up(columns_in_vectors, vectors);
    int64_t cost = 0;
    for (int64_t width = columns_in_vectors / tiles; width <= columns_in_vectors / tiles + 1; width++) {
        const int64_t count =
            width == columns_in_vectors / tiles ? tiles - columns_in_vectors % tiles : columns_in_vectors % tiles;
        if (count == 0) continue;
        const int64_t row_tiles = divide_up(rows, tile_height(width, kind));
        const int64_t sums = rows * width, loads = rows + row_tiles * width;
        // Eight sums hide the latency; a panel of B comes from the second-level cache.
        cost += count * (8 * max64(max64(sums, loads), row_tiles * 8) + row_tiles * width);
        cost += count * row_tiles * 16 * TILE_CYCLES / depth;
    }
    return cost;
}

// The widest tile, in vectors, of those that cost the least.
static int cheapest_width(int64_t rows, int64_t columns_in_vectors, int64_t depth, int kind) {
    int width = 1;
    int64_t best = -1;
    for (int v = TILE_VECTORS; v >= 1; v--) {
        const int64_t cost = tile_cost(max64(1, rows), columns_in_vectors, max64(1, depth), v, kind);
        if (best < 0 || cost < best) {
            best = cost;
            width = v;
        }
    }
    return width;
}

static void gemm_plan(vb_gemm_plan *plan, const vb_gemm *gemm, int workers) {
    vb_gemm_plan p = {.g = *gemm};
    vb_gemm *const g = &p.g;
    // Strides of dimensions of size 1 mean nothing: let them say the convenient thing.
    if (g->m == 1) g->a_m = g->c_m = 1;
    if (g->n == 1) g->b_n = g->c_n = 1;
    if (g->k == 1) g->a_k = g->b_k = 1;
    // The transposed product, C' = B' A', is better where it spares packing a large B, or fills vectors better; it pays
    // for that with results that are stored transposed.
    const int64_t work = divide_up(g->n, VB_LANES) * max64(g->m, 4) * VB_LANES + (g->b_n == 1 ? 0 : 27 * g->n);
    const int64_t swapped_work = divide_up(g->m, VB_LANES) * max64(g->n, 4) * VB_LANES + (g->a_m == 1 ? 0 : 27 * g->m);
    if (swapped_work + swapped_work / 8 < work) {
        p.swapped = 1;
        *g = (vb_gemm){
            .batch = g->batch, .m = g->n, .n = g->m, .k = g->k,
            .a_batch = g->b_batch, .a_m = g->b_n, .a_k = g->b_k,
            .b_batch = g->a_batch, .b_k = g->a_k, .b_n = g->a_m,
            .batch_inner = g->batch_inner, .a_inner = g->b_inner, .b_inner = g->a_inner,
            .c_batch = g->c_batch, .c_m = g->c_n, .c_n = g->c_m,
            .leaf = g->leaf, .relu = g->relu,
            .bias = g->bias == VB_BIAS_NONE ? VB_BIAS_NONE : g->bias == VB_BIAS_ROW ? VB_BIAS_COLUMN : VB_BIAS_ROW,
        };
    }
    p.direct = g->c_n == 1;
    const int64_t vectors = max64(1, divide_up(g->n, VB_LANES));
    // B is used where it lies if its columns are adjacent, fill their vectors, and are read too few times for packing
    // to pay.
    int packs_right = g->b_n != 1 || g->n % VB_LANES != 0
        || (g->a_k == 1 && g->m > MANY_ROWS && g->b_k > MANY_VECTORS * VB_LANES);
    // Rows are packed so that those of a tile are adjacent. Those whose k are adjacent are read as they lie where they
    // meet too few columns for packing to pay, and those that are adjacent where they are close from one k to the next.
    const int packs = g->a_k != 1 && g->m >= 12 && g->n >= 6 * VB_LANES && g->k >= 16;
    p.kind = g->a_k != 1 ? INTERLEAVED : packs_right && !crowds_sets(g->a_m) ? SPACED : ROWS;
    const int tile_vectors = cheapest_width(g->m, vectors, g->k, p.kind);
    p.column_tiles = divide_up(vectors, tile_vectors);
    const int64_t height = tile_height(divide_up(vectors, p.column_tiles), p.kind);
    const int packs_left = p.kind == INTERLEAVED && (packs || g->a_m != 1 || (p.column_tiles > 4 && g->a_k > 64));

    // Cut for the cache, and finer where that leaves too few parts for the workers to share evenly: rows first.
    const int64_t tile_columns = tile_vectors * VB_LANES, row_tiles = max64(1, divide_up(g->m, height));
    if (p.kind == INTERLEAVED)
        packs_right |= packs ? row_tiles > 1 && g->b_k > tile_columns : row_tiles > 8 && g->b_k > 4 * tile_columns;
    // Rows that are far apart share few sets of the second-level cache, which then holds fewer of them.
    const int64_t most_depth = packs_right || g->b_k <= 4 * tile_columns ? K_BLOCK : CHUNK;
    p.k_block = g->leaf > 0 ? max64(g->k, 1) : min64(max64(g->k, 1), most_depth);
    const int64_t most_rows = packs ? max64(height, LEFT_FLOATS / p.k_block / height * height) : ROW_BLOCK;
    int64_t blocks = max64(1, divide_up(g->m, most_rows));
    int64_t groups = max64(1, divide_up(vectors * VB_LANES, p.direct ? GROUP_COLUMNS : GROUP_COLUMNS / 4));
    const int64_t wanted = workers > 1 ? 8 * (int64_t)workers : 1;
    if (packs && g->batch * blocks * groups < wanted)
        blocks = max64(blocks, min64(divide_up(g->m, LEAST_ROWS), divide_up(wanted, max64(1, g->batch * groups))));
    if (g->batch * blocks * groups < wanted)
        groups = min64(p.column_tiles, divide_up(wanted, max64(1, g->batch * blocks)));
    if (g->batch * blocks * groups < wanted) blocks = min64(row_tiles, divide_up(wanted, max64(1, g->batch * groups)));
    p.height = height;
    p.row_blocks = blocks;
    p.row_block = divide_up(g->m, blocks) + height;
    p.column_groups = groups;
    p.group_columns = (divide_up(p.column_tiles, groups) + 1) * tile_columns;
    p.block_tiles = divide_up(divide_up(g->m, blocks), height);
    p.parts = g->m == 0 || g->n == 0 ? 0 : g->batch * blocks * groups;

    int64_t local_floats = 0;
    if (p.parts > 0 && g->k > 0) {
        const int64_t panels = is_repeated(g, g->b_batch, g->b_inner) ? 1 : g->batch;
        if (packs_right) {
            // A short sum has little but its results to move: all of B beside a tile's rows.
            p.rows_first = packs && p.k_block * p.group_columns <= RIGHT_FLOATS && p.k_block < CHUNK;
            p.right = packs && blocks <= 2 && p.k_block <= 4 * K_BLOCK ? LOCAL : SHARED;
            if (p.right == LOCAL) {
                local_floats += p.k_block * (p.rows_first ? p.group_columns : tile_columns);
            } else {
                *(p.swapped ? &p.pack_a_units : &p.pack_b_units) = panels * p.column_tiles;
                *(p.swapped ? &p.packed_a_bytes : &p.packed_b_bytes) = panels * vectors * VB_LANES * g->k * 4;
            }
        }
        if (packs_left) {
            p.left = packs && groups <= 2 ? LOCAL : SHARED;
            if (p.left == LOCAL) {
                local_floats += p.block_tiles * height * p.k_block;
            } else {
                const int64_t units = (is_repeated(g, g->a_batch, g->a_inner) ? 1 : g->batch) * blocks;
                *(p.swapped ? &p.pack_b_units : &p.pack_a_units) = units;
                *(p.swapped ? &p.packed_b_bytes : &p.packed_a_bytes) = units * p.block_tiles * height * g->k * 4;
            }
        }
    }
    p.scratch_bytes = 64
        + (local_floats + (p.direct && g->n % VB_LANES == 0 ? 0 : p.row_block * p.group_columns)
           + (g->leaf > 0 ? MAX_LEVELS * TILE_ROWS * TILE_VECTORS * VB_LANES : 0)) * 4;
    *plan = p;
}
