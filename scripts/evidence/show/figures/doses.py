"""Every walking programme of the records, and where it lies in a picture beside the routine of the origin."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from statistics import median
from typing import NamedTuple

from evidence.reckon.programmes import Dose, Stage
from evidence.records.common import Span
from evidence.records.study import Programme
from evidence.show.figures.frame import Box, Frame, Place, Tick
from evidence.show.figures.lettering import BASELINE

MINUTES = (10, 20, 40, 80, 160, 320)
"""Ticks of minutes a week; the axis is logarithmic, each step doubles."""
GAP, NUDGE = 0.6, 0.5
"""Between two bubbles, in view-box units, and the step by which one is moved aside."""
NAME = Place(0, 14)
"""Where the name of the axis at the left begins; a strip has it beside its numbers."""
STRIP_TOP, STRIP_HEAD, STRIP_ROW = 2, 12.0, 9.0
"""Where the grid of a strip begins, the room for a label below that, and the height of one row."""


@dataclass(frozen=True, kw_only=True)
class DoseFrame(Frame):
    """The large picture's minutes lie between `top` and `bottom`; a strip is as high as it needs."""

    top: float
    bottom: float


FRAME = DoseFrame(left=58, right=348, top=30, bottom=250)
"""Numbers of minutes lie to its left, those of weeks below it."""


class Band(NamedTuple):
    """Where the routine of the origin lies, and its label."""

    box: Box
    label: Place


@dataclass(frozen=True)
class Bubble:
    """Programmes of the same length: centre and radius in view-box units, and which they are.

    Its height is exact. Where it would cover another it stands beside it, nearest to its own week.
    """

    x: float
    y: float
    radius: float
    doses: tuple[Dose, ...]

    @property
    def stage(self) -> Stage:
        """Walked where any of them was."""
        return "walked" if any(dose.stage == "walked" for dose in self.doses) else "planned"

    @property
    def baseline(self) -> float:
        """Where their number stands."""
        return self.y + BASELINE


@dataclass(frozen=True)
class Scatter:
    """Weeks across, minutes a week up; `band` is the routine's."""

    frame: DoseFrame
    bubbles: tuple[Bubble, ...]
    weeks: tuple[Tick, ...]
    minutes: tuple[Tick, ...]
    band: Band | None
    shown: int
    median_minutes: float
    routine: Span | None
    name: Place = NAME

    @property
    def minutes_end(self) -> float:
        """Where the numbers of minutes end, left of the frame."""
        return self.frame.left - 6

    @property
    def weeks_baseline(self) -> float:
        """Where the numbers of weeks stand."""
        return self.frame.bottom + 18

    @property
    def weeks_name(self) -> float:
        """Where the name of that axis stands."""
        return self.weeks_baseline + 20

    @property
    def height(self) -> float:
        """Of the picture."""
        return self.weeks_name + 8


@dataclass(frozen=True)
class StripLine:
    """One programme in a strip, from `left` to `right`."""

    left: float
    right: float
    y: float
    dose: Dose


@dataclass(frozen=True)
class Strip:
    """One number per programme on one axis, which lies at `bottom`; `band` is the routine's.

    With `twice` the numbers of the axis stand once more below, in another unit.
    """

    frame: Frame
    lines: tuple[StripLine, ...]
    ticks: tuple[Tick, ...]
    band: Band | None
    bottom: float
    twice: bool
    top: float = STRIP_TOP
    name: float = NAME.x
    dot: float = 3

    @property
    def baseline(self) -> float:
        """Where the numbers of the axis stand."""
        return self.bottom + 17

    @property
    def second(self) -> float | None:
        """Where they stand once more."""
        return self.baseline + 19 if self.twice else None

    @property
    def height(self) -> float:
        """Of the picture."""
        return (self.second or self.baseline) + 20


@dataclass(frozen=True)
class _Axis:
    """From 0 to `last`, or as far as a number lies beyond, with a mark at each `step`."""

    last: int
    step: int
    twice: bool = False


def scatter(all_doses: Iterable[Dose], routine: Programme | None, frame: DoseFrame = FRAME) -> Scatter | None:
    """The large picture of those programmes whose minutes, times and weeks were all seen; None without any.

    A range is drawn at its middle.
    """
    known = [
        (dose, dose.programme.weeks, minutes)
        for dose in all_doses
        if dose.stage != "laboratory"
        and dose.programme.weeks
        and (minutes := dose.programme.minutes_per_week())
    ]
    if not known:
        return None
    last = max(13, math.ceil(max(weeks.high for _, weeks, _ in known)) + 1)
    weekly = routine.minutes_per_week() if routine else None
    return Scatter(
        frame,
        bubbles=tuple(_apart(_bubbles(known, last, frame), 0.49 * frame.across / last)),
        weeks=tuple(Tick(_across(week, last, frame), str(week)) for week in range(0, last + 1, 2)),
        minutes=tuple(Tick(_up(minutes, frame), str(minutes)) for minutes in MINUTES),
        band=_lying(weekly, frame) if weekly else None,
        shown=len(known),
        median_minutes=median(_middle(minutes) for _, _, minutes in known),
        routine=weekly,
    )


def speeds(all_doses: Iterable[Dose], routine: Programme | None, frame: Frame = FRAME) -> Strip:
    """The strip of those programmes whose speed was printed, in km/h and once more in mph."""
    known = [(dose, dose.programme.speed_kmh) for dose in all_doses]
    return _strip(known, routine.speed_kmh if routine else None, _Axis(12, 2, twice=True), frame)


def inclines(all_doses: Iterable[Dose], routine: Programme | None, frame: Frame = FRAME) -> Strip:
    """The strip of those programmes whose incline was printed, in percent."""
    known = [(dose, dose.programme.incline_percent) for dose in all_doses]
    return _strip(known, routine.incline_percent if routine else None, _Axis(30, 5), frame)


def _bubbles(known: Iterable[tuple[Dose, Span, Span]], last: int, frame: DoseFrame) -> list[Bubble]:
    """Each in its place, the largest first; the spans are weeks and minutes a week."""
    places: dict[tuple[float, float], list[Dose]] = {}
    for dose, weeks, minutes in known:
        places.setdefault((_middle(weeks), _middle(minutes)), []).append(dose)
    return [
        Bubble(
            _across(weeks, last, frame),
            _up(minutes, frame),
            4.4 + 1.9 * math.sqrt(len(found) - 1),
            tuple(found),
        )
        for (weeks, minutes), found in sorted(places.items(), key=lambda place: (-len(place[1]), place[0]))
    ]


def _lying(weekly: Span, frame: DoseFrame) -> Band:
    """From side to side, with its label inside at the right."""
    top, bottom = _up(weekly.high, frame), _up(weekly.low, frame)
    return Band(Box(frame.left, top, frame.across, bottom - top), Place(frame.right - 2, bottom - 4))


def _standing(left: float, right: float, bottom: float) -> Band:
    """From the top of a strip to its axis, with its label outside at the right."""
    box = Box(left, STRIP_TOP, max(right - left, 2), bottom - STRIP_TOP)
    return Band(box, Place(right + 4, STRIP_TOP + 14))


def _strip(
    known: Iterable[tuple[Dose, Span | None]], routine: Span | None, axis: _Axis, frame: Frame
) -> Strip:
    seen = sorted(
        ((span, dose) for dose, span in known if span),
        key=lambda pair: (pair[0].low, pair[0].high, pair[1].study.id),
    )
    last = max([axis.last, *(math.ceil(span.high) for span, _ in seen)])

    def at(value: float) -> float:
        return _across(value, last, frame)

    first = STRIP_TOP + STRIP_HEAD + STRIP_ROW
    bottom = first + STRIP_ROW * len(seen) + 2
    return Strip(
        frame,
        lines=tuple(
            StripLine(at(span.low), at(span.high), first + STRIP_ROW * row, dose)
            for row, (span, dose) in enumerate(seen)
        ),
        ticks=tuple(Tick(at(value), str(value)) for value in range(0, last + 1, axis.step)),
        band=_standing(at(routine.low), at(routine.high), bottom) if routine else None,
        bottom=bottom,
        twice=axis.twice,
    )


def _apart(bubbles: Iterable[Bubble], most: float) -> list[Bubble]:
    """Each moved sideways, by `most` at most, until it covers none of those before it."""
    placed: list[Bubble] = []
    for bubble in bubbles:
        steps = range(int(most / NUDGE) + 1)
        aside = [sign * step * NUDGE for step in steps for sign in (1, -1)]
        moved = [replace(bubble, x=round(bubble.x + by, 1)) for by in aside]
        free = [one for one in moved if all(_between(one, other) >= GAP for other in placed)]
        placed.append(
            free[0] if free else max(moved, key=lambda one: min(_between(one, other) for other in placed))
        )
    return placed


def _between(one: Bubble, other: Bubble) -> float:
    """Below 0 where they overlap."""
    return math.dist((one.x, one.y), (other.x, other.y)) - one.radius - other.radius


def _middle(span: Span) -> float:
    return (span.low + span.high) / 2


def _across(value: float, last: int, frame: Frame) -> float:
    """From left to right, 0 to `last`."""
    return round(frame.left + frame.across * value / last, 1)


def _up(minutes: float, frame: DoseFrame) -> float:
    share = math.log2(minutes / MINUTES[0]) / math.log2(MINUTES[-1] / MINUTES[0])
    return round(frame.bottom - (frame.bottom - frame.top) * min(max(share, 0.0), 1.0), 1)
