"""A cell as a row of a fact box: how people did with walking backwards, and how without it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.reckon.cells import Cell, Sides, StudyFinding
from evidence.reckon.comparators import comparator_means
from evidence.reckon.conclusion import conclude
from evidence.records.study import Side
from evidence.say.answers import difference, size
from evidence.say.numbers import capital, measured, number, rounded, spelled


@dataclass(frozen=True)
class WithAndWithout:
    """How people did; `without` is empty where `backward` says all there is to say."""

    backward: str
    without: str


def with_and_without(cell: Cell) -> WithAndWithout:
    """A difference beside where the others stood, or in how many trials which group did better."""
    sides = cell.sides
    if conclude(cell).kind == "nobody-compared":
        return WithAndWithout("Nobody to compare with", "")
    if not sides.told:
        return WithAndWithout(_no_side(sides), "")
    told, scores = difference(cell), comparator_means(cell)
    if told and scores and cell.combined and cell.combined.instrument:
        high = measured(rounded(scores.high), cell.combined.instrument.unit or "")
        return WithAndWithout(
            capital(told), f"{cell.outcome.name} then: {number(rounded(scores.low))} to {high}"
        )
    by = f", by {size(cell)}" if size(cell) else ""
    unclear = f"; no clear difference in {spelled(sides.no_clear)}" if sides.no_clear else ""
    return WithAndWithout(
        f"{_better(cell, 'favours-backward')}{by}{unclear}", _better(cell, "favours-comparator")
    )


def _no_side(sides: Sides) -> str:
    """'No clear difference in the one trial', 'No clear difference in one trial; two do not tell'."""
    unread = sides.untold - sides.no_clear
    if not sides.no_clear:
        return "The trial does not tell" if unread == 1 else "No trial tells who did better"
    if not unread:
        return "No clear difference in the one trial" if sides.no_clear == 1 else "No clear difference found"
    tell = "one does not tell" if unread == 1 else f"{spelled(unread)} do not tell"
    trials = "trial" if sides.no_clear == 1 else "trials"
    return f"No clear difference in {spelled(sides.no_clear)} {trials}; {tell}"


def _better(cell: Cell, side: Side) -> str:
    found = [finding for finding in cell.telling if finding.side == side]
    if not found:
        return "Better in none"
    trials = f"{spelled(len(found))} trial{'s' if len(found) > 1 else ''}"
    return f"Better in {trials}{_clearly(found)}"


def _clearly(found: Iterable[StudyFinding]) -> str:
    """', one not clearly': those whose own test or report found no clear difference."""
    leans = [finding.leans for finding in found]
    if not any(leans):
        return ""
    return ", not clearly" if all(leans) else f", in {spelled(sum(leans))} not clearly"
