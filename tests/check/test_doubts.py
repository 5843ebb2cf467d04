"""Each doubt of a rule of thumb: when it speaks and when it is silent."""

import pytest

from evidence.check.doubts import doubts
from evidence.reckon.cells import Cell
from evidence.reckon.combining import combine
from evidence.reckon.effects import Effect, Sizes
from evidence.reckon.formulas import Estimate, Z
from evidence.reckon.points import Mcid, PooledSd
from evidence.records.common import Span
from evidence.records.condition import Outcome, Question
from making import DAY, finding, judged, result, scale, study


def participant(n):
    return {"description": "Jugglers", "randomised": n, "seen": ["page"]}


def trials(*sides, people=200, **fields):
    """Findings of as many trials, each low in risk of bias and read in full."""
    low = {"judgement": "low", "reason": "."}
    domains = ("randomisation", "deviations", "missing-data", "measurement", "reporting")
    good = {"on": DAY, "domains": dict.fromkeys(domains, low)}
    made = [
        study(id=f"s-{n}", **{"participants": participant(people), "risk_of_bias": good} | fields)
        for n in range(len(sides))
    ]
    return [finding(each, side, people) for each, side in zip(made, sides, strict=True)]


def cell(findings, **fields):
    question = Question(comparator="usual-care", ask="?", explain=".")
    return Cell(question, Outcome(id="pain", name="Pain", explain="."), tuple(findings), **fields)


def said(found, **down):
    up = down.pop("up", None)
    return [f"{field}: {why}" for field, why in doubts(found, judged(up, **down))]


GRAVE = {"risk_of_bias": {"on": DAY, "domains": {"measurement": {"judgement": "high", "reason": "."}}}}
ABSTRACT = {"reading": {"what": "abstract", "on": DAY}}
CALM = trials("backward", "backward")
DOUBTS = {
    "few people": (
        trials("backward", "backward", people=199),
        "imprecision",
        "imprecision: 398 people in the arms whose result can be read, fewer than 400",
    ),
    "one study": (trials("backward", people=400), "imprecision", "imprecision: a single study"),
    "disagreement": (
        trials("backward", "comparator"),
        "inconsistency",
        "inconsistency: studies lie on both sides",
    ),
    "grave bias": (
        [*trials("backward", **GRAVE), *trials("backward", **GRAVE), *CALM[:1]],
        "risk_of_bias",
        "risk_of_bias: most of the studies are at high risk of bias",
    ),
    "abstracts": (
        [*trials("backward", **ABSTRACT), *trials("backward", **ABSTRACT), *CALM[:1]],
        "risk_of_bias",
        "risk_of_bias: 1 of 3 were read in full",
    ),
}


@pytest.mark.parametrize(("findings", "domain", "doubt"), DOUBTS.values(), ids=DOUBTS)
def test_a_doubt_speaks_until_it_is_heeded(findings, domain, doubt):
    found = cell(findings)
    assert said(found) == [doubt]
    assert said(found, **{domain: 1}) == []


def test_no_doubt_about_calm_evidence():
    """400 people, two trials read in full that agree and are not at high risk."""
    assert said(cell(CALM)) == []


def test_bias_is_that_of_the_outcome():
    """Here that of pain: its measuring is judged by itself."""
    rated = {"judgement": "high", "reason": "."}
    told = {"on": DAY, "domains": {}, "measurement_of": {"pain": rated}}
    grave = "risk_of_bias: most of the studies are at high risk of bias"
    assert said(cell(trials("backward", "backward", risk_of_bias=told))) == [grave]
    assert (
        said(cell(trials("backward", "backward", risk_of_bias=told | {"measurement_of": {"joy": rated}})))
        == []
    )


@pytest.mark.parametrize(
    ("estimates", "doubt"),
    [
        # Variances of 1: Q is half the squared distance of two effects, and I2 is (Q - 1) / Q.
        ((-9.0, -6.99), "inconsistency: their sizes differ (I2 50%)"),
        ((-9.0, -6.9), "inconsistency: their sizes differ (I2 55%)"),
        ((-9.0, -7.1), None),
    ],
)
def test_sizes_that_lie_far_apart_are_no_agreement(estimates, doubt):
    """Cochrane Handbook (version 6) chapter 10.10.2; all of them lie on one side."""
    summed = combine(
        (
            told.study,
            Effect(result(values="post"), scale(), Sizes(200, 200), Estimate(each, 1.0), None, "groups"),
        )
        for told, each in zip(CALM, estimates, strict=True)
    )
    found = cell(CALM, combined=summed)
    assert said(found) == ([doubt] if doubt else [])
    assert said(found, inconsistency=1) == []


def test_half_is_not_most():
    half = [*trials("backward", **GRAVE), *CALM[:1]]
    assert said(cell(half)) == []
    assert said(cell([*trials("backward", **ABSTRACT), *CALM[:1]])) == []


def test_trials_at_random_are_not_raised():
    why = "up: certainty is raised for studies that start low, not for randomised trials"
    assert said(cell(CALM), up={"large_effect": 1}) == [why]
    others = [finding(study(design="non-randomised", participants=participant(400)), people=400)] * 2
    assert said(cell(others), up={"large_effect": 1}) == []


WIDE = "imprecision: the interval holds both no change and one that people notice"


def with_interval(low, high, on, points, sd=None):
    """A cell of one effect whose interval is [low, high]; people notice `points` and differ by `sd`."""
    known = Estimate((low + high) / 2, ((high - low) / (2 * Z)) ** 2)
    md, smd = (known, None) if on == "raw" else (None, known)
    printed = result(difference={"estimate": known.value, "ci95": [low, high]})
    effect = Effect(printed, scale() if on == "raw" else None, None, md, smd, "interval")
    least = Mcid(Span(low=points, high=points), ()) if points else None
    apart = PooledSd(scale(), sd, ()) if sd else None
    return cell(CALM, combined=combine([(CALM[0].study, effect)]), mcid=least, pooled_sd=apart)


@pytest.mark.parametrize(
    ("found", "wide"),
    [
        (with_interval(-9, 1, "raw", 8), True),
        (with_interval(-1, 8, "raw", 8), True),
        (with_interval(-7, 7, "raw", 8), False),
        (with_interval(-12, -1, "raw", 8), False),
        (with_interval(-12, 1, "raw", None), False),
        # 8 points are 0.8 standard deviations of 10.
        (with_interval(-0.1, 0.9, "standardised", 8, sd=10), True),
        (with_interval(-0.1, 0.7, "standardised", 8, sd=10), False),
        (with_interval(-0.1, 0.9, "standardised", 8), False),
    ],
)
def test_an_interval_that_says_nothing(found, wide):
    assert said(found) == ([WIDE] if wide else [])
    assert said(found, imprecision=1) == []
