/* The weight gradient of a convolution: a product whose K runs over output positions, cut in leaves of samples. */

enum { PARTIAL_FLOATS = 192 * 1024 };

static void conv_weights_plan(vb_conv_weights_plan *plan, const vb_conv_weights *gradient, int workers) {
    (void)workers;
    vb_conv_weights_plan p = {.g = *gradient};
    const vb_conv *c = &p.g.conv;
    p.g.leaf = min64(max64(1, p.g.leaf), max64(1, c->batch));
    const int64_t group_out = c->out_c / c->groups, group_in = c->in_c / c->groups;
    const int64_t vectors = max64(1, divide_up(group_out, VB_LANES));
    // Rows of dw whose inputs are adjacent in x: all taps of a window row, or the features of one tap.
    p.joined = c->groups == 1 && c->dilation_w == 1 && p.g.leaf == 1;
    p.runs = c->groups * c->kernel_h * (p.joined ? 1 : c->kernel_w);
    p.run_length = p.joined ? c->kernel_w * c->in_c : group_in;
    // The rows of a tile are inputs and its columns outputs, or the other way round where a tile would have but one
    // vector of outputs: then every multiply-add would wait for a load of its own.
    p.turned = vectors == 1 && p.run_length % VB_LANES == 0 && p.run_length >= 2 * VB_LANES;
    const int64_t tile_columns = p.turned ? p.run_length / VB_LANES : vectors;
    const int64_t tile_rows = p.turned ? group_out : p.run_length;
    const int tile_vectors = cheapest_width(tile_rows, tile_columns, INTERLEAVED);
    p.column_tiles = divide_up(tile_columns, tile_vectors);
    p.height = tile_height(divide_up(tile_columns, p.column_tiles), INTERLEAVED);
    p.run_tiles = divide_up(tile_rows, p.height);
    // Tiles of one vector are bound by loads: terms are taken in steps whose rows stay in the first-level cache.
    p.step = vectors == 1 && !p.turned ? CHUNK / 2 : CHUNK;
    p.parts = group_out > 0 ? p.runs * p.run_tiles * p.column_tiles : 0;

    const int64_t leaves = divide_up(c->batch, p.g.leaf), positions = c->out_h * c->out_w;
    p.levels = 1;
    while (leaves >> p.levels) p.levels++;
    if (c->out_h > 0 && c->out_w > 0) {
        const reach rows = input_reach(0, c->out_h - 1, c->stride_h, c->kernel_h, c->dilation_h, 1, c->pad_top);
        const reach columns = input_reach(0, c->out_w - 1, c->stride_w, c->kernel_w, c->dilation_w, 1, c->pad_left);
        p.copies_x = p.g.leaf > 1 || rows.low < 0 || rows.high >= c->in_h || columns.low < 0 || columns.high >= c->in_w;
        p.first_row = rows.low;
        p.first_column = columns.low;
        p.slab_h = rows.high - rows.low + 1;
        p.slab_w = columns.high - columns.low + 1;
    }
    p.copies_dy = p.g.leaf > 1 || group_out % VB_LANES != 0;
    p.dy_row = p.copies_dy ? c->groups * vectors * VB_LANES : c->out_c;
    p.slab_floats = p.copies_x ? divide_up(p.slab_h * p.slab_w * p.g.leaf * c->in_c, 16) * 16 : 0;
    p.dy_floats = p.copies_dy ? positions * p.g.leaf * p.dy_row : 0;
    const int64_t tile_floats = p.height * tile_vectors * VB_LANES;
    // A tile for each level of the tree, one for the sum of chunks, and one for a chunk that rests between steps.
    p.part_floats = (p.levels + (p.step < CHUNK ? 2 : 1)) * tile_floats;
    p.budget = min64(max64(1, p.parts), max64(1, PARTIAL_FLOATS / p.part_floats));
    p.scratch_bytes = 64 + CHUNK * (int64_t)sizeof(segment)
        + (p.slab_floats + p.dy_floats + p.budget * p.part_floats) * 4;
    *plan = p;
}

// The segments of the terms in [begin, end) of a leaf of `samples` samples.
static int64_t position_segments(
    segment *s, const vb_conv_weights_plan *p, int64_t begin, int64_t end, int64_t samples, int64_t row, int flags) {
    const vb_conv *c = &p->g.conv;
    const int64_t pixel = samples * c->in_c;
    int64_t count = 0;
    for (int64_t k = begin; k < end;) {
        const int64_t position = k / samples, sample = k % samples;
        const int64_t oy = position / c->out_w, ox = position % c->out_w;
        // With a stride of 1, a row of positions is one run; otherwise the samples of one position are, unless there
        // is but one sample, whose positions are then evenly spaced.
        const int64_t run = c->stride_w == 1 ? (c->out_w - ox) * samples - sample
                          : samples == 1     ? c->out_w - ox
                                             : samples - sample;
        const int64_t length = min64(run, end - k);
        const int64_t x = oy * c->stride_h * row * pixel + ox * c->stride_w * pixel + sample * c->in_c;
        const int64_t y = k * p->dy_row;
        s[count++] = (segment){.a = p->turned ? y : x, .b = p->turned ? x : y, .length = (int32_t)length};
        k += length;
    }
    if (count > 0) s[count - 1].flags = flags;
    return count;
}

// Parts [begin, end), few enough that their partial sums fit the scratch.
static void conv_weights_group(
    const vb_conv_weights_plan *p, const float *x, const float *dy, float *dw, void *scratch, int64_t begin,
    int64_t end) {
    const vb_conv *c = &p->g.conv;
    const int64_t group_out = c->out_c / c->groups, group_in = c->in_c / c->groups;
    const int64_t vectors = divide_up(group_out, VB_LANES), positions = c->out_h * c->out_w;
    segment *const segments = scratch;
    float *const slab = (float *)(segments + CHUNK), *const dy_slab = slab + p->slab_floats;
    float *const partials = dy_slab + p->dy_floats;
    const int64_t tile_columns = p->turned ? p->run_length / VB_LANES : vectors;
    const int64_t tile_floats = p->height * divide_up(tile_columns, p->column_tiles) * VB_LANES;
    const int64_t runs_in_group = p->runs / c->groups;
    tile t = {.segments = segments};
    const int64_t last_sample = max64(c->batch, 1);
    for (int64_t n0 = 0; n0 < last_sample; n0 += p->g.leaf) {
        const int64_t samples = min64(p->g.leaf, c->batch - n0), terms = samples * positions;
        const float *base = x + n0 * c->in_h * c->in_w * c->in_c, *dy_base = dy + n0 * positions * c->out_c;
        int64_t row = c->in_w;
        if (p->copies_x && terms > 0) {
            // Pixels of the leaf's samples side by side, so that K's order is the order of memory; row by row, so that
            // the pages of one row of all samples are written together.
            for (int64_t y = 0; y < p->slab_h; y++)
                for (int64_t s = 0; s < samples; s++)
                    copy_slab(
                        slab + (y * p->slab_w * samples + s) * c->in_c, samples * c->in_c,
                        base + s * c->in_h * c->in_w * c->in_c, c->in_h, c->in_w, c->in_c, p->first_row + y, 1,
                        p->first_column, p->slab_w);
            base = slab;
            row = p->slab_w;
        } else {
            base += (p->first_row * row + p->first_column) * c->in_c;
        }
        if (p->copies_dy && terms > 0) {
            const int64_t padded = vectors * VB_LANES;
            for (int64_t i = 0; i < positions; i++)
                for (int64_t s = 0; s < samples; s++)
                    for (int64_t g = 0; g < c->groups; g++) {
                        float *to = dy_slab + (i * samples + s) * p->dy_row + g * padded;
                        const float *from = dy_base + (s * positions + i) * c->out_c + g * group_out;
                        __builtin_memcpy(to, from, (size_t)group_out * 4);
                        for (int64_t j = group_out; j < padded; j++) to[j] = 0;
                    }
            dy_base = dy_slab;
        }
        const int64_t pixel = samples * c->in_c;
        // From one term to the next: the next sample, or the next position if there is but one sample.
        const int64_t x_k = samples == 1 ? c->stride_w * c->in_c : c->in_c;
        t.a_k = p->turned ? p->dy_row : x_k;
        t.b_k = p->turned ? x_k : p->dy_row;
        t.leaf = n0 / p->g.leaf;
        for (int64_t k = 0; k == 0 || k < terms; k += p->step) {
            const int64_t next = min64(terms, k + p->step);
            const int ends_leaf = next == terms;
            const int flags = ends_leaf ? ENDS_CHUNK | ENDS_LEAF : next % CHUNK == 0 ? ENDS_CHUNK : 0;
            t.segment_count = position_segments(segments, p, k, next, samples, row, flags);
            t.resumes = k % CHUNK != 0;
            t.continues = k >= CHUNK;
            t.completes = ends_leaf && n0 + samples >= c->batch;
            for (int64_t part = begin; part < end; part++) {
                const int64_t tile_index = part % p->run_tiles, run = part / p->run_tiles % p->runs;
                const int64_t column = part / p->run_tiles / p->runs;
                const columns ct = column_tile(tile_columns, p->column_tiles, column);
                const int64_t c0 = ct.first * VB_LANES, width = ct.width * VB_LANES;
                const int64_t tile_rows = p->turned ? group_out : p->run_length;
                const int64_t r0 = even_start(tile_rows, p->run_tiles, tile_index);
                const int64_t rows = even_start(tile_rows, p->run_tiles, tile_index + 1) - r0;
                const int64_t group = run / runs_in_group, tap = run % runs_in_group;
                const int64_t ky = p->joined ? tap : tap / c->kernel_w, kx = p->joined ? 0 : tap % c->kernel_w;
                const int64_t first_input = p->turned ? c0 : r0, first_output = p->turned ? r0 : c0;
                const int64_t tap_start = ky * c->dilation_h * row * pixel + kx * c->dilation_w * pixel;
                const float *const inputs = base + tap_start + group * group_in + first_input;
                const float *const outputs =
                    dy_base + (p->copies_dy ? group * vectors * VB_LANES : group * group_out) + first_output;
                t.a[0] = p->turned ? outputs : inputs;
                t.b = p->turned ? inputs : outputs;
                t.levels = partials + (part - begin) * p->part_floats;
                t.y = t.levels + p->levels * tile_floats;
                t.rest = t.y + tile_floats;
                t.y_row = width;
                tile_functions[INTERLEAVED][ct.width - 1][rows - 1](&t);
                if (!t.completes) continue;
                float *to = dw + ((ky * c->kernel_w + kx) * group_in + first_input) * c->out_c + group * group_out
                    + first_output;
                if (p->turned) {
                    transpose_block(to, c->out_c, t.y, width, rows, width);
                    continue;
                }
                const int64_t o_count = min64(width, group_out - c0);
                for (int64_t r = 0; r < rows; r++)
                    __builtin_memcpy(to + r * c->out_c, t.y + r * width, (size_t)o_count * 4);
            }
        }
    }
}

static void conv_weights_run(
    const vb_conv_weights_plan *p, const float *x, const float *dy, float *dw, void *scratch, int64_t begin,
    int64_t end) {
    for (int64_t first = begin; first < end; first += p->budget)
        conv_weights_group(p, x, dy, dw, scratch, first, min64(end, first + p->budget));
}
