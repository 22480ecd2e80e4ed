#!/usr/bin/env python3
"""Trains small networks by the rules of docs/Arithmetic.md with nothing but Python's standard library.

Written from that page alone. Usage: verbatim_training.py VECTORS.json
Exit status 0 if every vector is reproduced, down to the digests of the trained states, 1 otherwise, with a line for
each difference. Everything is f32.
"""

import math
import struct
import sys
from itertools import product

from verbatim_arithmetic import (
    Checker, Stream, add, bernoulli_threshold, chain, contraction, div, f32, function32, h32, main, maximum,
    merge_statistics, minimum, mul, of_f32, permuted, power, row, samples_per_leaf, state_digest, sub, tree, uniform,
)


def exp(x):
    return function32("exp", x)


def log(x):
    return function32("log", x)


def sqrt(x):
    return function32("sqrt", x)


def sign(x):
    return x if x == 0 or x != x else math.copysign(1.0, x)


def signed(word):
    """A word as a signed integer in f32."""
    return f32(float(word - 2**32 if word >> 31 else word))


# ---------------------------------------------------------------- arrays and sums


class Array:
    """Numbers in row-major order under a shape."""

    def __init__(self, shape, data):
        self.shape, self.data = tuple(shape), list(data)

    @property
    def strides(self):
        return [math.prod(self.shape[i + 1 :]) for i in range(len(self.shape))]

    def at(self, *index):
        return self.data[sum(i * s for i, s in zip(index, self.strides))]

    def mapped(self, function):
        return Array(self.shape, [function(x) for x in self.data])

    def rows(self):
        """The rows along the last dimension."""
        n = self.shape[-1]
        return [self.data[i : i + n] for i in range(0, len(self.data), n)]


def zeros(shape):
    return Array(shape, [0.0] * math.prod(shape))


def row_sum(values):
    """`reduce` of a row from 0."""
    return add(0.0, row(values, add, 0.0))


def row_mean(values):
    return div(row_sum(values), float(len(values)))


def chain_sum(values):
    return add(0.0, chain(values, add, 0.0))


def over_samples(samples, positions, leaf):
    """The tree over leaves of consecutive samples; `leaf` gives the number of a range of samples."""
    size = samples_per_leaf(samples, positions)
    return tree([leaf(range(i, min(i + size, samples))) for i in range(0, samples, size)], add)


def marked_chain(samples, values):
    """A marked `reduce` from 0 whose minor-most dimension is kept; `values` gives a sample's numbers in order."""
    positions = len(values(0))
    leaf = lambda part: chain([x for n in part for x in values(n)], add, 0.0)
    return add(0.0, over_samples(samples, positions, leaf))


# ---------------------------------------------------------------- gradients of single operations

DERIVATIVES = {
    "abs": lambda x, y, g: mul(g, sign(x)),
    "acos": lambda x, y, g: -div(g, sqrt(mul(sub(1.0, x), add(1.0, x)))),
    "acosh": lambda x, y, g: div(g, mul(sqrt(sub(x, 1.0)), sqrt(add(x, 1.0)))),
    "asin": lambda x, y, g: div(g, sqrt(mul(sub(1.0, x), add(1.0, x)))),
    "asinh": lambda x, y, g: div(g, sqrt(add(mul(x, x), 1.0))),
    "atan": lambda x, y, g: div(g, add(mul(x, x), 1.0)),
    "atanh": lambda x, y, g: div(g, mul(sub(1.0, x), add(1.0, x))),
    "cbrt": lambda x, y, g: div(g, mul(3.0, mul(y, y))),
    "cos": lambda x, y, g: -mul(g, function32("sin", x)),
    "cosh": lambda x, y, g: mul(g, function32("sinh", x)),
    "erf": lambda x, y, g: mul(g, mul(f32(1.1283791670955126), exp(-mul(x, x)))),
    "erfc": lambda x, y, g: -mul(g, mul(f32(1.1283791670955126), exp(-mul(x, x)))),
    "erfInverse": lambda x, y, g: mul(g, mul(f32(0.886226925452758), exp(mul(y, y)))),
    "exp": lambda x, y, g: mul(g, y),
    "expm1": lambda x, y, g: mul(g, exp(x)),
    "log": lambda x, y, g: div(g, x),
    "log1p": lambda x, y, g: div(g, add(1.0, x)),
    "relu": lambda x, y, g: g if x > 0 else 0.0,
    "rsqrt": lambda x, y, g: mul(g, mul(-0.5, div(y, x))),
    "sigmoid": lambda x, y, g: mul(g, mul(y, sub(1.0, y))),
    "sin": lambda x, y, g: mul(g, function32("cos", x)),
    "sinh": lambda x, y, g: mul(g, function32("cosh", x)),
    "sqrt": lambda x, y, g: div(mul(g, 0.5), y),
    "square": lambda x, y, g: add(mul(g, x), mul(g, x)),
    "tan": lambda x, y, g: mul(g, add(1.0, mul(y, y))),
    "tanh": lambda x, y, g: mul(g, sub(1.0, mul(y, y))),
}

VALUES = {"abs": abs, "relu": lambda x: maximum(x, 0.0), "square": lambda x: mul(x, x)}


def value(name, x):
    return VALUES[name](x) if name in VALUES else function32(name, x)


def remainder_derivative(a, b, g):
    q = div(a, b)
    return g, -mul(g, mul(sign(q), float(math.floor(abs(q)))))


def divide_derivative(a, b, g):
    q = div(g, b)
    return q, -mul(q, div(a, b))


def power_derivative(a, b, g):
    left = mul(g, mul(b, power(a, 1.0 if b == 0 else sub(b, 1.0), True)))
    return left, mul(g, mul(power(a, b, True), log(a if a > 0 else 1.0)))


def angle_derivative(a, b, g):
    w = div(g, add(mul(a, a), mul(b, b)))
    return mul(w, b), -mul(w, a)


DERIVATIVES2 = {
    "add": lambda a, b, g: (g, g),
    "subtract": lambda a, b, g: (g, -g),
    "multiply": lambda a, b, g: (mul(g, b), mul(g, a)),
    "divide": divide_derivative,
    "maximum": lambda a, b, g: (g, 0.0) if a > b else (0.0, g),
    "minimum": lambda a, b, g: (g, 0.0) if a < b else (0.0, g),
    "pow": power_derivative,
    "remainder": remainder_derivative,
    "atan2": angle_derivative,
}


# ---------------------------------------------------------------- composites


def softmax(x):
    most = max(x)
    e = [exp(sub(v, most)) for v in x]
    total = row_sum(e)
    return [div(v, total) for v in e]


def softmax_gradient(y, dy):
    total = row_sum([mul(d, v) for d, v in zip(dy, y)])
    return [mul(v, sub(d, total)) for v, d in zip(y, dy)]


def log_softmax(x):
    most = max(x)
    z = [sub(v, most) for v in x]
    total = log(row_sum([exp(v) for v in z]))
    return [sub(v, total) for v in z]


def log_softmax_gradient(y, dy):
    total = row_sum(dy)
    return [sub(d, mul(exp(v), total)) for v, d in zip(y, dy)]


def softplus(x):
    return add(x if x >= 0 else 0.0, function32("log1p", exp(-x if x >= 0 else x)))


# ---------------------------------------------------------------- layers


class Pass:
    """One pass through a model: what its layers read, and the gradients and new states that they give, by path."""

    def __init__(self, seed, values, step=0, training=True):
        self.seed, self.values, self.step, self.training = seed, values, step, training
        self.gradients, self.updates = {}, {}


def glorot_uniform(seed, path, shape):
    window = math.prod(shape[:-2])
    fan = (shape[-2] * window + shape[-1] * window) / 2
    limit = f32(math.sqrt(3 * (1 / max(1.0, fan))))
    words = Stream(seed, path).words(math.prod(shape))
    return Array(shape, [add(mul(uniform(w), sub(limit, -limit)), -limit) for w in words])


def random_uniform(seed, path, shape):
    low, high = f32(-0.05), f32(0.05)
    words = Stream(seed, path).words(math.prod(shape))
    return Array(shape, [add(mul(uniform(w), sub(high, low)), low) for w in words])


class Activation:
    """An activation function, its output kept for its gradient."""

    def __init__(self, name):
        self.name = name

    def forward(self, x):
        self.x = x
        if self.name == "linear":
            self.y = x
        elif self.name == "softmax":
            self.y = Array(x.shape, [v for r in x.rows() for v in softmax(r)])
        else:
            self.y = x.mapped(lambda v: value(self.name, v))
        return self.y

    def backward(self, dy):
        if self.name == "linear":
            return dy
        if self.name == "softmax":
            rows = [softmax_gradient(y, d) for y, d in zip(self.y.rows(), dy.rows())]
            return Array(dy.shape, [v for r in rows for v in r])
        gradient = DERIVATIVES[self.name]
        return Array(dy.shape, [gradient(x, y, d) for x, y, d in zip(self.x.data, self.y.data, dy.data)])


class Layer:
    """A layer under its path; `variables` lists its parameters and states in their order."""

    parameters, states = (), ()

    def __init__(self, options, path):
        self.options, self.path = options, path
        self.activation = Activation(options.get("activation", "linear"))

    def build(self, shape, seed):
        """The initial values by name, for inputs of a sample's shape; sets the shape of the output."""
        self.shape = shape
        return {}

    def variable(self, run, name):
        return run.values[f"{self.path}/{name}"]

    def give(self, run, name, gradient):
        run.gradients[f"{self.path}/{name}"] = gradient


class Dense(Layer):
    parameters = ("kernel", "bias")

    def build(self, shape, seed):
        units = self.options["units"]
        self.shape = shape[:-1] + (units,)
        return {"kernel": glorot_uniform(seed, self.path + "/kernel", (shape[-1], units)), "bias": zeros((units,))}

    def forward(self, x, run):
        self.x = x
        kernel, bias = self.variable(run, "kernel"), self.variable(run, "bias")
        columns = [kernel.data[u :: kernel.shape[1]] for u in range(kernel.shape[1])]
        rows = [[add(contraction(r, c), b) for c, b in zip(columns, bias.data)] for r in x.rows()]
        return self.activation.forward(Array(x.shape[:-1] + bias.shape, [v for r in rows for v in r]))

    def backward(self, dy, run):
        dy = self.activation.backward(dy)
        kernel = self.variable(run, "kernel")
        samples = dy.shape[0]
        positions = math.prod(dy.shape[1:-1])
        x, d = self.x.rows(), dy.rows()

        def places(part):
            return range(part.start * positions, part.stop * positions)

        def product(i, u):
            def leaf(part):
                return contraction([x[k][i] for k in places(part)], [d[k][u] for k in places(part)])

            return over_samples(samples, positions, leaf)

        inputs, units = kernel.shape
        self.give(run, "kernel", Array(kernel.shape, [product(i, u) for i in range(inputs) for u in range(units)]))
        bias = [marked_chain(samples, lambda n: [d[k][u] for k in places(range(n, n + 1))]) for u in range(units)]
        self.give(run, "bias", Array((units,), bias))
        return Array(self.x.shape, [contraction(r, w) for r in d for w in kernel.rows()])


class Dropout(Layer):
    def forward(self, x, run):
        rate = self.options["rate"]
        self.keep = None
        if not run.training or rate == 0:
            return x
        stream, threshold = Stream(run.seed, self.path + "/call.1/keep"), bernoulli_threshold(1 - rate)
        count = math.prod(x.shape[1:])
        self.keep = [w < threshold for n in range(x.shape[0]) for w in stream.words(count, n, run.step)]
        self.scale = f32(1 / (1 - rate)) if rate < 1 else 0.0
        return Array(x.shape, [mul(v, self.scale) if k else 0.0 for v, k in zip(x.data, self.keep)])

    def backward(self, dy, run):
        if self.keep is None:
            return dy
        return Array(dy.shape, [mul(d if k else 0.0, self.scale) for d, k in zip(dy.data, self.keep)])


class Flatten(Layer):
    def build(self, shape, seed):
        self.shape = (math.prod(shape),)
        return {}

    def forward(self, x, run):
        self.before = x.shape
        return Array((x.shape[0], math.prod(x.shape[1:])), x.data)

    def backward(self, dy, run):
        return Array(self.before, dy.data)


class Embedding(Layer):
    parameters = ("embeddings",)

    def build(self, shape, seed):
        table = (self.options["rows"], self.options["columns"])
        self.shape = shape + (table[1],)
        return {"embeddings": random_uniform(seed, self.path + "/embeddings", table)}

    def forward(self, x, run):
        table = self.variable(run, "embeddings").rows()
        self.numbers = [min(max(n, 0), len(table) - 1) for n in x.data]
        return Array(x.shape + (len(table[0]),), [v for n in self.numbers for v in table[n]])

    def backward(self, dy, run):
        table = [[0.0] * dy.shape[-1] for _ in range(self.options["rows"])]
        for n, r in zip(self.numbers, dy.rows()):
            table[n] = [add(t, v) for t, v in zip(table[n], r)]
        self.give(run, "embeddings", Array((len(table), dy.shape[-1]), [v for r in table for v in r]))


def window(options, name, shape):
    """Sizes, strides, padding before and outputs of a window over height and width."""
    size = options[name]
    strides, dilations = options.get("strides", size if name == "window" else [1, 1]), options.get("dilations", [1, 1])
    outputs, before = [], []
    for extent, k, stride, dilation in zip(shape, size, strides, dilations):
        reach = (k - 1) * dilation + 1
        if options.get("padding", "valid") == "same":
            outputs.append(-(-extent // stride))
            before.append(max(0, (outputs[-1] - 1) * stride + reach - extent) // 2)
        else:
            outputs.append((extent - reach) // stride + 1)
            before.append(0)
    return size, strides, dilations, before, outputs


class Conv2D(Layer):
    parameters = ("kernel", "bias")

    def build(self, shape, seed):
        filters, self.groups = self.options["filters"], self.options.get("groups", 1)
        self.size, self.strides, self.dilations, self.before, self.outputs = window(self.options, "kernel", shape[:2])
        self.extent = shape[:2]
        self.shape = tuple(self.outputs) + (filters,)
        self.features, self.filters = shape[2] // self.groups, filters
        kernel = tuple(self.size) + (self.features, filters)
        return {"kernel": glorot_uniform(seed, self.path + "/kernel", kernel), "bias": zeros((filters,))}

    def group(self, f):
        """The first input channel of an output channel's group."""
        return f // (self.filters // self.groups) * self.features

    def place(self, output, tap):
        """The input's row and column under a tap of the window; None in the padding."""
        at = [o * s + k * d - b for o, s, k, d, b in zip(output, self.strides, tap, self.dilations, self.before)]
        return at if all(0 <= a < e for a, e in zip(at, self.extent)) else None

    def forward(self, x, run):
        self.x = x
        kernel, bias = self.variable(run, "kernel"), self.variable(run, "bias")
        taps = list(product(*map(range, self.size)))
        weights = [[kernel.at(*k, c, f) for k in taps for c in range(self.features)] for f in range(self.filters)]
        result = []
        for n in range(x.shape[0]):
            for o in product(*map(range, self.outputs)):
                places = [self.place(o, k) for k in taps]
                for f in range(self.filters):
                    first = self.group(f)
                    channels = range(first, first + self.features)
                    patch = [x.at(n, *p, c) if p else 0.0 for p in places for c in channels]
                    result.append(add(contraction(patch, weights[f]), bias.data[f]))
        return self.activation.forward(Array((x.shape[0],) + self.shape, result))

    def backward(self, dy, run):
        dy = self.activation.backward(dy)
        kernel, x = self.variable(run, "kernel"), self.x
        samples = x.shape[0]
        outputs = list(product(*map(range, self.outputs)))

        def kernel_gradient(k, c, f):
            places = [(o, self.place(o, k)) for o in outputs]
            channel = self.group(f) + c

            def leaf(part):
                a = [x.at(n, *p, channel) if p else 0.0 for _, p in places for n in part]
                return contraction(a, [dy.at(n, *o, f) for o, _ in places for n in part])

            return over_samples(samples, len(outputs), leaf)

        gradient = [kernel_gradient(k[:2], k[2], k[3]) for k in product(*map(range, kernel.shape))]
        self.give(run, "kernel", Array(kernel.shape, gradient))
        bias = [marked_chain(samples, lambda n: [dy.at(n, *o, f) for o in outputs]) for f in range(self.filters)]
        self.give(run, "bias", Array((self.filters,), bias))

        def terms(i, channel):
            """The kernel's and dy's indices of x's gradient at a position; None for dy outside the output."""
            group = channel // self.features
            share = self.filters // self.groups
            for t in product(*map(range, self.size)):
                k = [s - 1 - a for s, a in zip(self.size, t)]
                spread = [a + b - c * d for a, b, c, d in zip(i, self.before, k, self.dilations)]
                if any(a % s for a, s in zip(spread, self.strides)):
                    continue
                o = [a // s for a, s in zip(spread, self.strides)]
                inside = all(0 <= a < e for a, e in zip(o, self.outputs))
                for f in range(group * share, (group + 1) * share):
                    yield (*k, channel % self.features, f), ((*o, f) if inside else None)

        result = []
        for n in range(samples):
            for i in product(*map(range, self.extent)):
                for channel in range(x.shape[3]):
                    pairs = list(terms(i, channel))
                    a = [dy.at(n, *o) if o else 0.0 for _, o in pairs]
                    result.append(contraction(a, [kernel.at(*k) for k, _ in pairs]))
        return Array(x.shape, result)


class Pooling(Layer):
    """What windows over height and width share."""

    def build(self, shape, seed):
        self.size, self.strides, _, self.before, self.outputs = window(self.options, "window", shape[:2])
        self.extent = shape[:2]
        self.shape = tuple(self.outputs) + shape[2:]
        return {}

    def inside(self, output):
        """The rows and columns under a window that lie in the input, in row-major order."""
        start = [o * s - b for o, s, b in zip(output, self.strides, self.before)]
        ranges = [range(max(0, a), min(a + k, e)) for a, k, e in zip(start, self.size, self.extent)]
        return list(product(*ranges))

    def windows(self, x):
        """Sample, window and channel of every output, in order."""
        return product(range(x.shape[0]), product(*map(range, self.outputs)), range(x.shape[3]))


class MaxPooling2D(Pooling):
    def forward(self, x, run):
        self.x = x
        return Array((x.shape[0],) + self.shape, [
            max(x.at(n, *p, c) for p in self.inside(o)) for n, o, c in self.windows(x)])

    def backward(self, dy, run):
        result = {}
        for (n, o, c), d in zip(self.windows(self.x), dy.data):
            chosen = None
            for p in self.inside(o):
                if chosen is None or not self.x.at(n, *chosen, c) >= self.x.at(n, *p, c):
                    chosen = p
            result[n, *chosen, c] = add(result.get((n, *chosen, c), 0.0), d)
        return Array(self.x.shape, [result.get(i, 0.0) for i in product(*map(range, self.x.shape))])


class AveragePooling2D(Pooling):
    def forward(self, x, run):
        self.before_pool = x.shape
        result = []
        for n, o, c in self.windows(x):
            total = 0.0
            for p in self.inside(o):
                total = add(total, x.at(n, *p, c))
            result.append(div(total, float(len(self.inside(o)))))
        return Array((x.shape[0],) + self.shape, result)

    def backward(self, dy, run):
        result = zeros(self.before_pool)
        strides = result.strides
        side_by_side = self.strides == self.size and self.options.get("padding", "valid") == "valid"
        for n, o, c in self.windows(result):
            share = div(dy.at(n, *o, c), float(len(self.inside(o))))
            for p in self.inside(o):
                place = sum(i * s for i, s in zip((n, *p, c), strides))
                result.data[place] = share if side_by_side else add(result.data[place], share)
        return result


class BatchNormalization(Layer):
    """Features along the last dimension."""

    parameters, states = ("gamma", "beta"), ("moving_mean", "moving_variance")
    epsilon, momentum = 1e-3, 0.99

    def build(self, shape, seed):
        self.shape = shape
        ones = Array((shape[-1],), [1.0] * shape[-1])
        return {"gamma": ones, "beta": zeros(ones.shape), "moving_mean": zeros(ones.shape), "moving_variance": ones}

    def forward(self, x, run):
        gamma, beta = self.variable(run, "gamma").data, self.variable(run, "beta").data
        features = x.shape[-1]
        positions = math.prod(x.shape[1:-1])
        mean, variance = (self.variable(run, name).data for name in self.states)
        if run.training:
            mean, variance = [], []
            for f in range(features):
                column = x.data[f::features]
                leaves = []
                for n in range(x.shape[0]):
                    part = column[n * positions : (n + 1) * positions]
                    centre = div(chain_sum(part), float(positions))
                    away = [sub(v, centre) for v in part]
                    leaves.append((positions, centre, chain_sum([mul(a, a) for a in away])))
                count, centre, m2 = tree(leaves, merge_statistics)
                mean.append(centre)
                variance.append(div(m2, float(count)))
            for name, new in zip(self.states, (mean, variance)):
                keep, rest = f32(self.momentum), f32(1 - self.momentum)
                old = self.variable(run, name)
                run.updates[f"{self.path}/{name}"] = Array(
                    old.shape, [add(mul(a, keep), mul(b, rest)) for a, b in zip(old.data, new)])
        self.r = [function32("rsqrt", add(v, f32(self.epsilon))) for v in variance]
        self.count = len(x.data) // features
        self.h = [mul(sub(v, mean[i % features]), self.r[i % features]) for i, v in enumerate(x.data)]
        return Array(x.shape, [
            add(mul(v, gamma[i % features]), beta[i % features]) for i, v in enumerate(self.h)])

    def backward(self, dy, run):
        gamma = self.variable(run, "gamma").data
        features, samples = dy.shape[-1], dy.shape[0]
        size = len(dy.data) // samples

        def total(data, f):
            return marked_chain(samples, lambda n: data[n * size + f : (n + 1) * size : features])

        scaled = [mul(d, h) for d, h in zip(dy.data, self.h)]
        dbeta = [total(dy.data, f) for f in range(features)]
        dgamma = [total(scaled, f) for f in range(features)]
        self.give(run, "gamma", Array((features,), dgamma))
        self.give(run, "beta", Array((features,), dbeta))
        n = float(self.count)
        result = []
        for i, (d, h) in enumerate(zip(dy.data, self.h)):
            f = i % features
            inner = sub(sub(d, div(dbeta[f], n)), mul(h, div(dgamma[f], n)))
            result.append(mul(mul(gamma[f], self.r[f]), inner))
        return Array(dy.shape, result)


LAYERS = {
    "averagePooling2D": AveragePooling2D, "batchNormalization": BatchNormalization, "conv2D": Conv2D, "dense": Dense,
    "dropout": Dropout, "embedding": Embedding, "flatten": Flatten, "maxPooling2D": MaxPooling2D,
}


# ---------------------------------------------------------------- losses of a sample: values and gradients


def clip_bounds():
    return f32(1e-7), sub(1.0, f32(1e-7))


def clipped(x):
    low, high = clip_bounds()
    return minimum(maximum(x, low), high)


def inside(x, d):
    low, high = clip_bounds()
    return 0.0 if x < low or x > high else d


def categorical(y, p, g, options):
    if options.get("fromLogits"):
        l = log_softmax(p)
        d = [mul(-g, v) for v in y]
        return -row_sum([mul(a, b) for a, b in zip(y, l)]), log_softmax_gradient(l, d)
    total = row_sum(p)
    q = [div(v, total) for v in p]
    c = [clipped(v) for v in q]
    value = -row_sum([mul(a, log(b)) for a, b in zip(y, c)])
    u = [div(inside(b, div(mul(-g, a), e)), total) for a, b, e in zip(y, q, c)]
    rest = row_sum([-mul(a, b) for a, b in zip(u, q)])
    return value, [add(a, rest) for a in u]


def binary(y, p, g, options):
    h = div(g, float(len(p)))
    if options.get("fromLogits"):
        value = row_mean([sub(softplus(b), mul(b, a)) for a, b in zip(y, p)])
        gradient = []
        for a, b in zip(y, p):
            t = exp(-b if b >= 0 else b)
            u = mul(div(h, add(1.0, t)), t)
            d = add(mul(-h, a), h if b >= 0 else 0.0)
            gradient.append(add(add(d, 0.0 if b >= 0 else u), -(u if b >= 0 else 0.0)))
        return value, gradient
    c = [clipped(v) for v in p]
    value = row_mean([-add(mul(a, log(b)), mul(sub(1.0, a), log(sub(1.0, b)))) for a, b in zip(y, c)])
    gradient = [
        inside(b, add(-div(mul(-h, sub(1.0, a)), sub(1.0, e)), div(mul(-h, a), e))) for a, b, e in zip(y, p, c)]
    return value, gradient


def squared_error(y, p, g, options):
    h = div(g, float(len(p)))
    d = [sub(a, b) for a, b in zip(y, p)]
    return row_mean([mul(v, v) for v in d]), [-add(mul(h, v), mul(h, v)) for v in d]


def absolute_error(y, p, g, options):
    h = div(g, float(len(p)))
    d = [sub(a, b) for a, b in zip(y, p)]
    return row_mean([abs(v) for v in d]), [-mul(h, sign(v)) for v in d]


def percentage_error(y, p, g, options):
    m = [maximum(abs(v), f32(1e-7)) for v in y]
    d = [div(sub(a, b), c) for a, b, c in zip(y, p, m)]
    h = div(mul(g, 100.0), float(len(p)))
    return mul(100.0, row_mean([abs(v) for v in d])), [-div(mul(h, sign(v)), c) for v, c in zip(d, m)]


def hinge(y, p, g, options):
    h = div(g, float(len(p)))
    m = [sub(1.0, mul(a, b)) for a, b in zip(y, p)]
    return row_mean([maximum(v, 0.0) for v in m]), [mul(-(h if v >= 0 else 0.0), a) for v, a in zip(m, y)]


def squared_hinge(y, p, g, options):
    h = div(g, float(len(p)))
    m = [sub(1.0, mul(a, b)) for a, b in zip(y, p)]
    r = [maximum(v, 0.0) for v in m]
    gradient = [mul(-(add(mul(h, b), mul(h, b)) if v >= 0 else 0.0), a) for v, b, a in zip(m, r, y)]
    return row_mean([mul(v, v) for v in r]), gradient


def categorical_hinge(y, p, g, options):
    wrong = [mul(sub(1.0, a), b) for a, b in zip(y, p)]
    v = add(sub(max(wrong), row_sum([mul(a, b) for a, b in zip(y, p)])), 1.0)
    k = g if v >= 0 else 0.0
    share = div(k, float(wrong.count(max(wrong))))
    gradient = [
        add(mul(share if b == max(wrong) else 0.0, sub(1.0, a)), mul(-k, a)) for a, b in zip(y, wrong)]
    return maximum(v, 0.0), gradient


LOSSES = {
    "binaryCrossentropy": binary, "categoricalCrossentropy": categorical, "categoricalHinge": categorical_hinge,
    "hinge": hinge, "meanAbsoluteError": absolute_error, "meanAbsolutePercentageError": percentage_error,
    "meanSquaredError": squared_error, "sparseCategoricalCrossentropy": categorical, "squaredHinge": squared_hinge,
}


def read_labels(labels, options):
    """The rows of labels as the loss reads them."""
    name, s = options["loss"], options.get("labelSmoothing", 0)
    if s:
        old, s = f32(1.0 - s), f32(s)
        rest = div(s, float(len(labels[0]))) if name == "categoricalCrossentropy" else mul(0.5, s)
        return [[add(mul(v, old), rest) for v in r] for r in labels]
    if name in ("hinge", "squaredHinge") and options.get("labels") != "asGiven":
        if all(v in (0, 1) for r in labels for v in r):
            return [[sub(mul(2.0, v), 1.0) for v in r] for r in labels]
    return labels


def loss_and_gradient(labels, predictions, options):
    """The loss, its values by sample, and its gradient; one value a sample."""
    samples = predictions.shape[0]
    g = div(1.0, float(samples))
    pairs = zip(read_labels(labels, options), predictions.rows())
    results = [LOSSES[options["loss"]](y, p, g, options) for y, p in pairs]
    values = [v for v, _ in results]
    total = add(0.0, over_samples(samples, 1, lambda part: row([values[n] for n in part], add, 0.0)))
    return div(total, float(samples)), values, Array(predictions.shape, [v for _, r in results for v in r])


# ---------------------------------------------------------------- optimizers


def slot_names(options):
    rule = options["optimizer"]
    if rule == "sgd":
        return ["momentum"] if options.get("momentum") else []
    if rule == "rmsprop":
        names = ["velocity"] + (["momentum"] if options.get("momentum") else [])
        return names + (["average_gradient"] if options.get("centered") else [])
    return ["momentum", "velocity"] + (["velocity_hat"] if options.get("amsgrad") else [])


def complement(beta, keras2):
    """1 - beta: formed in f64 and rounded, in Keras 2's forms in f32 from the rounded beta."""
    return sub(1.0, f32(beta)) if keras2 else f32(1.0 - beta)


def updated(options, p, g, slots, iterations):
    """One parameter's number and its slots after a step."""
    keras2, rule = options.get("keras2", False), options["optimizer"]
    count = iterations + options.get("iterationsOffset", 0)
    rate = f32(options["learningRate"])
    if options.get("decay"):
        rate = mul(rate, div(1.0, add(1.0, mul(f32(options["decay"]), float(count)))))
    momentum, epsilon = f32(options.get("momentum", 0)), f32(options.get("epsilon", 1e-7))
    if rule == "sgd":
        if momentum == 0:
            return sub(p, mul(rate, g)), []
        v = sub(mul(momentum, slots[0]), mul(rate, g))
        return sub(add(p, mul(momentum, v)), mul(rate, g)) if options.get("nesterov") else add(p, v), [v]
    if rule == "rmsprop":
        rho = f32(options["rho"])
        new = complement(options["rho"], keras2)
        a = add(mul(rho, slots[0]), mul(new, mul(g, g)))
        if keras2:
            return sub(p, div(mul(rate, g), add(sqrt(a), epsilon))), [a]
        c, centre = a, []
        if options.get("centered"):
            m = add(mul(rho, slots[-1]), mul(new, g))
            c, centre = sub(a, mul(m, m)), [m]
        d = div(mul(rate, g), sqrt(add(c, epsilon)))
        if momentum == 0:
            return sub(p, d), [a] + centre
        b = add(mul(momentum, slots[1]), d)
        return sub(p, b), [a, b] + centre
    beta1, beta2, t = f32(options["beta1"]), f32(options["beta2"]), float(count + 1)
    correction1, correction2 = sub(1.0, power(beta1, t, True)), sub(1.0, power(beta2, t, True))
    new1, new2 = complement(options["beta1"], keras2), complement(options["beta2"], keras2)
    if keras2:
        m = add(mul(beta1, slots[0]), mul(new1, g))
        v = add(mul(beta2, slots[1]), mul(new2, mul(g, g)))
        alpha = mul(rate, div(sqrt(correction2), correction1))
    else:
        m = add(slots[0], mul(sub(g, slots[0]), new1))
        v = add(slots[1], mul(sub(mul(g, g), slots[1]), new2))
        alpha = div(mul(rate, sqrt(correction2)), correction1)
    root, slots = (maximum(slots[2], v), [m, v]) if options.get("amsgrad") else (v, [m, v])
    if options.get("amsgrad"):
        slots.append(root)
    return sub(p, div(mul(m, alpha), add(sqrt(root), epsilon))), slots


# ---------------------------------------------------------------- training


class Trainer:
    """A chain of layers, its state and its steps."""

    def __init__(self, case):
        self.seed, self.loss, self.optimizer = case["seed"], case["loss"], case["optimizer"]
        self.step, self.values = 0, {}
        ordinals, shape = {}, tuple(case["input"])
        self.layers = []
        for options in case["layers"]:
            kind = options["layer"]
            ordinals[kind] = ordinals.get(kind, 0) + 1
            layer = LAYERS[kind](options, f"{kind}.{ordinals[kind]}")
            initial = layer.build(shape, self.seed)
            self.values.update({f"{layer.path}/{name}": initial[name] for name in layer.parameters + layer.states})
            shape = layer.shape
            self.layers.append(layer)
        self.parameters = [f"{layer.path}/{name}" for layer in self.layers for name in layer.parameters]
        self.states = [f"{layer.path}/{name}" for layer in self.layers for name in layer.states]
        names = slot_names(self.optimizer)
        self.slots = {path: [f"{path}/{name}" for name in names] for path in self.parameters}
        for path, slots in self.slots.items():
            self.values.update({slot: zeros(self.values[path].shape) for slot in slots})

    def forward(self, x, training):
        run = Pass(self.seed, self.values, self.step, training)
        for layer in self.layers:
            x = layer.forward(x, run)
        return x, run

    def train(self, x, labels):
        """One step; the loss, and the losses of the samples."""
        predictions, run = self.forward(x, True)
        loss, values, gradient = loss_and_gradient(labels, predictions, self.loss)
        for layer in reversed(self.layers):
            gradient = layer.backward(gradient, run)
        new = dict(self.values)
        for path in self.parameters:
            slots = [self.values[slot].data for slot in self.slots[path]]
            numbers = zip(self.values[path].data, run.gradients[path].data, *slots)
            results = [updated(self.optimizer, p, g, slots, self.step) for p, g, *slots in numbers]
            shape = self.values[path].shape
            new[path] = Array(shape, [p for p, _ in results])
            for i, slot in enumerate(self.slots[path]):
                new[slot] = Array(shape, [slots[i] for _, slots in results])
        new.update(run.updates)
        self.values = new
        self.step += 1
        return loss, values

    def evaluate(self, x, labels):
        """The losses of the samples, without training."""
        predictions, _ = self.forward(x, False)
        return loss_and_gradient(labels, predictions, self.loss)[1], predictions

    def digest(self, version):
        order = self.parameters + [s for p in self.parameters for s in self.slots[p]] + self.states
        values = [(path, self.values[path]) for path in order]
        tensors = [(path, "f32", v.shape, struct.pack(f"<{len(v.data)}f", *v.data)) for path, v in values]
        return state_digest(tensors + [("step", "i64", (), struct.pack("<q", self.step))], version)


def batch(case, samples, step):
    """Inputs and rows of labels, as the page's section on vectors describes them."""
    seed, shape, outputs = case["seed"], tuple(case["input"]), case["outputs"]
    count = math.prod(shape)
    words = [w for n in range(samples) for w in Stream(seed, "x").words(count, n, step)]
    rows = case["layers"][0].get("rows")
    x = Array((samples,) + shape, [w * rows >> 32 if rows else mul(signed(w), 2.0**-30) for w in words])
    labels = [Stream(seed, "y").words(outputs, n, step) for n in range(samples)]
    if case["loss"]["loss"] == "meanSquaredError":
        return x, [[uniform(w) for w in r] for r in labels]
    classes = [r[0] * outputs >> 32 for r in labels]
    return x, [[1.0 if i == c else 0.0 for i in range(outputs)] for c in classes]


def taken(x, labels, places):
    size = len(x.data) // x.shape[0]
    data = [v for i in places for v in x.data[i * size : (i + 1) * size]]
    return Array((len(places),) + x.shape[1:], data), [labels[i] for i in places]


def total_mean(values):
    return div(tree(values, add), float(len(values)))


def accuracy(labels, predictions):
    """Whether the greatest prediction stands where the greatest label does, the first of equal ones; by sample."""
    return [1.0 if p.index(max(p)) == y.index(max(y)) else 0.0 for y, p in zip(labels, predictions.rows())]


# ---------------------------------------------------------------- checking


class TrainingChecker(Checker):
    """Compares derivatives, losses, optimizers and trainings with what is published."""

    def check_derivatives(self, where, case):
        name = case["name"]
        for numbers in case["f32"]:
            x = [of_f32(int(n, 16)) for n in numbers]
            if name in DERIVATIVES:
                results = [DERIVATIVES[name](x[0], value(name, x[0]), x[1])]
            else:
                results = DERIVATIVES2[name](*x[:3])
            self.same(f"{name} at {numbers}", [h32(r) for r in results], numbers[-len(results) :])

    def check_losses(self, where, case):
        samples, n = case["samples"], case["outputs"]
        words = Stream(1, case["stream"]).words(2 * samples * n)
        p = [sub(mul(uniform(w), 1.25), 0.125) for w in words[: samples * n]]
        y = [float(w & 1) for w in words[samples * n :]]
        predictions = Array((samples, n), p)
        loss, values, gradient = loss_and_gradient(Array((samples, n), y).rows(), predictions, case["loss"])
        self.same(where + " loss", h32(loss), case["value"])
        self.same(where + " values", [h32(v) for v in values], case["values"])
        self.same(where + " gradient", [h32(v) for v in gradient.data], case["gradient"])

    def check_optimizers(self, where, case):
        count, options = case["count"], case["optimizer"]
        words = Stream(1, case["stream"]).words((1 + case["steps"]) * count)
        x = [mul(signed(w), 2.0**-32) for w in words]
        p, slots = x[:count], [[0.0] * len(slot_names(options))] * count
        for step in range(case["steps"]):
            g = x[(1 + step) * count : (2 + step) * count]
            results = [updated(options, *numbers, step) for numbers in zip(p, g, slots)]
            p, slots = [r[0] for r in results], [r[1] for r in results]
        self.same(where + " parameter", [h32(v) for v in p], case["parameter"])
        self.same(where + " names", slot_names(options), [name for name, _ in case["slots"]])
        for i, (name, published) in enumerate(case["slots"]):
            self.same(f"{where} {name}", [h32(s[i]) for s in slots], published)

    def check_training(self, where, case):
        trainer = Trainer(case)
        self.same(where + " initial digest", trainer.digest(self.vectors["version"]), case["initial"])
        for step, published in enumerate(case["losses"]):
            loss, _ = trainer.train(*batch(case, case["samples"], step))
            self.same(f"{where} loss of step {step}", h32(loss), published)
        self.same(where + " digest", trainer.digest(self.vectors["version"]), case["digest"])

    def check_fit(self, where, case):
        trainer = Trainer(case)
        x, labels = batch(case, case["samples"], 0)
        kept = math.floor(case["samples"] * (1 - case["validationSplit"]))
        validation = taken(x, labels, range(kept, case["samples"]))
        for epoch, published in enumerate(case["epochs"]):
            stream = Stream(case["seed"], "shuffle")
            order = [permuted(i, kept, stream, epoch) for i in range(kept)]
            losses, right = [], []
            for start in range(0, kept, case["batch"]):
                part = taken(x, labels, order[start : start + case["batch"]])
                right += accuracy(part[1], trainer.forward(part[0], True)[0])
                losses += trainer.train(*part)[1]
            values, predictions = trainer.evaluate(*validation)
            logs = [losses, right, values, accuracy(validation[1], predictions)]
            self.same(f"{where} epoch {epoch}", [h32(total_mean(v)) for v in logs], published)
        self.same(where + " digest", trainer.digest(self.vectors["version"]), case["digest"])


if __name__ == "__main__":
    sys.exit(main(TrainingChecker))
