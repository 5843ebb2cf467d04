"""How many studies were judged how, domain by domain, as stacked bars: one picture for each tool."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from evidence.reckon.risk_of_bias import NO_INFORMATION, ROB_2, Tool
from evidence.say.numbers import capital
from evidence.say.terms import RISKS
from evidence.show.figures.direction_plot import GROUPS
from evidence.show.figures.lettering import width
from evidence.show.risk import Table

LEFT, RIGHT = 112.0, 358.0
"""Where every bar begins and ends, in units of the view box (360 wide)."""
_TOP, _ROW, _BAR, _GAP = 18.0, 26.0, 20.0, 6.0
_SIGN, _SPACE = 6.5, 3.0
"""Radius of a sign, and the space around it and its number."""


@dataclass(frozen=True)
class Segment:
    """Studies with the same judgement; `sign` and `number` are where these stand, None without room."""

    level: str
    count: int
    left: float
    width: float
    sign: float | None
    number: float | None


@dataclass(frozen=True)
class Bar:
    """One domain, or the whole study; `y` is its top."""

    head: str
    y: float
    height: float
    segments: tuple[Segment, ...]
    whole: bool = False

    def count(self, level: str) -> int:
        """How many studies were judged so."""
        return sum(segment.count for segment in self.segments if segment.level == level)


@dataclass(frozen=True)
class Summary:
    """Every domain of a tool and the whole study below; `levels` runs from the best to no information."""

    tool: Tool
    studies: int
    levels: tuple[str, ...]
    bars: tuple[Bar, ...]
    height: float

    @property
    def heading(self) -> str:
        """Whose studies these are."""
        return dict(GROUPS)[self.tool is ROB_2]

    @property
    def heads(self) -> list[str]:
        """The judgements in words."""
        return [capital(RISKS[level].word) for level in self.levels]

    @property
    def narrow(self) -> bool:
        """Whether some number has no room in the picture."""
        return any(segment.number is None for bar in self.bars for segment in bar.segments)

    @property
    def used(self) -> list[str]:
        """The judgements that occur."""
        return [level for level in self.levels if any(bar.count(level) for bar in self.bars)]


def summary(table: Table) -> Summary:
    """The picture of one table; a table has at least one row."""
    levels = (*table.tool.judgements, NO_INFORMATION)
    domains = zip(table.heads, table.tool.domains, strict=True)
    bars = [
        Bar(head, _TOP + _ROW * place, _BAR, _segments(levels, [row.domains[domain] for row in table.rows]))
        for place, (head, domain) in enumerate(domains)
    ]
    top = _TOP + _ROW * len(bars) + _GAP
    bars.append(Bar("Whole study", top, _BAR, _segments(levels, [row.overall for row in table.rows]), True))
    return Summary(table.tool, len(table.rows), levels, tuple(bars), top + _BAR + 1)


def _segments(levels: Iterable[str], judged: list[str]) -> tuple[Segment, ...]:
    counted, segments, left = Counter(judged), [], LEFT
    for level in levels:
        count = counted[level]
        if count:
            wide = (RIGHT - LEFT) * count / len(judged)
            segments.append(Segment(level, count, left, wide, *_places(count, left, wide)))
            left += wide
    return tuple(segments)


def _places(count: int, left: float, wide: float) -> tuple[float | None, float | None]:
    """The middle of the sign and that of the number beside it; a number never stands without its sign."""
    middle, number = left + wide / 2, width(str(count))
    if wide >= 2 * _SIGN + number + 3 * _SPACE:
        both = 2 * _SIGN + _SPACE + number
        return middle - both / 2 + _SIGN, middle + both / 2 - number / 2
    return (middle if wide >= 2 * _SIGN + 2 else None), None
