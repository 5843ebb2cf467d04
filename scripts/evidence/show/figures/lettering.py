"""Text in a picture: about how wide it is, where its lines break, and the letter for where it was read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from evidence.reckon.provenance import best_kind
from evidence.records.study import Study
from evidence.say.terms import LETTERS, SOURCES

FONT, LINE, BASELINE = 16.2, 17, 5
"""Size of the smallest text, the distance between its lines, and how far below the middle of a single line
its letters stand, in view-box units."""
_EM = {
    "ijl'|": 0.24,
    " .,:;!/ftI[]": 0.3,
    "()r-“”‘’": 0.36,
    "ckszvxyJ": 0.52,
    "abdeghnopquL0123456789?–": 0.58,
    "+−<=>FTZ": 0.63,
    "ABEKPSVXY&": 0.7,
    "CDHNRUw": 0.75,
    "GOQMm": 0.86,
}
_ADVANCE = {letter: em for letters, em in _EM.items() for letter in letters}
"""Advance widths in Arial and its like, in em, with a little to spare; whatever is not here counts as 1."""


class TextLine(NamedTuple):
    """A line of text; `y` is where its letters stand."""

    text: str
    y: float


def width(text: str, size: float = FONT) -> float:
    """About how wide the text is, in the unit of `size`; rather too wide than too narrow."""
    return size * sum(_ADVANCE.get(unicodedata.normalize("NFD", letter)[0], 1.0) for letter in text)


def wrapped(text: str, room: float, most: int, size: float = FONT) -> tuple[str, ...]:
    """The text in at most so many lines that fit the room; one that is longer ends in an ellipsis."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return tuple(_cut(line, room, size) for line in lines)


def stacked(lines: Sequence[str], middle: float) -> tuple[TextLine, ...]:
    """The lines one below the other, as far above `middle` as below it."""
    first = (len(lines) - 1) / 2
    return tuple(
        TextLine(text, middle + BASELINE + LINE * (place - first)) for place, text in enumerate(lines)
    )


def letter(study: Study, seen: Iterable[str]) -> str:
    """The letter for the closest to the full paper among the pages on which something was seen."""
    return SOURCES[best_kind(study, seen)].sign


def letters(used: Iterable[str]) -> dict[str, str]:
    """These letters in words, each once."""
    found = set(used)
    return {sign: term.word for sign, term in LETTERS.items() if sign in found}


def _cut(line: str, room: float, size: float) -> str:
    if width(line, size) <= room:
        return line
    while line and width(f"{line}…", size) > room:
        line = line[:-1]
    return f"{line.rstrip()}…"
