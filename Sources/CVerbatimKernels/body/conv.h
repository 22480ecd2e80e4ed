/* Convolution: the tile kernel reads rows of input features where they lie, or in a copy that holds the padding. */

enum { SLAB_FLOATS = 96 * 1024 };

VB_INLINE int64_t floor_divide(int64_t a, int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }

VB_INLINE int64_t greatest_divisor(int64_t a, int64_t b) {
    while (b) {
        const int64_t r = a % b;
        a = b;
        b = r;
    }
    return a;
}

// The inputs that outputs [first, last] reach along one dimension, whether or not they exist.
typedef struct reach {
    int64_t low, high;
} reach;

VB_INLINE reach input_reach(
    int64_t first, int64_t last, int64_t stride, int64_t kernel, int64_t dilation, int64_t base, int64_t pad) {
    return (reach){
        floor_divide(first * stride - pad, base),
        floor_divide(last * stride + (max64(kernel, 1) - 1) * dilation - pad, base)};
}

static void conv_plan(vb_conv_plan *plan, const vb_conv *conv, int workers) {
    vb_conv_plan p = {.c = *conv};
    const vb_conv *c = &p.c;
    const int64_t group_out = c->out_c / c->groups, group_in = c->in_c / c->groups;
    const int64_t vectors = max64(1, divide_up(group_out, VB_LANES)), k = c->kernel_h * c->kernel_w * group_in;
    const int tile_vectors = cheapest_width(c->out_w, vectors, k, SPACED);
    p.column_tiles = divide_up(vectors, tile_vectors);
    p.height = tile_height(divide_up(vectors, p.column_tiles), SPACED);
    p.parts = 0;
    p.max_segments = c->kernel_h * c->kernel_w + divide_up(k, CHUNK) + 1;
    if (c->batch > 0 && c->out_h > 0 && c->out_w > 0 && c->out_c > 0) {
        const reach rows = input_reach(
            0, c->out_h - 1, c->stride_h, c->kernel_h, c->dilation_h, c->base_dilation_h, c->pad_top);
        const reach columns = input_reach(
            0, c->out_w - 1, c->stride_w, c->kernel_w, c->dilation_w, c->base_dilation_w, c->pad_left);
        p.copies = rows.low < 0 || rows.high >= c->in_h || columns.low < 0 || columns.high >= c->in_w;
        p.first_column = columns.low;
        p.slab_w = columns.high - columns.low + 1;
        // Bands of output rows: few enough that their inputs stay in the second-level cache, many enough to share.
        const int64_t slab_row = max64(1, p.slab_w * c->in_c), slab_h = rows.high - rows.low + 1;
        p.bands = min64(c->out_h, max64(1, divide_up(slab_h * slab_row, SLAB_FLOATS)));
        const int64_t wanted = workers > 1 ? 8 * (int64_t)workers : 1;
        if (c->batch * p.bands < wanted) p.bands = min64(c->out_h, divide_up(wanted, c->batch));
        const int64_t band_rows = divide_up(c->out_h, p.bands);
        const int64_t band_slab = min64(
            slab_h,
            (band_rows * c->stride_h + max64(c->kernel_h, 1) * c->dilation_h) / c->base_dilation_h + 2);
        p.slab_floats = p.copies ? divide_up(band_slab * slab_row, 16) * 16 : 0;
        p.y_floats = group_out % VB_LANES == 0 ? 0 : p.height * tile_vectors * VB_LANES;
        p.parts = c->batch * p.bands;
    }
    const int in_place = c->groups == 1 && p.column_tiles == 1 && c->out_c % VB_LANES == 0 && c->w_o == 1
        && c->w_i == c->out_c && c->w_w == c->in_c * c->w_i && c->w_h == c->kernel_w * c->w_w;
    if (p.parts > 0 && k > 0 && !in_place) {
        p.pack_units = c->groups * p.column_tiles * c->kernel_h * c->kernel_w;
        p.packed_bytes = c->groups * vectors * VB_LANES * k * 4;
    }
    p.scratch_bytes = 64 + (p.slab_floats + p.y_floats) * 4
        + p.max_segments * (int64_t)sizeof(segment);
    *plan = p;
}

// Packed weights: for each group, for each tile of columns, [ky][kx][i][column].
static void conv_pack(const vb_conv_plan *p, const float *w, float *packed, int64_t begin, int64_t end) {
    const vb_conv *c = &p->c;
    const int64_t taps = c->kernel_h * c->kernel_w, group_out = c->out_c / c->groups, group_in = c->in_c / c->groups;
    const int64_t vectors = divide_up(group_out, VB_LANES);
    for (int64_t unit = begin; unit < end; unit++) {
        const int64_t tap = unit % taps, column = unit / taps % p->column_tiles, group = unit / taps / p->column_tiles;
        const columns t = column_tile(vectors, p->column_tiles, column);
        const int64_t first = t.first * VB_LANES, width = t.width * VB_LANES;
        const float *from = w + c->w_start + group * c->w_g + tap / c->kernel_w * c->w_h + tap % c->kernel_w * c->w_w;
        float *to = packed + (group * vectors * VB_LANES + first) * taps * group_in + tap * group_in * width;
        pack_panel(to, width, from + first * c->w_o, c->w_i, c->w_o, group_in, min64(width, group_out - first));
    }
}

// Fills so many pixels with +0.
VB_INLINE void fill_pixels(float *to, int64_t pixel, int64_t features, int64_t count) {
    if (pixel == features)
        __builtin_memset(to, 0, (size_t)(count * features) * 4);
    else
        for (int64_t i = 0; i < count; i++) __builtin_memset(to + i * pixel, 0, (size_t)features * 4);
}

// Copies rows [row, row + rows) and columns [column, column + count) of one image, with +0 for what is outside of it
// unless an earlier copy of the same rows and columns has left it there. Neighbouring pixels of the copy are `pixel`
// floats apart, of which the image fills `features`.
static void copy_slab(
    float *to, int64_t pixel, const float *image, int64_t image_h, int64_t image_w, int64_t features, int64_t row,
    int64_t rows, int64_t column, int64_t count, int has_padding) {
    const int64_t left = min64(count, max64(0, -column)), right = max64(left, min64(count, image_w - column));
    for (int64_t r = 0; r < rows; r++, to += count * pixel) {
        const int outside = row + r < 0 || row + r >= image_h;
        const int64_t first = outside ? count : left, last = outside ? count : right;
        const float *from = image + ((row + r) * image_w + column) * features;
        if (!has_padding) {
            fill_pixels(to, pixel, features, first);
            fill_pixels(to + last * pixel, pixel, features, count - last);
        }
        if (pixel == features && last > first)
            __builtin_memcpy(to + first * features, from + first * features, (size_t)((last - first) * features) * 4);
        else
            for (int64_t i = first; i < last; i++)
                __builtin_memcpy(to + i * pixel, from + i * features, (size_t)features * 4);
    }
}

// Adds a run of k to a list of segments, joining what is adjacent and cutting at the ends of chunks.
VB_INLINE int64_t add_run(
    segment *s, int64_t count, int64_t k, int64_t a, int64_t b, int64_t length, int64_t a_k, int64_t b_k) {
    while (length > 0) {
        const int64_t room = CHUNK - k % CHUNK, part = min64(room, length);
        segment *const last = s + count - 1;
        if (count > 0 && !(last->flags & ENDS_CHUNK) && last->a + last->length * a_k == a
            && last->b + last->length * b_k == b)
            last->length += (int32_t)part;
        else
            s[count++] = (segment){.a = a, .b = b, .length = (int32_t)part};
        if (part == room) s[count - 1].flags = ENDS_CHUNK;
        a += part * a_k;
        b += part * b_k;
        k += part;
        length -= part;
    }
    return count;
}

// The inputs of one part, as far as they exist: how many floats, and where they begin.
static int64_t part_inputs(const vb_conv_plan *p, int64_t part, int64_t *begin) {
    const vb_conv *c = &p->c;
    const int64_t image = part / p->bands, band = part % p->bands, row = c->in_w * c->in_c;
    const reach rows = input_reach(
        even_start(c->out_h, p->bands, band), even_start(c->out_h, p->bands, band + 1) - 1, c->stride_h, c->kernel_h,
        c->dilation_h, c->base_dilation_h, c->pad_top);
    const int64_t first = max64(0, rows.low), last = min64(c->in_h - 1, rows.high);
    *begin = (image * c->in_h + first) * row;
    return max64(0, last - first + 1) * row;
}

static void conv_part(
    const vb_conv_plan *p, const float *x, const float *w, const float *bias, float *y, const float *packed,
    void *scratch, int64_t part, int has_padding) {
    const vb_conv *c = &p->c;
    const int64_t image = part / p->bands, band = part % p->bands;
    const int64_t o0 = even_start(c->out_h, p->bands, band), o1 = even_start(c->out_h, p->bands, band + 1);
    const int64_t group_out = c->out_c / c->groups, group_in = c->in_c / c->groups;
    const int64_t vectors = divide_up(group_out, VB_LANES), taps = c->kernel_h * c->kernel_w;
    float *const slab = scratch, *const y_tile = slab + p->slab_floats;
    segment *const segments = (segment *)(y_tile + p->y_floats);
    // While this part's tiles run, what the next part reads is fetched from beyond the second-level cache, a little faster
    // than the part ends.
    int64_t next_begin = 0, next_floats = 0;
    if (part + 1 < p->parts) next_floats = part_inputs(p, part + 1, &next_begin);
    const float *next = x + next_begin;
    const int64_t all_steps = (o1 - o0) * divide_up(c->out_w, p->height) * p->column_tiles * c->groups * taps * group_in
        / SPACED_STEPS;
    const int64_t next_step = divide_up(next_floats, max64(1, all_steps * 7 / 8));
    x += image * c->in_h * c->in_w * c->in_c;
    y += image * c->out_h * c->out_w * c->out_c;

    // Input (iy, ix) lies at base + (iy * row + ix) * in_c.
    const float *base = x;
    int64_t row = c->in_w;
    if (p->copies) {
        const reach rows = input_reach(
            o0, o1 - 1, c->stride_h, c->kernel_h, c->dilation_h, c->base_dilation_h, c->pad_top);
        copy_slab(
            slab, c->in_c, x, c->in_h, c->in_w, c->in_c, rows.low, rows.high - rows.low + 1, p->first_column,
            p->slab_w, has_padding);
        row = p->slab_w;
        base = slab - (rows.low * row + p->first_column) * c->in_c;
    }

    // Outputs fall into phases, each of which sees its own taps; without base dilation there is one phase.
    const int64_t phases_h = c->base_dilation_h / greatest_divisor(c->base_dilation_h, c->stride_h);
    const int64_t phases_w = c->base_dilation_w / greatest_divisor(c->base_dilation_w, c->stride_w);
    const int64_t step_h = phases_h * c->stride_h / c->base_dilation_h;
    const int64_t step_w = phases_w * c->stride_w / c->base_dilation_w;
    float bias_tile[TILE_VECTORS * VB_LANES];
    tile t = {.a_k = step_w * c->in_c, .relu = c->relu, .segments = segments, .completes = 1};
    for (int64_t group = 0; group < c->groups; group++)
    for (int64_t column = 0; column < p->column_tiles; column++) {
        const columns ct = column_tile(vectors, p->column_tiles, column);
        const int64_t n0 = ct.first * VB_LANES, width = ct.width * VB_LANES, n_count = min64(width, group_out - n0);
        const int direct = n_count == width;
        float *const y_column = y + group * group_out + n0;
        t.b = p->pack_units ? packed + (group * vectors * VB_LANES + n0) * taps * group_in : w + c->w_start;
        if (c->bias) {
            for (int64_t j = 0; j < width; j++) bias_tile[j] = j < n_count ? bias[group * group_out + n0 + j] : 0;
            t.column_bias = bias_tile;
        }
        const tile_function *functions = tile_functions[SPACED][ct.width - 1];
        for (int64_t phase_h = 0; phase_h < phases_h; phase_h++)
        for (int64_t phase_w = 0; phase_w < phases_w; phase_w++) {
            // The phase's outputs are (phase_h + phases_h * i, phase_w + phases_w * j).
            const int64_t i0 = divide_up(max64(0, o0 - phase_h), phases_h);
            const int64_t i1 = o1 > phase_h ? divide_up(o1 - phase_h, phases_h) : 0;
            const int64_t j1 = c->out_w > phase_w ? divide_up(c->out_w - phase_w, phases_w) : 0;
            if (i0 >= i1 || j1 <= 0) continue;
            int64_t count = 0, k = 0;
            for (int64_t ky = 0; ky < c->kernel_h; ky++) {
                const int64_t iy = phase_h * c->stride_h + ky * c->dilation_h - c->pad_top;
                if (floor_divide(iy, c->base_dilation_h) * c->base_dilation_h != iy) continue;
                for (int64_t kx = 0; kx < c->kernel_w; kx++) {
                    const int64_t ix = phase_w * c->stride_w + kx * c->dilation_w - c->pad_left;
                    if (floor_divide(ix, c->base_dilation_w) * c->base_dilation_w != ix) continue;
                    const int64_t a =
                        (floor_divide(iy, c->base_dilation_h) * row + floor_divide(ix, c->base_dilation_w)) * c->in_c;
                    const int64_t b = (ky * c->kernel_w + kx) * group_in * width;
                    count = add_run(segments, count, k, a, b, group_in, 1, width);
                    k += group_in;
                }
            }
            if (count > 0) segments[count - 1].flags |= ENDS_CHUNK;
            t.segment_count = count;
            int64_t steps = 0;
            for (int64_t i = 0; i < count; i++) steps += segments[i].length / SPACED_STEPS;
            // Pixels of a phase are taken in runs of evenly spaced ones: rows, or all rows of the band if one begins where
            // the one before it ends.
            const int joined = phases_h == 1 && phases_w == 1 && j1 * step_w == step_h * row;
            const int64_t runs = joined ? 1 : i1 - i0, pixels = joined ? (i1 - i0) * j1 : j1;
            const int64_t spacing = phases_w * c->out_c, tiles = divide_up(pixels, p->height);
            t.y_row = direct ? spacing : width;
            const int is_adjacent = t.y_row == width;
            for (int64_t run = 0; run < runs; run++) {
                const int64_t i = i0 + run;
                float *y_run = y_column + ((phase_h + i * phases_h) * c->out_w + phase_w) * c->out_c;
                t.a[0] = base + group * group_in + i * step_h * row * c->in_c;
                for (int64_t tile_index = 0; tile_index < tiles; tile_index++) {
                    const int64_t rows = even_start(pixels, tiles, tile_index + 1) - even_start(pixels, tiles, tile_index);
                    t.y = direct ? y_run : y_tile;
                    t.next = next_floats > 0 ? next : t.b;
                    t.next_step = next_floats > 0 ? next_step : 0;
                    next += steps * t.next_step;
                    next_floats -= steps * t.next_step;
                    // Results come within three quarters of a tile that has a step for each of their lines.
                    t.y_step = is_adjacent && rows * width <= steps * LINE * 3 / 4 ? 4 * rows * width / (3 * steps) : 0;
                    t.y_ahead = is_adjacent ? rows * width : 0;
                    functions[rows - 1](&t);
                    if (!direct) {
                        for (int64_t r = 0; r < rows; r++)
                            for (int64_t n = 0; n < n_count; n++) y_run[r * spacing + n] = y_tile[r * width + n];
                    }
                    y_run += rows * spacing;
                    t.a[0] += rows * t.a_k;
                }
            }
        }
    }
}

static void conv_run(
    const vb_conv_plan *p, const float *x, const float *w, const float *bias, float *y, const float *packed,
    void *scratch, int64_t begin, int64_t end) {
    // Without bands all parts have their padding at the same places.
    for (int64_t part = begin; part < end; part++)
        conv_part(p, x, w, bias, y, packed, scratch, part, p->bands == 1 && part > begin);
}
