/* Matrix products: operands packed as the tiles read them. */

// Rows of B that are packed of one panel before the next panel's.
enum { PANEL_ROWS = 4, PANELS_AT_ONCE = 8 };

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
            for (; c + VB_LANES <= columns; c += VB_LANES) {
                // Rows that are far apart are beyond the hardware's prefetching.
                __builtin_prefetch(from + (k + 24) * from_k + c);
                vf_store(to + k * width + c, vf_load(from + k * from_k + c));
            }
            for (; c < columns; c++) to[k * width + c] = from[k * from_k + c];
        }
    } else if (from_k == 1) {
        transpose_block(to, width, from, from_n, columns, depth);
    } else {
        for (int64_t k = 0; k < depth; k++)
            for (int64_t c = 0; c < columns; c++) to[k * width + c] = from[k * from_k + c * from_n];
    }
}

// to[c * to_row + r] = from[r * from_row + c] for at most to_row <= VB_LANES rows, a square at a time.
static void transpose_few(
    float *to, int64_t to_row, const float *from, int64_t from_row, int64_t rows, int64_t columns) {
    float squares[2 * VB_LANES * VB_LANES];
    int64_t c = 0;
    for (; c + VB_LANES <= columns; c += VB_LANES) {
        // The rows beyond the last are whatever the square held.
        for (int64_t r = 0; r < rows; r++) {
            __builtin_prefetch(from + r * from_row + c + 4 * VB_LANES);
            vf_store(squares + r * VB_LANES, vf_load(from + r * from_row + c));
        }
        transpose_square(squares + VB_LANES * VB_LANES, VB_LANES, squares, VB_LANES);
        for (int64_t i = 0; i < VB_LANES; i++)
            __builtin_memcpy(to + (c + i) * to_row, squares + (VB_LANES + i) * VB_LANES, (size_t)to_row * 4);
    }
    for (; c < columns; c++)
        for (int64_t r = 0; r < rows; r++) to[c * to_row + r] = from[r * from_row + c];
}

// to[k * to_k + r] = from[r * from_m + k * from_k]
static void pack_rows(
    float *to, int64_t to_k, const float *from, int64_t from_m, int64_t from_k, int64_t rows, int64_t depth) {
    if (from_k == 1 && to_k <= VB_LANES) return transpose_few(to, to_k, from, from_m, rows, depth);
    if (from_m != 1) {
        for (int64_t k = 0; k < depth; k++)
            for (int64_t r = 0; r < rows; r++) to[k * to_k + r] = from[k * from_k + r * from_m];
        return;
    }
    int64_t k = 0;
    // Whole vectors reach into the next k's rows, which follow and are written over.
    if (rows <= VB_LANES && to_k <= VB_LANES && from_k >= VB_LANES + rows)
        for (; k + VB_LANES < depth; k++) {
            __builtin_prefetch(from + (k + 16) * from_k);
            vf_store(to + k * to_k, vf_load(from + k * from_k));
        }
    for (; k < depth; k++) {
        int64_t r = 0;
        for (; r + 4 <= rows; r += 4) __builtin_memcpy(to + k * to_k + r, from + k * from_k + r, 16);
        for (; r < rows; r++) to[k * to_k + r] = from[k * from_k + r];
    }
}

// Rows [0, count) of A, one panel per row tile: to[tile][k][row in the tile], with room for a full tile.
static void pack_row_tiles(
    const vb_gemm_plan *p, float *to, const float *from, int64_t count, int64_t depth, int64_t tile_distance) {
    const vb_gemm *g = &p->g;
    const int64_t tiles = divide_up(count, p->height), step = g->a_k == 1 ? depth : 64;
    // In blocks of k where rows are adjacent, so that what one k brings into the cache serves every tile.
    for (int64_t k = 0; k < depth; k += step)
        for (int64_t t = 0; t < tiles; t++) {
            const int64_t r0 = even_start(count, tiles, t), rows = even_start(count, tiles, t + 1) - r0;
            pack_rows(
                to + t * tile_distance + k * p->height, p->height, from + r0 * g->a_m + k * g->a_k, g->a_m, g->a_k,
                rows, min64(step, depth - k));
        }
}

// Adjacent panels of `depth` rows, [panel][k][column], side by side, so that long runs of a row are read at once.
static void pack_panels(
    const vb_gemm_plan *p, float *to, const float *from, int64_t first, int64_t last, int64_t depth) {
    const vb_gemm *g = &p->g;
    const int64_t vectors = divide_up(g->n, VB_LANES);
    const int64_t start = column_tile(vectors, p->column_tiles, first).first * VB_LANES;
    const int64_t step = g->b_n == 1 && last - first > 1 ? PANEL_ROWS : max64(depth, 1);
    for (int64_t k0 = 0; k0 < depth; k0 += step)
        for (int64_t i = first; i < last; i++) {
            const columns t = column_tile(vectors, p->column_tiles, i);
            const int64_t n0 = t.first * VB_LANES, width = t.width * VB_LANES;
            pack_panel(
                to + (n0 - start) * depth + k0 * width, width, from + n0 * g->b_n + k0 * g->b_k, g->b_k, g->b_n,
                min64(step, depth - k0), min64(width, g->n - n0));
        }
}

static void gemm_pack_right(const vb_gemm_plan *p, const float *b, float *packed, int64_t begin, int64_t end) {
    const vb_gemm *g = &p->g;
    const int64_t vectors = divide_up(g->n, VB_LANES);
    while (begin < end) {
        const int64_t batch = begin / p->column_tiles, first = begin % p->column_tiles;
        const int64_t last = min64(min64(first + PANELS_AT_ONCE, p->column_tiles), first + end - begin);
        pack_panels(
            p, packed + (batch * vectors + column_tile(vectors, p->column_tiles, first).first) * VB_LANES * g->k,
            b + batch_start(g, batch, g->b_batch, g->b_inner), first, last, g->k);
        begin += last - first;
    }
}

static void gemm_pack_left(const vb_gemm_plan *p, const float *a, float *packed, int64_t begin, int64_t end) {
    const vb_gemm *g = &p->g;
    for (int64_t unit = begin; unit < end; unit++) {
        const int64_t batch = unit / p->row_blocks, block = unit % p->row_blocks;
        const int64_t m0 = even_start(g->m, p->row_blocks, block);
        pack_row_tiles(
            p, packed + unit * p->block_tiles * p->height * g->k,
            a + batch_start(g, batch, g->a_batch, g->a_inner) + m0 * g->a_m,
            even_start(g->m, p->row_blocks, block + 1) - m0, g->k, p->height * g->k);
    }
}

static void gemm_pack_a(const vb_gemm_plan *p, const float *a, float *packed, int64_t begin, int64_t end) {
    (p->swapped ? gemm_pack_right : gemm_pack_left)(p, a, packed, begin, end);
}

static void gemm_pack_b(const vb_gemm_plan *p, const float *b, float *packed, int64_t begin, int64_t end) {
    (p->swapped ? gemm_pack_left : gemm_pack_right)(p, b, packed, begin, end);
}
