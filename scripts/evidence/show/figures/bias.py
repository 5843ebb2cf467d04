"""How many studies were judged how, domain by domain, as stacked bars: one picture for each tool."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from evidence.reckon.risk_of_bias import NO_INFORMATION, Judged, Tool
from evidence.say.labels import WHOLE_STUDY
from evidence.say.numbers import capital
from evidence.say.terms import FORMATIONS, RISKS
from evidence.show.figures.frame import HEAD, HEAD_BASELINE, ON, SAMPLE, Box, Frame
from evidence.show.figures.lettering import TextLine, stacked, width
from evidence.show.risk import RiskTable

FRAME = Frame(left=136.0, right=358.0)
"""Every bar begins and ends here."""
_ROW, _BAR, _GAP = 30.0, 24.0, 6.0
_SPACE = 3.0
"""At both ends of what stands on a part of a bar."""


@dataclass(frozen=True)
class Segment:
    """Studies with the same judgement."""

    level: Judged
    count: int
    box: Box
    told: str
    """Sign and number, the sign alone, or nothing: as much as there is room for."""

    @property
    def middle(self) -> float:
        """About which that stands."""
        return self.box.x + self.box.width / 2

    @property
    def baseline(self) -> float:
        """Where that stands."""
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
        return any(str(part.count) not in part.told for bar in self.bars for part in bar.segments)

    @property
    def telling(self) -> list[Segment]:
        """The parts of bars that have room for what they tell."""
        return [part for bar in self.bars for part in bar.segments if part.told]

    def boxes(self, level: Judged) -> list[Box]:
        """The parts of bars for this judgement."""
        return [part.box for bar in self.bars for part in bar.segments if part.level == level]

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
    """A number never stands without its sign."""
    sign = RISKS[level].sign
    fitting = (told for told in (f"{sign} {count}", sign) if width(told) + 2 * _SPACE <= box.width)
    return Segment(level, count, box, next(fitting, ""))
