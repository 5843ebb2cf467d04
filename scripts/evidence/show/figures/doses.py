"""Every walking programme of the records, and where it lies in a picture beside the routine of the origin."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from statistics import median

from evidence.reckon.programmes import Dose
from evidence.records.common import Span
from evidence.records.study import Programme

LEFT, RIGHT, TOP, BOTTOM = 46.0, 352.0, 24.0, 244.0
"""The frame of the large picture, in units of its view box (360 wide)."""

MINUTES = (10, 20, 40, 80, 160, 320)
"""Ticks of minutes a week; the axis is logarithmic, each step doubles."""

STRIP_TOP, STRIP_ROW = 14.0, 9.0
"""Where a strip begins, and the height of one row in it."""

GAP, NUDGE = 0.6, 0.5
"""Between two bubbles, in view-box units, and the step by which one is moved aside."""


@dataclass(frozen=True)
class Bubble:
    """Programmes of the same length: centre and radius in view-box units, how many, and of which studies.

    Its height is exact. Where it would cover another it stands beside it, nearest to its own week.
    """

    x: float
    y: float
    radius: float
    doses: tuple[Dose, ...]


@dataclass(frozen=True)
class Tick:
    """A mark on an axis."""

    at: float
    label: str


@dataclass(frozen=True)
class Scatter:
    """Weeks across, minutes a week up; `band` is the routine's top and bottom edge."""

    bubbles: tuple[Bubble, ...]
    weeks: tuple[Tick, ...]
    minutes: tuple[Tick, ...]
    band: tuple[float, float] | None
    shown: int
    median_minutes: float
    routine: Span | None


@dataclass(frozen=True)
class Line:
    """One programme in a strip, from `left` to `right`."""

    left: float
    right: float
    y: float
    dose: Dose


@dataclass(frozen=True)
class Strip:
    """One number per programme on one axis; `band` is the routine's left and right edge."""

    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    band: tuple[float, float] | None
    height: float


def scatter(all_doses: Iterable[Dose], routine: Programme | None) -> Scatter | None:
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
    places: dict[tuple[float, float], list[Dose]] = {}
    for dose, weeks, minutes in known:
        places.setdefault((_middle(weeks), _middle(minutes)), []).append(dose)
    weekly = routine.minutes_per_week() if routine else None
    bubbles = [
        Bubble(_across(weeks, last), _up(minutes), 4.4 + 1.9 * math.sqrt(len(found) - 1), tuple(found))
        for (weeks, minutes), found in sorted(places.items(), key=lambda place: (-len(place[1]), place[0]))
    ]
    return Scatter(
        bubbles=tuple(_apart(bubbles, 0.49 * (RIGHT - LEFT) / last)),
        weeks=tuple(Tick(_across(week, last), str(week)) for week in range(0, last + 1, 2)),
        minutes=tuple(Tick(_up(minutes), str(minutes)) for minutes in MINUTES),
        band=(_up(weekly.high), _up(weekly.low)) if weekly else None,
        shown=len(known),
        median_minutes=median(_middle(minutes) for _, _, minutes in known),
        routine=weekly,
    )


def speeds(all_doses: Iterable[Dose], routine: Programme | None) -> Strip:
    """The strip of those programmes whose speed was printed, in km/h."""
    known = [(dose, dose.programme.speed_kmh) for dose in all_doses]
    return _strip(known, routine.speed_kmh if routine else None, 12, 2)


def inclines(all_doses: Iterable[Dose], routine: Programme | None) -> Strip:
    """The strip of those programmes whose incline was printed, in percent."""
    known = [(dose, dose.programme.incline_percent) for dose in all_doses]
    return _strip(known, routine.incline_percent if routine else None, 30, 5)


def _strip(known: Iterable[tuple[Dose, Span | None]], routine: Span | None, last: int, step: int) -> Strip:
    seen = sorted(
        ((span, dose) for dose, span in known if span),
        key=lambda pair: (pair[0].low, pair[0].high, pair[1].study.id),
    )
    last = max([last, *(math.ceil(span.high) for span, _ in seen)])

    def at(value: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * value / last, 1)

    lines = tuple(
        Line(at(span.low), at(span.high), STRIP_TOP + STRIP_ROW * (row + 1), dose)
        for row, (span, dose) in enumerate(seen)
    )
    return Strip(
        lines=lines,
        ticks=tuple(Tick(at(value), str(value)) for value in range(0, last + 1, step)),
        band=(at(routine.low), at(routine.high)) if routine else None,
        height=STRIP_TOP + STRIP_ROW * (len(lines) + 1),
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


def _across(weeks: float, last: int) -> float:
    return round(LEFT + (RIGHT - LEFT) * weeks / last, 1)


def _up(minutes: float) -> float:
    share = math.log2(minutes / MINUTES[0]) / math.log2(MINUTES[-1] / MINUTES[0])
    return round(BOTTOM - (BOTTOM - TOP) * min(max(share, 0.0), 1.0), 1)
