"""Deviates of Student's t and of chi-squared, a quotient of gammas, and a root: for effects and pooling.

To about 12 digits, as the tests show against SciPy. With SciPy in its place, half of the installation, and
of the time that checking the records takes, would be SciPy. A&S: Abramowitz and Stegun 1964, Handbook of
Mathematical Functions.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from itertools import count
from statistics import NormalDist

_ASYMPTOTIC = 80
"""From here on the quotient of gammas is a short series; below, the gammas themselves are exact enough."""
_NEARLY_NORMAL = 1e6
"""With more degrees of freedom three terms of the expansion around the normal deviate are exact enough."""
_TINY = sys.float_info.min
_ENOUGH = 100_000
"""The fraction has converged long before: it takes about the square root of the degrees of freedom."""
_LARGEST = math.log(sys.float_info.max)
_LEAST = 4 * sys.float_info.epsilon


def gamma_quotient(a: float) -> float:
    """Gamma(a + 1/2) / Gamma(a), for a > 0: A&S 6.1.47, whose series stays exact where both are too large."""
    if a < _ASYMPTOTIC:
        return math.gamma(a + 0.5) / math.gamma(a)
    terms = (1, -1 / 8, 1 / 128, 5 / 1024, -21 / 32768, -399 / 262144, 869 / 4194304)
    return math.sqrt(a) * math.fsum(term / a**power for power, term in enumerate(terms))


def normal_deviate(p: float) -> float:
    """The normal deviate, 0 or above, beyond which lies the share p on both sides together; 0 < p < 1."""
    return -NormalDist().inv_cdf(p / 2) if p / 2 > 0 else math.inf


def t_deviate(p: float, df: float) -> float:
    """The value of t, 0 or above, beyond which lies the share p on both sides together; 0 < p < 1, df >= 1.

    Infinite where it is too large for a float. Source: A&S 26.7.1 and 26.5.8 (tail as an incomplete beta
    function, by its continued fraction), 26.7.5 (expansion for many degrees of freedom).
    """
    z = normal_deviate(p)
    if df > _NEARLY_NORMAL:
        second = (5 * z**5 + 16 * z**3 + 3 * z) / (96 * df**2)
        third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * df**3)
        return z + (z**3 + z) / (4 * df) + second + third
    wanted = math.log(p)

    def above(log_t: float) -> float:
        return _log_t_tail(math.exp(log_t), df) - wanted

    if z == math.inf or above(_LARGEST) > 0:
        return math.inf
    # t lies beyond the normal deviate; half of it leaves room for rounding.
    low = math.log(z / 2)
    ends = (min(low + 2.0**step, _LARGEST) for step in count())
    return math.exp(root(above, low, next(end for end in ends if above(end) <= 0)))


def chi2_deviate(p: float, df: int) -> float:
    """The value of chi-squared, with df = 1, 2, ..., beyond which lies the share p; 0 < p < 1."""
    high = next(df * 2.0**step for step in count() if _chi2_tail(df * 2.0**step, df) <= p)
    return root(lambda x: _chi2_tail(x, df) - p, 0, high)


def root(function: Callable[[float], float], low: float, high: float) -> float:
    """Where the function is 0 between `low` and `high`, to full precision whatever the unit.

    At its ends the function has different signs, or is 0. Source: Chandrupatla 1997, Adv Eng Softw 28:145-149
    (inverse quadratic steps where they are safe, else halves).
    """
    a, b = high, low
    at_a, at_b = function(a), function(b)
    if at_a == 0 or at_b == 0:
        return b if at_b == 0 else a
    if (at_a > 0) == (at_b > 0):
        raise ValueError("the function has the same sign at both ends")
    step = 0.5
    while True:
        x = a + step * (b - a)
        at_x = function(x)
        if at_x == 0:
            return x
        if (at_x > 0) == (at_a > 0):
            c, at_c = a, at_a
        else:
            c, at_c, b, at_b = b, at_b, a, at_a
        a, at_a = x, at_x
        least = (_LEAST * max(abs(a), abs(b)) + _TINY) / abs(b - a)
        if least > 0.5:
            return a if abs(at_a) < abs(at_b) else b
        step = min(max(_step(a, at_a, b, at_b, c, at_c), least), 1 - least)


def _step(a: float, at_a: float, b: float, at_b: float, c: float, at_c: float) -> float:
    """How far from a to b to look next: an inverse quadratic step where it is safe, else half."""
    if at_c in (at_a, at_b):
        return 0.5
    where, how = (a - b) / (c - b), (at_a - at_b) / (at_c - at_b)
    if not 1 - math.sqrt(1 - where) < how < math.sqrt(where):
        return 0.5
    first = at_a / (at_b - at_a) * at_c / (at_b - at_c)
    return first + (c - a) / (b - a) * at_a / (at_c - at_a) * at_b / (at_c - at_b)


def _log_t_tail(t: float, df: float) -> float:
    """Logarithm of the share beyond t on both sides."""
    ratio = t / math.sqrt(df)
    # The first is exact for small ratios, the second does not overflow for large ones.
    log_spread = math.log1p(ratio**2) if ratio < 1 else 2 * math.log(math.hypot(1, ratio))
    a, inside = df / 2, -math.expm1(-log_spread)
    log_front = -a * log_spread + math.log(gamma_quotient(a) / math.sqrt(math.pi)) + math.log(inside) / 2
    if inside > 1.5 / (a + 2.5):
        return log_front - math.log(a) + math.log(_beta_fraction(math.exp(-log_spread), a, 0.5))
    return math.log1p(-2 * math.exp(log_front) * _beta_fraction(inside, 0.5, a))


def _beta_fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function, A&S 26.5.8, from its front (Lentz 1976)."""
    numerator, denominator = 1.0, 1 / _not_zero(1 - (a + b) * x / (a + 1))
    value = denominator
    for m in range(1, _ENOUGH):
        for factor in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            denominator = 1 / _not_zero(1 + factor * denominator)
            numerator = _not_zero(1 + factor / numerator)
            change = denominator * numerator
            value *= change
        if abs(change - 1) < _LEAST:
            break
    return value


def _not_zero(value: float) -> float:
    return value or _TINY


def _chi2_tail(x: float, df: int) -> float:
    """The share beyond x: A&S 26.4.4 and 26.4.5."""
    if x == 0:
        return 1.0
    half, odd = x / 2, df % 2 / 2
    log_half = math.log(half)
    terms = (math.exp((i + odd) * log_half - half - math.lgamma(i + odd + 1)) for i in range(int(df / 2)))
    return math.fsum([*terms, math.erfc(math.sqrt(half)) if odd else 0.0])
