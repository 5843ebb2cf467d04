"""Why one can be so sure: the reasons of a judgement, with the numbers of its cell filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from evidence.reckon.cells import Cell
from evidence.reckon.designs import ROLES
from evidence.reckon.tally import tally
from evidence.records.condition import ALONE, BRACES, PLACEHOLDERS, Rating
from evidence.say.numbers import capital, spelled

_ALONE = "{trials} cannot disagree with others."
_SENTENCE_START = re.compile(r"(^|[.!?] )$")


def downgrades(cell: Cell) -> list[tuple[str, Rating]]:
    """The five reasons to be less certain, in their order; none where that is not yet judged."""
    return _filled(cell, cell.judged.down) if cell.judged else []


def upgrades(cell: Cell) -> list[tuple[str, Rating]]:
    """The reasons to be more certain that were judged."""
    return _filled(cell, cell.judged.up) if cell.judged else []


def _filled(cell: Cell, ratings: Mapping[str, Rating]) -> list[tuple[str, Rating]]:
    return [
        (name, Rating(by=rating.by, reason=filled(_reason(rating), cell))) for name, rating in ratings.items()
    ]


def _reason(rating: Rating) -> str:
    """The reason in words, with its placeholders."""
    return _ALONE if rating is ALONE.inconsistency else rating.reason


def filled(reason: str, cell: Cell) -> str:
    """'{trials} with {people} people' -> 'Two trials with 60 people'; what is not known stays."""
    counted = tally(cell)

    def number(found: re.Match[str]) -> str:
        count = counted[PLACEHOLDERS[found[0]]]
        if count is None:
            return found[0]
        words = f"{spelled(count)} {_noun(cell, count)}" if found[0].endswith("trials}") else spelled(count)
        return capital(words) if _SENTENCE_START.search(reason[: found.start()]) else words

    return BRACES.sub(number, reason)


def _noun(cell: Cell, count: int) -> str:
    """A trial compares; what only looks before and after is a study."""
    one, many = ("trial", "trials") if ROLES[cell.question.comparator].group else ("study", "studies")
    return one if count == 1 else many
