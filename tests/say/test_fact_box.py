"""A row of the fact box: a size beside where the others stood, else who did better in how many trials."""

from __future__ import annotations

import pytest

from evidence.read.library import Library
from evidence.reckon.cells import Cell
from evidence.reckon.synthesis import synthesise
from evidence.records.condition import Outcome, Question
from evidence.say.fact_box import WithAndWithout, against, with_and_without
from making import finding, judged, study

NONE = "; worse in none"


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
        (
            cell("backward", "no", "unclear"),
            WithAndWithout(f"Better in one trial; no clear difference in one{NONE}; one does not tell", ""),
        ),
        (cell("backward", "unclear"), WithAndWithout(f"Better in one trial{NONE}; one does not tell", "")),
        (cell("backward", "leans"), WithAndWithout(f"Better in two trials, in one not clearly{NONE}", "")),
        (cell("leans-away"), WithAndWithout("Worse in the one trial, not clearly", "")),
        (
            cell("backward", "backward", "comparator"),
            WithAndWithout("Better in two trials; worse in one trial", ""),
        ),
        (cell("comparator"), WithAndWithout("Worse in the one trial", "")),
        (cell("backward"), WithAndWithout("Better in the one trial", "")),
        (cell("leans"), WithAndWithout("Better in the one trial, not clearly", "")),
        (
            cell("comparator", "unclear", "unclear"),
            WithAndWithout("Better in none; worse in one trial; two do not tell", ""),
        ),
        (cell("no"), WithAndWithout("No clear difference in the one trial", "")),
        (cell("no", "no"), WithAndWithout("No clear difference found", "")),
        (
            cell("no", "unclear", "unclear"),
            WithAndWithout("No clear difference in one trial; two do not tell", ""),
        ),
        (
            cell("no", "no", "unclear"),
            WithAndWithout("No clear difference in two trials; one does not tell", ""),
        ),
        (cell("unclear"), WithAndWithout("The trial does not tell", "")),
        (cell("unclear", "unclear"), WithAndWithout("No trial tells who did better", "")),
        (cell("backward", comparator="before"), WithAndWithout("Nobody to compare with", "")),
    ],
)
def test_who_did_better_in_how_many_trials(found: Cell, told: WithAndWithout) -> None:
    assert with_and_without(found) == told


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (cell("comparator"), "Worse in the one trial"),
        (
            cell("comparator", "no", "no", "unclear"),
            "Worse in one trial; no clear difference in two; one does not tell",
        ),
        (
            cell("comparator", "leans-away", "backward"),
            "Worse in two trials, in one not clearly; better in one",
        ),
    ],
)
def test_a_comparison_that_speaks_against_it_is_told_so(found: Cell, told: str) -> None:
    assert against(found) == WithAndWithout(told, "")


def test_a_size_stands_beside_where_the_others_stood(real_library: Library) -> None:
    cells = {
        (found.question.comparator, found.outcome.id): found
        for found in synthesise(real_library)["knee-osteoarthritis"].cells()
    }
    pain = with_and_without(cells["usual-care", "pain"])
    assert pain.backward.startswith("About ") and " points of 10 less (" in pain.backward
    assert pain.without.startswith("Ended with ") and pain.without.endswith(" points")
    function = with_and_without(cells["usual-care", "function"])
    assert ", in four by a large amount;" in function.backward
    assert function.backward.endswith(f"{NONE}; four do not tell")
