/* Compares the kernels' elementary functions with an oracle from outside, on all 2^32 arguments.
 *
 * The oracle takes the C library's function on double and accepts its rounding to f32 where the whole interval of
 * relative width 2^-39 about the double rounds to one f32; where it does not, MPFR decides, with one correct rounding.
 * So nothing rests on the C library but that its functions on double, good to a few units of 2^-53, are good to 2^-40.
 *
 * Prints `name digest` for each function, the digest being the SHA-256 of the oracle's values, and on standard error
 * what the kernels make of the same arguments. README.md says how it is built and run. */
#include <inttypes.h>
#include <math.h>
#include <mpfr.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "CVerbatimKernels.h"
#pragma STDC FP_CONTRACT OFF

/* MARK: the functions */

static double sigmoid(double x) { return 1 / (1 + exp(-x)); }
static double rsqrt(double x) { return 1 / sqrt(x); }

/* The exponents of f32's numbers, subnormal ones included, as MPFR counts them. */
static void use_exponents_of_f32(void) {
    mpfr_set_emin(-148);
    mpfr_set_emax(128);
}

/* MPFR has no sigmoid: 1 / (1 + e^-x) to 200 bits, then rounded. A result that is not 1/2 is never within 2^-150 of a
 * boundary. */
static int exact_sigmoid(mpfr_ptr y, mpfr_srcptr x, mpfr_rnd_t rounding) {
    mpfr_set_emin(mpfr_get_emin_min());
    mpfr_set_emax(mpfr_get_emax_max());
    mpfr_t wide;
    mpfr_init2(wide, 200);
    mpfr_neg(wide, x, rounding);
    mpfr_exp(wide, wide, rounding);
    mpfr_add_ui(wide, wide, 1, rounding);
    mpfr_ui_div(wide, 1, wide, rounding);
    const int inexact = mpfr_set(y, wide, rounding);
    mpfr_clear(wide);
    use_exponents_of_f32();
    return mpfr_check_range(y, inexact, rounding);
}

typedef struct {
    const char *name;
    int number;
    double (*near)(double);
    int (*exact)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);
} function;

/* The cheapest first. */
static const function functions[] = {
    {"sqrt", VB_UNARY_SQRT, sqrt, mpfr_sqrt},
    {"rsqrt", VB_UNARY_RSQRT, rsqrt, mpfr_rec_sqrt},
    {"exp", VB_UNARY_EXP, exp, mpfr_exp},
    {"exp2", VB_UNARY_EXP2, exp2, mpfr_exp2},
    {"sigmoid", VB_UNARY_SIGMOID, sigmoid, exact_sigmoid},
    {"log", VB_UNARY_LOG, log, mpfr_log},
    {"log2", VB_UNARY_LOG2, log2, mpfr_log2},
    {"log10", VB_UNARY_LOG10, log10, mpfr_log10},
    {"log1p", VB_UNARY_LOG1P, log1p, mpfr_log1p},
    {"expm1", VB_UNARY_EXPM1, expm1, mpfr_expm1},
    {"sinh", VB_UNARY_SINH, sinh, mpfr_sinh},
    {"cosh", VB_UNARY_COSH, cosh, mpfr_cosh},
    {"tanh", VB_UNARY_TANH, tanh, mpfr_tanh},
    {"asinh", VB_UNARY_ASINH, asinh, mpfr_asinh},
    {"acosh", VB_UNARY_ACOSH, acosh, mpfr_acosh},
    {"atanh", VB_UNARY_ATANH, atanh, mpfr_atanh},
    {"asin", VB_UNARY_ASIN, asin, mpfr_asin},
    {"acos", VB_UNARY_ACOS, acos, mpfr_acos},
    {"atan", VB_UNARY_ATAN, atan, mpfr_atan},
    {"erf", VB_UNARY_ERF, erf, mpfr_erf},
    {"erfc", VB_UNARY_ERFC, erfc, mpfr_erfc},
    {"cbrt", VB_UNARY_CBRT, cbrt, mpfr_cbrt},
    {"sin", VB_UNARY_SIN, sin, mpfr_sin},
    {"cos", VB_UNARY_COS, cos, mpfr_cos},
    {"tan", VB_UNARY_TAN, tan, mpfr_tan},
};
enum { FUNCTIONS = sizeof functions / sizeof *functions };

static uint32_t bits(float x) { return __builtin_bit_cast(uint32_t, x); }
static float of_bits(uint32_t u) { return __builtin_bit_cast(float, u); }
static const uint32_t canonical_nan = 0x7fc00000;

/* Two numbers of a thread for MPFR, of f32's precision. */
typedef struct { mpfr_t x, y; } numbers;

static float decide(const function *f, float x, numbers *n) {
    mpfr_set_flt(n->x, x, MPFR_RNDN);
    const int inexact = f->exact(n->y, n->x, MPFR_RNDN);
    mpfr_subnormalize(n->y, inexact, MPFR_RNDN);
    return mpfr_get_flt(n->y, MPFR_RNDN);
}

/* The bits of the value; `decided` counts the arguments that go to MPFR. */
static uint32_t value(const function *f, float x, numbers *n, uint64_t *decided) {
    const double y = f->near(x);
    if (y != y) return canonical_nan;
    const uint32_t low = bits((float)(y * (1 - 0x1p-40))), high = bits((float)(y * (1 + 0x1p-40)));
    if (low == high) return low;
    ++*decided;
    return bits(decide(f, x, n));
}

/* MARK: arguments, in chunks */

enum { CHUNK = 1 << 18, RING = 32, SHOWN = 10 };

/* What is run: arguments whose bits are the multiples of `every`, on these instruction sets. */
static uint64_t every = 1, arguments = (uint64_t)1 << 32;
static int sets[VB_ISA_COUNT], set_count = 0;

enum { FREE, BUSY, FULL };

/* A function being run. Chunks are computed in any order inside a ring, and hashed in order. */
typedef struct {
    const function *f;
    uint64_t computing, hashing, chunks;
    int is_hashing;
    uint8_t slots[RING];
    uint32_t *values;
    EVP_MD_CTX *hash;
    uint64_t decided, differences[VB_ISA_COUNT];
} job;

static job *jobs;
static int job_count, first_open = 0, window;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

static uint64_t chunk_length(uint64_t chunk) {
    const uint64_t rest = arguments - chunk * CHUNK;
    return rest < CHUNK ? rest : CHUNK;
}

static void compute(job *j, uint64_t chunk, uint32_t *to, float *x, uint32_t *y, numbers *n) {
    const uint64_t length = chunk_length(chunk);
    uint64_t decided = 0, differences[VB_ISA_COUNT] = {0};
    for (uint64_t i = 0; i < length; i++) {
        x[i] = of_bits((uint32_t)((chunk * CHUNK + i) * every));
        to[i] = value(j->f, x[i], n, &decided);
    }
    for (int s = 0; s < set_count; s++) {
        const uint64_t saved = vb_fpu_enter();
        vb_unary_f32(sets[s], j->f->number)(x, (float *)y, length);
        vb_fpu_leave(saved);
        if (memcmp(y, to, length * sizeof *y) == 0) continue;
        for (uint64_t i = 0; i < length; i++) {
            if (y[i] == to[i]) continue;
            if (differences[s]++ < SHOWN)
                fprintf(stderr, "%s(%08" PRIx32 ") on %s: %08" PRIx32 ", oracle %08" PRIx32 "\n", j->f->name,
                        bits(x[i]), vb_isa_name(sets[s]), y[i], to[i]);
        }
    }
    pthread_mutex_lock(&lock);
    j->decided += decided;
    for (int s = 0; s < set_count; s++) j->differences[s] += differences[s];
    pthread_mutex_unlock(&lock);
}

static void report(job *j) {
    uint8_t digest[EVP_MAX_MD_SIZE];
    unsigned size;
    EVP_DigestFinal_ex(j->hash, digest, &size);
    printf("%s ", j->f->name);
    for (unsigned i = 0; i < size; i++) printf("%02x", digest[i]);
    printf("\n");
    fflush(stdout);
    fprintf(stderr, "%s: of %" PRIu64 " arguments MPFR decided %" PRIu64 "; different:", j->f->name, arguments, j->decided);
    for (int s = 0; s < set_count; s++)
        fprintf(stderr, " %s %" PRIu64, vb_isa_name(sets[s]), j->differences[s]);
    fprintf(stderr, "\n");
}

/* The next thing to do, with the lock held: a job, with the chunk to hash or to compute; or none as yet. */
static job *next_task(int *hashes) {
    for (int i = first_open; i < job_count && i < first_open + window; i++) {
        job *j = &jobs[i];
        *hashes = 1;
        if (!j->is_hashing && j->hashing < j->chunks && j->slots[j->hashing % RING] == FULL) return j;
        *hashes = 0;
        if (j->computing < j->chunks && j->slots[j->computing % RING] == FREE) return j;
    }
    return NULL;
}

static void *work(void *unused) {
    (void)unused;
    numbers n;
    mpfr_inits2(24, n.x, n.y, (mpfr_ptr)0);
    use_exponents_of_f32();
    float *x = malloc(CHUNK * sizeof *x);
    uint32_t *y = malloc(CHUNK * sizeof *y);
    pthread_mutex_lock(&lock);
    while (first_open < job_count) {
        int hashes;
        job *j = next_task(&hashes);
        if (!j) {
            pthread_cond_wait(&changed, &lock);
            continue;
        }
        const uint64_t chunk = hashes ? j->hashing : j->computing++;
        uint32_t *values = j->values + chunk % RING * CHUNK;
        j->slots[chunk % RING] = BUSY;
        if (hashes) j->is_hashing = 1;
        pthread_mutex_unlock(&lock);
        if (hashes) EVP_DigestUpdate(j->hash, values, chunk_length(chunk) * sizeof *values);
        else compute(j, chunk, values, x, y, &n);
        pthread_mutex_lock(&lock);
        j->slots[chunk % RING] = hashes ? FREE : FULL;
        if (hashes) {
            j->is_hashing = 0;
            if (++j->hashing == j->chunks) report(j);
            while (first_open < job_count && jobs[first_open].hashing == jobs[first_open].chunks) {
                free(jobs[first_open].values);
                EVP_MD_CTX_free(jobs[first_open++].hash);
            }
        }
        pthread_cond_broadcast(&changed);
    }
    pthread_mutex_unlock(&lock);
    free(x), free(y);
    mpfr_clears(n.x, n.y, (mpfr_ptr)0);
    mpfr_free_cache();
    return NULL;
}

/* MARK: the command */

static int usage(const char *program) {
    fprintf(stderr, "usage: %s [-t THREADS] [-e EVERY] [-i INSTRUCTION_SET]... [FUNCTION]...\n", program);
    return 2;
}

int main(int count, char **given) {
    int threads = vb_processor_count();
    for (int option; (option = getopt(count, given, "t:e:i:")) != -1;) {
        if (option == 't') threads = atoi(optarg);
        else if (option == 'e') every = strtoull(optarg, NULL, 10);
        else if (option == 'i') {
            int isa = 0;
            while (isa < VB_ISA_COUNT && strcmp(vb_isa_name(isa), optarg) != 0) isa++;
            if (isa == VB_ISA_COUNT || !vb_isa_available(isa) || set_count == VB_ISA_COUNT) return usage(given[0]);
            sets[set_count++] = isa;
        } else return usage(given[0]);
    }
    if (threads < 1 || every < 1) return usage(given[0]);
    if (set_count == 0) sets[set_count++] = vb_best_isa();
    arguments = (((uint64_t)1 << 32) + every - 1) / every;
    const int all = optind == count;
    job_count = all ? FUNCTIONS : count - optind;
    jobs = calloc((size_t)job_count, sizeof *jobs);
    for (int i = 0; i < job_count; i++) {
        int f = 0;
        if (all) f = i;
        else
            while (f < FUNCTIONS && strcmp(functions[f].name, given[optind + i]) != 0) f++;
        if (f == FUNCTIONS) return usage(given[0]);
        job *j = &jobs[i];
        j->f = &functions[f];
        j->chunks = (arguments + CHUNK - 1) / CHUNK;
        j->values = malloc((size_t)RING * CHUNK * sizeof *j->values);
        j->hash = EVP_MD_CTX_new();
        EVP_DigestInit_ex(j->hash, EVP_sha256(), NULL);
    }
    // Hashing a function is serial: as many side by side as keep the threads busy.
    window = threads < 8 ? threads : 8;
    pthread_t *pool = calloc((size_t)threads, sizeof *pool);
    for (int i = 0; i < threads; i++) pthread_create(&pool[i], NULL, work, NULL);
    for (int i = 0; i < threads; i++) pthread_join(pool[i], NULL);
    uint64_t differences = 0;
    for (int i = 0; i < job_count; i++)
        for (int s = 0; s < set_count; s++) differences += jobs[i].differences[s];
    free(pool), free(jobs);
    return differences > 0;
}
