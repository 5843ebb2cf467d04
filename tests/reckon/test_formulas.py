"""Formulas against figures that somebody else printed, to the digits printed.

"metafor" is the R package, version 3.8-1, whose tests compare themselves with the papers named.
"""

from __future__ import annotations

import itertools
import math
import random
import statistics
from collections.abc import Callable
from dataclasses import astuple

import pytest

from evidence.reckon import formulas
from evidence.reckon.formulas import Estimate, Group
from making import printed


@pytest.mark.parametrize(
    ("m", "exact", "approximate"),
    [(8, "0.902703", "0.903226"), (18, "0.957646", "0.957746"), (58, "0.987004", "0.987013")],
)
def test_j_is_exact_and_not_its_usual_approximation(m: int, exact: str, approximate: str) -> None:
    """Hedges 1981: gamma functions, and 1 - 3 / (4m - 1)."""
    assert printed(formulas.exact_j(m), exact)
    assert printed(1 - 3 / (4 * m - 1), approximate)


@pytest.mark.parametrize("m", [1e4, 3e4, 1e6, 1e9, 1e20])
def test_j_keeps_its_digits_in_large_studies(m: float) -> None:
    """Its series in 1 / m (Stirling); a difference of logarithms of gammas would be wrong at 1e9."""
    series = 1 - 3 / (4 * m) - 7 / (32 * m**2) - 9 / (128 * m**3)
    assert formulas.exact_j(m) == pytest.approx(series, rel=1e-11)


def test_a_difference_with_its_p_value() -> None:
    """Cochrane Handbook 6.5.2.3: difference 3.8, p = 0.008, 25 and 22 people."""
    assert printed(formulas.t_from_p(0.008, 45), "2.78")
    assert printed(formulas.se_from_p(3.8, 0.008, 45), "1.37")
    assert printed(formulas.se_from_t(-3.8, 2.78), "1.37")


def test_an_interval_gives_back_the_standard_error() -> None:
    """The divisors of Cochrane Handbook 6.5.2.2: 3.92, 3.29 and 5.15; by t with 24 df 4.128."""
    for level, width, df in (
        (0.95, "3.92", None),
        (0.9, "3.29", None),
        (0.99, "5.15", None),
        (0.95, "4.128", 24),
    ):
        assert printed(1 / formulas.se_from_interval(-0.5, 0.5, level, df), width)


def test_t_values_far_out_are_exact() -> None:
    """With 1 degree of freedom t is the cotangent of p pi / 2, with 2 it has a closed form too."""
    for p in (0.9, 0.05, 1e-5, 1e-30):
        assert formulas.t_from_p(p, 1) == pytest.approx(1 / math.tan(p * math.pi / 2), rel=1e-9)
        assert formulas.t_from_p(p, 2) == pytest.approx((1 - p) / math.sqrt(p * (1 - p / 2)), rel=1e-9)
    assert formulas.t_from_p(1e-30) == pytest.approx(-statistics.NormalDist().inv_cdf(5e-31), rel=1e-9)


def test_g_is_the_same_from_groups_from_d_and_from_t() -> None:
    first, second = Group(12, 3.1, 1.2), Group(17, 4.4, 1.1)
    d = (first.mean - second.mean) / formulas.pooled_sd(first, second)
    t = d / math.sqrt(1 / 12 + 1 / 17)
    for other in (formulas.g_from_d(d, 12, 17), formulas.g_from_t(t, 12, 17)):
        assert astuple(other) == pytest.approx(astuple(formulas.hedges_g(first, second)), rel=1e-12)


@pytest.mark.parametrize("sizes", [(2, 3), (5, 4, 9), (2, 2, 2, 30)])
def test_merged_groups_are_the_group_of_all_their_people(sizes: tuple[int, ...]) -> None:
    draw = random.Random(len(sizes))
    people = [[draw.gauss(10 * place, 1 + place) for _ in range(n)] for place, n in enumerate(sizes)]
    groups = [Group(len(each), statistics.mean(each), statistics.stdev(each)) for each in people]
    everybody = list(itertools.chain(*people))
    whole = formulas.merged(groups)
    assert whole.n == len(everybody)
    assert whole.mean == pytest.approx(statistics.mean(everybody), rel=1e-12)
    assert whole.sd == pytest.approx(statistics.stdev(everybody), rel=1e-12)


@pytest.mark.parametrize("effect", [formulas.mean_difference, formulas.hedges_g])
def test_groups_swapped_turn_the_sign_and_nothing_else(effect: Callable[[Group, Group], Estimate]) -> None:
    first, second = Group(12, 3.1, 1.2), Group(17, 4.4, 1.1)
    there, back = effect(first, second), effect(second, first)
    assert (back.value, back.variance) == (-there.value, there.variance)


BAD = [
    (lambda: Group(1, 0, 1), "whole number of people"),
    (lambda: Group(2.5, 0, 1), "whole number of people"),  # type: ignore[arg-type]
    (lambda: Group(math.inf, 0, 1), "a number of people"),  # type: ignore[arg-type]
    (lambda: Group(2, math.nan, 1), "a mean"),
    (lambda: Group(2, 0, 0), "above 0"),
    (lambda: Group(2, 0, math.nan), "above 0"),
    (lambda: Group(2, 0, math.inf), "between 1e-50 and 1e50"),
    (lambda: formulas.exact_j(1), "more than 1 degree"),
    (lambda: formulas.merged([]), "no groups"),
    (lambda: formulas.pooled_sd(), "no groups"),
    (lambda: formulas.g_from_d(math.inf, 5, 5), "standardised difference"),
    (lambda: formulas.g_from_t(1, 1, 5), "whole number of people"),
    (lambda: formulas.t_from_p(0), "between 0 and 1"),
    (lambda: formulas.t_from_p(1), "between 0 and 1"),
    (lambda: formulas.t_from_p(math.nan), "between 0 and 1"),
    (lambda: formulas.t_from_p(0.05, 0.5), "1 degree of freedom"),
    (lambda: formulas.t_from_p(1e-310, 1), "too small"),
    (lambda: formulas.se_from_t(0, 1), "does not tell"),
    (lambda: formulas.se_from_t(1, 0), "does not tell"),
    (lambda: formulas.se_from_t(1, math.nan), "must be a number"),
    (lambda: formulas.se_from_p(1, 2), "between 0 and 1"),
    (lambda: formulas.se_from_interval(1, 1), "from low to high"),
    (lambda: formulas.se_from_interval(0, math.inf), "from low to high"),
    (lambda: formulas.se_from_interval(0, 1, level=95), "such as 0.95"),
]


@pytest.mark.parametrize(("call", "words"), BAD)
def test_bad_figures_are_refused_in_a_sentence(call: Callable[[], object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call()


@pytest.mark.parametrize(
    ("favour", "total", "p"),
    [
        (5, 5, "0.0625"),
        (4, 4, "0.1250"),
        (5, 9, "1.0000"),
        (9, 9, "0.0039"),
        (0, 9, "0.0039"),
        (1, 1, "1.0000"),
        (8, 10, "0.1094"),
        (3, 6, "1.0000"),
        (0, 0, "1.0000"),
    ],
)
def test_sign_test(favour: int, total: int, p: str) -> None:
    """Binomial with 0.5, both tails; R 4.2.2: binom.test(favour, total)$p.value."""
    assert printed(formulas.sign_test(favour, total), p)
