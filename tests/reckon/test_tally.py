"""What is counted in a cell, by hand from a few trials."""

from dataclasses import replace
from typing import Any, get_args

from evidence.reckon.cells import Cell
from evidence.reckon.combining import combine
from evidence.reckon.effects import of_results
from evidence.reckon.tally import tally
from evidence.records.condition import Counted, Outcome, Question
from evidence.records.study import Study
from making import finding, result, scale, study

SIZED = result(values="post", juggle=(9, 30, 5), usual=(8, 35, 5))
TOLD = result(p="<0.05")
SCALE = scale()


def trial(name: str, people: int | None, *results: Any, **fields: Any) -> Study:
    number = {"randomised": people} if people else {}
    return study(*results, id=name, participants={"description": "x", "seen": ["page"]} | number, **fields)


def cell(*found: tuple[Study, str, int | None]) -> Cell:
    findings = tuple(
        replace(finding(each, side, people), results=tuple(each.results)) for each, side, people in found
    )
    effects = [(each, of_results(each, each.results, SCALE)) for each, *_ in found]
    return Cell(
        Question(comparator="usual-care", ask="?", explain="."),
        Outcome(id="pain", name="Pain", explain="."),
        findings,
        combine(((each, effect) for each, effect in effects if effect), {}),
    )


ALL = cell(
    (trial("a", 40, SIZED), "backward", 40),
    (trial("b", 30, TOLD), "backward", 40),
    (trial("c", 50, SIZED, sizes={"juggle": 15, "usual": 15, "roll": 20}), "no", 30),
    (trial("d", 20, TOLD), "comparator", 40),
    (trial("e", 10, TOLD), "unclear", 40),
)


def test_studies_and_people_are_counted_by_what_they_tell():
    """40 people compared in each trial, 30 in "c"; nothing was read of "e"; a size is given between 9 and 8
    people."""
    assert tally(ALL) == {
        "trials": 5,
        "favour": 2,
        "against": 1,
        "no_clear": 1,
        "unclear": 1,
        "told": 3,
        "sized": 2,
        "people": 3 * 40 + 30,
        "people_told": 3 * 40,
        "people_sized": 34,
        "people_compared": 4 * 40 + 30,
    }


def test_everything_that_a_reason_may_name_is_counted():
    assert set(tally(ALL)) == set(get_args(Counted))


def test_people_whom_a_study_does_not_count_are_not_known():
    unclear = cell((trial("a", 40, TOLD), "backward", 40), (trial("b", None, TOLD), "unclear", None))
    assert (tally(unclear)["people"], tally(unclear)["people_compared"]) == (40, None)
    groups = cell((trial("a", 40, TOLD), "backward", None))
    assert (tally(groups)["people"], tally(groups)["people_told"]) == (None, None)


def test_a_size_from_nobody_knows_how_many() -> None:
    assert ALL.combined
    sizeless = replace(ALL.combined.studies[0].effect, sizes=None)
    row = replace(ALL.combined.studies[0], effect=sizeless)
    found = replace(ALL, combined=replace(ALL.combined, studies=(row, *ALL.combined.studies[1:])))
    assert (tally(found)["sized"], tally(found)["people_sized"]) == (2, None)


def test_a_size_on_another_scale_counts() -> None:
    assert ALL.combined
    (first, *others) = ALL.combined.studies
    elsewhere = replace(
        ALL.combined, studies=(first,), elsewhere=tuple((row.study, row.effect) for row in others)
    )
    assert tally(replace(ALL, combined=elsewhere))["people_sized"] == 34


def test_without_any_size():
    found = replace(ALL, combined=None)
    assert (tally(found)["sized"], tally(found)["people_sized"]) == (0, 0)
