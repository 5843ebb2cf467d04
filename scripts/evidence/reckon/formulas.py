"""Figures of a report in, effect and variance out: numbers only, no records.

"Handbook" is the Cochrane Handbook for Systematic Reviews of Interventions, version 6 unless said otherwise.
A difference is the first minus the second. Bad figures raise ValueError with a sentence that says why.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from evidence.reckon.quantiles import gamma_quotient, normal_deviate, t_deviate

LIMIT = 1e50
"""No figure is larger, so that none, squared twice, leaves the range of floating point."""

DOUBTFUL = 2.0
"""A standardised difference beyond this is more often a standard error taken for a standard deviation."""

Z = NormalDist().inv_cdf(0.975)
"""Standard errors on either side of an estimate that make a 95% interval."""

Bounds = tuple[float, float]
"""Lower and upper bound, of 95% unless said otherwise."""


@dataclass(frozen=True)
class Estimate:
    """An effect, in the unit of the scale or in standard deviations, and its sampling variance.

    An infinite variance says that nothing is known. Raises ValueError for a value that is not finite, a
    variance not above 0, and either out of range.
    """

    value: float
    variance: float

    def __post_init__(self) -> None:
        _in_range("an estimate", self.value)
        _need(self.variance > 0, "a variance must be above 0")
        known = LIMIT**-2 <= self.variance <= LIMIT**2
        _need(known or self.variance == math.inf, "a variance must lie between 1e-100 and 1e100")

    @property
    def interval(self) -> Bounds:
        """The estimate -/+ 1.96 standard errors: Handbook 6.5.2."""
        half = Z * math.sqrt(self.variance)
        return self.value - half, self.value + half


@dataclass(frozen=True)
class Group:
    """Mean and standard deviation (not standard error) of `n` people, in the scale's unit."""

    n: int
    mean: float
    sd: float

    def __post_init__(self) -> None:
        _people(self.n)
        _in_range("a mean", self.mean)
        _standard_deviation(self.sd)


def exact_j(m: float) -> float:
    """What d is multiplied by to be unbiased, m degrees of freedom: Hedges 1981, J Educ Stat 6:107-128.

    Gamma(m/2) / (sqrt(m/2) Gamma((m-1)/2)); the quotient of gammas in one step, which stays exact at any m.
    """
    _need(1 < m <= LIMIT, "the correction for small samples needs more than 1 degree of freedom")
    return gamma_quotient((m - 1) / 2) / math.sqrt(m / 2)


def mean_difference(first: Group, second: Group) -> Estimate:
    """Difference of two groups in the scale's unit: Handbook 6.5.1.1; the SDs are not taken to be equal."""
    return Estimate(first.mean - second.mean, first.sd**2 / first.n + second.sd**2 / second.n)


def hedges_g(first: Group, second: Group) -> Estimate:
    """Standardised mean difference of two groups over their pooled SD: Hedges 1981."""
    return g_from_d((first.mean - second.mean) / pooled_sd(first, second), first.n, second.n)


def pooled_sd(*groups: Group) -> float:
    """Standard deviation within groups: square root of the variances' mean, by degrees of freedom."""
    _need(len(groups) > 0, "there are no groups to pool")
    squares = sum((group.n - 1) * group.sd**2 for group in groups)
    return math.sqrt(squares / sum(group.n - 1 for group in groups))


def g_from_d(d: float, n1: int, n2: int) -> Estimate:
    """Hedges' g of a difference over the pooled SD, uncorrected so far, and its variance: Hedges 1981."""
    _people(n1, n2)
    _in_range("a standardised difference", d)
    g = exact_j(n1 + n2 - 2) * d
    return Estimate(g, 1 / n1 + 1 / n2 + g**2 / (2 * (n1 + n2)))


def g_from_t(t: float, n1: int, n2: int) -> Estimate:
    """Hedges' g of two groups whose t test, with equal variances, gave t: Borenstein 2009, chapter 4."""
    _people(n1, n2)
    return g_from_d(t * math.sqrt(1 / n1 + 1 / n2), n1, n2)


def merged(groups: Sequence[Group]) -> Group:
    """Several groups as the one group that they would have been: Handbook 6.5.2.10."""
    _need(len(groups) > 0, "there are no groups to merge")
    n = sum(group.n for group in groups)
    mean = math.fsum(group.n * group.mean for group in groups) / n
    within = math.fsum((group.n - 1) * group.sd**2 for group in groups)
    between = math.fsum(group.n * (group.mean - mean) ** 2 for group in groups)
    return Group(n, mean, math.sqrt((within + between) / (n - 1)))


def t_from_p(p: float, df: float | None = None) -> float:
    """Size of the t value of an exact two-sided p value, or of the normal deviate without `df`: 6.5.2.3."""
    _need(0 < p < 1, "a p value must lie between 0 and 1")
    _need(df is None or 1 <= df <= LIMIT, "there must be 1 degree of freedom or more")
    t = normal_deviate(p) if df is None else t_deviate(p, df)
    _need(math.isfinite(t), "the p value is too small for a t value to be found")
    return t


def se_from_t(difference: float, t: float) -> float:
    """Standard error of a difference with its t value: Handbook 6.5.2.3."""
    for value in (difference, t):
        _need(value != 0, "a difference of 0, or a t value of 0, does not tell a standard error")
        _in_range("a difference, or a t value,", value)
    return abs(difference / t)


def se_from_p(difference: float, p: float, df: float | None = None) -> float:
    """Standard error of a difference with its exact two-sided p value: Handbook 6.5.2.3."""
    return se_from_t(difference, t_from_p(p, df))


def se_from_interval(low: float, high: float, level: float = 0.95, df: float | None = None) -> float:
    """Standard error behind a confidence interval, by t with `df`, else normal: Handbook 6.5.2.2, 6.5.2.3."""
    _need(0 < high - low < math.inf, "an interval must be finite and go from low to high")
    _need(0 < level < 1, "the level of an interval must lie between 0 and 1, such as 0.95")
    return (high - low) / (2 * t_from_p(1 - level, df))


def _people(*counts: int) -> None:
    for n in counts:
        _in_range("a number of people", n)
        _need(n >= 2 and float(n).is_integer(), "a group must have a whole number of people, 2 or more")


def _standard_deviation(sd: float) -> None:
    _need(sd > 0, "a standard deviation must be above 0")
    _need(1 / LIMIT <= sd <= LIMIT, "a standard deviation must lie between 1e-50 and 1e50")


def _in_range(what: str, value: float) -> None:
    _need(abs(value) <= LIMIT, f"{what} must be a number of no more than 1e50")


def _need(holds: bool, sentence: str) -> None:
    if not holds:
        raise ValueError(sentence)


def sign_test(favour: int, total: int) -> float:
    """Two-sided exact p of a sign test: `favour` of `total` studies lie on one side, were both as likely.

    1 without any study. Source: Cochrane Handbook (version 6) chapter 12.2.1.3 (binomial with 0.5).
    """
    most = max(favour, total - favour)
    ways = sum(math.comb(total, k) for k in range(most, total + 1))
    return min(1.0, ways / float(2 ** (total - 1))) if total else 1.0
