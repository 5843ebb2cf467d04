"""What may be said of a cell: the lines between one kind of conclusion and the next."""

from dataclasses import replace

import pytest

from evidence.reckon.cells import Cell
from evidence.reckon.combining import combine
from evidence.reckon.conclusion import conclude
from evidence.reckon.effects import Effect, Sizes
from evidence.reckon.formulas import Estimate
from evidence.reckon.points import Mcid
from evidence.records.common import Span
from evidence.records.condition import Outcome, Question
from making import finding, judged, result, scale, study

TRIALS = [study(id=f"s-{n}") for n in range(4)]


def combined(*estimates):
    effects = (
        Effect(result(values="post"), scale(), Sizes(20, 20), Estimate(each, 1.0), None, "groups")
        for each in estimates
    )
    return combine(zip(TRIALS, effects, strict=False))


def cell(*sides, comparator="usual-care", people=40, **fields):
    return Cell(
        Question(comparator=comparator, ask="?", explain="."),
        Outcome(id="pain", name="Pain", explain="."),
        tuple(finding(trial, side, people) for trial, side in zip(TRIALS, sides, strict=False)),
        **{"judged": judged()} | fields,
    )


THREE = ("backward", "backward", "comparator")


@pytest.mark.parametrize(
    ("found", "kind", "why"),
    [
        (cell(*THREE, comparator="before"), "nobody-compared", None),
        (cell(*THREE, comparator="not-seen"), "comparator-unknown", None),
        (cell("no", "unclear"), "nothing-told", None),
        (cell(*THREE, judged=None), "too-little", "not-judged"),
        (cell("backward", "no", "no"), "too-little", "one-trial"),
        (cell(*THREE, people=33), "too-little", "few-people"),
        (cell(*THREE[:2], people=50), "too-little", "few-sides"),
        (cell(*THREE, people=34), "sides", None),
        (cell(*THREE, combined=combined(-9, -9, -9)), "size", None),
        (cell(*THREE, combined=combined(-9)), "sides", None),
    ],
)
def test_kinds_of_conclusion_and_the_lines_between_them(found, kind, why):
    assert (conclude(found).kind, conclude(found).why) == (kind, why)


@pytest.mark.parametrize(
    ("estimates", "side"), [((-9, -8), "favours-backward"), ((9, 8), "favours-comparator")]
)
def test_a_sum_has_the_side_of_its_estimate(estimates, side):
    found = conclude(cell(*THREE, combined=combined(*estimates))).sum
    assert found.side == side and found.interval == combined(*estimates).interval


def test_an_interval_that_reaches_what_people_notice_is_no_little_difference():
    both = combined(-1, 0, 1)
    reach = max(map(abs, both.interval))
    known = cell(*THREE, combined=both, mcid=Mcid(Span(low=reach, high=reach + 1), ()))
    assert conclude(known).kind == "size"
    more = Mcid(Span(low=reach + 0.001, high=reach + 1), ())
    assert conclude(replace(known, mcid=more)).kind == "little-difference"
