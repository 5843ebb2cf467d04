"""Reasons with the numbers of their cell."""

from dataclasses import replace

import pytest

from evidence.reckon.cells import Cell
from evidence.records.condition import Outcome, Question, Rating
from evidence.say.reasons import downgrades, filled, upgrades
from making import finding, judged, study


def cell(*sides: str, comparator: str = "usual-care", people: int | None = 30) -> Cell:
    number = {"randomised": people} if people else {}
    each = study(participants={"description": "x", "seen": ["page"]} | number)
    return Cell(
        Question.model_validate({"comparator": comparator, "ask": "?", "explain": "."}),
        Outcome(id="pain", name="Pain", explain="."),
        tuple(finding(each, side, people) for side in sides),
    )


MIXED = cell(*["backward"] * 5, *["no"] * 4, "comparator", "unclear", "unclear")


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("{trials} with {people} people.", "12 trials with 300 people."),
        ("{favour trials} found less, {no_clear} none.", "Five trials found less, four none."),
        ("Only {against trials} found more.", "Only one trial found more."),
        (
            "It is small. {unclear trials} tell nothing! {against} more? {favour}.",
            "It is small. Two trials tell nothing! One more? Five.",
        ),
        ("The {told trials}, {sized}, and {sized trials}.", "The six trials, no, and no trials."),
        ("Cited [@a]. {favour} of {trials} [@b].", "Cited [@a]. Five of 12 trials [@b]."),
        ("No number.", "No number."),
    ],
)
def test_numbers_are_filled_in(reason, said):
    assert filled(reason, MIXED) == said


def test_what_only_looks_before_and_after_is_a_study():
    alone = cell("unclear", comparator="before")
    assert filled("{trials}, {unclear trials}", alone) == "One study, one study"
    assert filled("{trials}", cell("unclear", "unclear", comparator="before")) == "Two studies"


def test_a_number_that_nobody_knows_stays_as_it_is():
    """The check refuses it; a page would show it sooner than a wrong number."""
    assert filled("{people} people", cell("backward", people=None)) == "{people} people"


def test_each_reason_of_a_judgement_is_filled_in():
    rated = judged(up={"large_effect": 1}, imprecision=2)
    rated = replace(
        rated,
        down={**rated.down} | {"imprecision": Rating(by=2, reason="{trials}.")},
        up={"large_effect": Rating(by=1, reason="{people}.")},
    )
    found = replace(cell("backward"), judged=rated)
    assert dict(downgrades(found))["imprecision"] == Rating(by=2, reason="One trial.")
    assert [name for name, _ in downgrades(found)] == list(rated.down)
    assert upgrades(found) == [("large_effect", Rating(by=1, reason="30."))]
    assert (downgrades(cell("unclear")), upgrades(cell("unclear"))) == ([], [])
