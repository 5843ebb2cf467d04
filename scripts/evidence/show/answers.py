"""What a cell adds up to, as templates show it: in few words, counted, in numbers, and how surely."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from evidence.reckon.cells import Cell
from evidence.reckon.certainty import Level
from evidence.reckon.synthesis import Answer, Synthesis
from evidence.records.condition import Question, Rating
from evidence.say import reading, reasons
from evidence.say.answers import Said, counted_beside, numbers, short_answer, sign_test_line


@dataclass(frozen=True)
class Reason:
    """One reason to be less or more certain."""

    name: str
    """As in the terms."""
    amount: str
    """Levels with their sign: '−1', '0', '+1'."""
    why: str
    """With citations."""


@dataclass(frozen=True)
class ToldCertainty:
    """How sure one can be, and why."""

    level: Level
    start: Level
    """Where the studies start."""
    others: Level | None
    """The level of studies whose groups were not formed at random; None unless both kinds are heard."""
    reasons: tuple[Reason, ...]
    sign_test: str
    """How uneven the sides are; empty where fewer than two studies tell one."""
    on: date
    """When it was judged."""


@dataclass(frozen=True)
class ToldCell:
    """One outcome of a question."""

    cell: Cell
    short: str
    """What it adds up to in the fewest words; empty where nothing useful can be said."""
    counted: str
    """Which sides the studies tell; empty where `short` says it."""
    numbers: tuple[Said, ...]
    """Sentences with figures; none where no numbers were seen."""
    judged: ToldCertainty | None
    """None where that is not yet judged."""


def told(cells: Iterable[Cell]) -> tuple[ToldCell, ...]:
    """These cells as templates show them."""
    return tuple(
        ToldCell(cell, short_answer(cell), counted_beside(cell), numbers(cell), _judged(cell))
        for cell in cells
    )


def _judged(cell: Cell) -> ToldCertainty | None:
    if cell.judged is None or cell.level is None:
        return None
    down = [_reason(name, "−", rating) for name, rating in reasons.downgrades(cell)]
    up = [_reason(name, "+", rating) for name, rating in reasons.upgrades(cell)]
    start = cell.start
    return ToldCertainty(
        cell.level, start, cell.level_others, (*down, *up), sign_test_line(cell), cell.judged.on
    )


def _reason(name: str, sign: str, rating: Rating) -> Reason:
    return Reason(name, f"{sign}{rating.by}" if rating.by else "0", rating.reason)


@dataclass(frozen=True)
class Asked:
    """A question that readers want answered first, with the outcomes that matter most."""

    question: Question
    cells: tuple[ToldCell, ...]
    sure: tuple[Level, ...]
    """How sure one can be of these, from the least on."""
    by: Answer | None
    """Who asked it, where not every study of the condition did."""


def leading(synthesis: Synthesis) -> tuple[Asked, ...]:
    """What a reader wants first; empty where no comparison gives an answer."""
    return tuple(
        Asked(
            answer.question,
            told(cells),
            reading.certainty_range(cells),
            answer if len(answer.studies) < len(synthesis.studies) else None,
        )
        for answer, cells in synthesis.leading()
    )
