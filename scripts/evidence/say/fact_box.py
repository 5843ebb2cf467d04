"""A cell as a row of a fact box: how people did with walking backwards, and how without it."""

from __future__ import annotations

from collections.abc import Sequence
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
    """A difference beside where the others stood, or in how many trials people did better, and worse."""
    sides = cell.sides
    if conclude(cell).kind == "nobody-compared":
        return WithAndWithout("Nobody to compare with", "")
    if not sides.told:
        return WithAndWithout(_no_side(sides), "")
    told, scores = difference(cell), comparator_means(cell)
    if told and scores and cell.combined and cell.combined.instrument:
        high = measured(rounded(scores.high), cell.combined.instrument.unit or "")
        return WithAndWithout(capital(told), f"Ended with {number(rounded(scores.low))} to {high}")
    better, worse = _found(cell, "favours-backward"), _found(cell, "favours-comparator")
    if sides.told == len(cell.findings) == 1:
        return WithAndWithout(f"Better in {better}{_by(cell)}" if sides.backward else f"Worse in {worse}", "")
    return _counted(f"better in {better}{_by(cell)}", *_unclear(sides), f"worse in {worse}", *_unread(sides))


def _by(cell: Cell) -> str:
    """', by a large amount', ', in four by a large amount' where not each of them gives a number."""
    amount, pool = size(cell), cell.combined.pool if cell.combined else None
    if not amount or pool is None:
        return ""
    return f", by {amount}" if pool.k == cell.sides.told else f", in {spelled(pool.k)} by {amount}"


def against(cell: Cell) -> WithAndWithout:
    """'Worse in one trial; no clear difference in two', where more trials found it worse than better."""
    better = [f"better in {spelled(cell.sides.backward)}"] if cell.sides.backward else []
    worse = _found(cell, "favours-comparator")
    return _counted(f"worse in {worse}", *_unclear(cell.sides), *better, *_unread(cell.sides))


def _counted(*parts: str) -> WithAndWithout:
    return WithAndWithout(capital("; ".join(parts)), "")


def _unclear(sides: Sides) -> list[str]:
    return [f"no clear difference in {spelled(sides.no_clear)}"] if sides.no_clear else []


def _unread(sides: Sides) -> list[str]:
    """A trial that tells no side is no trial that found nothing: it is counted too."""
    unread = sides.untold - sides.no_clear
    return [f"{_many(unread)} not tell"] if unread else []


def _many(count: int) -> str:
    return "one does" if count == 1 else f"{spelled(count)} do"


def _no_side(sides: Sides) -> str:
    """'No clear difference in the one trial', 'No clear difference in one trial; two do not tell'."""
    unread = sides.untold - sides.no_clear
    if not sides.no_clear:
        return "The trial does not tell" if unread == 1 else "No trial tells who did better"
    if not unread:
        return "No clear difference in the one trial" if sides.no_clear == 1 else "No clear difference found"
    trials = "trial" if sides.no_clear == 1 else "trials"
    return f"No clear difference in {spelled(sides.no_clear)} {trials}; {_many(unread)} not tell"


def _found(cell: Cell, side: Side) -> str:
    """'none', 'two trials', 'the one trial'."""
    found = [finding for finding in cell.telling if finding.side == side]
    if len(found) == len(cell.findings) == 1:
        return f"the one trial{', not clearly' if found[0].leans else ''}"
    return _trials(found) if found else "none"


def _trials(found: Sequence[StudyFinding]) -> str:
    """'one trial', 'two trials, in one not clearly': not so by its own test or report."""
    many = f"{spelled(len(found))} trial{'s' if len(found) > 1 else ''}"
    leaning = sum(finding.leans for finding in found)
    if not leaning:
        return many
    return f"{many}, not clearly" if leaning == len(found) else f"{many}, in {spelled(leaning)} not clearly"
