"""Numbers written by hand into a reason: which fit the cell, and what is said of the others."""

from dataclasses import replace

import pytest

from evidence.check.figures import known
from evidence.reckon.cells import Cell, StudyFinding
from evidence.records.condition import Outcome, Question, Rating
from making import judged, result, study

PLACE = ("certainty", "usual-care", "pain", "imprecision")


def cell(*people: int | None) -> Cell:
    """One trial for each number of people, in two groups of 10; all favour walking backwards."""
    findings = [
        StudyFinding(
            study(sizes={"juggle": 10, "usual": 10}, participants=who(n)), (result(),), "favours-backward"
        )
        for n in people
    ]
    return Cell(
        Question(comparator="usual-care", ask="?", explain="."),
        Outcome(id="pain", name="Pain", explain="."),
        tuple(findings),
    )


def who(n: int | None) -> dict[str, object]:
    return {"description": "Jugglers", "seen": ["page"]} | ({"randomised": n} if n else {})


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
        "105 people in all, 60 adults in three groups.",
        "60 people, 30 men and 25 women, of whom 70 walked.",
        "About 110 people.",
        "About 96 people.",
        "After five sessions, of 70 minutes, in two groups.",
    ],
)
def test_what_fits_is_not_spoken_of(reason):
    assert said(cell(30, 25, 50), reason) == []


TRIALS = "{trials} is 3, {favour} is 3, {told} is 3"
PEOPLE = "{people} is 105, {people_told} is 105, {people_compared} is 60"


@pytest.mark.parametrize(
    ("reason", "given", "here"),
    [
        ("Two trials.", "Two trials", TRIALS),
        ("In all 4 studies.", "4 studies", TRIALS),
        ("There were five small trials.", "five small trials", TRIALS),
        ("Of two papers.", "two papers", TRIALS),
        ("With 104 people.", "104 people", PEOPLE),
        ("With 12 older women.", "12 older women", PEOPLE),
        ("With about 95 people.", "about 95 people", PEOPLE),
    ],
)
def test_what_does_not_fit_is_named_with_what_would(reason, given, here):
    what = f'"{given}" is not counted here, where {here}; correct it, or name one of these'
    assert said(cell(30, 25, 50), reason) == [(what, "hint")]


def test_numbers_of_people_that_nobody_knows():
    """An error only where the page would show the placeholder."""
    unknown = "some study does not say how many people took part; leave it out"
    assert said(cell(30, None), "{trials} with {people} people.") == [
        (f"{{people}} is not known: {unknown}", "error")
    ]
    assert said(cell(30, None), "30 people, then 31 people.") == [
        (
            '"31 people" is not counted here, where {people_compared} is 40; correct it, or name '
            "one of these",
            "hint",
        )
    ]
