"""Pooling against the figures of R's metafor, against published ones, and against what must always hold."""

from __future__ import annotations

import csv
import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
import yaml

from evidence.reckon.formulas import (
    Bounds,
    Estimate,
    Group,
    hedges_g,
    mean_difference,
    pooled_sd,
    se_from_p,
)
from evidence.reckon.pool import Method, Pool, leave_one_out, pool
from making import printed

DATA = Path(__file__).parent.parent / "data"
METHODS: tuple[Method, ...] = get_args(Method)
RANDOM = tuple(method for method in METHODS if method != "fixed")
REFERENCE: list[dict[str, Any]] = yaml.safe_load((DATA / "pooling.yml").read_text(encoding="utf-8"))
EFFECT: dict[str, Callable[[Group, Group], Estimate]] = {"md": mean_difference, "smd": hedges_g}


def made(effects: Sequence[Sequence[float]]) -> list[Estimate]:
    return [Estimate(*effect) for effect in effects]


def two_groups(figures: Sequence[float]) -> tuple[Group, Group]:
    n1, mean1, sd1, n2, mean2, sd2 = figures
    return Group(int(n1), mean1, sd1), Group(int(n2), mean2, sd2)


def groups_of(name: str) -> list[tuple[Group, Group]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [two_groups([float(cell) for cell in row[1:]]) for row in list(csv.reader(file))[1:]]


def ours(data: dict[str, Any]) -> dict[str, Any]:
    """The data set as the file has it, all figures of the file's `expected` reckoned here."""
    estimates = made(data["effects"])
    if data["measure"] != "generic":
        estimates = [EFFECT[data["measure"]](*two_groups(row)) for row in data["rows"]]
    expected: dict[str, Any] = {}
    for method in METHODS:
        found = pool(estimates, method)
        expected[method] = {"estimate": found.estimate, "se": found.se, "wald": found.wald}
        if method == "fixed":
            expected[method]["q"] = found.q
        else:
            names = ("hksj", "hksj_unfloored", "tau2", "i2")
            expected[method] |= {name: getattr(found, name) for name in names}
            expected[method]["prediction_interval_t_k_minus_2"] = found.prediction_interval
            expected["tau2_interval_q_profile"] = found.tau2_interval
    return {
        **{name: data[name] for name in ("name", "measure", "rows")},
        "k": found.k,
        "effects": [(each.value, each.variance) for each in estimates],
        "expected": expected,
    }


def figures(node: object, path: tuple[object, ...] = ()) -> Iterator[tuple[tuple[object, ...], object]]:
    """Every leaf with its path."""
    if isinstance(node, dict | list | tuple):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from figures(value, (*path, key))
    else:
        yield path, node


@pytest.mark.parametrize("data", REFERENCE, ids=lambda data: f"{data['name']} {data['measure']}")
def test_every_figure_of_metafor_comes_out(data: dict[str, Any]) -> None:
    """R 4.2.2, metafor 3.8-1; a figure of the file without counterpart here, or the reverse, fails too."""
    theirs, here = dict(figures(data)), dict(figures(ours(data)))
    assert theirs.keys() == here.keys()
    for path, figure in theirs.items():
        exact = figure is None or isinstance(figure, str)
        assert here[path] == (figure if exact else pytest.approx(figure, rel=1e-6, abs=0)), path


def test_the_reference_is_whole() -> None:
    assert len(REFERENCE) == 7
    assert sum(1 for data in REFERENCE for _ in figures(data["expected"])) == 7 * (3 * 12 + 5 + 2)


def test_clasp() -> None:
    """DerSimonian and Laird 2007, Contemp Clin Trials 28:105-114, table 3: log odds ratios, six trials."""
    events = [(5, 156, 8, 74), (5, 303, 17, 303), (12, 565, 9, 477)]
    events += [(69, 1570, 94, 1565), (9, 103, 11, 105), (313, 4659, 352, 4650)]
    effects = []
    for a, n1, c, n2 in events:
        b, d = n1 - a, n2 - c
        effects.append((math.log(a * d / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d))
    for method, tau in (("pm", "0.3681"), ("dl", "0.2323"), ("reml", "0.1843")):
        found = pool(made(effects), method).tau2  # type: ignore[arg-type]
        assert found is not None
        assert printed(math.sqrt(found), tau)


KNEE = {
    "gondhalekar-2013": (-0.54, 0.2107533333),
    "alghadir-2019": (-0.80, 0.0881108794),
    "joshi-2019": (-2.35, 0.1020619048),
    "chen-2021": (-0.69, 0.0710312500),
    "shabbir-2022": (-1.44, 0.1238444444),
}
"""Pain in osteoarthritis of the knee, walking backwards beside usual care: differences in points of 10 and
their variances, from the figures of the papers."""


def test_variances_of_pain_in_the_knee() -> None:
    """SD1^2 / n1 + SD2^2 / n2; of alghadir-2019 (0.8 / t)^2, its p of 0.01 between groups of 23 and 22."""
    groups = {
        "gondhalekar-2013": (15, 3.53, 1.33, 15, 4.07, 1.18),
        "joshi-2019": (21, 2.85, 0.88, 21, 5.20, 1.17),
        "chen-2021": (16, 1.56, 0.63, 16, 2.25, 0.86),
        "shabbir-2022": (18, 2.78, 0.94, 18, 4.22, 1.16),
    }
    made_here = {name: astuple(mean_difference(*two_groups(each))) for name, each in groups.items()}
    made_here["alghadir-2019"] = (-0.8, se_from_p(0.8, 0.01, 43) ** 2)
    assert {name: pytest.approx(each, abs=1e-9) for name, each in made_here.items()} == KNEE


def test_pain_in_the_knee() -> None:
    """R 4.2.2, metafor 3.8-1: rma(yi, vi, method="REML"), its intervals by test="z", "adhoc" and "knha"."""
    found = pool(made(list(KNEE.values())))
    assert (found.k, found.method) == (5, "reml")
    assert found.hksj is not None and found.hksj_unfloored is not None and found.tau2_interval is not None
    intervals = (*found.wald, *found.hksj, *found.hksj_unfloored, *found.tau2_interval)
    values = (found.estimate, found.se, found.tau2, *intervals, found.q, found.i2)
    assert values == pytest.approx(
        (
            *(-1.175212, 0.335154, 0.446378, -1.832102, -0.518321),
            *(-2.105749, -0.244674, -2.102470, -0.247954),
            *(0.089367, 4.484603, 20.911084, 80.677532),
        ),
        abs=1e-6,
    )
    assert found.weights == pytest.approx((17.093741, 21.016028, 20.481429, 21.709765, 19.699037), abs=1e-6)


def test_pain_in_the_knee_without_what_is_hard_to_believe() -> None:
    found = pool(made([each for name, each in KNEE.items() if name != "joshi-2019"]))
    assert found.hksj is not None
    assert (found.estimate, found.tau2, *found.hksj) == pytest.approx(
        (-0.866057, 0.014648, -1.442539, -0.289574), abs=1e-6
    )


def test_antidepressants_for_fibromyalgia() -> None:
    """Häuser 2009, JAMA 301:198-209, outcome pain, as in metadat's documentation of dat.haeuser2009."""
    found = pool([hedges_g(*groups) for groups in groups_of("haeuser2009.csv")], "dl")
    assert found.tau2 is not None
    assert found.q is not None
    values = (found.k, found.tau2, found.q, found.estimate, *found.wald)
    assert all(map(printed, values, ("22", "0.03", "38.16", "-0.43", "-0.55", "-0.30")))


def test_low_dose_antidepressants_with_the_variance_of_revman() -> None:
    """Furukawa 2003, CD003197, as in metadat's documentation of dat.furukawa2003 with RevMan 5 settings.

    RevMan's g has the approximate J and a variance of its own (Deeks and Higgins 2010, Statistical algorithms
    in Review Manager 5), so this checks the pooling alone.
    """
    effects = []
    for first, second in groups_of("furukawa2003.csv"):
        n = first.n + second.n
        g = (first.mean - second.mean) / pooled_sd(first, second) * (1 - 3 / (4 * n - 9))
        effects.append((g, n / (first.n * second.n) + g**2 / (2 * (n - 3.94))))
    found = pool(made(effects), "dl")
    values = (found.k, found.tau2, found.q, found.i2, found.estimate, *found.wald)
    texts = ("17", "0.231", "58.27", "73", "-0.59", "-0.87", "-0.30")
    assert [text for value, text in zip(values, texts, strict=True) if not printed(value or 0, text)] == []


def drawn(seed: int, k: int, tau: float = 0.5, orders: float = 1) -> list[Estimate]:
    """Invented studies: true effects that vary by tau, variances over so many orders of magnitude."""
    draw = random.Random(seed)
    variances = [10 ** draw.uniform(-orders, 0) for _ in range(k)]
    return made([(draw.gauss(1, math.sqrt(tau**2 + v)), v) for v in variances])


SETS = [drawn(1, 2), drawn(2, 3, 0), drawn(3, 5, 3), drawn(4, 12, 0.3, 6), drawn(5, 40, 1, 3)]
everywhere = pytest.mark.parametrize("method", METHODS)
on_all = pytest.mark.parametrize("estimates", SETS, ids=[f"k = {len(each)}" for each in SETS])


def near(found: Pool, expected: Pool, rel: float = 1e-9) -> bool:
    pairs = zip(figures(astuple(found)), figures(astuple(expected)), strict=True)
    return all(
        a == b or (isinstance(a, float) and isinstance(b, float) and math.isclose(a, b, rel_tol=rel))
        for (_, a), (_, b) in pairs
    )


def changed(found: Pool, factor: float) -> Pool:
    """The pool that estimates times `factor` must have."""

    def times(interval: Bounds | None, by: float = factor) -> Any:
        return interval and (min(by * each for each in interval), max(by * each for each in interval))

    return replace(
        found,
        estimate=factor * found.estimate,
        se=abs(factor) * found.se,
        wald=times(found.wald),
        hksj=times(found.hksj),
        hksj_unfloored=times(found.hksj_unfloored),
        tau2=None if found.tau2 is None else factor**2 * found.tau2,
        tau2_interval=times(found.tau2_interval, factor**2),
        prediction_interval=times(found.prediction_interval),
    )


@on_all
@everywhere
@pytest.mark.parametrize("factor", [-1, 10, 1e-6, 1e6, 1e-30, 1e30])
def test_another_unit_changes_the_unit_alone(
    estimates: list[Estimate], method: Method, factor: float
) -> None:
    scaled = [
        replace(each, value=factor * each.value, variance=factor**2 * each.variance) for each in estimates
    ]
    assert near(pool(scaled, method), changed(pool(estimates, method), factor))


@everywhere
def test_what_is_added_to_every_estimate_is_added_to_the_answer_alone(method: Method) -> None:
    """Even where it is far larger than the differences; sums of these binary fractions are exact."""
    estimates = made([(0.5, 1e-4), (0.53125, 2e-4), (0.484375, 1e-6), (0.5625, 3e-4)])
    moved = [replace(each, value=each.value + 2**30) for each in estimates]
    found, other = pool(estimates, method), pool(moved, method)
    assert other.estimate == pytest.approx(2**30 + found.estimate, rel=1e-15)
    for name in ("se", "q", "i2", "tau2", "tau2_interval", "weights"):
        assert getattr(other, name) == (
            getattr(found, name) and pytest.approx(getattr(found, name), rel=1e-12)
        ), name


@on_all
@everywhere
def test_the_order_of_studies_does_not_matter(estimates: list[Estimate], method: Method) -> None:
    order = random.Random(0).sample(range(len(estimates)), len(estimates))
    found, other = pool(estimates, method), pool([estimates[place] for place in order], method)
    assert other == replace(found, weights=tuple(found.weights[place] for place in order))


@on_all
@everywhere
def test_a_study_that_says_nothing_changes_nothing(estimates: list[Estimate], method: Method) -> None:
    found = pool(estimates, method)
    with_it = pool([Estimate(1e6, math.inf), *estimates], method)
    assert with_it == replace(found, weights=(0.0, *found.weights))


@on_all
@everywhere
def test_leaving_one_out_is_pooling_the_others(estimates: list[Estimate], method: Method) -> None:
    expected = [
        pool([other for other in estimates if other is not left_out], method) for left_out in estimates
    ]
    assert list(leave_one_out(estimates, method)) == expected


@on_all
@everywhere
def test_the_parts_fit_each_other(estimates: list[Estimate], method: Method) -> None:
    found = pool(estimates, method)
    assert found.hksj
    assert found.hksj_unfloored
    assert sum(found.weights) == pytest.approx(100)
    assert found.hksj[0] <= min(found.hksj_unfloored[0], found.wald[0]) < found.estimate
    if method != "fixed" and found.prediction_interval:
        assert found.prediction_interval[0] < found.wald[0]


@everywhere
def test_one_study_is_its_own_answer(method: Method) -> None:
    found = pool([Estimate(3, 4)], method)
    assert found == Pool(1, method, 3, 2, found.wald, (100,))
    assert found.wald == pytest.approx((3 - 1.959964 * 2, 3 + 1.959964 * 2), rel=1e-6)


@pytest.mark.parametrize("method", RANDOM)
def test_two_studies_have_no_prediction_interval(method: Method) -> None:
    found = pool(drawn(1, 2), method)
    assert found.prediction_interval is None
    assert None not in (found.hksj, found.tau2, found.tau2_interval, found.q, found.i2)


@pytest.mark.parametrize("method", RANDOM)
def test_studies_of_equal_variance_have_the_plain_variance_between_them(method: Method) -> None:
    """Then all three methods come to the sample variance less the studies' own: 10 - 1."""
    assert pool(made([(0, 1), (-math.sqrt(10), 1), (math.sqrt(10), 1)]), method).tau2 == pytest.approx(9)


def test_reml_takes_the_highest_of_two_peaks() -> None:
    """Two precise studies that agree and others far off: one peak of the likelihood at 0, one far from it."""
    estimates = made([(0, 1e-4), (0.001, 1e-4), (3, 1), (-3.5, 1), (4, 1)])

    def likelihood(tau2: float) -> float:
        weights = [1 / (each.variance + tau2) for each in estimates]
        mean = sum(w * each.value for w, each in zip(weights, estimates, strict=True)) / sum(weights)
        q = sum(w * (each.value - mean) ** 2 for w, each in zip(weights, estimates, strict=True))
        return sum(map(math.log, weights)) - math.log(sum(weights)) - q

    values = [likelihood(10**power) for power in np.linspace(-8, 3, 2000)]
    peaks = [b for a, b, c in zip(values, values[1:], values[2:], strict=False) if a < b > c]
    found = pool(estimates).tau2
    assert found is not None
    assert len(peaks) + (values[0] > values[1]) == 2
    assert likelihood(found) >= max(values)


@everywhere
@pytest.mark.parametrize("ratio", [1e6, 1e12, 1e30, 1e60])
def test_variances_may_lie_any_number_of_orders_apart(method: Method, ratio: float) -> None:
    """One study far more precise than the rest, or one that says next to nothing."""
    for variances in ([1, ratio, 2 * ratio, 3 * ratio], [1, 2, 3, ratio]):
        found = pool(made(list(zip([1.5, 1.2, 1.9, 1.4], variances, strict=True))), method)
        assert all(math.isfinite(value) for _, value in figures(astuple(found)) if isinstance(value, float))
        assert 1.2 < found.estimate < 1.9


@everywhere
def test_studies_without_any_difference(method: Method) -> None:
    found = pool(made([(2, 1), (2, 4), (2, 9)]), method)
    assert (found.estimate, found.q, found.tau2, found.i2, found.hksj_unfloored) == (2, 0, 0, 0, (2, 2))


@pytest.mark.parametrize(
    ("estimate", "variance", "words"),
    [
        (math.nan, 1, "an estimate must be a number"),
        (math.inf, 1, "an estimate must be a number"),
        (1e51, 1, "an estimate must be a number"),
        (0, 0, "above 0"),
        (0, -1, "above 0"),
        (0, math.nan, "above 0"),
        (0, 1e-101, "between 1e-100 and 1e100"),
        (0, 1e101, "between 1e-100 and 1e100"),
    ],
)
def test_bad_estimates_are_refused_in_a_sentence(estimate: float, variance: float, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Estimate(estimate, variance)


def test_nothing_to_pool_is_refused() -> None:
    for estimates in ([], [Estimate(0, math.inf)]):
        with pytest.raises(ValueError, match="no study to pool"):
            pool(estimates)
    with pytest.raises(ValueError, match="no study to pool"):
        leave_one_out([Estimate(0, 1)])
