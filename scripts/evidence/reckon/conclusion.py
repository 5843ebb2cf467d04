"""What may be said of a cell: one function decides, by rules that stand here.

Sources: Santesso 2020, J Clin Epidemiol 119:126 (statements by certainty and size); Cochrane Handbook
(version 6) chapters 12.2.1 and 15.6.4; Campbell 2020, BMJ 368:l6890 (synthesis without a sum).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from evidence.reckon.cells import Cell
from evidence.reckon.combining import Combined
from evidence.reckon.designs import ROLES
from evidence.reckon.formulas import Bounds
from evidence.records.study import Side

FEW_SIDES = 3
"""Fewer studies that tell a side say too little, whichever side it is."""

FEW_COMPARED = 100
"""Fewer people in the studies that tell a side say too little; a rule of this project's own."""

Kind = Literal[
    "nobody-compared",
    "comparator-unknown",
    "nothing-told",
    "too-little",
    "size",
    "little-difference",
    "sides",
]
"""What can be said.

`nobody-compared`: the same people before and after. `comparator-unknown`: what the others did was not seen,
so nobody could act on it. `nothing-told`: no study tells a side that could be read. `too-little`: see
TooLittle. `size`: a sum of two or more studies. `little-difference`: the whole interval of a sum is smaller
than what people notice. `sides`: three or more studies tell a side, but no two sizes can be put together.
"""

TooLittle = Literal["not-judged", "one-trial", "few-people", "few-sides"]
"""Why it is too little to tell."""


@dataclass(frozen=True)
class Sum:
    """A sum of two or more studies, on the scale of `combined`."""

    combined: Combined
    estimate: float
    interval: Bounds
    side: Side


@dataclass(frozen=True)
class Conclusion:
    """What may be said of a cell. `sum` only with the kinds that rest on one."""

    kind: Kind
    why: TooLittle | None = None
    sum: Sum | None = None


def conclude(cell: Cell) -> Conclusion:
    """The one decision behind every sentence, table, picture and download of a cell."""
    if not cell.compared:
        return Conclusion("nobody-compared")
    if not ROLES[cell.question.comparator].seen:
        return Conclusion("comparator-unknown")
    if not cell.telling:
        return Conclusion("nothing-told")
    if why := _too_little(cell):
        return Conclusion("too-little", why)
    if found := _sum(cell):
        return Conclusion("little-difference" if _little(cell, found) else "size", sum=found)
    if len(cell.telling) < FEW_SIDES:
        return Conclusion("too-little", "few-sides")
    return Conclusion("sides")


def _too_little(cell: Cell) -> TooLittle | None:
    if cell.level is None:
        return "not-judged"
    if len(cell.telling) == 1:
        return "one-trial"
    return "few-people" if cell.sides.people < FEW_COMPARED else None


def _sum(cell: Cell) -> Sum | None:
    combined = cell.combined
    if combined is None or combined.pool is None or combined.interval is None:
        return None
    estimate = combined.pool.estimate
    side: Side = "favours-backward" if cell.is_better(combined, estimate) else "favours-comparator"
    return Sum(combined, estimate, combined.interval, side)


def _little(cell: Cell, found: Sum) -> bool:
    """Whether the interval allows no change that people notice, to either side."""
    return cell.least is not None and max(map(abs, found.interval)) < cell.least
