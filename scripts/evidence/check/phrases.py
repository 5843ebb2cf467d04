"""Phrases of a judgement that only hold while the studies of its cell lie as they did."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain

from evidence.check.figures import Found
from evidence.reckon.cells import Cell
from evidence.reckon.certainty import Judged
from evidence.reckon.formulas import Bounds
from evidence.reckon.tally import tally


def untrue(cell: Cell, judged: Judged) -> Iterator[Found]:
    """Phrases in the reasons that the cell does not bear out."""
    for name, rating in {**judged.down, **judged.up}.items():
        for pattern, why in _RULES:
            found, against = pattern.search(rating.reason), why(cell)
            if found and against:
                what = f'"{found[0]}" does not hold here: {against}; judge again, and correct the words'
                yield (*judged.places[name], "reason"), what, "hint"


def _sides_mixed(cell: Cell) -> str:
    sides = cell.sides
    mixed = sides.backward and sides.comparator
    return f"{sides.backward} favour walking backwards, {sides.comparator} the comparison" if mixed else ""


def _against(cell: Cell) -> str:
    number = cell.sides.comparator
    return f"{number} of those that tell a side favour the comparison" if number else ""


def _several_sides(cell: Cell) -> str:
    return f"{cell.sides.told} tell a side" if cell.sides.told > 1 else ""


def _not_whole(cell: Cell) -> str:
    bounds = cell.combined.interval if cell.combined else None
    return "" if _gains(cell, [bounds] if bounds else []) else "the interval of the sum is not all gain"


def _not_gains(cell: Cell) -> str:
    return "" if _gains(cell, _intervals(cell)) else "not every study's interval is all gain"


def _apart(cell: Cell) -> str:
    known = _intervals(cell)
    together = known and max(low for low, _ in known) <= min(high for _, high in known)
    return "" if together else "the studies' intervals do not all overlap"


def _not_one_doubtful(cell: Cell) -> str:
    number = len(cell.combined.doubtful) if cell.combined else 0
    return "" if number == 1 else f"{number or 'none'} of the sizes in the sum are hard to believe"


def _people_differ(cell: Cell) -> str:
    """{people} counts those too whose study tells only that no clear difference was found."""
    counted = tally(cell)
    if counted["people"] == counted["people_told"]:
        return ""
    return f"{{people}} is {counted['people']}, and {{people_told}} is {counted['people_told']}"


def _intervals(cell: Cell) -> list[Bounds]:
    return [row.interval for row in cell.combined.studies] if cell.combined else []


def _gains(cell: Cell, intervals: list[Bounds]) -> bool:
    """Whether there is some interval, and every bound speaks for walking backwards."""
    combined = cell.combined
    bounds = list(chain.from_iterable(intervals))
    return bool(combined and bounds and all(bound and cell.is_better(combined, bound) for bound in bounds))


_RULES: tuple[tuple[re.Pattern[str], Callable[[Cell], str]], ...] = (
    (re.compile(r"(?<!whether they )\bagree\b|\blie on the same (?:one|side)\b"), _sides_mixed),
    (re.compile(r"\blie on that of walking backwards\b"), _against),
    (re.compile(r"\bnone can disagree\b"), _several_sides),
    (re.compile(r"\bwhole interval is a gain\b"), _not_whole),
    (re.compile(r"\bintervals? holds? gains only\b"), _not_gains),
    (re.compile(r"\bintervals of [^.;]* overlap\b"), _apart),
    (re.compile(r"\bone size that is hard to believe\b"), _not_one_doubtful),
    (
        re.compile(r"\{told(?: trials)?\}[^.;:]*\{people\}|\{people\}[^.;:]*\{told(?: trials)?\}"),
        _people_differ,
    ),
)
"""A phrase, and what speaks against it in a cell; empty where nothing does."""
