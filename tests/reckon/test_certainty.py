"""Judgements to levels, and each doubt of a rule of thumb: when it speaks and when it is silent."""

import pytest

from evidence.check.doubts import doubts
from evidence.reckon.cells import Cell, StudyFinding
from evidence.reckon.certainty import LEVELS, level, start
from evidence.reckon.combining import combine
from evidence.reckon.effects import Effect, Measured
from evidence.reckon.points import Matters, Spread
from evidence.records.common import Span
from evidence.records.condition import Outcome, Question
from making import DAY, DIRECTIONS, judged, result, scale, study

DOMAINS = ("risk_of_bias", "inconsistency", "indirectness", "imprecision", "publication_bias")
TRIAL, OTHER = study(), study(design="non-randomised")


@pytest.mark.parametrize(
    ("design", "begins"),
    [
        ("randomised-trial", "high"),
        ("quasi-randomised", "high"),
        ("non-randomised", "low"),
        ("allocation-not-seen", "low"),
        ("before-after", "low"),
    ],
)
def test_where_the_studies_start(design, begins):
    assert start([study(design=design)]) == begins
    assert start([OTHER, study(design=design)]) == begins


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize(("by", "expected"), [(0, "high"), (1, "moderate"), (2, "low")])
def test_each_reason_takes_away_its_levels(domain, by, expected):
    assert level(judged(**{domain: by}), [TRIAL]) == expected


@pytest.mark.parametrize("reason", ["large_effect", "dose_response", "opposing_confounding"])
def test_each_reason_adds_its_levels(reason):
    assert [level(judged(up={reason: by}), [OTHER]) for by in (0, 1, 2)] == ["low", "moderate", "high"]


@pytest.mark.parametrize(
    ("studies", "down", "up", "expected"),
    [
        ([TRIAL], 2, 0, "very-low"),
        ([OTHER], 2, 0, "very-low"),
        ([TRIAL], 0, 2, "high"),
        ([OTHER], 1, 2, "low"),
        ([TRIAL, OTHER], 0, 0, "high"),
    ],
)
def test_no_level_lies_outside_the_four(studies, down, up, expected):
    """Two reasons of `down` levels each, one of `up`."""
    rated = judged(risk_of_bias=down, imprecision=down, up={"large_effect": up})
    found = level(rated, studies)
    assert found == expected
    assert found in LEVELS


# --- doubts ------------------------------------------------------------------------------------------


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
    return [StudyFinding(each, (), DIRECTIONS[side]) for each, side in zip(made, sides, strict=True)]


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
        "down.imprecision: 398 people in all, fewer than 400",
    ),
    "one study": (trials("backward", people=400), "imprecision", "down.imprecision: a single study"),
    "disagreement": (
        trials("backward", "comparator"),
        "inconsistency",
        "down.inconsistency: the studies disagree",
    ),
    "grave bias": (
        [*trials("backward", **GRAVE), *trials("backward", **GRAVE), *CALM[:1]],
        "risk_of_bias",
        "down.risk_of_bias: most of the studies are at high risk of bias",
    ),
    "abstracts": (
        [*trials("backward", **ABSTRACT), *trials("backward", **ABSTRACT), *CALM[:1]],
        "risk_of_bias",
        "down.risk_of_bias: 1 of 3 were read in full",
    ),
}


@pytest.mark.parametrize(("findings", "domain", "doubt"), DOUBTS.values(), ids=DOUBTS)
def test_a_doubt_speaks_until_it_is_heeded(findings, domain, doubt):
    found = cell(findings)
    assert said(found) == [doubt]
    assert said(found, **{domain: 1}) == []


def test_no_doubt_about_calm_evidence() -> None:
    """400 people, two trials read in full that agree and are not at high risk."""
    assert said(cell(CALM)) == []


def test_half_is_not_most() -> None:
    half = [*trials("backward", **GRAVE), *CALM[:1]]
    assert said(cell(half)) == []
    assert said(cell([*trials("backward", **ABSTRACT), *CALM[:1]])) == []


def test_trials_at_random_are_not_raised() -> None:
    why = "up: certainty is raised for studies that start low, not for randomised trials"
    assert said(cell(CALM), up={"large_effect": 1}) == [why]
    others = [StudyFinding(study(design="non-randomised", participants=participant(400)), (), "unclear")] * 2
    assert said(cell(others), up={"large_effect": 1}) == []


WIDE = "down.imprecision: the interval holds both no change and one that people notice"


def with_interval(low, high, on, points, sd=None):
    """A cell of one effect whose interval is [low, high]; people notice `points` and differ by `sd`."""
    measured = Measured((low + high) / 2, 1.0, (low, high))
    raw, g = (measured, None) if on == "raw" else (None, measured)
    effect = Effect(result(), scale() if on == "raw" else None, None, raw, g, ".")
    least = Matters(Span(low=points, high=points), ()) if points else None
    apart = Spread(scale(), sd, ()) if sd else None
    return cell(CALM, combined=combine([(CALM[0].study, effect)]), matters=least, spread=apart)


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
