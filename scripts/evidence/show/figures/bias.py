"""How many studies were judged how, domain by domain, as stacked bars: one picture for each tool."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from evidence.reckon.risk_of_bias import NO_INFORMATION, Judged, Tool
from evidence.say.labels import WHOLE_STUDY
from evidence.say.numbers import capital
from evidence.say.terms import FORMATIONS, RISKS
from evidence.show.figures.frame import HEAD, HEAD_BASELINE, Box, Frame
from evidence.show.figures.lettering import TextLine, stacked, width
from evidence.show.figures.signs import ON, SAMPLE, RiskSign
from evidence.show.risk import RiskTable

FRAME = Frame(left=112.0, right=358.0)
"""Every bar begins and ends here."""
_ROW, _BAR, _GAP = 26.0, 20.0, 6.0
_SPACE = 3.0
"""Around a sign and its number."""


@dataclass(frozen=True)
class Segment:
    """Studies with the same judgement; `sign` and `number` (its middle) are None without room."""

    level: Judged
    count: int
    box: Box
    sign: RiskSign | None
    number: float | None

    @property
    def baseline(self) -> float:
        """Where its number stands."""
        return self.box.y + self.box.height / 2 + ON


@dataclass(frozen=True)
class DomainBar:
    """One domain, or the whole study."""

    head: TextLine
    segments: tuple[Segment, ...]

    def count(self, level: Judged) -> int:
        """How many studies were judged so."""
        return sum(segment.count for segment in self.segments if segment.level == level)


@dataclass(frozen=True)
class BiasSummary:
    """Every domain of a tool and the whole study below; `levels` runs from the best to no information."""

    frame: Frame
    tool: Tool
    studies: int
    levels: tuple[Judged, ...]
    bars: tuple[DomainBar, ...]
    height: float
    sample: int = SAMPLE

    @property
    def heading(self) -> TextLine:
        """Whose studies these are."""
        return TextLine(FORMATIONS[self.tool.formation].word, HEAD_BASELINE)

    @property
    def heads(self) -> list[str]:
        """The judgements in words."""
        return [capital(RISKS[level].word) for level in self.levels]

    @property
    def legend(self) -> list[tuple[Judged, Box]]:
        """The judgements that occur, each in a little picture of its own."""
        side = self.sample - 2
        return [(level, Box(1, 1, side, side)) for level in self.used]

    @property
    def narrow(self) -> bool:
        """Whether some number has no room in the picture."""
        return any(segment.number is None for bar in self.bars for segment in bar.segments)

    @property
    def used(self) -> list[Judged]:
        """The judgements that occur."""
        return [level for level in self.levels if any(bar.count(level) for bar in self.bars)]


def summary(table: RiskTable, frame: Frame = FRAME) -> BiasSummary:
    """The picture of one table; a table has at least one row."""
    levels: tuple[Judged, ...] = (*table.tool.judgements, NO_INFORMATION)
    domains = zip(table.heads, table.tool.domains, strict=True)
    judged = [(head, [row.domains[domain] for row in table.rows]) for head, domain in domains]
    judged.append((WHOLE_STUDY, [row.overall for row in table.rows]))
    tops = [HEAD + _ROW * place for place in range(len(judged))]
    tops[-1] += _GAP
    bars = tuple(
        DomainBar(stacked([head], top + _BAR / 2)[0], _segments(levels, found, top, frame))
        for (head, found), top in zip(judged, tops, strict=True)
    )
    return BiasSummary(frame, table.tool, len(table.rows), levels, bars, tops[-1] + _BAR + 1)


def _segments(
    levels: Iterable[Judged], judged: list[Judged], top: float, frame: Frame
) -> tuple[Segment, ...]:
    counted, segments, left = Counter(judged), [], frame.left
    for level in levels:
        count = counted[level]
        if count:
            wide = frame.across * count / len(judged)
            segments.append(_segment(level, count, Box(left, top, wide, _BAR)))
            left += wide
    return tuple(segments)


def _segment(level: Judged, count: int, box: Box) -> Segment:
    """Sign and number about the middle; a number never stands without its sign."""
    sign, number = 2 * RiskSign.radius, width(str(count))
    x, y = box.x + box.width / 2, box.y + box.height / 2
    if box.width >= sign + number + 3 * _SPACE:
        both = sign + _SPACE + number
        left = RiskSign(level, x - both / 2 + RiskSign.radius, y)
        return Segment(level, count, box, left, x + both / 2 - number / 2)
    return Segment(level, count, box, RiskSign(level, x, y) if box.width >= sign + 2 else None, None)
