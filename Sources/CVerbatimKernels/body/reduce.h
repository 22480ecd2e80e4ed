/* Sums and extremes over rows and columns, the canonical tree over leaves, and softmax over rows. */

enum { ROW_LANES = 32, ROW_BLOCK_LENGTH = 4096, ROW_VECTORS = ROW_LANES / VB_LANES, STRIP = 4 };

VB_INLINE vf vf_maximum(vf x, vf y) {
    const vf other = vf_select(x == y, (vf)((vi)x & (vi)y), (vf)vi_splat(CANONICAL_NAN));
    return vf_select(x > y, x, vf_select(y > x, y, other));
}

// A row of at most 4,096 elements: 32 strided lanes from +0, folded in halves.
static float row_block_sum(const float *x, int64_t count) {
    float t[ROW_LANES];
    if (count <= ROW_LANES) {
        // Lanes without elements are +0, and adding that changes no other lane, because none is -0.
        for (int64_t j = 0; j < count; j++) t[j] = 0.0f + x[j];
        for (int64_t h = ROW_LANES / 2; h > 0; h /= 2)
            for (int64_t j = 0, end = min64(2 * h, count) - h; j < end; j++) t[j] += t[j + h];
        return count > 0 ? t[0] : 0;
    }
    vf lanes[ROW_VECTORS];
    VB_UNROLL for (int v = 0; v < ROW_VECTORS; v++) lanes[v] = vf_zero();
    int64_t i = 0;
    for (; i + ROW_LANES <= count; i += ROW_LANES)
        VB_UNROLL for (int v = 0; v < ROW_VECTORS; v++) lanes[v] += vf_load(x + i + v * VB_LANES);
    VB_UNROLL for (int v = 0; v < ROW_VECTORS; v++) vf_store(t + v * VB_LANES, lanes[v]);
    for (int64_t j = 0; i < count; i++, j++) t[j] += x[i];
    VB_UNROLL for (int h = ROW_LANES / 2; h > 0; h /= 2)
        VB_UNROLL for (int j = 0; j < h; j++) t[j] += t[j + h];
    return t[0];
}

// A row by the row rule; longer ones are blocks of 4,096 combined by the tree.
static float row_sum(const float *x, int64_t count) {
    if (count <= ROW_BLOCK_LENGTH) return row_block_sum(x, count);
    float levels[MAX_LEVELS];
    for (int64_t start = 0, leaf = 0;; start += ROW_BLOCK_LENGTH, leaf++) {
        const int64_t length = min64(ROW_BLOCK_LENGTH, count - start);
        const int ends = start + length == count;
        float sum = row_block_sum(x + start, length);
        int level = 0;
        for (int64_t n = leaf; ends ? n != 0 : n & 1; n >>= 1, level++)
            if (n & 1) sum = levels[level] + sum;
        if (ends) return sum;
        levels[level] = sum;
    }
}

static void row_sums(float *out, const float *x, int64_t rows, int64_t count, int64_t stride, float init) {
    for (int64_t r = 0; r < rows; r++) out[r] = canonical_f32(init + row_sum(x + r * stride, count));
}

static float row_maximum(const float *x, int64_t count, float init) {
    float best = canonical_f32(init);
    int64_t i = 0;
    if (count >= 2 * VB_LANES) {
        vf a = vf_load(x), b = vf_load(x + VB_LANES);
        for (i = 2 * VB_LANES; i + 2 * VB_LANES <= count; i += 2 * VB_LANES) {
            a = vf_maximum(a, vf_load(x + i));
            b = vf_maximum(b, vf_load(x + i + VB_LANES));
        }
        a = vf_maximum(a, b);
        for (int l = 0; l < VB_LANES; l++) best = maximum_f32(best, a[l]);
    }
    for (; i < count; i++) best = maximum_f32(best, x[i]);
    return best;
}

static void row_maxima(float *out, const float *x, int64_t rows, int64_t count, int64_t stride, float init) {
    for (int64_t r = 0; r < rows; r++) out[r] = row_maximum(x + r * stride, count, init);
}

static void row_arguments(int32_t *out, const float *x, int64_t rows, int64_t count, int64_t stride) {
    for (int64_t r = 0; r < rows; r++, x += stride) {
        int64_t best = 0;
        for (int64_t i = 1; i < count && x[best] == x[best]; i++)
            if (x[i] > x[best] || x[i] != x[i]) best = i;
        out[r] = (int32_t)best;
    }
}

// Columns [first, first + vectors * VB_LANES): each the ascending chain of its leaf in chunks of 256, leaves by the tree.
VB_INLINE void column_strip(
    float *out, const float *x, int64_t rows, int64_t stride, int64_t leaf, float init, const int vectors) {
    vf levels[MAX_LEVELS][STRIP], y[STRIP];
    VB_UNROLL for (int v = 0; v < vectors; v++) y[v] = vf_zero();
    for (int64_t start = 0, number = 0; start < rows; start += leaf, number++) {
        const int64_t end = min64(rows, start + leaf);
        VB_UNROLL for (int v = 0; v < vectors; v++) y[v] = vf_zero();
        for (int64_t r = start; r < end;) {
            const int64_t stop = min64(end, r + CHUNK);
            vf sum[STRIP];
            VB_UNROLL for (int v = 0; v < vectors; v++) sum[v] = vf_zero();
            for (; r < stop; r++)
                VB_UNROLL for (int v = 0; v < vectors; v++) sum[v] += vf_load(x + r * stride + v * VB_LANES);
            VB_UNROLL for (int v = 0; v < vectors; v++) y[v] += sum[v];
        }
        int level = 0;
        for (int64_t n = number; end == rows ? n != 0 : n & 1; n >>= 1, level++)
            if (n & 1)
                VB_UNROLL for (int v = 0; v < vectors; v++) y[v] = levels[level][v] + y[v];
        if (end < rows)
            VB_UNROLL for (int v = 0; v < vectors; v++) levels[level][v] = y[v];
    }
    VB_UNROLL for (int v = 0; v < vectors; v++)
        vf_store(out + v * VB_LANES, vf_canonical(vf_splat(init) + y[v]));
}

// One column, as above.
static float column_sum(const float *x, int64_t rows, int64_t stride, int64_t leaf, float init) {
    float levels[MAX_LEVELS], y = 0;
    for (int64_t start = 0, number = 0; start < rows; start += leaf, number++) {
        const int64_t end = min64(rows, start + leaf);
        y = 0;
        for (int64_t r = start; r < end;) {
            const int64_t stop = min64(end, r + CHUNK);
            float sum = 0;
            for (; r < stop; r++) sum += x[r * stride];
            y += sum;
        }
        int level = 0;
        for (int64_t n = number; end == rows ? n != 0 : n & 1; n >>= 1, level++)
            if (n & 1) y = levels[level] + y;
        if (end < rows) levels[level] = y;
    }
    return canonical_f32(init + y);
}

static void column_sums(
    float *out, const float *x, int64_t rows, int64_t stride, int64_t leaf, float init, int64_t begin, int64_t end) {
    if (leaf <= 0) leaf = max64(rows, 1);
    int64_t c = begin;
    for (; c + STRIP * VB_LANES <= end; c += STRIP * VB_LANES)
        column_strip(out + c, x + c, rows, stride, leaf, init, STRIP);
    for (; c + VB_LANES <= end; c += VB_LANES) column_strip(out + c, x + c, rows, stride, leaf, init, 1);
    for (; c < end; c++) out[c] = column_sum(x + c, rows, stride, leaf, init);
}

static void column_maxima(
    float *out, const float *x, int64_t rows, int64_t stride, float init, int64_t begin, int64_t end) {
    int64_t c = begin;
    for (; c + VB_LANES <= end; c += VB_LANES) {
        vf best = vf_canonical(vf_splat(init));
        for (int64_t r = 0; r < rows; r++) best = vf_maximum(best, vf_load(x + r * stride + c));
        vf_store(out + c, best);
    }
    for (; c < end; c++) {
        float best = canonical_f32(init);
        for (int64_t r = 0; r < rows; r++) best = maximum_f32(best, x[r * stride + c]);
        out[c] = best;
    }
}

// Each column of leaves is a tree: the same as column sums of leaves of one row.
static void tree_sums(
    float *out, const float *leaves, int64_t count, int64_t stride, float init, int64_t begin, int64_t end) {
    column_sums(out, leaves, count, stride, 1, init, begin, end);
}

static void softmax_rows(
    float *y, const float *x, int64_t rows, int64_t count, vb_block_function exponential) {
    for (int64_t r = 0; r < rows; r++, x += count, y += count) {
        const float greatest = row_maximum(x, count, -__builtin_inff());
        for (int64_t i = 0; i < count; i++) y[i] = x[i] - greatest;
        exponential(y, y, NULL, NULL, count);
        const float sum = canonical_f32(row_sum(y, count));
        for (int64_t i = 0; i < count; i++) y[i] = canonical_f32(y[i] / sum);
    }
}

static void softmax_gradient_rows(
    float *dx, const float *y, const float *dy, int64_t rows, int64_t count, float *products) {
    for (int64_t r = 0; r < rows; r++, dx += count, y += count, dy += count) {
        for (int64_t i = 0; i < count; i++) products[i] = dy[i] * y[i];
        const float sum = canonical_f32(row_sum(products, count));
        for (int64_t i = 0; i < count; i++) dx[i] = canonical_f32(y[i] * (dy[i] - sum));
    }
}
