"""Numbers written by hand into a reason: which fit the cell, and what is said of the others."""

from dataclasses import replace

import pytest

from evidence.check.figures import known
from evidence.reckon.cells import Cell
from evidence.records.condition import Outcome, Question, Rating
from making import finding, judged, study

PLACE = ("certainty", "usual-care", "pain", "imprecision")


def cell(*told: tuple[int | None, int | None, str]) -> Cell:
    """Trials as (people of the study, people in the arms compared, the side that it tells)."""
    return Cell(
        Question(comparator="usual-care", ask="?", explain="."),
        Outcome(id="pain", name="Pain", explain="."),
        tuple(finding(study(people=people), side, compared) for people, compared, side in told),
    )


THREE = cell((30, 20, "backward"), (25, 24, "backward"), (50, 40, "unclear"))


def said(found: Cell, reason: str) -> list[tuple[str, str]]:
    rated = judged()
    rated = replace(
        rated,
        down={**rated.down, "imprecision": Rating(by=1, reason=reason)},
        places={name: (*PLACE[:3], name) for name in rated.down},
    )
    problems = list(known(found, rated))
    assert all(place == (*PLACE, "reason") for place, _, _ in problems)
    return [(what, level) for _, what, level in problems]


@pytest.mark.parametrize(
    "reason",
    [
        "Three trials, 3 trials and three small trials.",
        "One trial, one of the studies; a paper.",
        "In one trial people walked, and in one study men were older.",
        "84 people in all, 44 adults in three groups.",
        "44 people, 30 men and 25 women, of whom 70 walked.",
        "About 92 people.",
        "About 77 people.",
        "After five sessions, of 70 minutes, in two groups.",
    ],
)
def test_what_fits_is_not_spoken_of(reason):
    assert said(THREE, reason) == []


TRIALS = "{trials} is 3, {favour} is 2, {unclear} is 1, {told} is 2"
PEOPLE = "{people} is 44, {people_told} is 44, {people_compared} is 84"


@pytest.mark.parametrize(
    ("reason", "given", "here"),
    [
        ("Six trials.", "Six trials", TRIALS),
        ("In all 4 studies.", "4 studies", TRIALS),
        ("There were five small trials.", "five small trials", TRIALS),
        ("Of nine papers.", "nine papers", TRIALS),
        ("With 105 people.", "105 people", PEOPLE),
        ("With 12 older women.", "12 older women", PEOPLE),
        ("With about 94 people.", "about 94 people", PEOPLE),
        ("With about 76 people.", "about 76 people", PEOPLE),
    ],
)
def test_what_does_not_fit_is_named_with_what_would(reason, given, here):
    what = f'"{given}" is not counted here, where {here}; correct it, or name one of these'
    assert said(THREE, reason) == [(what, "hint")]


def test_numbers_of_people_that_nobody_knows():
    """An error only where the page would show the placeholder."""
    unknown = "some study does not say how many people took part; leave it out"
    untold = cell((30, 20, "backward"), (None, None, "unclear"))
    assert said(untold, "{trials} with {people} people.") == []
    assert said(untold, "{people_compared} people.") == [
        (f"{{people_compared}} is not known: {unknown}", "error")
    ]
    assert said(untold, "30 people, then 31 people.") == [
        (
            '"31 people" is not counted here, where {people} is 20, {people_told} is 20; correct it, '
            "or name one of these",
            "hint",
        )
    ]
    told = cell((30, 20, "backward"), (None, None, "backward"))
    assert said(told, "{trials} with {people} people.") == [(f"{{people}} is not known: {unknown}", "error")]
    assert said(told, "30 people, then 31 people.") == [
        ('"31 people" is not counted here, where none is known; correct it, or name one of these', "hint")
    ]
