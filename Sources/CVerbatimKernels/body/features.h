/* Batch normalisation's sums: statistics of the features of one sample, their merge over samples, gradients' sums. */

// Columns of a strip, each the ascending chain over rows in chunks of 256: of x, or of (x - mean)^2.
VB_INLINE void moment_strip(
    float *mean, float *m2, const float *x, int64_t rows, int64_t stride, const int vectors) {
    vf y[STRIP], center[STRIP];
    VB_UNROLL for (int pass = 0; pass < 2; pass++) {
        VB_UNROLL for (int v = 0; v < vectors; v++) y[v] = vf_zero();
        for (int64_t r = 0; r < rows;) {
            const int64_t stop = min64(rows, r + CHUNK);
            vf sum[STRIP];
            VB_UNROLL for (int v = 0; v < vectors; v++) sum[v] = vf_zero();
            for (; r < stop; r++)
                VB_UNROLL for (int v = 0; v < vectors; v++) {
                    vf term = vf_load(x + r * stride + v * VB_LANES);
                    if (pass == 1) {
                        term -= center[v];
                        term *= term;
                    }
                    sum[v] += term;
                }
            VB_UNROLL for (int v = 0; v < vectors; v++) y[v] += sum[v];
        }
        VB_UNROLL for (int v = 0; v < vectors; v++) {
            if (pass == 0) {
                center[v] = y[v] / vf_splat((float)rows);
                vf_store(mean + v * VB_LANES, center[v]);
            } else {
                vf_store(m2 + v * VB_LANES, y[v]);
            }
        }
    }
}

// One column, as above.
static void moment_column(float *mean, float *m2, const float *x, int64_t rows, int64_t stride) {
    float y[2] = {0, 0}, center = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (int64_t r = 0; r < rows;) {
            const int64_t stop = min64(rows, r + CHUNK);
            float sum = 0;
            for (; r < stop; r++) {
                const float difference = x[r * stride] - center;
                sum += pass == 0 ? x[r * stride] : difference * difference;
            }
            y[pass] += sum;
        }
        if (pass == 0) center = y[0] / (float)rows;
    }
    *mean = center;
    *m2 = y[1];
}

static void feature_moments(float *mean, float *m2, const float *x, int64_t rows, int64_t features) {
    int64_t c = 0;
    for (; c + STRIP * VB_LANES <= features; c += STRIP * VB_LANES)
        moment_strip(mean + c, m2 + c, x + c, rows, features, STRIP);
    for (; c + VB_LANES <= features; c += VB_LANES) moment_strip(mean + c, m2 + c, x + c, rows, features, 1);
    for (; c < features; c++) moment_column(mean + c, m2 + c, x + c, rows, features);
}

// The means and M2 of features over na and then nb values become those over both, in the first's place.
static void merge_moments(float *a, const float *b, int64_t features, int64_t na, int64_t nb) {
    const float share = (float)nb / (float)(na + nb), weight = (float)na * share;
    for (int64_t c = 0; c < features; c++) {
        const float difference = b[c] - a[c];
        a[c] = a[c] + difference * share;
        a[features + c] = (a[features + c] + b[features + c]) + (difference * difference) * weight;
    }
}

static void feature_statistics(
    float *mean, float *variance, float *moments, int64_t samples, int64_t rows, int64_t features) {
    // The tree in place: 2^level samples from s on rest at s, and each merge takes its right neighbour.
    for (int64_t width = 1; width < samples; width *= 2)
        for (int64_t s = 0; s + width < samples; s += 2 * width)
            merge_moments(
                moments + s * 2 * features, moments + (s + width) * 2 * features, features, width * rows,
                min64(width, samples - s - width) * rows);
    const float count = (float)(samples * rows);
    for (int64_t c = 0; c < features; c++) {
        mean[c] = canonical_f32(moments[c]);
        variance[c] = canonical_f32(moments[features + c] / count);
    }
}

// Columns of a strip over the rows of one leaf: the chains of dy, and of dy * h with h = (x - mean) * r.
VB_INLINE void gradient_strip(
    float *direct, float *scaled, const float *x, const float *dy, const float *mean, const float *r, int64_t rows,
    int64_t stride, const int vectors) {
    vf y[2][STRIP];
    VB_UNROLL for (int v = 0; v < vectors; v++) y[0][v] = y[1][v] = vf_zero();
    for (int64_t i = 0; i < rows;) {
        const int64_t stop = min64(rows, i + CHUNK);
        vf sum[2][STRIP];
        VB_UNROLL for (int v = 0; v < vectors; v++) sum[0][v] = sum[1][v] = vf_zero();
        for (; i < stop; i++)
            VB_UNROLL for (int v = 0; v < vectors; v++) {
                const vf d = vf_load(dy + i * stride + v * VB_LANES);
                const vf h = (vf_load(x + i * stride + v * VB_LANES) - vf_load(mean + v * VB_LANES))
                           * vf_load(r + v * VB_LANES);
                sum[0][v] += d;
                sum[1][v] += d * h;
            }
        VB_UNROLL for (int v = 0; v < vectors; v++) {
            y[0][v] += sum[0][v];
            y[1][v] += sum[1][v];
        }
    }
    VB_UNROLL for (int v = 0; v < vectors; v++) {
        vf_store(direct + v * VB_LANES, y[0][v]);
        vf_store(scaled + v * VB_LANES, y[1][v]);
    }
}

// One column, as above.
static void gradient_column(
    float *direct, float *scaled, const float *x, const float *dy, float mean, float r, int64_t rows, int64_t stride) {
    float y[2] = {0, 0};
    for (int64_t i = 0; i < rows;) {
        const int64_t stop = min64(rows, i + CHUNK);
        float sum[2] = {0, 0};
        for (; i < stop; i++) {
            const float d = dy[i * stride], h = (x[i * stride] - mean) * r;
            sum[0] += d;
            sum[1] += d * h;
        }
        y[0] += sum[0];
        y[1] += sum[1];
    }
    *direct = y[0];
    *scaled = y[1];
}

static void feature_gradient_sums(
    float *sums, const float *x, const float *dy, const float *mean, const float *r, int64_t rows, int64_t features) {
    float *const scaled = sums + features;
    int64_t c = 0;
    for (; c + STRIP * VB_LANES <= features; c += STRIP * VB_LANES)
        gradient_strip(sums + c, scaled + c, x + c, dy + c, mean + c, r + c, rows, features, STRIP);
    for (; c + VB_LANES <= features; c += VB_LANES)
        gradient_strip(sums + c, scaled + c, x + c, dy + c, mean + c, r + c, rows, features, 1);
    for (; c < features; c++) gradient_column(sums + c, scaled + c, x + c, dy + c, mean[c], r[c], rows, features);
}
