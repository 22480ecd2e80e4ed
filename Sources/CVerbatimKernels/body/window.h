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

static void window_maxima(const vb_window *w, const float *x, float *y, float init, int64_t begin, int64_t end) {
    const int64_t c = w->channels;
    const float start = canonical_f32(init);
    for (int64_t part = begin; part < end; part++) {
        const int64_t n = part / w->out_h, oy = part % w->out_h;
        const float *image = x + n * w->in_h * w->in_w * c;
        float *to = y + part * w->out_w * c;
        for (int64_t ox = 0; ox < w->out_w; ox++, to += c) {
            const window_taps t = window_at(w, oy, ox);
            int64_t i = 0;
            for (; i + VB_LANES <= c; i += VB_LANES) {
                vf best = vf_splat(start);
                for (int64_t ky = t.y0; ky < t.y1; ky++)
                    for (int64_t kx = t.x0; kx < t.x1; kx++)
                        best = vf_maximum(best, vf_load(image + ((t.top + ky) * w->in_w + t.left + kx) * c + i));
                vf_store(to + i, best);
            }
            for (; i < c; i++) {
                float best = start;
                for (int64_t ky = t.y0; ky < t.y1; ky++)
                    for (int64_t kx = t.x0; kx < t.x1; kx++)
                        best = maximum_f32(best, image[((t.top + ky) * w->in_w + t.left + kx) * c + i]);
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
            int64_t i = 0;
            for (; i + VB_LANES <= c; i += VB_LANES) {
                vf sum = vf_splat(init);
                for (int64_t ky = y0; ky < y1; ky++)
                    for (int64_t kx = x0; kx < x1; kx++) {
                        const int inside = ky >= t.y0 && ky < t.y1 && kx >= t.x0 && kx < t.x1;
                        sum += inside ? vf_load(image + ((t.top + ky) * w->in_w + t.left + kx) * c + i)
                                      : vf_splat(init);
                    }
                vf_store(to + i, vf_canonical(sum));
            }
            for (; i < c; i++) {
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

// Windows arrive in row-major order; each adds its element of dy to the input that it selects.
static void window_maxima_gradient(
    const vb_window *w, const float *x, const float *dy, float *dx, float init, int64_t begin, int64_t end) {
    const int64_t c = w->channels, size = w->in_h * w->in_w * c;
    for (int64_t n = begin; n < end; n++) {
        const float *image = x + n * size, *from = dy + n * w->out_h * w->out_w * c;
        float *to = dx + n * size;
        for (int64_t i = 0; i < size; i++) to[i] = init;
        for (int64_t oy = 0; oy < w->out_h; oy++)
            for (int64_t ox = 0; ox < w->out_w; ox++, from += c) {
                const window_taps t = window_at(w, oy, ox);
                if (t.y0 >= t.y1 || t.x0 >= t.x1) continue;
                int64_t i = 0;
                for (; i + VB_LANES <= c; i += VB_LANES) {
                    // The one selected stays while it is >= the next.
                    vf best = vf_zero();
                    vi choice = vi_splat(-1);
                    for (int64_t ky = t.y0; ky < t.y1; ky++)
                        for (int64_t kx = t.x0; kx < t.x1; kx++) {
                            const vf next = vf_load(image + ((t.top + ky) * w->in_w + t.left + kx) * c + i);
                            const vi stays = (best >= next) & (choice >= vi_splat(0));
                            best = vf_select(stays, best, next);
                            choice = (stays & choice) | (~stays & vi_splat((int32_t)(ky * w->window_w + kx)));
                        }
                    const vf gradient = vf_load(from + i);
                    for (int64_t ky = t.y0; ky < t.y1; ky++)
                        for (int64_t kx = t.x0; kx < t.x1; kx++) {
                            float *const place = to + ((t.top + ky) * w->in_w + t.left + kx) * c + i;
                            const vf sum = vf_load(place);
                            const vi chosen = choice == vi_splat((int32_t)(ky * w->window_w + kx));
                            vf_store(place, vf_select(chosen, vf_canonical(sum + gradient), sum));
                        }
                }
                for (; i < c; i++) {
                    int64_t choice = -1;
                    for (int64_t ky = t.y0; ky < t.y1; ky++)
                        for (int64_t kx = t.x0; kx < t.x1; kx++) {
                            const int64_t next = ((t.top + ky) * w->in_w + t.left + kx) * c + i;
                            if (choice < 0 || !(image[choice] >= image[next])) choice = next;
                        }
                    to[choice] = canonical_f32(to[choice] + from[i]);
                }
            }
    }
}
