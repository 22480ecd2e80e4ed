/* The weight gradient of a convolution: a product whose K runs over output positions, cut in leaves of samples. */

// Partial sums and operands that stay in the second-level cache, samples in a leaf that are read where they lie, and
// chunks that a tile takes at once.
enum { PARTIAL_FLOATS = 192 * 1024, STEP_FLOATS = 128 * 1024, MOST_APART = 2, STEP_CHUNKS = 4 };

// Where one part's tile begins in a pixel of x and of dy and in dw, which tap it is of, and its size.
typedef struct place {
    int64_t input, output, result, ky, kx, rows, vectors, columns;
} place;

static void conv_weights_plan(vb_conv_weights_plan *plan, const vb_conv_weights *gradient, int workers) {
    (void)workers;
    vb_conv_weights_plan p = {.g = *gradient};
    const vb_conv *c = &p.g.conv;
    p.g.leaf = min64(max64(1, p.g.leaf), max64(1, c->batch));
    const int64_t group_out = c->out_c / c->groups, group_in = c->in_c / c->groups;
    const int64_t vectors = max64(1, divide_up(group_out, VB_LANES));
    // The samples of a large leaf are copied side by side, so that K's order is the order of memory. Two are read in turns
    // where they lie.
    p.interleaves = p.g.leaf > MOST_APART;
    // Rows of dw whose inputs are adjacent in x: all taps of a window row, or the features of one tap.
    p.joined = c->groups == 1 && c->dilation_w == 1 && !p.interleaves;
    p.runs = c->groups * c->kernel_h * (p.joined ? 1 : c->kernel_w);
    p.run_length = p.joined ? c->kernel_w * c->in_c : group_in;
    // The rows of a tile are inputs and its columns outputs, or the other way round where a tile would have but one
    // vector of outputs: then every multiply-add would wait for a load of its own.
    p.turned = vectors == 1 && p.run_length % VB_LANES == 0 && p.run_length >= 2 * VB_LANES;
    const int64_t tile_columns = p.turned ? p.run_length / VB_LANES : vectors;
    const int64_t tile_rows = p.turned ? group_out : p.run_length;
    const int64_t depth = c->out_h * c->out_w * p.g.leaf;
    p.column_tiles = divide_up(tile_columns, cheapest_width(tile_rows, tile_columns, depth, RUNS));
    const int64_t tile_vectors = divide_up(tile_columns, p.column_tiles);
    p.run_tiles = divide_up(tile_rows, tile_height(tile_vectors, RUNS));
    p.height = p.run_tiles > 0 ? divide_up(tile_rows, p.run_tiles) : 0;
    p.parts = group_out > 0 ? p.runs * p.run_tiles * p.column_tiles : 0;

    const int64_t leaves = max64(1, divide_up(c->batch, p.g.leaf)), positions = c->out_h * c->out_w;
    while ((leaves - 1) >> p.levels) p.levels++;
    if (c->out_h > 0 && c->out_w > 0) {
        const reach rows = input_reach(0, c->out_h - 1, c->stride_h, c->kernel_h, c->dilation_h, 1, c->pad_top);
        const reach columns = input_reach(0, c->out_w - 1, c->stride_w, c->kernel_w, c->dilation_w, 1, c->pad_left);
        p.copies_x = p.interleaves || rows.low < 0 || rows.high >= c->in_h || columns.low < 0 || columns.high >= c->in_w;
        p.first_row = rows.low;
        p.first_column = columns.low;
        p.slab_h = rows.high - rows.low + 1;
        p.slab_w = columns.high - columns.low + 1;
    }
    p.copies_dy = p.interleaves || group_out % VB_LANES != 0;
    p.dy_row = p.copies_dy ? c->groups * vectors * VB_LANES : c->out_c;
    p.slab_floats = p.copies_x ? divide_up(p.slab_h * p.slab_w * p.g.leaf * c->in_c, 16) * 16 : 0;
    p.dy_floats = p.copies_dy ? positions * p.g.leaf * p.dy_row : 0;
    p.step = CHUNK * max64(1, min64(STEP_CHUNKS, STEP_FLOATS / (CHUNK * max64(1, c->in_c + c->out_c))));
    // A tile for each level of the tree, and one for the sum of chunks, which all parts share if none rests between
    // steps.
    p.rests = positions * p.g.leaf > p.step;
    const int64_t tile_floats = p.height * tile_vectors * VB_LANES;
    p.part_floats = (p.levels + p.rests) * tile_floats;
    // Every group of parts passes over all samples: as few groups as the cache allows, and even ones.
    const int64_t most = max64(1, PARTIAL_FLOATS / max64(1, p.part_floats));
    p.budget = max64(1, divide_up(p.parts, divide_up(max64(1, p.parts), most)));
    p.scratch_bytes = 64 + p.step * (int64_t)sizeof(segment) + p.budget * (int64_t)sizeof(place)
        + (p.slab_floats + p.dy_floats + p.budget * p.part_floats + (p.rests ? 0 : tile_floats)) * 4;
    *plan = p;
}

// How the samples of a leaf lie: distances in x and in dy from one sample, position and row of positions to the next.
typedef struct leaf_layout {
    int64_t samples, x_sample, x_position, x_row, dy_sample, dy_position, dy_row;
    // The terms of one run, and how many runs follow each other evenly; distances from a term to its twin, from that
    // pair to the next, and from one run to the next.
    int64_t length, runs, x_twin, dy_twin, x_pair, dy_pair, x_run, dy_run;
} leaf_layout;

static leaf_layout lay_out_leaf(const vb_conv_weights_plan *p, int64_t samples) {
    const vb_conv *c = &p->g.conv;
    const int64_t row = p->copies_x ? p->slab_w : c->in_w, height = p->copies_x ? p->slab_h : c->in_h;
    const int64_t pixel = p->interleaves ? samples * c->in_c : c->in_c;
    leaf_layout l = {
        .samples = samples,
        .x_sample = p->interleaves ? c->in_c : height * row * c->in_c,
        .x_position = c->stride_w * pixel,
        .x_row = c->stride_h * row * pixel,
        .dy_sample = p->interleaves ? p->dy_row : c->out_h * c->out_w * p->dy_row,
        .dy_position = p->interleaves ? samples * p->dy_row : p->dy_row};
    l.dy_row = c->out_w * l.dy_position;
    // A row of positions is one run, unless it skips inputs between the samples of one position and those of the next.
    const int is_row = !p->interleaves || c->stride_w == 1 || samples == 1;
    l.length = is_row ? c->out_w * samples : samples;
    l.runs = is_row ? c->out_h : c->out_w;
    l.x_run = is_row ? l.x_row : l.x_position;
    l.dy_run = is_row ? l.dy_row : l.dy_position;
    // Twins are neighbouring samples, or neighbouring positions of a lone one.
    l.x_twin = samples == 1 ? l.x_position : l.x_sample;
    l.dy_twin = samples == 1 ? l.dy_position : l.dy_sample;
    l.x_pair = p->interleaves || samples == 1 ? 2 * l.x_twin : l.x_position;
    l.dy_pair = p->interleaves || samples == 1 ? 2 * l.dy_twin : l.dy_position;
    return l;
}

// The segments of the terms in [begin, end) of a leaf; the last ends with `flags`.
static int64_t position_segments(
    segment *s, const vb_conv_weights_plan *p, const leaf_layout *l, int64_t begin, int64_t end, int flags) {
    int64_t count = 0;
    for (int64_t k = begin; k < end;) {
        const int64_t position = k / l->samples, sample = k % l->samples;
        const int64_t oy = position / p->g.conv.out_w, ox = position % p->g.conv.out_w;
        const int64_t room = min64(end, (k / CHUNK + 1) * CHUNK) - k, run = k / l->length, done = k % l->length;
        // Whole runs together, and what is left of one by itself.
        const int is_whole = done == 0 && room >= l->length;
        const int64_t runs = is_whole ? min64(room / l->length, l->runs - run % l->runs) : 1;
        const int64_t length = is_whole ? l->length : min64(room, l->length - done);
        const int64_t x = oy * l->x_row + ox * l->x_position + sample * l->x_sample;
        const int64_t y = oy * l->dy_row + ox * l->dy_position + sample * l->dy_sample;
        k += runs * length;
        s[count++] = (segment){
            .a = p->turned ? y : x, .b = p->turned ? x : y, .length = (int32_t)length, .runs = (int32_t)runs,
            .flags = k == end ? flags : k % CHUNK == 0 ? ENDS_CHUNK : 0};
    }
    return count;
}

static place place_part(const vb_conv_weights_plan *p, int64_t part) {
    const vb_conv *c = &p->g.conv;
    const int64_t group_out = c->out_c / c->groups, group_in = c->in_c / c->groups;
    const int64_t vectors = divide_up(group_out, VB_LANES), runs_in_group = p->runs / c->groups;
    const int64_t tile_index = part % p->run_tiles, run = part / p->run_tiles % p->runs;
    const columns ct = column_tile(
        p->turned ? p->run_length / VB_LANES : vectors, p->column_tiles, part / p->run_tiles / p->runs);
    const int64_t tile_rows = p->turned ? group_out : p->run_length, c0 = ct.first * VB_LANES;
    const int64_t r0 = even_start(tile_rows, p->run_tiles, tile_index);
    const int64_t group = run / runs_in_group, tap = run % runs_in_group;
    const int64_t input = p->turned ? c0 : r0, output = p->turned ? r0 : c0;
    place at = {
        .input = group * group_in + input,
        .output = (p->copies_dy ? group * vectors * VB_LANES : group * group_out) + output,
        .ky = p->joined ? tap : tap / c->kernel_w, .kx = p->joined ? 0 : tap % c->kernel_w,
        .rows = even_start(tile_rows, p->run_tiles, tile_index + 1) - r0,
        .vectors = ct.width, .columns = min64(ct.width * VB_LANES, group_out - c0)};
    at.result = ((at.ky * c->kernel_w + at.kx) * group_in + input) * c->out_c + group * group_out + output;
    return at;
}

// What is left to fetch of two arrays, and how many floats of it with each pair of terms.
typedef struct fetch {
    const float *at[2];
    int64_t left[2], step;
} fetch;

// Has a tile of so many pairs fetch its share.
VB_INLINE void fetch_along(fetch *f, tile *t, int64_t pairs) {
    const int which = f->left[0] <= 0, is_done = f->left[which] <= 0;
    t->next = is_done ? t->b : f->at[which];
    t->next_step = is_done ? 0 : f->step;
    f->at[which] += pairs * t->next_step;
    f->left[which] -= pairs * f->step;
}

// Parts [begin, end), few enough that their partial sums fit the scratch.
static void conv_weights_group(
    const vb_conv_weights_plan *p, const float *x, const float *dy, float *dw, void *scratch, int64_t begin,
    int64_t end) {
    const vb_conv *c = &p->g.conv;
    const int64_t group_out = c->out_c / c->groups;
    const int64_t vectors = divide_up(group_out, VB_LANES), positions = c->out_h * c->out_w;
    const int64_t image = c->in_h * c->in_w * c->in_c;
    segment *const segments = scratch;
    place *const places = (place *)(segments + p->step);
    float *const slab = (float *)(places + p->budget), *const dy_slab = slab + p->slab_floats;
    float *const partials = dy_slab + p->dy_floats, *const shared = partials + p->budget * p->part_floats;
    const int64_t tile_columns = p->turned ? p->run_length / VB_LANES : vectors;
    const int64_t tile_floats = p->height * divide_up(tile_columns, p->column_tiles) * VB_LANES;
    for (int64_t part = begin; part < end; part++) places[part - begin] = place_part(p, part);
    tile t = {.segments = segments};
    const int64_t last_sample = max64(c->batch, 1);
    for (int64_t n0 = 0; n0 < last_sample; n0 += p->g.leaf) {
        const int64_t samples = min64(p->g.leaf, c->batch - n0), terms = samples * positions;
        const float *base = x + n0 * image, *dy_base = dy + n0 * positions * c->out_c;
        const leaf_layout l = lay_out_leaf(p, samples);
        int64_t row = c->in_w, pixel = c->in_c;
        if (p->copies_x && terms > 0) {
            row = p->slab_w;
            // A last leaf of fewer samples is laid out anew.
            const int has_padding = n0 > 0 && samples == p->g.leaf;
            if (p->interleaves) {
                // Row by row, so that the pages of one row of all samples are written together.
                pixel = samples * c->in_c;
                for (int64_t y = 0; y < p->slab_h; y++)
                    for (int64_t s = 0; s < samples; s++)
                        copy_slab(
                            slab + y * row * pixel + s * c->in_c, pixel, base + s * image, c->in_h, c->in_w, c->in_c,
                            p->first_row + y, 1, p->first_column, row, has_padding);
            } else {
                for (int64_t s = 0; s < samples; s++)
                    copy_slab(
                        slab + s * l.x_sample, pixel, base + s * image, c->in_h, c->in_w, c->in_c, p->first_row,
                        p->slab_h, p->first_column, row, has_padding);
            }
            base = slab;
        } else {
            base += (p->first_row * row + p->first_column) * c->in_c;
        }
        if (p->copies_dy && terms > 0) {
            const int64_t padded = vectors * VB_LANES;
            for (int64_t i = 0; i < positions; i++)
                for (int64_t s = 0; s < samples; s++)
                    for (int64_t g = 0; g < c->groups; g++) {
                        float *to = dy_slab + i * l.dy_position + s * l.dy_sample + g * padded;
                        const float *from = dy_base + (s * positions + i) * c->out_c + g * group_out;
                        __builtin_memcpy(to, from, (size_t)group_out * 4);
                        for (int64_t j = group_out; j < padded; j++) to[j] = 0;
                    }
            dy_base = dy_slab;
        }
        const int64_t x_ahead = divide_up(AHEAD, max64(1, samples)) * l.x_position;
        const int64_t dy_ahead = divide_up(AHEAD, max64(1, samples)) * l.dy_position;
        t.a_k = p->turned ? l.dy_pair : l.x_pair;
        t.b_k = p->turned ? l.x_pair : l.dy_pair;
        t.a_twin = p->turned ? l.dy_twin : l.x_twin;
        t.b_twin = p->turned ? l.x_twin : l.dy_twin;
        t.a_run = p->turned ? l.dy_run : l.x_run;
        t.b_run = p->turned ? l.x_run : l.dy_run;
        t.a_ahead = p->turned ? dy_ahead : x_ahead;
        t.b_ahead = p->turned ? x_ahead : dy_ahead;
        t.leaf = n0 / p->g.leaf;
        // While this leaf's tiles run, the next leaf's operands are fetched from beyond the second-level cache.
        fetch f = {0};
        if (n0 + samples < c->batch && terms > 0) {
            const int64_t following = min64(p->g.leaf, c->batch - n0 - samples);
            f = (fetch){
                .at = {x + (n0 + samples) * image, dy + (n0 + samples) * positions * c->out_c},
                .left = {following * image, following * positions * c->out_c}};
            f.step = min64(LINE, divide_up(f.left[0] + f.left[1], max64(1, (end - begin) * (terms / 2))));
        }
        for (int64_t k = 0; k == 0 || k < terms; k += p->step) {
            const int64_t next = min64(terms, k + p->step);
            const int ends_leaf = next == terms;
            t.segment_count =
                position_segments(segments, p, &l, k, next, ends_leaf ? ENDS_CHUNK | ENDS_LEAF : ENDS_CHUNK);
            int64_t pairs = 0;
            for (int64_t i = 0; i < t.segment_count; i++) pairs += segments[i].runs * (segments[i].length / 2);
            t.continues = k > 0;
            t.completes = ends_leaf && n0 + samples >= c->batch;
            for (int64_t i = 0; i < end - begin; i++) {
                const place at = places[i];
                const int64_t tap = at.ky * c->dilation_h * row + at.kx * c->dilation_w;
                const float *const inputs = base + tap * pixel + at.input;
                const float *const outputs = dy_base + at.output;
                t.a[0] = p->turned ? outputs : inputs;
                t.b = p->turned ? inputs : outputs;
                t.levels = partials + i * p->part_floats;
                t.y = p->rests ? t.levels + p->levels * tile_floats : shared;
                t.y_row = at.vectors * VB_LANES;
                fetch_along(&f, &t, pairs);
                tile_functions[RUNS][at.vectors - 1][at.rows - 1](&t);
                if (!t.completes) continue;
                if (p->turned)
                    transpose_block(dw + at.result, c->out_c, t.y, t.y_row, at.rows, t.y_row);
                else
                    for (int64_t r = 0; r < at.rows; r++)
                        __builtin_memcpy(dw + at.result + r * c->out_c, t.y + r * t.y_row, (size_t)at.columns * 4);
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
