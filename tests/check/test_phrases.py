"""Phrases of a judgement that went false: each with a cell that bears it out and one that does not."""

from dataclasses import replace

import pytest

from evidence.check.phrases import untrue
from evidence.reckon.cells import Cell
from evidence.reckon.combining import combine
from evidence.reckon.effects import Effect, Sizes
from evidence.reckon.formulas import Estimate
from evidence.records.condition import Outcome, Question, Rating
from making import finding, judged, result, scale, study

PLACE = ("certainty", "usual-care", "pain", "inconsistency")


def cell(*sides: str, estimates: tuple[float, ...] = ()) -> Cell:
    """Trials that tell these sides; `estimates` with variance 1 on a scale whose lower end is better."""
    trials = [study(id=f"s-{n}") for n in range(max(len(sides), len(estimates)))]
    effects = [
        Effect(result(values="post"), scale(), Sizes(20, 20), Estimate(each, 1.0), None, "groups")
        for each in estimates
    ]
    return Cell(
        Question(comparator="usual-care", ask="?", explain="."),
        Outcome(id="pain", name="Pain", explain="."),
        tuple(finding(trial, side) for trial, side in zip(trials, sides, strict=False)),
        combine(zip(trials, effects, strict=False), {}),
    )


def said(found: Cell, reason: str) -> list[str]:
    rated = judged()
    rated = replace(
        rated,
        down={**rated.down, "inconsistency": Rating(by=0, reason=reason)},
        places={name: (*PLACE[:3], name) for name in rated.down},
    )
    problems = list(untrue(found, rated))
    assert all((place, level) == ((*PLACE, "reason"), "hint") for place, _, level in problems)
    return [what for _, what, _ in problems]


ONE_WAY, MIXED = cell("backward", "backward"), cell("backward", "comparator")
GAINS, ACROSS = cell(estimates=(-9, -9, -9)), cell(estimates=(-9, 1, 2))
SOME = cell(estimates=(-9, -9, 1))


def hard_to_believe(found: Cell) -> Cell:
    """The same with a first size of three standard deviations."""
    assert found.combined
    first, *rest = found.combined.studies
    large = replace(first, effect=replace(first.effect, smd=Estimate(3, 0.1)))
    return replace(found, combined=replace(found.combined, studies=(large, *rest)))


PHRASES = [
    (
        "The {told trials} that tell a side agree.",
        ONE_WAY,
        MIXED,
        "1 favour walking backwards, 1 the comparison",
    ),
    (
        "The {told trials} lie on the same one.",
        ONE_WAY,
        MIXED,
        "1 favour walking backwards, 1 the comparison",
    ),
    (
        "All {told trials} that tell a side lie on that of walking backwards.",
        ONE_WAY,
        cell("comparator", "comparator"),
        "2 of those that tell a side favour the comparison",
    ),
    ("Only {told} tells a side, so none can disagree.", cell("backward", "no"), ONE_WAY, "2 tell a side"),
    ("The whole interval is a gain.", GAINS, ACROSS, "the interval of the sum is not all gain"),
    ("The whole interval is a gain.", GAINS, ONE_WAY, "the interval of the sum is not all gain"),
    ("Both intervals hold gains only.", GAINS, SOME, "not every study's interval is all gain"),
    (
        "The intervals of those that give a size overlap.",
        GAINS,
        SOME,
        "the studies' intervals do not all overlap",
    ),
    (
        "Most comes from one size that is hard to believe.",
        hard_to_believe(GAINS),
        GAINS,
        "none of the sizes in the sum are hard to believe",
    ),
    (
        "{told trials} with {people} people tell a side.",
        ONE_WAY,
        cell("backward", "no"),
        "{people} is 80, and {people_told} is 40",
    ),
]


@pytest.mark.parametrize(("reason", "true", "false", "against"), PHRASES)
def test_a_phrase_that_its_cell_does_not_bear_out_is_named(reason, true, false, against):
    assert said(true, reason) == []
    (found,) = said(false, reason)
    assert found.endswith(f"does not hold here: {against}; judge again, and correct the words")


def test_people_of_another_sentence_are_left_alone():
    reason = "{told trials} tell a side. {people} people can be read, and whether they agree is not known."
    assert said(MIXED, reason) == said(cell("backward", "no"), reason) == []
