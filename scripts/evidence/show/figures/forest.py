"""The effects of several studies and their sum to a forest plot.

Cochrane Handbook (version 6) chapter 10: squares by weight, a diamond for the sum, and for three studies or
more the Hartung-Knapp interval and how much the effects differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10, sqrt

from evidence.read.bibliography import Reference
from evidence.reckon.combining import HEADLINE, Combined, StudyEffect
from evidence.records.common import Span
from evidence.say.numbers import count, number
from evidence.show.figures.lettering import LINE, letter, letters, width, wrapped

LEFT, RIGHT = 112.0, 260.0
"""Frame of the axis, in units of the view box (360 wide); names lie to its left, numbers to its right."""
LARGEST, PLAIN = 13.0, 6.0
"""Side of the square of the heaviest study, and of a study that stands in no sum."""
ARROW = 6.0
"""Length of the arrow at an end that is cut."""
_HEAD, _BAND_HEAD, _PADDING, _SUM = 18.0, 14.0, 8.0, 30.0
_ROOM = LEFT - 8
_NUMBERS, _WIDE = RIGHT + 6, 360.0
_BETTER = ("better with", "walking backwards →")
_TOO_LONG = 1.5
"""An interval this many times longer than what must be seen leaves the axis."""


@dataclass(frozen=True)
class Bar:
    """An interval on the axis; an end that is cut lies at the edge and beyond."""

    left: float
    right: float
    cut_left: bool
    cut_right: bool


@dataclass(frozen=True)
class Row:
    """One study: `y` is its middle, `x` its estimate; `weight` in percent, None in no sum."""

    found: StudyEffect
    name: tuple[str, ...]
    people: str
    read: str
    y: float
    x: float
    side: float
    bar: Bar
    weight: float | None


@dataclass(frozen=True)
class Sum:
    """The sum, or where a further study may lie, in its row."""

    label: tuple[str, ...]
    y: float
    x: float
    bar: Bar
    interval: tuple[float, float]

    @property
    def diamond(self) -> str:
        """Corners, as far as they lie on the axis: a side that is cut ends in an edge, before its arrow."""
        bar = self.bar
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
        return " ".join(f"{x:.1f},{self.y + y:.1f}" for x, y in corners)


@dataclass(frozen=True)
class Band:
    """The change that people notice: shaded on the better side, thin lines on the other."""

    shaded: tuple[float, float]
    lines: tuple[float, ...]
    label: float


@dataclass(frozen=True)
class Tick:
    """A mark on the axis."""

    x: float
    label: str


@dataclass(frozen=True)
class Forest:
    """The whole picture, better always to the right; numbers are printed to `digits` places.

    Where less is better, `mirrored`: the numbers on the axis fall from left to right.
    """

    combined: Combined
    matters: Span | None
    unit: str
    digits: int
    rows: tuple[Row, ...]
    sum: Sum | None
    prediction: Sum | None
    zero: float
    ticks: tuple[Tick, ...]
    band: Band | None
    mirrored: bool
    top: float
    bottom: float

    @property
    def cut(self) -> bool:
        """Whether an interval leaves the axis."""
        bars = [row.bar for row in self.rows]
        bars += [total.bar for total in (self.sum, self.prediction) if total]
        return any(bar.cut_left or bar.cut_right for bar in bars)

    def rounded_square(self, value: float) -> float:
        """A variance as it is printed: with as many figures as the numbers on the scale."""
        return round(value, max(0, 2 * self.digits - 2)) + 0.0

    @property
    def numbers(self) -> float:
        """Where the numbers beside the axis begin."""
        return _NUMBERS

    @property
    def better(self) -> tuple[tuple[str, ...], float, str]:
        """What the right side means, in lines; where they are anchored, and with which end: all in sight."""
        x = self.zero + 5
        room = x + 1.1 * max(map(width, _BETTER)) <= _WIDE
        return (_BETTER, x, "start") if room else (_BETTER, _WIDE - 2, "end")

    @property
    def letters(self) -> dict[str, str]:
        """The letters that occur, in words."""
        return letters(row.read for row in self.rows)

    def rounded(self, value: float) -> float:
        """A number on the scale as it is printed, never minus zero."""
        return round(value, self.digits) + 0.0


@dataclass(frozen=True)
class _Axis:
    """From `low` to `high`, the other way round where `mirrored`."""

    low: float
    high: float
    mirrored: bool

    def at(self, value: float) -> float:
        along = (RIGHT - LEFT) * (value - self.low) / (self.high - self.low)
        return round(RIGHT - along if self.mirrored else LEFT + along, 2)

    def bar(self, interval: tuple[float, float]) -> Bar:
        low, high = interval
        ends = [
            (self.at(max(low, self.low)), low < self.low),
            (self.at(min(high, self.high)), high > self.high),
        ]
        (left, cut_left), (right, cut_right) = sorted(ends)
        return Bar(left, right, cut_left, cut_right)

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
) -> Forest:
    """The picture of one outcome's effects.

    `matters` is the smallest change that people notice, in the unit of the scale. The axis holds zero, every
    estimate and `matters` to both sides. An interval that is more than half as long again as these together,
    and as the shortest interval, is cut.
    """
    pool, interval = combined.pool, _interval(combined)
    edges = (matters.low, matters.high) if matters else ()
    seen = [0.0, *edges, *(-edge for edge in edges), *(each.measured.estimate for each in combined.studies)]
    intervals = [each.measured.interval for each in combined.studies]
    intervals += [each for each in (interval, combined.prediction) if each]
    mirrored = combined.better == "lower"
    axis = _axis([*seen, pool.estimate] if pool else seen, intervals, mirrored)
    largest = max(map(abs, seen))
    digits = 2 if combined.scale == "standardised" or largest < 10 else 1 if largest < 100 else 0
    top = _HEAD + (_BAND_HEAD if matters else 0)
    rows = _rows(combined, axis, references, top + 4)
    y = rows[-1].y + _height(rows[-1].name) / 2
    total = prediction = None
    if pool and interval:
        label = (f"{count(pool.k, 'study', 'studies')} together",)
        total = Sum(label, y + _SUM / 2, axis.at(pool.estimate), axis.bar(interval), interval)
        y += _SUM
        if combined.prediction:
            words = wrapped("Where a further study may lie", _ROOM, 2)
            bar = axis.bar(combined.prediction)
            prediction = Sum(words, y + _SUM / 2, axis.at(pool.estimate), bar, combined.prediction)
            y += _SUM
    name = combined.instrument.unit or combined.instrument.name if combined.instrument else ""
    unit = "standard deviations (Hedges g)" if combined.scale == "standardised" else name
    return Forest(
        combined,
        matters,
        unit,
        digits,
        rows,
        total,
        prediction,
        axis.at(0),
        axis.ticks(),
        _band(axis, matters) if matters else None,
        mirrored,
        top,
        y + 4,
    )


def _interval(combined: Combined) -> tuple[float, float] | None:
    """Of the sum; of two studies the usual one, for that by Hartung and Knapp would leave the picture."""
    pool = combined.pool
    if pool is None:
        return None
    return pool.hksj if pool.hksj and pool.k >= HEADLINE else pool.wald


def _axis(seen: Sequence[float], intervals: Sequence[tuple[float, float]], mirrored: bool) -> _Axis:
    lengths = [high - low for low, high in intervals]
    most = _TOO_LONG * max(max(seen) - min(seen), min(lengths))
    kept = [interval for interval, length in zip(intervals, lengths, strict=True) if length <= most]
    low, high = min([*seen, *(low for low, _ in kept)]), max([*seen, *(high for _, high in kept)])
    space = 0.04 * (high - low)
    return _Axis(low - space, high + space, mirrored)


def _rows(
    combined: Combined, axis: _Axis, references: Mapping[str, Reference], top: float
) -> tuple[Row, ...]:
    shares = [combined.weights.get(each.study.id) for each in combined.studies]
    heaviest = max((share for share in shares if share is not None), default=1.0)
    rows = []
    for each, weight in zip(combined.studies, shares, strict=True):
        name = wrapped(references[each.study.reports[0]].short(), _ROOM, 2)
        height = _height(name)
        rows.append(
            Row(
                each,
                name,
                _people(each),
                letter(each.study, each.effect.result.seen),
                top + height / 2,
                axis.at(each.measured.estimate),
                PLAIN if weight is None else LARGEST * sqrt(weight / heaviest),
                axis.bar(each.measured.interval),
                weight,
            )
        )
        top += height
    return tuple(rows)


def _height(name: Sequence[str]) -> float:
    """Of a row: its name, and below that a line with people and letter."""
    return (len(name) + 1) * LINE + _PADDING


def _people(each: StudyEffect) -> str:
    sizes = each.effect.sizes
    if sizes is None:
        return "people not seen"
    return f"{'about ' if sizes.assumed else ''}{sizes.first} + {sizes.second}"


def _band(axis: _Axis, matters: Span) -> Band:
    low, high = matters.low, matters.high
    edges = dict.fromkeys((low, high))
    side = -1 if axis.mirrored else 1
    ends = sorted((axis.at(side * low), axis.at(side * high)))
    middle = (ends[0] + ends[1]) / 2
    half = max(2.0, (ends[1] - ends[0]) / 2)
    lines = [-side * edge for edge in edges]
    return Band((middle - half, middle + half), tuple(axis.at(line) for line in lines), middle)
