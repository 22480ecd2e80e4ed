/* Optimizers' updates in one pass: what lies between their functions stays in registers.
 *
 * They move more than they compute: while a block is worked on, the next one of every operand is fetched. */

enum { UPDATE_AHEAD = 256, MOST_RESULTS = 3, MOST_OPERANDS = 10 };

VB_INLINE vf vf_sqrt(vf x) { return __builtin_elementwise_sqrt(x); }

// `step` takes x, a vector of each operand, to y, one of each result. The first `streams` operands come from memory, the
// others are numbers, repeated.
#define UPDATE(name, results, streams, operands) \
    static void name(float *const *blocks, int64_t count) { \
        vf x[MOST_OPERANDS], y[MOST_RESULTS]; \
        int64_t i = 0; \
        for (; i + LINE <= count; i += LINE) { \
            VB_UNROLL for (int s = 0; s < results + streams; s++) __builtin_prefetch(blocks[s] + i + UPDATE_AHEAD); \
            VB_UNROLL for (int64_t k = i; k < i + LINE; k += VB_LANES) { \
                VB_UNROLL for (int s = 0; s < operands; s++) x[s] = vf_load(blocks[results + s] + k); \
                name##_step(x, y); \
                VB_UNROLL for (int s = 0; s < results; s++) vf_store(blocks[s] + k, y[s]); \
            } \
        } \
        for (; i < count; i += VB_LANES) { \
            const size_t bytes = (size_t)min64(VB_LANES, count - i) * 4; \
            for (int s = 0; s < operands; s++) { \
                x[s] = vf_zero(); \
                __builtin_memcpy(&x[s], blocks[results + s] + i, bytes); \
            } \
            name##_step(x, y); \
            for (int s = 0; s < results; s++) __builtin_memcpy(blocks[s] + i, &y[s], bytes); \
        } \
    }

// p - m * alpha / (sqrt(v) + epsilon)
VB_INLINE vf adam_parameter(vf p, vf m, vf v, vf alpha, vf epsilon) {
    return vf_canonical(p - m * alpha / (vf_sqrt(v) + epsilon));
}

VB_INLINE void update_adam_step(const vf *x, vf *y) {
    const vf m = x[0], v = x[1], g = x[2];
    y[0] = vf_canonical(m + (g - m) * x[4]);
    y[1] = vf_canonical(v + (g * g - v) * x[5]);
    y[2] = adam_parameter(x[3], y[0], y[1], x[6], x[7]);
}

VB_INLINE void update_adam_keras2_step(const vf *x, vf *y) {
    const vf g = x[2];
    y[0] = vf_canonical(x[4] * x[0] + x[5] * g);
    y[1] = vf_canonical(x[6] * x[1] + x[7] * (g * g));
    y[2] = adam_parameter(x[3], y[0], y[1], x[8], x[9]);
}

VB_INLINE void update_rmsprop_step(const vf *x, vf *y) {
    const vf g = x[1];
    y[0] = vf_canonical(x[3] * x[0] + x[4] * (g * g));
    y[1] = vf_canonical(x[2] - x[5] * g / vf_sqrt(y[0] + x[6]));
}

VB_INLINE void update_rmsprop_keras2_step(const vf *x, vf *y) {
    const vf g = x[1];
    y[0] = vf_canonical(x[3] * x[0] + x[4] * (g * g));
    y[1] = vf_canonical(x[2] - x[5] * g / (vf_sqrt(y[0]) + x[6]));
}

VB_INLINE void update_momentum_step(const vf *x, vf *y) {
    y[0] = vf_canonical(x[3] * x[0] - x[4] * x[1]);
    y[1] = vf_canonical(x[2] + y[0]);
}

VB_INLINE void update_momentum_decay_step(const vf *x, vf *y) {
    const vf p = x[2] - (x[2] * x[5]) * x[4];
    y[0] = vf_canonical(x[3] * x[0] - x[4] * x[1]);
    y[1] = vf_canonical(p + y[0]);
}

UPDATE(update_adam, 3, 4, 8)
UPDATE(update_adam_keras2, 3, 4, 10)
UPDATE(update_rmsprop, 2, 3, 7)
UPDATE(update_rmsprop_keras2, 2, 3, 7)
UPDATE(update_momentum, 2, 3, 5)
UPDATE(update_momentum_decay, 2, 3, 6)

static const vb_update_function updates[VB_UPDATE_COUNT] = {
    [VB_UPDATE_ADAM] = update_adam,         [VB_UPDATE_ADAM_KERAS2] = update_adam_keras2,
    [VB_UPDATE_RMSPROP] = update_rmsprop,   [VB_UPDATE_RMSPROP_KERAS2] = update_rmsprop_keras2,
    [VB_UPDATE_MOMENTUM] = update_momentum, [VB_UPDATE_MOMENTUM_DECAY] = update_momentum_decay,
};

static vb_update_function block_update(int update) {
    return is_between(update, VB_UPDATE_COUNT) ? updates[update] : NULL;
}
