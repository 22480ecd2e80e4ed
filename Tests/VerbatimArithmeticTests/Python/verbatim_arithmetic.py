#!/usr/bin/env python3
"""Recomputes the test vectors of docs/Arithmetic.md with nothing but Python's standard library.

Written from that page alone. Usage: verbatim_arithmetic.py VECTORS.json
Exit status 0 if every vector is reproduced, 1 otherwise, with a line for each difference.

The f32 functions are evaluated to 150 decimal digits and rounded; the f64 functions are the page's double-double
algorithms, operation by operation.
"""

import decimal
import hashlib
import json
import math
import struct
import sys
from decimal import Decimal
from fractions import Fraction

decimal.getcontext().prec = 150
decimal.getcontext().Emax = 999999999
decimal.getcontext().Emin = -999999999
INF = math.inf
NAN = math.nan

# ---------------------------------------------------------------- bits and rounding


def f32_bits(x):
    if x != x:
        return 0x7FC00000
    return struct.unpack("<I", struct.pack("<f", x))[0]


def f64_bits(x):
    return 0x7FF8000000000000 if x != x else struct.unpack("<Q", struct.pack("<d", x))[0]


def of_f32(bits):
    return struct.unpack("<f", struct.pack("<I", bits))[0]


def of_f64(bits):
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


def f32(x):
    """An f64 rounded once to f32, kept as a Python float."""
    try:
        return struct.unpack("<f", struct.pack("<f", x))[0]
    except OverflowError:
        return math.copysign(INF, x)


def rounded(value, precision, least, most):
    """A Fraction rounded once to nearest even: `precision` bits, last bit at least 2^least, below 2^most."""
    if value == 0:
        return 0.0
    magnitude = abs(value)
    exponent = magnitude.numerator.bit_length() - magnitude.denominator.bit_length()
    if Fraction(2) ** exponent > magnitude:
        exponent -= 1
    unit = max(exponent - precision + 1, least)
    count = round(magnitude / Fraction(2) ** unit)  # Fraction's round is to nearest even
    result = INF if count * Fraction(2) ** unit >= Fraction(2) ** most else math.ldexp(count, unit)
    return -result if value < 0 else result


def to_f32(value):
    return rounded(Fraction(value), 24, -149, 128)


def to_f64(value):
    return rounded(Fraction(value), 53, -1074, 1024)


def add(a, b):
    """f32 + f32: the f64 sum of two f32 rounds to f32 as the exact sum does (53 >= 2 * 24 + 2)."""
    return f32(a + b)


def sub(a, b):
    return f32(a - b)


def mul(a, b):
    return f32(a * b)


def div(a, b):
    if b == 0 or a != a or b != b:
        if a == 0 or a != a or b != b:
            return NAN
        return math.copysign(INF, a) * math.copysign(1, b)
    return f32(a / b)


def fma32(a, b, c):
    if not all(map(math.isfinite, (a, b, c))):
        return f32(a * b + c)
    exact = Fraction(a) * Fraction(b) + Fraction(c)
    return f32(a * b + c) if exact == 0 else to_f32(exact)


def fma32_emulated(a, b, c):
    """The page's way where the machine has none: the f64 sum, its last bit made to remember what it lost."""
    p = a * b
    s = p + c
    if not math.isfinite(s):
        return f32(s)
    v = s - p
    e = (p - (s - v)) + (c - v)
    if e != 0 and f64_bits(s) & 1 == 0:
        s = math.nextafter(s, math.copysign(INF, e))
    return f32(s)


def fma64(a, b, c):
    """a * b + c rounded once in f64."""
    if not (math.isfinite(a) and math.isfinite(b) and math.isfinite(c)):
        return a * b + c
    (ma, ea), (mb, eb), (mc, ec) = math.frexp(a), math.frexp(b), math.frexp(c)
    product, ep = int(ma * 2**53) * int(mb * 2**53), ea + eb - 106
    addend, ec = int(mc * 2**53), ec - 53
    if addend == 0:
        total, exponent = product, ep
    elif product == 0:
        return c
    elif ep <= ec:
        total, exponent = product + (addend << (ec - ep)), ep
    else:
        total, exponent = (product << (ep - ec)) + addend, ec
    if total == 0:
        return a * b + c
    if total.bit_length() + exponent < -1000 or total.bit_length() + exponent > 1000:
        return to_f64(Fraction(total) * Fraction(2) ** exponent)
    shift = total.bit_length() - 900
    if shift > 0:  # keep the int within float's range, with a sticky bit
        sticky = 1 if total & ((1 << shift) - 1) else 0
        total, exponent = (total >> shift) | sticky, exponent + shift
    return math.ldexp(float(total), exponent)


# ---------------------------------------------------------------- scalars


def maximum(a, b):
    if a != a or b != b:
        return NAN
    if a == b:
        return b if math.copysign(1, a) < 0 else a
    return max(a, b)


def minimum(a, b):
    if a != a or b != b:
        return NAN
    if a == b:
        return a if math.copysign(1, a) < 0 else b
    return min(a, b)


def convert(x, bits, signed):
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
    if x != x:
        return 0
    if math.isinf(x):
        return high if x > 0 else low
    return min(max(math.trunc(x), low), high)


def narrow_bits(x, name):
    """The bits of a number, a float or an int, rounded once to f16 or bf16."""
    if x != x:
        return 0x7E00 if name == "f16" else 0x7FC0
    if x == 0 or isinstance(x, float) and math.isinf(x):
        value = x
    else:
        value = rounded(Fraction(x), *((11, -24, 16) if name == "f16" else (8, -133, 128)))
        value = math.copysign(value, x)
    return struct.unpack("<H", struct.pack("<e", value))[0] if name == "f16" else f32_bits(value) >> 16


def wrap32(n):
    n &= 0xFFFFFFFF
    return n - (1 << 32) if n >> 31 else n


def divide32(a, b):
    if b == 0:
        return -1
    quotient = abs(a) // abs(b)
    return wrap32(quotient if (a < 0) == (b < 0) else -quotient)


def integer_operations(a, b):
    shift = b & 0xFFFFFFFF
    if b < 0:
        power = -1 if a == 0 else 1 if a == 1 else (-1 if b & 1 else 1) if a == -1 else 0
    else:
        power = wrap32(pow(a, b, 1 << 32))
    return {
        "divide": divide32(a, b),
        "remainder": a if b == 0 else int(math.fmod(a, b)),
        "shiftLeft": 0 if shift >= 32 else wrap32(a << shift),
        "shiftRightLogical": 0 if shift >= 32 else wrap32((a & 0xFFFFFFFF) >> shift),
        "shiftRightArithmetic": a >> min(shift, 31),
        "power": power,
    }


# ---------------------------------------------------------------- sums


class F32:
    """The operations of f32, for the rules of summation."""

    add, mul, fma = staticmethod(add), staticmethod(mul), staticmethod(fma32_emulated)


class F64:
    """The operations of f64."""

    fma = staticmethod(fma64)

    @staticmethod
    def add(a, b):
        return a + b

    @staticmethod
    def mul(a, b):
        return a * b


def tree(leaves, combine):
    n = len(leaves)
    if n == 1:
        return leaves[0]
    p = 1 << (n - 1).bit_length() - 1
    return combine(tree(leaves[:p], combine), tree(leaves[p:], combine))


def row(x, combine, start):
    def block(x):
        lane = [start] * 32
        for i, value in enumerate(x):
            lane[i % 32] = combine(lane[i % 32], value)
        for half in (16, 8, 4, 2, 1):
            for i in range(half):
                lane[i] = combine(lane[i], lane[i + half])
        return lane[0]

    if len(x) <= 4096:
        return block(x)
    return tree([block(x[i : i + 4096]) for i in range(0, len(x), 4096)], combine)


def chain(x, combine, start):
    result = start
    for i in range(0, len(x), 256):
        partial = start
        for value in x[i : i + 256]:
            partial = combine(partial, value)
        result = combine(result, partial)
    return result


def contraction(a, b, kind=F32):
    result = 0.0
    for i in range(0, len(a), 256):
        partial = 0.0
        for p, q in zip(a[i : i + 256], b[i : i + 256]):
            partial = kind.fma(p, q, partial)
        result = kind.add(result, partial)
    return result


def samples_per_leaf(samples, positions):
    most = 8 if samples <= 64 else 16 if samples <= 256 else 32
    leaf = 1
    while leaf < most and leaf * positions < 256:
        leaf *= 2
    return leaf


def merge_statistics(a, b):
    (na, ma, sa), (nb, mb, sb) = a, b
    if na == 0:
        return b
    if nb == 0:
        return a
    w = div(float(nb), float(na + nb))
    d = sub(mb, ma)
    return (na + nb, add(ma, mul(d, w)), add(add(sa, sb), mul(mul(d, d), mul(float(na), w))))


# ---------------------------------------------------------------- f32 functions: exact values to 150 digits

ONE, TWO, HALF = Decimal(1), Decimal(2), Decimal("0.5")
SMALL = Decimal(10) ** -148


def atan_series(t):
    total, power, n = t, t, 1
    while True:
        power = -power * t * t
        n += 2
        term = power / n
        total += term
        if abs(term) <= abs(total) * SMALL:
            return total


def d_atan(x):
    if x == 0:
        return x
    if x < 0:
        return -d_atan(-x)
    if x > 1:
        return PI / 2 - d_atan(1 / x)
    halvings = 0
    while x > Decimal("0.05"):
        x = x / (1 + (1 + x * x).sqrt())
        halvings += 1
    return atan_series(x) * 2**halvings


PI = 16 * atan_series(ONE / 5) - 4 * atan_series(ONE / 239)


def d_sin_cos(x):
    """Sine and cosine; the argument's integer part costs digits, which are added for the reduction."""
    with decimal.localcontext() as context:
        context.prec = 400
        quarter = WIDE_PI / 2
        n = (x / quarter).to_integral_value()
        r = x - n * quarter
    sine, term, k = r, r, 1
    while abs(term) > SMALL * abs(sine) and term != 0:
        term = -term * r * r / ((k + 1) * (k + 2))
        k += 2
        sine += term
    cosine, term, k = ONE, ONE, 0
    while abs(term) > SMALL:
        term = -term * r * r / ((k + 1) * (k + 2))
        k += 2
        cosine += term
    return [(sine, cosine), (cosine, -sine), (-sine, -cosine), (-cosine, sine)][int(n) % 4]


def machin(precision):
    with decimal.localcontext() as context:
        context.prec = precision + 10

        def series(denominator):
            total = power = ONE / denominator
            n, sign = 1, 1
            while power > Decimal(10) ** -(precision + 5):
                power /= denominator * denominator
                n += 2
                sign = -sign
                total += sign * power / n
            return total

        return 16 * series(5) - 4 * series(239)


WIDE_PI = machin(400)


def d_erf(x):
    if x == 0:
        return x
    if abs(x) > 30:
        return ONE if x > 0 else -ONE
    term = total = ONE
    n = 1
    while term > total * SMALL:
        n += 2
        term = term * 2 * x * x / n
        total += term
    return 2 / PI.sqrt() * x * (-x * x).exp() * total


def d_erf_inverse(x):
    if x < 0:
        return -d_erf_inverse(-x)
    if x < Decimal("1e-30"):
        return x * PI.sqrt() / 2 * (1 + PI * x * x / 12)
    l = (1 - x * x).ln()
    t = 2 / (PI * Decimal("0.147")) + l / 2
    y = ((t * t - l / Decimal("0.147")).sqrt() - t).sqrt()
    for _ in range(8):
        d = (d_erf(y) - x) / (2 / PI.sqrt() * (-y * y).exp())
        y -= d / (1 + y * d)
        if abs(d) < Decimal("1e-80"):
            break
    return y


def bernoulli_numbers(count):
    b = [Fraction(1)]
    for n in range(1, 2 * count + 1):
        b.append(-sum(Fraction(math.comb(n + 1, k)) * b[k] for k in range(n)) / (n + 1))
    return b


BERNOULLI = bernoulli_numbers(40)


def dec(fraction):
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


def d_lgamma(x):
    if x < 0:
        return (PI / abs(d_sin_cos(PI_TIMES(x))[0] * x)).ln() - d_lgamma(-x)
    z, product = x, ONE
    while z < 80:
        product *= z
        z += 1
    total = (z - HALF) * z.ln() - z + (2 * PI).ln() / 2
    for n in range(1, 39):
        total += dec(BERNOULLI[2 * n]) / (2 * n * (2 * n - 1)) / z ** (2 * n - 1)
    return total - product.ln()


def PI_TIMES(x):
    with decimal.localcontext() as context:
        context.prec = 400
        return WIDE_PI * (x - 2 * (x / 2).to_integral_value())


def d_digamma(x):
    if x < 0:
        sine, cosine = d_sin_cos(PI_TIMES(x))
        return d_digamma(-x) - 1 / x - PI * cosine / sine
    z, shift = x, Decimal(0)
    while z < 80:
        shift += 1 / z
        z += 1
    total = z.ln() - 1 / (2 * z)
    for n in range(1, 39):
        total -= dec(BERNOULLI[2 * n]) / (2 * n) / z ** (2 * n)
    return total - shift


def limited(x, most=1000):
    return max(-Decimal(most), min(Decimal(most), x))


def d_tanh(x):
    e = (2 * limited(x, 150)).exp()
    return (e - 1) / (e + 1)


def d_sinh(x):
    e = limited(x).exp()
    return (e - 1 / e) / 2


def d_cosh(x):
    e = limited(x).exp()
    return (e + 1 / e) / 2


def d_cbrt(x):
    if x < 0:
        return -d_cbrt(-x)
    y = (x.ln() / 3).exp()
    return y - (y * y * y - x) / (3 * y * y)


def d_asinh(x):
    return -d_asinh(-x) if x < 0 else (x + (x * x + 1).sqrt()).ln()


def d_tan(x):
    sine, cosine = d_sin_cos(x)
    return sine / cosine


def d_asin(x):
    if abs(x) == 1:
        return x * PI / 2
    return d_atan(x / ((1 - x) * (1 + x)).sqrt())


def d_acos(x):
    return PI if x == -1 else 2 * d_atan(((1 - x) / (1 + x)).sqrt())


EXACT = {
    "exp": lambda x: limited(x).exp(),
    "expm1": lambda x: limited(x).exp() - 1,
    "log": lambda x: x.ln(),
    "log2": lambda x: x.ln() / TWO.ln(),
    "log10": lambda x: x.log10(),
    "log1p": lambda x: (1 + x).ln(),
    "sin": lambda x: d_sin_cos(x)[0],
    "cos": lambda x: d_sin_cos(x)[1],
    "tan": d_tan,
    "asin": d_asin,
    "acos": d_acos,
    "atan": d_atan,
    "sinh": d_sinh,
    "cosh": d_cosh,
    "tanh": d_tanh,
    "asinh": d_asinh,
    "acosh": lambda x: (x + ((x - 1) * (x + 1)).sqrt()).ln(),
    "atanh": lambda x: ((1 + x) / (1 - x)).ln() / 2,
    "erf": d_erf,
    "erfc": lambda x: 1 - d_erf(x) if x < 16 else Decimal(0),  # below 2^-350 there
    "sigmoid": lambda x: 1 / (1 + (-limited(x)).exp()),
    "sqrt": lambda x: x.sqrt(),
    "rsqrt": lambda x: 1 / x.sqrt(),
    "cbrt": d_cbrt,
    "lgamma": d_lgamma,
    "digamma": d_digamma,
    "erfInverse": d_erf_inverse,
}

ODD = {"expm1", "log1p", "sin", "tan", "asin", "atan", "sinh", "tanh", "asinh", "atanh", "erf", "cbrt", "erfInverse"}


def edge(name, x):
    """The result at an edge of the domain, the same for f32 and f64; None inside."""
    if x != x:
        return NAN
    if x == 0 and name in ODD:
        return x
    if name in ("log", "log2", "log10"):
        return -INF if x == 0 else NAN if x < 0 else INF if x == INF else None
    if name == "log1p":
        return -INF if x == -1 else NAN if x < -1 else INF if x == INF else None
    if name in ("sin", "cos", "tan") and math.isinf(x):
        return NAN
    if name in ("asin", "acos", "atanh", "erfInverse"):
        if abs(x) > 1:
            return NAN
        if abs(x) == 1 and name in ("atanh", "erfInverse"):
            return math.copysign(INF, x)
    if name == "acosh":
        return NAN if x < 1 else INF if x == INF else 0.0 if x == 1 else None
    if name in ("asinh", "cbrt") and math.isinf(x):
        return x
    if name in ("sinh", "cosh") and math.isinf(x):
        return abs(x) if name == "cosh" else x
    if name == "sqrt":
        return x if x == 0 or x == INF else NAN if x < 0 else None
    if name == "rsqrt":
        return math.copysign(INF, x) if x == 0 else NAN if x < 0 else 0.0 if x == INF else None
    if name == "lgamma":
        if math.isinf(x) or (x <= 0 and x == math.floor(x)):
            return INF
        return 0.0 if x in (1, 2) else None
    if name == "digamma":
        return INF if x == INF else NAN if x == -INF or (x <= 0 and x == math.floor(x)) else None
    if math.isinf(x):
        positive, negative = {
            "exp": (INF, 0.0), "exp2": (INF, 0.0), "expm1": (INF, -1.0), "tanh": (1.0, -1.0), "erf": (1.0, -1.0),
            "erfc": (0.0, 2.0), "sigmoid": (1.0, 0.0), "atan": (None, None),
        }[name]
        return positive if x > 0 else negative
    return None


def function32(name, x):
    special = edge(name, x)
    if special is not None:
        return special
    if name == "atan" and math.isinf(x):
        return to_f32(PI.copy_sign(Decimal(x)) / 2)
    if name == "exp2":
        if x > 200 or x < -200:
            return INF if x > 0 else 0.0
        if x == math.floor(x):
            return to_f32(Fraction(2) ** int(x))
        return to_f32((Decimal(x) * TWO.ln()).exp())
    if name == "acos" and x == 1:
        return 0.0
    result = to_f32(EXACT[name](Decimal(x)))
    # A result that rounds to zero keeps its sign.
    return math.copysign(0.0, x) if result == 0 and name in ODD else result


# ---------------------------------------------------------------- f64 functions: double-double


def fast(a, b):
    s = a + b
    return DD(s, b - (s - a))


def exact_sum(a, b):
    s = a + b
    v = s - a
    return DD(s, (a - (s - v)) + (b - v))


def exact_product(a, b):
    p = a * b
    return DD(p, fma64(a, b, -p))


class DD:
    """An unevaluated sum hi + lo; an f64 operand stays an f64, as the page says."""

    __slots__ = ("hi", "lo")

    def __init__(self, hi, lo=0.0):
        self.hi, self.lo = hi, lo

    def __neg__(self):
        return DD(-self.hi, -self.lo)

    def __add__(self, y):
        if not isinstance(y, DD):
            s = exact_sum(self.hi, y)
            return fast(s.hi, self.lo + s.lo)
        s, t = exact_sum(self.hi, y.hi), exact_sum(self.lo, y.lo)
        v = fast(s.hi, s.lo + t.hi)
        return fast(v.hi, t.lo + v.lo)

    __radd__ = __add__

    def __sub__(self, y):
        return self + -y

    def __rsub__(self, d):
        return -self + d

    def __mul__(self, y):
        if not isinstance(y, DD):
            c = exact_product(self.hi, y)
            return fast(c.hi, fma64(self.lo, y, c.lo))
        c = exact_product(self.hi, y.hi)
        t = fma64(self.lo, y.hi, fma64(self.hi, y.lo, self.lo * y.lo))
        return fast(c.hi, c.lo + t)

    __rmul__ = __mul__

    def __truediv__(self, y):
        y = y if isinstance(y, DD) else DD(y)
        q = self.hi / y.hi
        r = y * q
        return fast(q, ((self.hi - r.hi) + (self.lo - r.lo)) / y.hi)

    def __rtruediv__(self, d):
        return DD(d) / self

    def sqrt(self):
        if self.hi == 0:
            return self
        r = math.sqrt(self.hi)
        return fast(r, (self - exact_product(r, r)).hi / (r + r))

    def scaled(self, power):
        return DD(self.hi * power, self.lo * power)

    def times_power(self, exponent):
        """hi + lo times 2^exponent as one f64, rounded once if it is subnormal."""
        if not math.isfinite(self.hi):
            return self.hi
        scaled = Fraction(self.hi) * Fraction(2) ** exponent
        if self.hi == 0 or abs(to_f64(scaled)) > 2.0**-1022:
            return to_f64(scaled)
        return math.copysign(to_f64(abs(scaled + Fraction(self.lo) * Fraction(2) ** exponent)), self.hi)


def constant(value):
    hi = to_f64(Fraction(value))
    return DD(hi, to_f64(Fraction(value) - Fraction(hi)))


def poly(c, x):
    result = c[-1]
    for value in reversed(c[:-1]):
        result = value + result * x
    return result


LN2, INVERSE_LN2, INVERSE_LN10 = constant(TWO.ln()), constant(1 / TWO.ln()), constant(1 / Decimal(10).ln())
DD_PI, HALF_PI = constant(WIDE_PI), constant(WIDE_PI / 2)
TWO_OVER_ROOT_PI, INVERSE_ROOT_PI = constant(2 / PI.sqrt()), constant(1 / PI.sqrt())
HALF_LN_TWO_PI, LN_PI = constant((2 * PI).ln() / 2), constant(PI.ln())


def decimal_zeta(n):
    """Euler and Maclaurin's formula."""
    cut = 60
    total = sum(Decimal(k) ** -n for k in range(1, cut))
    total += Decimal(cut) ** (1 - n) / (n - 1) + Decimal(cut) ** -n / 2
    factor = Decimal(n)
    for k in range(1, 38):
        total += dec(BERNOULLI[2 * k]) / math.factorial(2 * k) * factor * Decimal(cut) ** (-n - 2 * k + 1)
        factor *= (n + 2 * k - 1) * (n + 2 * k)
    return total


EULER = constant(-d_digamma(ONE))
INVERSE_FACTORIALS = [constant(Fraction(1, math.factorial(n))) for n in range(30)]
INVERSE_ODDS = [constant(Fraction(1, 2 * n + 1)) for n in range(23)]
STIRLING = [constant(BERNOULLI[2 * n] / (2 * n * (2 * n - 1))) for n in range(1, 17)]
HARMONIC = [constant(BERNOULLI[2 * n] / (2 * n)) for n in range(1, 17)]
ZETA = [constant(decimal_zeta(n) / n) for n in range(2, 9)]
ZETA_LESS_ONE = [constant((decimal_zeta(n) - 1) / n) for n in range(2, 9)]


def dd_expm1r(r):
    t = r.scaled(2.0**-4)
    p = poly(INVERSE_FACTORIALS[1:15], t) * t
    for _ in range(4):
        p = p * (p + 2.0)
    return p


def dd_reduce(x):
    k = float(round(x.hi * INVERSE_LN2.hi))
    r = ((x - exact_product(k, LN2.hi)) - exact_product(k, LN2.lo)) - k * float.fromhex("0x1.7b57a079a1934p-111")
    return r, int(k)


def dd_exp_parts(x):
    r, k = dd_reduce(x)
    return dd_expm1r(r) + 1.0, k


def dd_exp(x):
    value, k = dd_exp_parts(x)
    return value.scaled(2.0**k)


def dd_expm1(x):
    r, k = dd_reduce(x)
    p = dd_expm1r(r)
    return p if k == 0 else p.scaled(2.0**k) + exact_sum(2.0**k, -1.0)


def dd_artanh(s):
    return s * poly(INVERSE_ODDS, s * s)


def dd_split(x):
    fraction, exponent = math.frexp(x.hi)  # in [1/2, 1)
    fraction, exponent = fraction * 2, exponent - 1
    if fraction >= float.fromhex("0x1.6a09e667f3bcdp+0"):
        exponent += 1
    m = DD(math.ldexp(x.hi, -exponent), math.ldexp(x.lo, -exponent))
    f = m - 1.0
    return dd_artanh(f / (f + 2.0)).scaled(2.0), exponent


def dd_log(x):
    logarithm, e = dd_split(x)
    return logarithm if e == 0 else LN2 * float(e) + logarithm


def dd_log_of(x):
    return dd_log(DD(x)) if x >= 2.0**-1022 else dd_log(DD(x * 2.0**54)) - LN2 * 54.0


def dd_log2_of(x):
    logarithm, e = dd_split(DD(x if x >= 2.0**-1022 else x * 2.0**54))
    result = logarithm * INVERSE_LN2 + float(e)
    return result if x >= 2.0**-1022 else result - 54.0


def dd_log1p(x):
    return dd_artanh(x / (x + 2.0)).scaled(2.0) if abs(x.hi) < 0.28 else dd_log(x + 1.0)


def two_over_pi(bits):
    """floor(2/pi * 2^bits), by integers."""
    one = 1 << (bits + 64)

    def series(denominator):
        total = power = one // denominator
        n, sign = 1, 1
        while power:
            power //= denominator * denominator
            n += 2
            sign = -sign
            total += sign * (power // n)
        return total

    pi = 16 * series(5) - 4 * series(239)
    return (2 * one * one // pi) >> 64


TWO_OVER_PI_BITS = two_over_pi(1500)


def dd_quadrant(x):
    a = abs(x)
    if a <= float.fromhex("0x1.921fb54442d18p-1"):
        return 0, DD(x)
    m, e = math.frexp(a)
    significand, exponent = int(m * 2**53), e - 53
    # |x| * 2/pi to 254 bits after the point, cut off; only what the quadrant needs of the integer part.
    product = significand * TWO_OVER_PI_BITS
    shift = 1500 - exponent - 254
    fixed = product >> shift
    q, fraction = fixed >> 254, fixed & ((1 << 254) - 1)
    negative = False
    if fraction >> 253:
        q, negative, fraction = q + 1, True, fraction ^ ((1 << 254) - 1)
    r = DD(0.0)
    for i, unit in enumerate((2.0**-254, 2.0**-190, 2.0**-126, 2.0**-62)):
        word = fraction >> (64 * i) & 0xFFFFFFFFFFFFFFFF
        r = r + exact_sum(float(word >> 32) * 2.0**32, float(word & 0xFFFFFFFF)).scaled(unit)
    r = r * HALF_PI
    if x < 0:
        q, negative = -q, not negative
    return q % 4, -r if negative else r


def dd_sin_r(r):
    z, s = r * r, INVERSE_FACTORIALS[29]
    for n in range(27, 0, -2):
        s = INVERSE_FACTORIALS[n] - s * z
    return s * r


def dd_cos_r(r):
    z, s = r * r, INVERSE_FACTORIALS[28]
    for n in range(26, -1, -2):
        s = INVERSE_FACTORIALS[n] - s * z
    return s


def dd_sin_q(q, r):
    value = dd_cos_r(r) if q & 1 else dd_sin_r(r)
    return -value if q & 2 else value


def dd_atan(t):
    if t.hi > 1:
        return HALF_PI - dd_atan(1.0 / t)
    for _ in range(3):
        t = t / ((t * t + 1.0).sqrt() + 1.0)
    z, s = t * t, INVERSE_ODDS[17]
    for n in range(16, -1, -1):
        s = INVERSE_ODDS[n] - s * z
    return (s * t).scaled(8.0)


def dd_erf_series(x):
    z = (x * x).scaled(2.0)
    t = s = DD(1.0)
    d = 3.0
    while t.hi > s.hi * 2.0**-110:
        t = t * z / d
        s = s + t
        d += 2
    return TWO_OVER_ROOT_PI * x * dd_exp(-(x * x)) * s


def dd_erfc_parts(x):
    g = 40 / x.hi
    k = float(math.ceil(g * g * 0.5)) + 8
    t = x
    while k >= 1:
        t = x + DD(k * 0.5) / t
        k -= 1
    value, exponent = dd_exp_parts(-(x * x))
    return INVERSE_ROOT_PI * value / t, exponent


def dd_erfc(x):
    if x.hi < 2.25:
        return 1.0 - dd_erf_series(x)
    value, exponent = dd_erfc_parts(x)
    return value.scaled(2.0**exponent)


def dd_erf(x):
    return dd_erf_series(x) if x.hi < 2.25 else 1.0 - dd_erfc(x)


def dd_erf_inverse(x):
    l = dd_log1p(-exact_product(x, x)).hi
    t = 2 / (math.pi * 0.147) + l * 0.5
    s = -l / 0.147
    y = DD(math.sqrt(s / (math.sqrt(t * t + s) + t)))
    for _ in range(3):
        e = dd_erf(y) - x if x < 0.5 else exact_sum(1.0, -x) - dd_erfc(y)
        d = e / (TWO_OVER_ROOT_PI * dd_exp(-(y * y)))
        y = y - d / (y * d + 1.0)
    return y


def dd_sin_cos_pi(x):
    n = float(round(2 * x))
    r = DD_PI * (x - n * 0.5)
    q = int(math.fmod(n, 4)) % 4
    return dd_sin_q(q, r), dd_sin_q((q + 1) % 4, r)


def dd_lgamma(x):
    if abs(x) < 2.0**-60:
        return -dd_log_of(abs(x))
    if x < 0:
        s = dd_sin_cos_pi(x)[0]
        return (LN_PI - dd_log((-s if s.hi < 0 else s) * -x)) - dd_lgamma(-x)
    if abs(x - 1) < 2.0**-20:
        e = exact_sum(x, -1.0)
        return e * (e * poly(ZETA, -e) - EULER)
    if abs(x - 2) < 2.0**-20:
        e = exact_sum(x, -2.0)
        return e * (e * poly(ZETA_LESS_ONE, -e) + (1.0 - EULER))
    z, p = DD(x), DD(1.0)
    while z.hi < 24:
        p, z = p * z, z + 1.0
    i = 1.0 / z
    b = i * poly(STIRLING, i * i)
    main = (z - 0.5) * (dd_log(z) - 1.0) - 0.5
    one = p.hi == 1 and p.lo == 0
    return main + HALF_LN_TWO_PI + b - (DD(0.0) if one else dd_log(p))


def dd_digamma(x):
    if abs(x) < 2.0**-60:
        return DD(-1.0) / DD(x) - EULER
    if x < 0:
        s, c = dd_sin_cos_pi(x)
        return dd_digamma(-x) - 1.0 / DD(x) - DD_PI * c / s
    z, h = DD(x), DD(0.0)
    while z.hi < 24:
        h, z = h + 1.0 / z, z + 1.0
    i = 1.0 / z
    w = i * i
    return dd_log(z) - i.scaled(0.5) - w * poly(HARMONIC, w) - h


def half_exp(x):
    value, k = dd_exp_parts(DD(min(x, 1000.0)))
    return value.times_power(k - 1)


def exp64(x):
    value, k = dd_exp_parts(DD(max(-1000.0, min(1000.0, x))))
    return value.times_power(k)


def exp2_64(x):
    x = max(-1200.0, min(1200.0, x))
    k = float(round(x))
    return (dd_expm1r(LN2 * (x - k)) + 1.0).times_power(int(k))


def expm1_64(x):
    if abs(x) < 2.0**-60:
        return x
    return exp64(x) if x > 100 else dd_expm1(DD(max(-100.0, x))).hi


def rsqrt64(x):
    def core(x):
        y = 1 / math.sqrt(x)
        s = exact_product(y, y)
        m, t = exact_product(s.hi, x), exact_product(s.lo, x)
        r = (exact_sum(1.0, -m.hi) - m.lo) - t
        # An f64 factor that is a double-double's scale is applied to both parts.
        return (y + y * (r.scaled(0.5) + r * r.scaled(0.375))).hi

    if x < 2.0**-300:
        return core(x * 2.0**600) * 2.0**300
    return core(x * 2.0**-600) * 2.0**-300 if x > 2.0**300 else core(x)


def cbrt64(x):
    def core(x):
        y = of_f64(f64_bits(x) // 3 + 0x2A9F5CC62CB0F9E1)
        for _ in range(5):
            y = y - (y - x / (y * y)) / 3
        c = exact_product(y, y) * y
        return exact_sum(y, -((c - x).hi / (3 * y * y))).hi

    a = abs(x)
    if a < 2.0**-300:
        a = core(a * 2.0**600) * 2.0**-200
    elif a > 2.0**300:
        a = core(a * 2.0**-600) * 2.0**200
    else:
        a = core(a)
    return math.copysign(a, x)


def erf64(x):
    if abs(x) < 2.0**-60:
        return (TWO_OVER_ROOT_PI * (x * 2.0**200)).times_power(-200)
    return math.copysign(dd_erf(DD(min(abs(x), 8.0))).hi, x)


def erfc64(x):
    if x > 20:
        value, exponent = dd_erfc_parts(DD(min(x, 28.0)))
        return value.times_power(exponent)
    value = dd_erfc(DD(min(abs(x), 20.0)))
    return (2.0 - value).hi if x < 0 else value.hi


def erf_inverse64(x):
    if abs(x) < 2.0**-60:
        return (DD(x * 2.0**200) / TWO_OVER_ROOT_PI).times_power(-200)
    return math.copysign(dd_erf_inverse(abs(x)).hi, x)


def lgamma64(x):
    if x > 2.0**900:
        return ((dd_log_of(x) - 1.0) * (x * 2.0**-100)).times_power(100)
    return dd_lgamma(x).hi


def digamma64(x):
    if abs(x) < 2.0**-500:
        try:
            return -1 / x
        except OverflowError:
            return math.copysign(INF, -x)
    return dd_log_of(x).hi if x > 2.0**200 else dd_digamma(x).hi


def circular(x, offset):
    q, r = dd_quadrant(x)
    return dd_sin_q((q + offset) % 4, r)


def asinh64(x):
    if x > 2.0**200:
        return (dd_log_of(x) + LN2).hi
    s = exact_product(x, x)
    return dd_log1p(s / ((s + 1.0).sqrt() + 1.0) + x).hi


def acosh64(x):
    if x > 2.0**200:
        return (dd_log_of(x) + LN2).hi
    t = exact_sum(x, -1.0)
    return dd_log1p((t * (t + 2.0)).sqrt() + t).hi


def sinh64(x):
    if x > 300:
        return half_exp(x)
    t = dd_expm1(DD(x))
    return (t + t / (t + 1.0)).scaled(0.5).hi


def cosh64(x):
    if abs(x) > 300:
        return half_exp(abs(x))
    t = dd_exp(DD(abs(x)))
    return (t + 1.0 / t).scaled(0.5).hi


def tanh64(x):
    t = dd_expm1(DD(min(x, 60.0)).scaled(2.0))
    return (t / (t + 2.0)).hi


def asin64(x):
    if x == 1:
        return HALF_PI.hi
    return dd_atan(DD(x) / (exact_sum(1.0, -x) * exact_sum(1.0, x)).sqrt()).hi


def acos64(x):
    if x == -1:
        return DD_PI.hi
    return dd_atan((exact_sum(1.0, -x) / exact_sum(1.0, x)).sqrt()).scaled(2.0).hi


def sigmoid64(x):
    return exp64(x) if x < -300 else (1.0 / (dd_exp(-DD(min(x, 300.0))) + 1.0)).hi


# Those computed on |x| and given x's sign; near 0 they are x.
MAGNITUDE64 = {
    "sinh": sinh64,
    "tanh": tanh64,
    "asinh": asinh64,
    "atanh": lambda x: dd_log1p(DD(2 * x) / exact_sum(1.0, -x)).scaled(0.5).hi,
    "asin": asin64,
    "atan": lambda x: HALF_PI.hi if x > 2.0**100 else dd_atan(DD(x)).hi,
}

PLAIN64 = {
    "exp": exp64,
    "exp2": exp2_64,
    "expm1": expm1_64,
    "log": lambda x: dd_log_of(x).hi,
    "log2": lambda x: dd_log2_of(x).hi,
    "log10": lambda x: (dd_log_of(x) * INVERSE_LN10).hi,
    "log1p": lambda x: x if abs(x) < 2.0**-60 else dd_log1p(DD(x)).hi,
    "sin": lambda x: x if abs(x) < 2.0**-60 else circular(x, 0).hi,
    "cos": lambda x: 1.0 if abs(x) < 2.0**-60 else circular(x, 1).hi,
    "tan": lambda x: x if abs(x) < 2.0**-60 else (circular(x, 0) / circular(x, 1)).hi,
    "acos": acos64,
    "cosh": cosh64,
    "acosh": acosh64,
    "erf": erf64,
    "erfc": erfc64,
    "sigmoid": sigmoid64,
    "sqrt": math.sqrt,
    "rsqrt": rsqrt64,
    "cbrt": cbrt64,
    "lgamma": lgamma64,
    "digamma": digamma64,
    "erfInverse": erf_inverse64,
}


def function64(name, x):
    special = edge(name, x)
    if special is not None:
        return special
    if name in MAGNITUDE64:
        return x if abs(x) < 2.0**-60 else math.copysign(MAGNITUDE64[name](abs(x)), x)
    return PLAIN64[name](x)


# ---------------------------------------------------------------- pow and atan2


def exact_power(x, y):
    """x^y as a Fraction where it is m^n 2^e with an m^n below 2^63, else None; x > 0 finite, y finite and not 0."""
    significand, e = math.frexp(x)
    m, e = int(significand * 2**53), e - 53
    while m % 2 == 0:
        m, e = m // 2, e + 1
    exponent = Fraction(y)
    while exponent.denominator > 1:
        root = math.isqrt(m)
        if e % 2 or root * root != m:
            return None
        m, e, exponent = root, e // 2, exponent * 2
    n = exponent.numerator
    if m == 1:
        return None if abs(e * n) > 100000 else Fraction(2) ** (e * n)
    if n < 0 or n > 63 or m**n >= 1 << 63:
        return None
    return m**n * Fraction(2) ** (e * n)


def power(x, y, narrow):
    if y == 0 or x == 1:
        return 1.0
    if x != x or y != y:
        return NAN
    whole = math.isinf(y) or y == math.floor(y)
    odd = whole and not math.isinf(y) and abs(y) < 2.0**53 and int(y) % 2 == 1
    sign = -1.0 if odd and math.copysign(1, x) < 0 else 1.0
    if x == 0 or math.isinf(x):
        return math.copysign(0.0 if (x == 0) == (y > 0) else INF, sign)
    if math.isinf(y):
        return 1.0 if abs(x) == 1 else INF if (abs(x) > 1) == (y > 0) else 0.0
    if x < 0 and not whole:
        return NAN
    a = abs(x)
    if a == 1:
        return sign
    exact = exact_power(a, y)
    if exact is not None:
        return math.copysign(to_f32(exact) if narrow else to_f64(exact), sign)
    if narrow:
        t = Decimal(y) * Decimal(a).ln()
        if abs(t) > 1000:
            return math.copysign(INF if t > 0 else 0.0, sign)
        return math.copysign(to_f32(t.exp()), sign)
    t = dd_log_of(a) * y
    if not abs(t.hi) < 1000:
        return math.copysign(INF if (a > 1) == (y > 0) else 0.0, sign)
    value, k = dd_exp_parts(t)
    return math.copysign(value.times_power(k), sign)


def angle(y, x, narrow):
    if x != x or y != y:
        return NAN
    left, sign = math.copysign(1, x) < 0, math.copysign(1, y)

    def turned(value):
        """The angle, or pi less it on the left, rounded, with y's sign."""
        if narrow:
            return math.copysign(to_f32(PI - value if left else value), sign)
        return math.copysign((DD_PI - value if left else value).hi, sign)

    zero = Decimal(0) if narrow else DD(0.0)
    half = PI / 2 if narrow else HALF_PI
    if y == 0:
        return turned(zero) if left else y
    if x == 0 or (math.isinf(y) and not math.isinf(x)):
        return math.copysign(to_f32(half) if narrow else half.hi, sign)
    if math.isinf(x):
        if math.isinf(y):
            return turned(half / 4 * 2 if narrow else half.scaled(0.5))
        return turned(zero) if left else math.copysign(0.0, sign)
    if narrow:
        return turned(d_atan(Decimal(abs(y)) / Decimal(abs(x))))
    (my, ey), (mx, ex) = math.frexp(abs(y)), math.frexp(abs(x))
    d, s = ey - ex, DD(my * 2) / DD(mx * 2)
    if d > 60:
        return math.copysign(half.hi, sign)
    if d < -60:
        if left:
            return turned(zero)
        return math.copysign(DD(s.hi, s.lo - 2.0**-160).times_power(d), sign)
    return turned(dd_atan(s.scaled(2.0**d)))


# ---------------------------------------------------------------- random numbers


def philox(counter, key):
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(10):
        p, q = c0 * 0xD2511F53, c2 * 0xCD9E8D57
        c0, c1, c2, c3 = q >> 32 ^ c1 ^ k0, q & 0xFFFFFFFF, p >> 32 ^ c3 ^ k1, p & 0xFFFFFFFF
        k0, k1 = k0 + 0x9E3779B9 & 0xFFFFFFFF, k1 + 0xBB67AE85 & 0xFFFFFFFF
    return c0, c1, c2, c3


class Stream:
    """A named stream of random numbers, addressed by element, position and step."""

    def __init__(self, seed, name):
        digest = hashlib.sha256(struct.pack("<Q", seed % 2**64) + name.encode("utf-8")).digest()
        self.key = struct.unpack("<II", digest[:8])

    def word(self, element, position=0, step=0):
        counter = (element // 4, position, step & 0xFFFFFFFF, step >> 32)
        return philox(counter, self.key)[element % 4]

    def words(self, count, position=0, step=0):
        result = []
        for block in range((count + 3) // 4):
            result += philox((block, position, step & 0xFFFFFFFF, step >> 32), self.key)
        return result[:count]

    def normal(self, element, position=0, step=0):
        w0 = self.word(element & ~1, position, step)
        w1 = self.word(element | 1, position, step)
        u, v = ((w0 >> 8) + 1) * 2.0**-24, (w1 >> 8) * 2.0**-24
        t = mul(-2.0, function32("log", u))
        r = function32("sqrt", t)
        a = mul(float.fromhex("0x1.921fb6p+2"), v)
        return mul(r, function32("sin" if element & 1 else "cos", a))

    def truncated(self, element, position=0):
        step = 0
        while True:
            z = self.normal(element, position, step)
            if abs(z) <= 2:
                return z
            step += 1


def uniform(word):
    return (word >> 8) * 2.0**-24


def bernoulli_threshold(probability):
    if not probability > 0:
        return 0
    return round(min(probability, 1.0) * 2.0**32)


def permuted(index, count, stream, step):
    bits = (count - 1).bit_length() if count >= 2 else 0
    lower = bits // 2
    upper_mask, lower_mask = (1 << bits - lower) - 1, (1 << lower) - 1
    while True:
        u, v = index >> lower, index & lower_mask
        for r in range(8):
            half = v if r % 2 == 0 else u
            f = philox((half & 0xFFFFFFFF, r, step & 0xFFFFFFFF, step >> 32), stream.key)[0]
            if r % 2 == 0:
                u ^= f & upper_mask
            else:
                v ^= f & lower_mask
        index = u << lower | v
        if index < count:
            return index


# ---------------------------------------------------------------- other libraries' draws


class MersenneTwister:
    """NumPy's RandomState."""

    def __init__(self, seed):
        self.x = [seed]
        for i in range(1, 624):
            self.x.append((1812433253 * (self.x[-1] ^ self.x[-1] >> 30) + i) & 0xFFFFFFFF)
        self.index = 624

    def word(self):
        x = self.x
        if self.index == 624:
            for i in range(624):
                y = x[i] & 0x80000000 | x[(i + 1) % 624] & 0x7FFFFFFF
                x[i] = x[(i + 397) % 624] ^ y >> 1 ^ (0x9908B0DF if y & 1 else 0)
            self.index = 0
        y = x[self.index]
        self.index += 1
        y ^= y >> 11
        y ^= y << 7 & 0x9D2C5680
        y ^= y << 15 & 0xEFC60000
        return y ^ y >> 18

    def below(self, n):
        if n <= 1:
            return 0
        mask = (1 << (n - 1).bit_length()) - 1
        while True:
            value = self.word()
            if n - 1 > 0xFFFFFFFF:
                value = value << 32 | self.word()
            if value & mask <= n - 1:
                return value & mask

    def uniform(self):
        a, b = self.word() >> 5, self.word() >> 6
        return (a * 67108864.0 + b) / 9007199254740992.0


def tensorflow_uniforms(seed, operation, count, run):
    key = (seed & 0xFFFFFFFF, seed >> 32)
    result = []
    for block in range((count + 3) // 4):
        at = (run * count * 256 + block) % 2**64
        counter = (at & 0xFFFFFFFF, at >> 32, operation & 0xFFFFFFFF, operation >> 32)
        result += [of_f32(w & 0x7FFFFF | 0x3F800000) - 1 for w in philox(counter, key)]
    return result[:count]


# ---------------------------------------------------------------- digests

NAN_OF = {"f16": ("<H", 0x7FFF, 0x7C00, 0x7E00), "bf16": ("<H", 0x7FFF, 0x7F80, 0x7FC0),
          "f32": ("<I", 0x7FFFFFFF, 0x7F800000, 0x7FC00000),
          "f64": ("<Q", 0x7FFFFFFFFFFFFFFF, 0x7FF0000000000000, 0x7FF8000000000000)}


def state_digest(tensors, version):
    """The digest of (path, type, shape, little-endian bytes) in order."""
    digest = hashlib.sha256(b"verbatim state " + version.encode() + b"\0")
    for path, kind, shape, data in tensors:
        for text in (path, kind):
            encoded = text.encode("utf-8")
            digest.update(struct.pack("<I", len(encoded)) + encoded)
        digest.update(struct.pack("<I", len(shape)) + b"".join(struct.pack("<Q", n) for n in shape))
        if kind in NAN_OF:
            form, magnitude, infinity, canonical = NAN_OF[kind]
            words = [w for (w,) in struct.iter_unpack(form, data)]
            data = b"".join(struct.pack(form, canonical if w & magnitude > infinity else w) for w in words)
        digest.update(data)
    return digest.hexdigest()


# ---------------------------------------------------------------- checking


class Checker:
    """Compares what is computed with what is published, section by section."""

    def __init__(self, vectors):
        self.vectors = vectors
        self.count = 0
        self.differences = []

    def same(self, where, computed, published):
        self.count += 1
        if computed != published:
            self.differences.append(f"{where}: computed {computed}, published {published}")

    def run(self):
        for section, cases in self.vectors.items():
            if section == "version":
                continue
            check = getattr(self, "check_" + section, None)
            if check is None:
                self.differences.append(f"{section}: unknown to this program")
                continue
            for number, case in enumerate(cases):
                check(f"{section}[{number}]", case)

    def check_fma(self, where, case):
        a, b, c = (of_f32(int(case[k], 16)) for k in "abc")
        self.same(where, h32(fma32(a, b, c)), case["f32"])
        self.same(where + " emulated", h32(fma32_emulated(a, b, c)), case["f32"])

    def check_minmax(self, where, case):
        a, b = of_f32(int(case["a"], 16)), of_f32(int(case["b"], 16))
        self.same(where, [h32(maximum(a, b)), h32(minimum(a, b))], [case["maximum"], case["minimum"]])

    def check_convert(self, where, case):
        x = of_f32(int(case["f32"], 16))
        for name, bits, signed in (("i8", 8, 1), ("u8", 8, 0), ("i32", 32, 1), ("u32", 32, 0)):
            self.same(f"{where} {name}", convert(x, bits, signed), case[name])
        for name, signed in (("i64", 1), ("u64", 0)):
            self.same(f"{where} {name}", str(convert(x, 64, signed)), case[name])

    def check_narrow(self, where, case):
        x = of_f64(int(case["f64"], 16)) if "f64" in case else int(case["i64"])
        for name in ("f16", "bf16"):
            self.same(f"{where} {name}", f"{narrow_bits(x, name):04x}", case[name])

    def check_integers(self, where, case):
        for name, value in integer_operations(case["a"], case["b"]).items():
            self.same(f"{where} {name}", value, case[name])

    def check_leaf(self, where, case):
        self.same(where, samples_per_leaf(case["samples"], case["positions"]), case["samplesPerLeaf"])

    def check_sums(self, where, case):
        count = case["count"]
        words = Stream(1, case["stream"]).words(2 * count)
        signed = [w - 2**32 if w >> 31 else w for w in words]
        x = [mul(to_f32(w), 2.0**-24) for w in signed[:count]]
        y = [mul(to_f32(w), 2.0**-28) for w in signed[count:]]
        self.same(where + " row", h32(row(x, add, 0.0)), case["row"])
        factors = [add(1.0, mul(v, 2.0**-6)) for v in y]
        self.same(where + " rowProduct", h32(row(factors, mul, 1.0)), case["rowProduct"])
        self.same(where + " chain", h32(chain(x, add, 0.0)), case["chain"])
        self.same(where + " contraction", h32(contraction(x, y)), case["contraction"])
        self.same(where + " tree", h32(tree(x, add) if x else 0.0), case["tree"])
        self.same(where + " row64", h64(row(x, F64.add, 0.0)), case["row64"])
        self.same(where + " contraction64", h64(contraction(x, y, F64)), case["contraction64"])

    def check_statistics(self, where, case):
        def side(text):
            return (text[0], of_f32(int(text[1], 16)), of_f32(int(text[2], 16)))

        n, mean, m2 = merge_statistics(side(case["a"]), side(case["b"]))
        self.same(where, [n, h32(mean), h32(m2)], case["merged"])

    def check_functions(self, where, case):
        name = case["name"]
        for x, y in case["f32"]:
            self.same(f"{name} of f32 {x}", h32(function32(name, of_f32(int(x, 16)))), y)
        for x, y in case["f64"]:
            self.same(f"{name} of f64 {x}", h64(function64(name, of_f64(int(x, 16)))), y)

    def check_functions2(self, where, case):
        function = {"pow": power, "atan2": angle}[case["name"]]
        for a, b, y in case["f32"]:
            result = function(of_f32(int(a, 16)), of_f32(int(b, 16)), True)
            self.same(f"{case['name']} of f32 {a} {b}", h32(result), y)
        for a, b, y in case["f64"]:
            result = function(of_f64(int(a, 16)), of_f64(int(b, 16)), False)
            self.same(f"{case['name']} of f64 {a} {b}", h64(result), y)

    def check_philox(self, where, case):
        counter, key = ([int(w, 16) for w in case[k]] for k in ("counter", "key"))
        self.same(where, [hw(w) for w in philox(counter, key)], case["block"])

    def check_streams(self, where, case):
        stream = Stream(int(case["seed"]), case["name"])
        at = (case["position"], case["step"])
        words = stream.words(len(case["words"]), *at)
        self.same(where + " key", [hw(w) for w in stream.key], case["key"])
        self.same(where + " words", [hw(w) for w in words], case["words"])
        self.same(where + " word", [hw(stream.word(e, *at)) for e in range(len(words))], case["words"])
        self.same(where + " uniforms", [h32(uniform(w)) for w in words], case["uniforms"])
        normals = [h32(stream.normal(e, *at)) for e in range(len(case["normals"]))]
        self.same(where + " normals", normals, case["normals"])
        truncated = [h32(stream.truncated(e, case["position"])) for e in range(len(case["truncated"]))]
        self.same(where + " truncated", truncated, case["truncated"])

    def check_bernoulli(self, where, case):
        self.same(where, str(bernoulli_threshold(of_f64(int(case["probability"], 16)))), case["threshold"])

    def check_permutations(self, where, case):
        stream = Stream(int(case["seed"]), case["name"])
        images = [permuted(i, case["count"], stream, int(case["step"])) for i in range(len(case["images"]))]
        self.same(where, images, case["images"])

    def check_numpy(self, where, case):
        random = MersenneTwister(case["seed"])
        self.same(where, [random.below(10_000_000) for _ in case["integers"]], case["integers"])
        self.same(where, [h64(random.uniform()) for _ in case["uniforms"]], case["uniforms"])

    def check_tensorflow(self, where, case):
        seed, operation, run, count = int(case["seed"]), int(case["operation"]), int(case["run"]), case["count"]
        uniforms = tensorflow_uniforms(seed, operation, count, run)
        self.same(where, [h32(u) for u in uniforms], case["uniforms"])
        limit = f32(math.sqrt(3 * (1 / max(1.0, (3 + 5) / 2))))
        first = tensorflow_uniforms(seed, operation, count, 0)
        glorot = [add(mul(u, sub(limit, -limit)), -limit) for u in first]
        self.same(where, [h32(w) for w in glorot], case["glorot"])
        self.same(where, [math.floor(add(0.75, u)) for u in uniforms], case["mask"])

    def check_digests(self, where, case):
        tensors = [(t["path"], t["type"], t["shape"], bytes.fromhex(t["bytes"])) for t in case["tensors"]]
        self.same(where, state_digest(tensors, self.vectors["version"]), case["digest"])


def h32(x):
    return f"{f32_bits(x):08x}"


def h64(x):
    return f"{f64_bits(x):016x}"


def hw(word):
    return f"{word:08x}"


def main(kind=Checker):
    if len(sys.argv) != 2:
        print(sys.modules["__main__"].__doc__.strip())
        return 2
    with open(sys.argv[1], encoding="utf-8") as file:
        checker = kind(json.load(file))
    checker.run()
    for line in checker.differences:
        print(line)
    print(f"{checker.count - len(checker.differences)} of {checker.count} vectors reproduced")
    return 1 if checker.differences else 0


if __name__ == "__main__":
    sys.exit(main())
