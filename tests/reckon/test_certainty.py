"""Judgements as they are written to the one of each cell, and to its level."""

from datetime import date
from typing import Any

import pytest

from evidence.reckon.cells import Cell
from evidence.reckon.certainty import LEVELS, Judged, judge, level, level_others, missing, start
from evidence.records.condition import ALONE, Certainty, Outcome, Question
from making import DAY, finding, judged, study

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
    found = level(judged(risk_of_bias=down, imprecision=down, up={"large_effect": up}), studies)
    assert found == expected
    assert found in LEVELS


# --- groups formed at random, and others --------------------------------------------------------------


@pytest.mark.parametrize(
    ("studies", "others"),
    [([TRIAL, OTHER], "low"), ([OTHER, OTHER], None), ([TRIAL, TRIAL], None), ([], None)],
)
def test_the_others_are_rated_apart(studies, others):
    """Cochrane Handbook (version 6) chapters 14 and 24."""
    assert level_others(judged(), studies) == others


@pytest.mark.parametrize(
    ("told", "begins", "found", "others"),
    [
        ([(TRIAL, "backward"), (OTHER, "backward")], "high", "moderate", "very-low"),
        ([(TRIAL, "unclear"), (OTHER, "backward")], "low", "very-low", None),
        ([(TRIAL, "comparator"), (OTHER, "no")], "high", "moderate", None),
        ([(TRIAL, "unclear"), (OTHER, "no")], "high", "moderate", "very-low"),
        ([(OTHER, "no")], "low", "very-low", None),
    ],
)
def test_the_level_rests_on_the_studies_that_tell_a_side(told, begins, found, others):
    """On all of them where none does; one reason takes off one level."""
    question, outcome = (
        Question(comparator="usual-care", ask="?", explain="."),
        {"id": "pain", "name": "Pain"},
    )
    findings = tuple(finding(each, side) for each, side in told)
    cell = Cell(question, Outcome(explain=".", **outcome), findings, judged=judged(imprecision=1))
    assert (cell.start, cell.level, cell.level_others) == (begins, found, others)


def test_what_is_not_judged_has_no_level():
    question = Question(comparator="usual-care", ask="?", explain=".")
    cell = Cell(question, Outcome(id="pain", name="Pain", explain="."), (finding(TRIAL), finding(OTHER)))
    assert (cell.level, cell.level_others) == (None, None)


# --- who says it -------------------------------------------------------------------------------------


def rated(**reasons: int) -> dict[str, Any]:
    """Each reason takes off as many levels; why, it says itself."""
    return {name: {"by": by, "reason": f"{name} {by}."} for name, by in reasons.items()}


ALL_FIVE = {"for_all": rated(**dict.fromkeys(DOMAINS, 0))}
PAIN = ("certainty", "usual-care", "pain")


def written(outcome: Any = None, comparison: Any = None, condition: Any = None) -> Certainty:
    """What is said of pain against usual care, of that comparison and of the whole condition."""
    below = {"usual-care": (comparison or {}) | {"pain": outcome or {}}}
    return Certainty.model_validate({"on": DAY} | (condition or ALL_FIVE) | below)


def of_pain(certainty: Certainty, studies: int = 2) -> Judged:
    found = judge(certainty, "usual-care", "pain", studies)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("outcome", "comparison", "by", "place"),
    [
        (None, None, 0, ("certainty", "for_all", "imprecision")),
        (None, {"for_all": rated(imprecision=1)}, 1, ("certainty", "usual-care", "for_all", "imprecision")),
        (rated(imprecision=2), {"for_all": rated(imprecision=1)}, 2, (*PAIN, "imprecision")),
        (rated(imprecision=2), None, 2, (*PAIN, "imprecision")),
    ],
)
def test_what_stands_nearest_to_the_outcome_holds(outcome, comparison, by, place):
    found = of_pain(written(outcome, comparison))
    assert (found.down["imprecision"].by, found.down["imprecision"].reason) == (by, f"imprecision {by}.")
    assert found.places["imprecision"] == place
    others = [(name, rating.by) for name, rating in found.down.items() if name != "imprecision"]
    assert others == [(name, 0) for name in DOMAINS if name != "imprecision"]


@pytest.mark.parametrize(
    ("outcome", "comparison", "on", "place"),
    [
        (None, None, DAY, ("certainty", "on")),
        (None, {"on": date(2026, 1, 2)}, date(2026, 1, 2), ("certainty", "usual-care", "on")),
        ({"on": date(2026, 1, 3)}, {"on": date(2026, 1, 2)}, date(2026, 1, 3), (*PAIN, "on")),
    ],
)
def test_the_day_that_stands_nearest_to_the_outcome_holds(outcome, comparison, on, place):
    found = of_pain(written(outcome, comparison))
    assert (found.on, found.places["on"]) == (on, place)


def test_a_single_study_cannot_disagree():
    """That holds against what is said for all, until the outcome itself says otherwise."""
    alone = {"for_all": rated(**dict.fromkeys(DOMAINS, 1))}
    found = of_pain(written(None, alone), studies=1)
    assert found.down["inconsistency"] == ALONE.inconsistency
    assert [rating.by for rating in found.down.values()] == [1, 0, 1, 1, 1]
    assert of_pain(written(None, alone), studies=2).down["inconsistency"].by == 1
    assert of_pain(written(rated(inconsistency=2), alone), studies=1).down["inconsistency"].by == 2


@pytest.mark.parametrize("domain", DOMAINS)
def test_each_of_the_five_must_be_given(domain):
    others = {"for_all": rated(**dict.fromkeys(set(DOMAINS) - {domain}, 0))}
    certainty = written(condition=others)
    assert missing(certainty, "usual-care", "pain", 2) == [domain]
    assert judge(certainty, "usual-care", "pain", 2) is None
    assert missing(certainty, "usual-care", "pain", 1) == ([] if domain == "inconsistency" else [domain])
    assert missing(written(rated(**{domain: 0}), condition=others), "usual-care", "pain", 2) == []
    given = written(comparison={"for_all": rated(**{domain: 0})}, condition=others)
    assert missing(given, "usual-care", "pain", 2) == []


def test_only_what_is_named_is_judged():
    certainty = written()
    assert judge(None, "usual-care", "pain", 2) is None
    assert judge(certainty, "usual-care", "grip", 2) is None
    assert judge(certainty, "forward-walking", "pain", 2) is None


def test_what_adds_to_it_stands_with_the_outcome():
    found = of_pain(written({"up": rated(dose_response=1)}))
    assert [(name, rating.by) for name, rating in found.up.items()] == [("dose_response", 1)]
    assert found.places["dose_response"] == (*PAIN, "up", "dose_response")
    assert of_pain(written()).up == {}
