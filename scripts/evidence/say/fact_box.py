"""A cell as a row of a fact box: how people did with walking backwards, and how without it."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.reckon.cells import Cell
from evidence.reckon.comparators import comparator_means
from evidence.reckon.conclusion import conclude
from evidence.say.answers import size
from evidence.say.numbers import capital, measured, number, rounded, spelled


@dataclass(frozen=True)
class WithAndWithout:
    """How people did; `without` is empty where `backward` says all there is to say."""

    backward: str
    without: str


def with_and_without(cell: Cell) -> WithAndWithout:
    """The size beside where the others stood, or in how many trials which group did better."""
    sides = cell.sides
    if conclude(cell).kind == "nobody-compared":
        return WithAndWithout("Nobody to compare with", "")
    if not sides.told:
        return WithAndWithout("No trial tells who did better", "")
    told, scores = size(cell), comparator_means(cell)
    if told and scores and cell.combined and cell.combined.instrument:
        low, high = (
            number(rounded(scores.low)),
            measured(rounded(scores.high), cell.combined.instrument.unit or ""),
        )
        return WithAndWithout(capital(told), f"{low} to {high} at the end")
    by = f", by {told}" if told else ""
    return WithAndWithout(f"{_better(sides.backward)}{by}", _better(sides.comparator))


def _better(trials: int) -> str:
    if not trials:
        return "Better in none"
    return f"Better in {spelled(trials)} trial{'s' if trials > 1 else ''}"
