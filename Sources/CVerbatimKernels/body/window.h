/* Pooling over windows of an NHWC image, vectors of channels at a time. */

// What one window covers of the image: taps [y0, y1) x [x0, x1), the first at pixel (top, left).
typedef struct window_taps {
    int64_t top, left, y0, y1, x0, x1;
} window_taps;

VB_INLINE window_taps window_at(const vb_window *w, int64_t oy, int64_t ox) {
    const int64_t top = oy * w->stride_h - w->pad_top, left = ox * w->stride_w - w->pad_left;
    return (window_taps){
        .top = top, .left = left,
        .y0 = max64(0, -top), .y1 = min64(w->window_h, w->in_h - top),
        .x0 = max64(0, -left), .x1 = min64(w->window_w, w->in_w - left)};
}

// The first input of a window's taps, at channel 0.
VB_INLINE int64_t first_tap(const vb_window *w, window_taps t) {
    return ((t.top + t.y0) * w->in_w + t.left + t.x0) * w->channels;
}

// How many channels of a window are taken in vectors: more than there are if the rows of x and y have room for a last
// one that reaches into what follows. As they are taken from the last to the first, what it writes there is written
// over: by the vectors that come after it, or by the next window's.
VB_INLINE int64_t vector_channels(const vb_window *w, window_taps t, int64_t ox) {
    const int64_t pixels = min64(w->in_w - t.left - max64(t.x1 - 1, t.x0), w->out_w - ox);
    const int64_t whole = w->channels / VB_LANES * VB_LANES, all = divide_up(w->channels, VB_LANES) * VB_LANES;
    return pixels * w->channels >= all ? all : whole;
}

// For windows of 2 by 2 the loops are written out by the compiler.
VB_INLINE vf largest(vf start, const float *x, int64_t row, int64_t pixel, int64_t rows, int64_t columns) {
    vf best = start;
    for (int64_t ky = 0; ky < rows; ky++)
        for (int64_t kx = 0; kx < columns; kx++) best = vf_maximum(best, vf_load(x + ky * row + kx * pixel));
    return best;
}

static void window_maxima(const vb_window *w, const float *x, float *y, float init, int64_t begin, int64_t end) {
    const int64_t c = w->channels, row = w->in_w * c;
    const float start = canonical_f32(init);
    for (int64_t part = begin; part < end; part++) {
        const int64_t n = part / w->out_h, oy = part % w->out_h;
        const float *image = x + n * w->in_h * row;
        float *to = y + part * w->out_w * c;
        for (int64_t ox = 0; ox < w->out_w; ox++, to += c) {
            const window_taps t = window_at(w, oy, ox);
            const float *from = image + first_tap(w, t);
            const int64_t rows = t.y1 - t.y0, columns = t.x1 - t.x0, end_of_vectors = vector_channels(w, t, ox);
            const int is_square = rows == 2 && columns == 2;
            for (int64_t i = end_of_vectors - VB_LANES; i >= 0; i -= VB_LANES)
                vf_store(
                    to + i, is_square ? largest(vf_splat(start), from + i, row, c, 2, 2)
                                      : largest(vf_splat(start), from + i, row, c, rows, columns));
            for (int64_t i = end_of_vectors; i < c; i++) {
                float best = start;
                for (int64_t ky = 0; ky < rows; ky++)
                    for (int64_t kx = 0; kx < columns; kx++) best = maximum_f32(best, from[ky * row + kx * c + i]);
                to[i] = best;
            }
        }
    }
}

static void window_sums(const vb_window *w, const float *x, float *y, float init, int64_t begin, int64_t end) {
    const int64_t c = w->channels;
    for (int64_t part = begin; part < end; part++) {
        const int64_t n = part / w->out_h, oy = part % w->out_h;
        const float *image = x + n * w->in_h * w->in_w * c;
        float *to = y + part * w->out_w * c;
        for (int64_t ox = 0; ox < w->out_w; ox++, to += c) {
            const window_taps t = window_at(w, oy, ox);
            // Padding is init, and takes part in its place.
            const int64_t y0 = 0, y1 = w->window_h, x0 = 0, x1 = w->window_w;
            const int64_t end_of_vectors = vector_channels(w, t, ox);
            for (int64_t i = end_of_vectors - VB_LANES; i >= 0; i -= VB_LANES) {
                vf sum = vf_splat(init);
                for (int64_t ky = y0; ky < y1; ky++)
                    for (int64_t kx = x0; kx < x1; kx++) {
                        const int inside = ky >= t.y0 && ky < t.y1 && kx >= t.x0 && kx < t.x1;
                        sum += inside ? vf_load(image + ((t.top + ky) * w->in_w + t.left + kx) * c + i)
                                      : vf_splat(init);
                    }
                vf_store(to + i, vf_canonical(sum));
            }
            for (int64_t i = end_of_vectors; i < c; i++) {
                float sum = init;
                for (int64_t ky = y0; ky < y1; ky++)
                    for (int64_t kx = x0; kx < x1; kx++) {
                        const int inside = ky >= t.y0 && ky < t.y1 && kx >= t.x0 && kx < t.x1;
                        sum += inside ? image[((t.top + ky) * w->in_w + t.left + kx) * c + i] : init;
                    }
                to[i] = canonical_f32(sum);
            }
        }
    }
}

VB_INLINE void fill(float *to, int64_t count, float value) {
    for (int64_t i = 0; i < count; i++) to[i] = value;
}

// Adds a gradient to the input that a window selects: the first of its largest. `alone`, no other window reaches these
// inputs, and they are written for the first time.
VB_INLINE void select_and_add(
    const float *x, float *dx, vf gradient, vf init, int64_t row, int64_t pixel, int64_t rows, int64_t columns,
    const int alone) {
    // The one selected stays while it is >= the next.
    vf best = vf_zero();
    vi choice = vi_splat(-1);
    for (int64_t ky = 0; ky < rows; ky++)
        for (int64_t kx = 0; kx < columns; kx++) {
            const vf next = vf_load(x + ky * row + kx * pixel);
            const vi stays = (best >= next) & (choice >= vi_splat(0));
            best = vf_select(stays, best, next);
            choice = (stays & choice) | (~stays & vi_splat((int32_t)(ky * columns + kx)));
        }
    for (int64_t ky = 0; ky < rows; ky++)
        for (int64_t kx = 0; kx < columns; kx++) {
            float *const place = dx + ky * row + kx * pixel;
            const vf sum = alone ? init : vf_load(place);
            const vi chosen = choice == vi_splat((int32_t)(ky * columns + kx));
            vf_store(place, vf_select(chosen, vf_canonical(sum + gradient), sum));
        }
}

// Windows arrive in row-major order; each adds its element of dy to the input that it selects.
static void window_maxima_gradient(
    const vb_window *w, const float *x, const float *dy, float *dx, float init, int64_t begin, int64_t end) {
    const int64_t c = w->channels, row = w->in_w * c, size = w->in_h * row;
    // Windows side by side leave to be filled only what lies below and right of them.
    const int alone = w->stride_h == w->window_h && w->stride_w == w->window_w && w->pad_top >= 0 && w->pad_left >= 0;
    const int64_t bottom = min64(w->in_h, max64(0, w->out_h * w->stride_h - w->pad_top));
    const int64_t right = min64(w->in_w, max64(0, w->out_w * w->stride_w - w->pad_left));
    for (int64_t n = begin; n < end; n++) {
        const float *image = x + n * size, *from = dy + n * w->out_h * w->out_w * c;
        float *to = dx + n * size;
        if (!alone) fill(to, size, init);
        for (int64_t oy = 0; oy < w->out_h; oy++)
            for (int64_t ox = 0; ox < w->out_w; ox++, from += c) {
                const window_taps t = window_at(w, oy, ox);
                const int64_t rows = t.y1 - t.y0, columns = t.x1 - t.x0;
                if (rows <= 0 || columns <= 0) continue;
                const float *const taps = image + first_tap(w, t);
                float *const places = to + first_tap(w, t);
                const vf start = vf_splat(init);
                const int64_t end_of_vectors = alone ? vector_channels(w, t, ox) : c / VB_LANES * VB_LANES;
                const int is_square = alone && rows == 2 && columns == 2;
                for (int64_t i = end_of_vectors - VB_LANES; i >= 0; i -= VB_LANES) {
                    const vf gradient = vf_load(from + i);
                    if (is_square)
                        select_and_add(taps + i, places + i, gradient, start, row, c, 2, 2, 1);
                    else
                        select_and_add(taps + i, places + i, gradient, start, row, c, rows, columns, alone);
                }
                for (int64_t i = end_of_vectors; i < c; i++) {
                    int64_t choice = -1;
                    for (int64_t ky = 0; ky < rows; ky++)
                        for (int64_t kx = 0; kx < columns; kx++) {
                            const int64_t next = ky * row + kx * c + i;
                            if (choice < 0 || !(taps[choice] >= taps[next])) choice = next;
                            if (alone) places[next] = init;
                        }
                    places[choice] = canonical_f32(places[choice] + from[i]);
                }
            }
        if (alone) {
            for (int64_t y = 0; y < bottom; y++) fill(to + y * row + right * c, (w->in_w - right) * c, init);
            fill(to + bottom * row, (w->in_h - bottom) * row, init);
        }
    }
}
