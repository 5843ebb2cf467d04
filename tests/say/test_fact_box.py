"""A row of the fact box: a size beside where the others stood, else who did better in how many trials."""

from __future__ import annotations

import pytest

from evidence.read.library import Library
from evidence.reckon.cells import Cell
from evidence.reckon.synthesis import synthesise
from evidence.records.condition import Outcome, Question
from evidence.say.fact_box import WithAndWithout, with_and_without
from making import finding, judged, study

NONE = "Better in none"


def cell(*sides: str, comparator: str = "usual-care") -> Cell:
    return Cell(
        Question.model_validate({"comparator": comparator, "ask": "?", "explain": "."}),
        Outcome(id="pain", name="Pain", explain=".", gain="ease pain"),
        tuple(finding(study(id=f"s-{number}"), side) for number, side in enumerate(sides)),
        judged=judged(),
    )


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (cell("backward", "no", "unclear"), WithAndWithout("Better in one trial", NONE)),
        (
            cell("backward", "backward", "comparator"),
            WithAndWithout("Better in two trials", "Better in one trial"),
        ),
        (cell("comparator"), WithAndWithout(NONE, "Better in one trial")),
        (cell("no", "unclear"), WithAndWithout("No trial tells who did better", "")),
        (cell("backward", comparator="before"), WithAndWithout("Nobody to compare with", "")),
    ],
)
def test_who_did_better_in_how_many_trials(found: Cell, told: WithAndWithout) -> None:
    assert with_and_without(found) == told


def test_a_size_stands_beside_where_the_others_stood(real_library: Library) -> None:
    cells = {
        (found.question.comparator, found.outcome.id): found
        for found in synthesise(real_library)["knee-osteoarthritis"].cells()
    }
    pain = with_and_without(cells["usual-care", "pain"])
    assert pain.backward.startswith("About ") and " points of 10 better (" in pain.backward
    assert pain.without.endswith(" points at the end")
    function = with_and_without(cells["usual-care", "function"])
    assert function.backward.endswith(", by a large amount") and function.without == NONE
