/* Matrix products: planning, packing, and the loops around the tile kernel. */

// K is walked in blocks whose panel of B stays in the second-level cache.
enum { K_BLOCK = 2 * CHUNK, ROW_BLOCK = 240, GROUP_COLUMNS = 1024, MAX_SEGMENTS = 256, MAX_LEVELS = 48 };

VB_INLINE int64_t min64(int64_t a, int64_t b) { return a < b ? a : b; }
VB_INLINE int64_t max64(int64_t a, int64_t b) { return a > b ? a : b; }
VB_INLINE int64_t divide_up(int64_t a, int64_t b) { return (a + b - 1) / b; }

// Part `index` of `parts` of `count` things, as even as can be.
VB_INLINE int64_t even_start(int64_t count, int64_t parts, int64_t index) {
    return count / parts * index + min64(index, count % parts);
}

// Column tiles: `vectors` vectors each; the rest of fewer is spread so that no tile is a lone vector by chance.
typedef struct columns {
    int64_t first, width;
} columns;

VB_INLINE columns column_tile(int64_t vectors, int64_t tiles, int64_t index) {
    const int64_t first = even_start(vectors, tiles, index);
    return (columns){first, even_start(vectors, tiles, index + 1) - first};
}

// What one k costs, in sixteenths of a cycle of a core that does two fused multiply-adds and two loads in a cycle, for a
// block of rows under tiles of at most `vectors` vectors.
static int64_t tile_cost(int64_t rows, int64_t columns_in_vectors, int vectors, int kind) {
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
    }
    return cost;
}

// The widest tile, in vectors, of those that cost the least.
static int cheapest_width(int64_t rows, int64_t columns_in_vectors, int kind) {
    int width = 1;
    int64_t best = -1;
    for (int v = TILE_VECTORS; v >= 1; v--) {
        const int64_t cost = tile_cost(max64(1, rows), columns_in_vectors, v, kind);
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
            .c_batch = g->c_batch, .c_m = g->c_n, .c_n = g->c_m,
            .leaf = g->leaf, .relu = g->relu,
            .bias = g->bias == VB_BIAS_NONE ? VB_BIAS_NONE : g->bias == VB_BIAS_ROW ? VB_BIAS_COLUMN : VB_BIAS_ROW,
        };
    }
    p.direct = g->c_n == 1;
    const int64_t vectors = max64(1, divide_up(g->n, VB_LANES));
    // Rows of A whose k are adjacent are read as they lie; otherwise rows must be adjacent.
    p.interleaved = g->a_k != 1;
    const int kind = p.interleaved ? INTERLEAVED : ROWS;
    const int tile_vectors = cheapest_width(g->m, vectors, kind);
    p.column_tiles = divide_up(vectors, tile_vectors);
    const int64_t height = tile_height(divide_up(vectors, p.column_tiles), kind);

    // Cut for the cache, and finer where that leaves too few parts for the workers to share evenly.
    const int64_t tile_columns = tile_vectors * VB_LANES, row_tiles = max64(1, divide_up(g->m, height));
    int64_t blocks = max64(1, divide_up(g->m, ROW_BLOCK));
    int64_t groups = max64(1, divide_up(vectors * VB_LANES, p.direct ? GROUP_COLUMNS : GROUP_COLUMNS / 4));
    const int64_t wanted = workers > 1 ? 8 * (int64_t)workers : 1;
    if (g->batch * blocks * groups < wanted)
        groups = min64(p.column_tiles, divide_up(wanted, max64(1, g->batch * blocks)));
    if (g->batch * blocks * groups < wanted) blocks = min64(row_tiles, divide_up(wanted, max64(1, g->batch * groups)));
    p.height = height;
    p.row_blocks = blocks;
    p.row_block = divide_up(g->m, blocks) + height;
    p.column_groups = groups;
    p.group_columns = (divide_up(p.column_tiles, groups) + 1) * tile_columns;
    p.parts = g->m == 0 || g->n == 0 ? 0 : g->batch * blocks * groups;

    if (p.parts > 0 && g->k > 0) {
        // B is used where it lies if its columns are adjacent, fill their vectors, and are read too few times for
        // packing to pay.
        const int64_t panels = g->b_batch == 0 ? 1 : g->batch;
        if (g->b_n != 1 || g->n % VB_LANES != 0 || (row_tiles > 8 && g->b_k > 4 * tile_columns)) {
            p.right_units = panels * p.column_tiles;
            const int64_t bytes = panels * vectors * VB_LANES * g->k * 4;
            *(p.swapped ? &p.pack_a_units : &p.pack_b_units) = p.right_units;
            *(p.swapped ? &p.packed_a_bytes : &p.packed_b_bytes) = bytes;
        }
        // A is used where it lies if its rows are adjacent and close to each other from one k to the next.
        const int64_t blocks_of_a = g->a_batch == 0 ? 1 : g->batch;
        if (p.interleaved && (g->a_m != 1 || (p.column_tiles > 4 && g->a_k > 64))) {
            p.left_units = blocks_of_a * blocks;
            *(p.swapped ? &p.pack_b_units : &p.pack_a_units) = p.left_units;
            p.block_tiles = divide_up(divide_up(g->m, blocks), height);
            *(p.swapped ? &p.packed_b_bytes : &p.packed_a_bytes) =
                p.left_units * p.block_tiles * height * g->k * 4;
        }
    }
    p.scratch_bytes = 64
        + ((p.direct && g->n % VB_LANES == 0 ? 0 : p.row_block * p.group_columns)
           + (g->leaf > 0 ? MAX_LEVELS * TILE_ROWS * TILE_VECTORS * VB_LANES : 0)) * 4;
    *plan = p;
}

// Transposes a square block of VB_LANES by VB_LANES by repeated perfect shuffles of rows.
VB_INLINE void transpose_square(float *to, int64_t to_row, const float *from, int64_t from_row) {
    vf r[VB_LANES], s[VB_LANES];
    VB_UNROLL for (int i = 0; i < VB_LANES; i++) r[i] = vf_load(from + i * from_row);
    VB_UNROLL for (int round = 1; round < VB_LANES; round *= 2) {
        VB_UNROLL for (int i = 0; i < VB_LANES / 2; i++) {
            const vf a = r[i], b = r[i + VB_LANES / 2];
            s[2 * i] = ZIP_LOW(a, b);
            s[2 * i + 1] = ZIP_HIGH(a, b);
        }
        VB_UNROLL for (int i = 0; i < VB_LANES; i++) r[i] = s[i];
    }
    VB_UNROLL for (int i = 0; i < VB_LANES; i++) vf_store(to + i * to_row, r[i]);
}

// to[c][r] = from[r][c]
static void transpose_block(
    float *to, int64_t to_row, const float *from, int64_t from_row, int64_t rows, int64_t columns) {
    int64_t r = 0;
    for (; r + VB_LANES <= rows; r += VB_LANES) {
        int64_t c = 0;
        for (; c + VB_LANES <= columns; c += VB_LANES)
            transpose_square(to + c * to_row + r, to_row, from + r * from_row + c, from_row);
        for (; c < columns; c++)
            for (int64_t i = r; i < r + VB_LANES; i++) to[c * to_row + i] = from[i * from_row + c];
    }
    for (int64_t c = 0; c < columns; c++)
        for (int64_t i = r; i < rows; i++) to[c * to_row + i] = from[i * from_row + c];
}

// to[k][0 ..< width] = from[k * from_k + c * from_n], with zeros from column `columns` on.
static void pack_panel(
    float *to, int64_t width, const float *from, int64_t from_k, int64_t from_n, int64_t depth, int64_t columns) {
    if (columns < width) {
        for (int64_t k = 0; k < depth; k++)
            for (int64_t c = columns; c < width; c++) to[k * width + c] = 0;
    }
    if (from_n == 1) {
        for (int64_t k = 0; k < depth; k++) {
            int64_t c = 0;
            for (; c + VB_LANES <= columns; c += VB_LANES) vf_store(to + k * width + c, vf_load(from + k * from_k + c));
            for (; c < columns; c++) to[k * width + c] = from[k * from_k + c];
        }
    } else if (from_k == 1) {
        transpose_block(to, width, from, from_n, columns, depth);
    } else {
        for (int64_t k = 0; k < depth; k++)
            for (int64_t c = 0; c < columns; c++) to[k * width + c] = from[k * from_k + c * from_n];
    }
}

// to[k * to_k + r] = from[r * from_m + k * from_k]
static void pack_rows(
    float *to, int64_t to_k, const float *from, int64_t from_m, int64_t from_k, int64_t rows, int64_t depth) {
    if (from_m != 1) {
        for (int64_t k = 0; k < depth; k++)
            for (int64_t r = 0; r < rows; r++) to[k * to_k + r] = from[k * from_k + r * from_m];
        return;
    }
    for (int64_t k = 0; k < depth; k++, to += to_k, from += from_k) {
        int64_t r = 0;
        for (; r + 4 <= rows; r += 4) __builtin_memcpy(to + r, from + r, 16);
        for (; r < rows; r++) to[r] = from[r];
    }
}

static void gemm_pack_right(const vb_gemm_plan *p, const float *b, float *packed, int64_t begin, int64_t end) {
    const vb_gemm *g = &p->g;
    const int64_t vectors = divide_up(g->n, VB_LANES);
    for (int64_t unit = begin; unit < end; unit++) {
        const int64_t batch = unit / p->column_tiles;
        const columns t = column_tile(vectors, p->column_tiles, unit % p->column_tiles);
        const int64_t first = t.first * VB_LANES, width = t.width * VB_LANES;
        pack_panel(
            packed + (batch * vectors * VB_LANES + first) * g->k, width,
            b + batch * g->b_batch + first * g->b_n, g->b_k, g->b_n, g->k, min64(width, g->n - first));
    }
}

// A row block is packed as one panel per row tile: [k][row in the tile], with room for a full tile.
static void gemm_pack_left(const vb_gemm_plan *p, const float *a, float *packed, int64_t begin, int64_t end) {
    const vb_gemm *g = &p->g;
    const int64_t height = p->height;
    for (int64_t unit = begin; unit < end; unit++) {
        const int64_t batch = unit / p->row_blocks, block = unit % p->row_blocks;
        const int64_t m0 = even_start(g->m, p->row_blocks, block);
        const int64_t count = even_start(g->m, p->row_blocks, block + 1) - m0, tiles = divide_up(count, height);
        const float *from = a + batch * g->a_batch + m0 * g->a_m;
        float *to = packed + unit * p->block_tiles * height * g->k;
        // In blocks of k, so that what one k brings into the cache serves every tile.
        for (int64_t k0 = 0; k0 < g->k; k0 += 64) {
            const int64_t k1 = min64(g->k, k0 + 64);
            for (int64_t t = 0; t < tiles; t++) {
                const int64_t r0 = even_start(count, tiles, t), rows = even_start(count, tiles, t + 1) - r0;
                pack_rows(
                    to + (t * g->k + k0) * height, height, from + r0 * g->a_m + k0 * g->a_k, g->a_m, g->a_k, rows,
                    k1 - k0);
            }
        }
    }
}

static void gemm_pack_a(const vb_gemm_plan *p, const float *a, float *packed, int64_t begin, int64_t end) {
    (p->swapped ? gemm_pack_right : gemm_pack_left)(p, a, packed, begin, end);
}

static void gemm_pack_b(const vb_gemm_plan *p, const float *b, float *packed, int64_t begin, int64_t end) {
    (p->swapped ? gemm_pack_left : gemm_pack_right)(p, b, packed, begin, end);
}

// Segments for k in [begin, end) of a sum whose leaves have `leaf` elements; returns how many were written, and in
// *next the k at which the list ends, which is `end` or where the room ran out.
static int64_t plain_segments(
    segment *s, int64_t begin, int64_t end, int64_t total, int64_t leaf, int64_t a_k, int64_t b_k, int64_t *next) {
    int64_t count = 0, k = begin;
    while (k < end && count < MAX_SEGMENTS) {
        const int64_t leaf_start = leaf > 0 ? k / leaf * leaf : 0;
        const int64_t leaf_end = leaf > 0 ? min64(total, leaf_start + leaf) : total;
        const int64_t stop = min64(leaf_end, leaf_start + ((k - leaf_start) / CHUNK + 1) * CHUNK);
        s[count++] = (segment){
            .a = (k - begin) * a_k, .b = (k - begin) * b_k, .length = (int32_t)(stop - k),
            .flags = ENDS_CHUNK | (leaf > 0 && stop == leaf_end ? ENDS_LEAF : 0)};
        k = stop;
    }
    *next = k;
    return count;
}

// c[r * c_row + j * c_column] = y[r][j]
static void store_block(
    float *c, int64_t c_row, int64_t c_column, const float *y, int64_t y_row, int64_t rows, int64_t count) {
    if (c_row == 1) {
        transpose_block(c, c_column, y, y_row, rows, count);
        return;
    }
    for (int64_t r = 0; r < rows; r++)
        for (int64_t j = 0; j < count; j++) c[r * c_row + j * c_column] = y[r * y_row + j];
}

static void gemm_part(
    const vb_gemm_plan *p, const float *a, const float *b, const float *bias, float *c, const float *left,
    const float *right, void *scratch, int64_t part) {
    const vb_gemm *g = &p->g;
    const int64_t group = part % p->column_groups, rest = part / p->column_groups;
    const int64_t row_block = rest % p->row_blocks, batch = rest / p->row_blocks;
    const int64_t vectors = divide_up(g->n, VB_LANES);
    const int64_t m0 = even_start(g->m, p->row_blocks, row_block);
    const int64_t m_count = even_start(g->m, p->row_blocks, row_block + 1) - m0;
    const int64_t first_column = even_start(p->column_tiles, p->column_groups, group);
    const int64_t last_column = even_start(p->column_tiles, p->column_groups, group + 1);
    const int64_t group_start = column_tile(vectors, p->column_tiles, first_column).first * VB_LANES;
    c += batch * g->c_batch + m0 * g->c_m;

    const int packed_rows = p->left_units != 0;
    const float *const a_start =
        packed_rows ? left + ((g->a_batch == 0 ? 0 : batch) * p->row_blocks + row_block) * p->block_tiles * p->height * g->k
                    : a + batch * g->a_batch + m0 * g->a_m;
    const int64_t a_k = packed_rows ? p->height : g->a_k, row_tiles = divide_up(m_count, p->height);

    // Results go where they belong if whole vectors do, and through scratch otherwise.
    float *const levels = scratch;
    float *const y_block = levels + (g->leaf > 0 ? MAX_LEVELS * TILE_ROWS * TILE_VECTORS * VB_LANES : 0);
    float bias_tile[TILE_VECTORS * VB_LANES];
    segment segments[MAX_SEGMENTS];
    tile t = {.relu = g->relu, .a_k = a_k, .segments = segments, .levels = levels};

    // Leaves: a tile at a time through all of K, so that the tree's partial sums are one tile each.
    // Otherwise: a block of K at a time through all tiles, with the sums resting in y.
    const int64_t k_block = g->leaf > 0 ? max64(g->k, 1) : K_BLOCK;
    for (int64_t k0 = 0; k0 == 0 || k0 < g->k; k0 += k_block) {
        const int64_t k1 = min64(g->k, k0 + k_block);
        int64_t listed_b_k = -1;
        for (int64_t column = first_column; column < last_column; column++) {
            const columns ct = column_tile(vectors, p->column_tiles, column);
            const int64_t n0 = ct.first * VB_LANES, width = ct.width * VB_LANES, n_count = min64(width, g->n - n0);
            const int direct = p->direct && n_count == width;
            float *const y = direct ? c + n0 : y_block + (n0 - group_start) * p->row_block;
            const float *b_start;
            if (p->right_units) {
                b_start = right + ((g->b_batch == 0 ? 0 : batch) * vectors * VB_LANES + n0) * g->k;
                t.b_k = width;
            } else {
                b_start = b + batch * g->b_batch + n0;
                t.b_k = g->b_k;
            }
            t.y_row = direct ? g->c_m : width;
            if (g->bias == VB_BIAS_COLUMN) {
                for (int64_t j = 0; j < width; j++) bias_tile[j] = j < n_count ? bias[n0 + j] : 0;
                t.column_bias = bias_tile;
            }
            const tile_function *functions = tile_functions[p->interleaved ? INTERLEAVED : ROWS][ct.width - 1];
            // With leaves all of K is one block, but its list of segments may need several rounds.
            const int64_t rounds = g->leaf > 0 ? row_tiles : 1;
            for (int64_t round = 0; round < rounds; round++) {
                const int64_t first_tile = g->leaf > 0 ? round : 0, last_tile = g->leaf > 0 ? round + 1 : row_tiles;
                int64_t k = k0;
                t.leaf = 0;
                t.continues = k0 > 0;
                do {
                    int64_t next = k1;
                    if (k != k0 || listed_b_k != t.b_k) {
                        t.segment_count = plain_segments(segments, k, k1, g->k, g->leaf, a_k, t.b_k, &next);
                        listed_b_k = k == k0 && next == k1 ? t.b_k : -1;
                    }
                    t.completes = next == g->k;
                    t.b = b_start + k * t.b_k;
                    for (int64_t r = first_tile; r < last_tile; r++) {
                        const int64_t r0 = even_start(m_count, row_tiles, r);
                        const int64_t rows = even_start(m_count, row_tiles, r + 1) - r0;
                        if (packed_rows)
                            t.a[0] = a_start + (r * g->k + k) * a_k;
                        else if (p->interleaved)
                            t.a[0] = a_start + r0 + k * a_k;
                        else
                            for (int64_t i = 0; i < rows; i++) t.a[i] = a_start + (r0 + i) * g->a_m + k;
                        t.y = y + r0 * t.y_row;
                        t.row_bias = g->bias == VB_BIAS_ROW ? bias + m0 + r0 : NULL;
                        functions[rows - 1](&t);
                    }
                    for (int64_t i = 0; i < t.segment_count; i++) t.leaf += (segments[i].flags & ENDS_LEAF) != 0;
                    t.continues = t.segment_count > 0 && !(segments[t.segment_count - 1].flags & ENDS_LEAF);
                    k = next;
                } while (k < k1);
            }
            if (!direct && k1 == g->k) store_block(c + n0 * g->c_n, g->c_m, g->c_n, y, width, m_count, n_count);
        }
    }
}

static void gemm_run(
    const vb_gemm_plan *p, const float *a, const float *b, const float *bias, float *c, const float *packed_a,
    const float *packed_b, void *scratch, int64_t begin, int64_t end) {
    for (int64_t part = begin; part < end; part++) {
        if (p->swapped)
            gemm_part(p, b, a, bias, c, packed_b, packed_a, scratch, part);
        else
            gemm_part(p, a, b, bias, c, packed_a, packed_b, scratch, part);
    }
}
