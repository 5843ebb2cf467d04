"""The effects of several studies and their sum to a forest plot.

Cochrane Handbook (version 6) chapter 10: squares by weight, a diamond for the sum, and for three studies or
more the Hartung-Knapp interval and how much the effects differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10, sqrt
from typing import Literal

from evidence.read.bibliography import Reference
from evidence.reckon.combining import Combined, StudyEffect
from evidence.records.common import Span
from evidence.say import labels
from evidence.say.numbers import number
from evidence.show.figures.frame import HEAD, HEAD_BASELINE, Box, Frame, Place, Tick
from evidence.show.figures.lettering import (
    BASELINE,
    LINE,
    TextLine,
    letter,
    letters,
    stacked,
    width,
    wrapped,
)

FRAME = Frame(left=126, right=234)
"""Names lie to the left of the axis, numbers to its right."""
LARGEST, PLAIN = 13.0, 6.0
"""Side of the square of the heaviest study, and of a study that stands in no sum."""
ARROW, ARROW_HALF = 6, 4
"""Length of the arrow at an end that is cut, and how far it reaches up and down."""
_BAND_HEAD, _PADDING, _SUM, _SPACE = 18.0, 8.0, 42.0, 4
"""Heights: of the words above the band, what a row has beyond its lines, a row of the sum, above the rows."""
_ASIDE = 5
"""From the line of zero to the words on both sides of it."""
_UPPER = -2.5
"""Where the first of two lines beside the axis stands, from the middle of their row."""
_TOO_LONG = 1.5
"""An interval this many times longer than what must be seen leaves the axis."""


@dataclass(frozen=True)
class Whisker:
    """An interval on the axis; an end that is cut lies at the edge and beyond."""

    left: float
    right: float
    y: float
    cut_left: bool
    cut_right: bool

    @property
    def cut(self) -> bool:
        """Whether an end leaves the axis."""
        return self.cut_left or self.cut_right

    @property
    def arrows(self) -> list[str]:
        """Outlines of the arrows at the ends that are cut, as SVG paths."""
        ends = ((self.left, ARROW, self.cut_left), (self.right, -ARROW, self.cut_right))
        return [f"M{x} {self.y}l{back} -{ARROW_HALF}v{2 * ARROW_HALF}z" for x, back, cut in ends if cut]


@dataclass(frozen=True)
class Told:
    """An effect in numbers beside the axis, the interval below the estimate; `weight` in percent, or None.

    `upper` and `lower` are where the two lines stand.
    """

    estimate: float
    interval: tuple[float, float]
    weight: float | None
    upper: float
    lower: float


@dataclass(frozen=True)
class ForestRow:
    """One study: `x` is its estimate and `side` that of its square; `words` its name, people and letter."""

    found: StudyEffect
    words: tuple[TextLine, ...]
    people: str
    read: str
    x: float
    side: float
    whisker: Whisker
    told: Told

    @property
    def square(self) -> Box:
        """About the estimate, in the middle of the row."""
        half = self.side / 2
        return Box(self.x - half, self.whisker.y - half, self.side, self.side)


@dataclass(frozen=True)
class SumRow:
    """The sum, below a rule."""

    label: TextLine
    rule: float
    x: float
    whisker: Whisker
    told: Told

    @property
    def diamond(self) -> str:
        """Corners, as far as they lie on the axis: a side that is cut ends in an edge, before its arrow."""
        bar = self.whisker
        left, high_left = (bar.left + ARROW, 2.0) if bar.cut_left else (bar.left, 0.0)
        right, high_right = (bar.right - ARROW, 2.0) if bar.cut_right else (bar.right, 0.0)
        corners = [
            (left, -high_left),
            (self.x, -7.0),
            (right, -high_right),
            (right, high_right),
            (self.x, 7.0),
            (left, high_left),
        ]
        return " ".join(f"{x:.1f},{bar.y + y:.1f}" for x, y in corners)


@dataclass(frozen=True)
class PredictionRow:
    """Where a further study may lie; `baseline` is that of the interval in numbers."""

    label: tuple[TextLine, ...]
    interval: tuple[float, float]
    baseline: float
    whisker: Whisker


@dataclass(frozen=True)
class NoticedBand:
    """The change that people notice: `shaded` on the better side, `lines` on the other."""

    shaded: Box
    lines: tuple[float, ...]
    label: Place


@dataclass(frozen=True)
class SideWords:
    """What one side of zero means, the first of its lines at `y`; `anchor` is the end that lies at `x`."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: Literal["start", "end"]
    line_height: int = LINE


@dataclass(frozen=True)
class Forest:
    """The whole picture, better always to the right; numbers are printed to `digits` places.

    The grid lies between `top` and `bottom`. Where less is better, `mirrored`: the numbers on the axis fall
    from left to right.
    """

    frame: Frame
    combined: Combined
    matters: Span | None
    unit: str
    digits: int
    rows: tuple[ForestRow, ...]
    sum: SumRow | None
    prediction: PredictionRow | None
    zero: float
    ticks: tuple[Tick, ...]
    band: NoticedBand | None
    mirrored: bool
    top: float
    bottom: float
    head: float = HEAD_BASELINE

    @property
    def cut(self) -> bool:
        """Whether an interval leaves the axis."""
        return any(each.whisker.cut for each in (*self.rows, self.sum, self.prediction) if each)

    @property
    def numbers(self) -> float:
        """Where the numbers beside the axis begin."""
        return self.frame.right + 6.0

    @property
    def tick_end(self) -> float:
        """How far down the marks on the axis go."""
        return self.bottom + 4

    @property
    def ticks_baseline(self) -> float:
        """Where the numbers of the axis stand."""
        return self.bottom + 14

    @property
    def unit_baseline(self) -> float:
        """Where their unit stands."""
        return self.ticks_baseline + LINE

    @property
    def sides_baseline(self) -> float:
        """Where the words on both sides of zero stand, the first line of them."""
        return self.unit_baseline + 15

    @property
    def height(self) -> float:
        """Of the picture."""
        return self.sides_baseline + 18

    @property
    def better(self) -> SideWords:
        """What the right side means, all in sight."""
        lines, x, y = labels.BETTER, self.zero + _ASIDE, self.sides_baseline
        room = x + 1.1 * max(map(width, lines)) <= self.frame.width
        return SideWords(lines, x, y, "start") if room else SideWords(lines, self.frame.edge, y, "end")

    @property
    def worse(self) -> SideWords:
        """What the left side means."""
        return SideWords(labels.WORSE, self.zero - _ASIDE, self.sides_baseline, "end")

    @property
    def letters(self) -> dict[str, str]:
        """The letters that occur, in words."""
        return letters(row.read for row in self.rows)

    def rounded(self, value: float) -> float:
        """A number on the scale as it is printed, never minus zero."""
        return round(value, self.digits) + 0.0

    def rounded_square(self, value: float) -> float:
        """A variance as it is printed: with as many figures as the numbers on the scale."""
        return round(value, max(0, 2 * self.digits - 2)) + 0.0


@dataclass(frozen=True)
class _Axis:
    """From `low` to `high`, the other way round where `mirrored`."""

    frame: Frame
    low: float
    high: float
    mirrored: bool

    def at(self, value: float) -> float:
        along = self.frame.across * (value - self.low) / (self.high - self.low)
        return round(self.frame.right - along if self.mirrored else self.frame.left + along, 2)

    def whisker(self, interval: tuple[float, float], y: float) -> Whisker:
        low, high = interval
        ends = [
            (self.at(max(low, self.low)), low < self.low),
            (self.at(min(high, self.high)), high > self.high),
        ]
        (left, cut_left), (right, cut_right) = sorted(ends)
        return Whisker(left, right, y, cut_left, cut_right)

    def ticks(self) -> tuple[Tick, ...]:
        """Two to six, at multiples of 1, 2 or 5."""
        least = (self.high - self.low) / 5
        power = 10.0 ** floor(log10(least))
        step = next(times * power for times in (1, 2, 5, 10) if times * power >= least)
        numbers = range(-floor(-self.low / step), floor(self.high / step) + 1)
        return tuple(Tick(self.at(n * step), number(round(n * step, 10))) for n in numbers)


def forest(
    combined: Combined,
    matters: Span | None,
    references: Mapping[str, Reference],
    frame: Frame = FRAME,
) -> Forest:
    """The picture of one outcome's effects.

    `matters` is the smallest change that people notice, in the unit of the scale. The axis holds zero, every
    estimate and `matters` to both sides. An interval that is more than half as long again as these together,
    and as the shortest interval, is cut.
    """
    seen = _seen(combined, matters)
    axis = _axis(seen, combined, frame)
    top = HEAD + (_BAND_HEAD if matters else 0)
    rows = tuple(_rows(combined, axis, references, top + _SPACE))
    end = top + _SPACE + sum(_height(row.words) for row in rows)
    total = _sum(combined, axis, end)
    prediction = _prediction(combined, axis, end + _SUM) if total else None
    bottom = end + _SUM * sum(row is not None for row in (total, prediction)) + _SPACE
    return Forest(
        frame=frame,
        combined=combined,
        matters=matters,
        unit=_unit(combined),
        digits=_digits(combined, seen),
        rows=rows,
        sum=total,
        prediction=prediction,
        zero=axis.at(0),
        ticks=axis.ticks(),
        band=_band(axis, matters, top, bottom) if matters else None,
        mirrored=axis.mirrored,
        top=top,
        bottom=bottom,
    )


def _seen(combined: Combined, matters: Span | None) -> list[float]:
    """What the axis has to hold."""
    edges = (matters.low, matters.high) if matters else ()
    estimates = [each.estimate.value for each in combined.studies]
    return [0.0, *edges, *(-edge for edge in edges), *estimates]


def _unit(combined: Combined) -> str:
    if combined.scale == "standardised":
        return labels.STANDARDISED
    return combined.instrument.unit or combined.instrument.name if combined.instrument else ""


def _digits(combined: Combined, seen: Sequence[float]) -> int:
    """Of the numbers: about three figures in all."""
    largest = max(map(abs, seen))
    return 2 if combined.scale == "standardised" or largest < 10 else 1 if largest < 100 else 0


def _axis(seen: Sequence[float], combined: Combined, frame: Frame) -> _Axis:
    pool = combined.pool
    seen = [*seen, pool.estimate] if pool else seen
    intervals = [each.interval for each in combined.studies]
    intervals += [each for each in (combined.interval, combined.prediction) if each]
    lengths = [high - low for low, high in intervals]
    most = _TOO_LONG * max(max(seen) - min(seen), min(lengths))
    kept = [interval for interval, length in zip(intervals, lengths, strict=True) if length <= most]
    low, high = min([*seen, *(low for low, _ in kept)]), max([*seen, *(high for _, high in kept)])
    space = 0.04 * (high - low)
    return _Axis(frame, low - space, high + space, combined.better == "lower")


def _rows(
    combined: Combined, axis: _Axis, references: Mapping[str, Reference], top: float
) -> Iterator[ForestRow]:
    weights = combined.weights
    heaviest = max(weights.values(), default=1.0)
    for each in combined.studies:
        people, read = _people(each), letter(each.study, each.effect.result.seen)
        name = wrapped(references[each.study.reports[0]].short(), _room(axis), 3)
        words = [*name, f"{people}, {read}"]
        y, weight = top + _height(words) / 2, weights.get(each.study.id)
        yield ForestRow(
            each,
            stacked(words, y),
            people,
            read,
            axis.at(each.estimate.value),
            PLAIN if weight is None else LARGEST * sqrt(weight / heaviest),
            axis.whisker(each.interval, y),
            _told(each.estimate.value, each.interval, weight, y),
        )
        top += _height(words)


def _height(words: Sequence[object]) -> float:
    """Of a row with so many lines."""
    return len(words) * LINE + _PADDING


def _room(axis: _Axis) -> float:
    """For names, left of the axis."""
    return axis.frame.left - 8


def _told(estimate: float, interval: tuple[float, float], weight: float | None, y: float) -> Told:
    return Told(estimate, interval, weight, y + _UPPER, y + _UPPER + LINE)


def _people(each: StudyEffect) -> str:
    sizes = each.effect.sizes
    if sizes is None:
        return labels.PEOPLE_NOT_SEEN
    return labels.groups(sizes.first, sizes.second, assumed=bool(sizes.assumed))


def _sum(combined: Combined, axis: _Axis, top: float) -> SumRow | None:
    pool, interval = combined.pool, combined.interval
    if not (pool and interval):
        return None
    y = top + _SUM / 2
    return SumRow(
        TextLine(labels.together(pool.k), y + BASELINE),
        top,
        axis.at(pool.estimate),
        axis.whisker(interval, y),
        _told(pool.estimate, interval, None, y),
    )


def _prediction(combined: Combined, axis: _Axis, top: float) -> PredictionRow | None:
    if combined.prediction is None:
        return None
    y = top + _SUM / 2
    words = wrapped(labels.PREDICTION, _room(axis), 3)
    return PredictionRow(
        tuple(TextLine(text, y + _UPPER + LINE * place) for place, text in enumerate(words)),
        combined.prediction,
        y + BASELINE,
        axis.whisker(combined.prediction, y),
    )


def _band(axis: _Axis, matters: Span, top: float, bottom: float) -> NoticedBand:
    low, high = matters.low, matters.high
    side = -1 if axis.mirrored else 1
    ends = sorted((axis.at(side * low), axis.at(side * high)))
    middle = (ends[0] + ends[1]) / 2
    half = max(2.0, (ends[1] - ends[0]) / 2)
    left, right = middle - half, middle + half
    lines = tuple(axis.at(-side * edge) for edge in dict.fromkeys((low, high)))
    return NoticedBand(Box(left, top, right - left, bottom - top), lines, Place(middle, top - 4))
