/* Matrix products: the loops around the tile kernel. */

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

// What the tiles of one part share.
typedef struct gemm_work {
    const vb_gemm_plan *p;
    // Rows of the part where they lie, or packed; the bias of its first row or of column 0; its first result.
    const float *a_rows, *a_packed, *bias;
    float *c, *y_block;
    int64_t group_start, row_tiles, m_count, a_distance;
    // Rows in a tile, and how many of the first tiles have one more.
    int64_t tile_rows, higher_tiles;
    // The block of k, and where in the packed rows it begins.
    int64_t k0, k1, a_start;
    // Lists of segments for the two widths of tiles, and the distance of B's rows that each was made for.
    segment *segments[2];
    int64_t counts[2], listed[2];
    // Rows from the part's first to the last of A.
    int64_t m_left;
    float bias_tile[TILE_VECTORS * VB_LANES];
    tile t;
} gemm_work;

// Where a column tile's results go: to c if whole vectors do, and through y_block otherwise.
VB_INLINE int is_direct(const gemm_work *w, columns ct) {
    return w->p->direct && (ct.first + ct.width) * VB_LANES <= w->p->g.n;
}

VB_INLINE float *column_results(const gemm_work *w, columns ct) {
    const int64_t n0 = ct.first * VB_LANES;
    return is_direct(w, ct) ? w->c + n0 : w->y_block + (n0 - w->group_start) * w->p->row_block;
}

// What the tiles of a column share: the width of B's rows, where results go, the bias.
static void begin_column(gemm_work *w, columns ct) {
    const vb_gemm *g = &w->p->g;
    w->t.b_k = w->p->right ? ct.width * VB_LANES : g->b_k;
    w->t.y_row = is_direct(w, ct) ? g->c_m : ct.width * VB_LANES;
    if (g->bias != VB_BIAS_COLUMN) return;
    for (int64_t j = 0; j < ct.width * VB_LANES; j++) {
        const int64_t n = ct.first * VB_LANES + j;
        w->bias_tile[j] = n < g->n ? w->bias[n] : 0;
    }
    w->t.column_bias = w->bias_tile;
}

// Has a tile through k in [begin, end) fetch some of the rows of A that follow its own, if they do so in memory.
static void fetch_next(gemm_work *w, int64_t following, int64_t begin, int64_t end) {
    const vb_gemm *g = &w->p->g;
    tile *t = &w->t;
    const int64_t rows = min64(w->tile_rows, w->m_left - following);
    const int is_adjacent = rows > 0 && g->a_m == end - begin;
    t->next = is_adjacent ? w->a_rows + following * g->a_m + begin : t->b;
    t->next_step = is_adjacent ? rows * SPACED_STEPS : 0;
}

// One tile through the block of k; `b` is row k0 of its columns.
static void run_tile(gemm_work *w, columns ct, int64_t row, const float *b, float *y) {
    const vb_gemm_plan *p = w->p;
    const vb_gemm *g = &p->g;
    tile *t = &w->t;
    const int64_t r0 = w->tile_rows * row + min64(row, w->higher_tiles), rows = w->tile_rows + (row < w->higher_tiles);
    const int list = ct.width % 2;
    t->segments = w->segments[list];
    t->y = y + r0 * t->y_row;
    t->row_bias = g->bias == VB_BIAS_ROW ? w->bias + r0 : NULL;
    t->leaf = 0;
    t->continues = w->k0 > 0 && g->leaf == 0;
    // A list that is too short for the block takes several rounds.
    int64_t k = w->k0;
    do {
        int64_t next = w->k1;
        if (k != w->k0 || w->listed[list] != t->b_k) {
            const int64_t a_k = p->kind == SPACED ? 1 : t->a_k;
            w->counts[list] = plain_segments(w->segments[list], k, w->k1, g->k, g->leaf, a_k, t->b_k, &next);
            w->listed[list] = k == w->k0 && next == w->k1 ? t->b_k : -1;
        }
        t->segment_count = w->counts[list];
        t->completes = next == g->k;
        t->b = b + (k - w->k0) * t->b_k;
        if (p->left)
            t->a[0] = w->a_packed + row * w->a_distance + (k - w->a_start) * t->a_k;
        else if (p->kind == INTERLEAVED)
            t->a[0] = w->a_rows + r0 + k * t->a_k;
        else if (p->kind == SPACED)
            t->a[0] = w->a_rows + r0 * g->a_m + k;
        else
            for (int64_t i = 0; i < rows; i++) t->a[i] = w->a_rows + (r0 + i) * g->a_m + k;
        if (p->kind == SPACED) fetch_next(w, r0 + rows, k, next);
        tile_functions[p->kind][ct.width - 1][rows - 1](t);
        for (int64_t i = 0; i < t->segment_count; i++) t->leaf += (t->segments[i].flags & ENDS_LEAF) != 0;
        t->continues = t->segment_count > 0 && !(t->segments[t->segment_count - 1].flags & ENDS_LEAF);
        k = next;
    } while (k < w->k1);
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

    float *const levels = scratch;
    float *const y_block = levels + (g->leaf > 0 ? MAX_LEVELS * TILE_ROWS * TILE_VECTORS * VB_LANES : 0);
    float *const a_local = y_block + (p->direct && g->n % VB_LANES == 0 ? 0 : p->row_block * p->group_columns);
    float *const b_local = a_local + (p->left == LOCAL ? p->block_tiles * p->height * p->k_block : 0);
    const int64_t shared_rows = (is_repeated(g, g->a_batch, g->a_inner) ? 0 : batch) * p->row_blocks + row_block;
    segment segments[2][MAX_SEGMENTS];
    gemm_work w = {
        .p = p, .group_start = group_start, .m_count = m_count,
        .row_tiles = divide_up(m_count, p->height), .m_left = g->m - m0,
        .segments = {segments[0], segments[1]}, .y_block = y_block,
        .bias = g->bias == VB_BIAS_ROW ? bias + m0 : bias, .c = c + batch * g->c_batch + m0 * g->c_m,
        .a_rows = a + batch_start(g, batch, g->a_batch, g->a_inner) + m0 * g->a_m,
        .a_distance = p->height * (p->left == LOCAL ? p->k_block : g->k),
        .a_packed = p->left == SHARED ? left + shared_rows * p->block_tiles * p->height * g->k : a_local,
        .t = {.relu = g->relu, .a_k = p->left ? p->height : p->kind == SPACED ? g->a_m : g->a_k, .levels = levels}};
    // What column_tile divides for, once: a tile of a short sum would wait for it.
    const int64_t least_width = vectors / p->column_tiles, wider_tiles = vectors % p->column_tiles;
    w.tile_rows = m_count / w.row_tiles;
    w.higher_tiles = m_count % w.row_tiles;
    b += batch_start(g, batch, g->b_batch, g->b_inner);
    if (p->right == SHARED) right += (is_repeated(g, g->b_batch, g->b_inner) ? 0 : batch) * vectors * VB_LANES * g->k;

    // Leaves: a tile at a time through all of K, so that the tree's partial sums are one tile each.
    // Otherwise: a block of K at a time through all tiles, with the sums resting in y.
    for (w.k0 = 0; w.k0 == 0 || w.k0 < g->k; w.k0 += p->k_block) {
        const int64_t k0 = w.k0, depth = min64(p->k_block, g->k - k0);
        w.k1 = k0 + depth;
        w.a_start = p->left == LOCAL ? k0 : 0;
        w.listed[0] = w.listed[1] = -1;
        if (p->left == LOCAL) pack_row_tiles(p, a_local, w.a_rows + k0 * g->a_k, m_count, depth, w.a_distance);
        if (p->rows_first && p->right == LOCAL)
            pack_panels(p, b_local, b + k0 * g->b_k, first_column, last_column, depth);
        // Rows first where the results are most of the traffic: they are written a long run at a time.
        const int64_t outer = p->rows_first ? w.row_tiles : 1;
        for (int64_t r = 0; r < outer; r++)
            for (int64_t column = first_column; column < last_column; column++) {
                const columns ct = {
                    column * least_width + min64(column, wider_tiles), least_width + (column < wider_tiles)};
                const int64_t n0 = ct.first * VB_LANES, width = ct.width * VB_LANES;
                const float *b_start = b + n0 * g->b_n + k0 * g->b_k;
                if (p->right == SHARED) {
                    b_start = right + n0 * g->k + k0 * width;
                } else if (p->right == LOCAL && p->rows_first) {
                    b_start = b_local + (n0 - group_start) * depth;
                } else if (p->right == LOCAL) {
                    pack_panels(p, b_local, b + k0 * g->b_k, column, column + 1, depth);
                    b_start = b_local;
                }
                begin_column(&w, ct);
                float *const y = column_results(&w, ct);
                if (p->rows_first) {
                    run_tile(&w, ct, r, b_start, y);
                } else {
                    for (int64_t row = 0; row < w.row_tiles; row++) run_tile(&w, ct, row, b_start, y);
                }
                if (r + 1 == outer && w.k1 == g->k && !is_direct(&w, ct))
                    store_block(w.c + n0 * g->c_n, g->c_m, g->c_n, y, width, m_count, min64(width, g->n - n0));
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
