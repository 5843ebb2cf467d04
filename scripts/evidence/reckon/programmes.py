"""The programmes that studies asked people to walk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from evidence.read.library import Library
from evidence.reckon.designs import DESIGNS, walked
from evidence.records.common import Span
from evidence.records.study import Arm, Programme, Study

Stage = Literal["walked", "planned", "laboratory"]
"""Whether a programme was walked over weeks, only planned, or one session in a laboratory."""


@dataclass(frozen=True)
class Dose:
    """One programme: whose it is, and how far it came."""

    study: Study
    arm: Arm
    programme: Programme
    stage: Stage


def programmes_of(study: Study) -> list[Programme]:
    """What people who walked backwards did in the study, as far as anything was seen of it."""
    return [arm.programme for arm in walked(study) if arm.programme]


def doses(library: Library) -> list[Dose]:
    """Every programme in which people walked backwards, by condition, the oldest study first."""
    return [
        Dose(study, arm, arm.programme, _stage(study))
        for condition in library.conditions
        for study in library.studies_of(condition)
        for arm in walked(study)
        if arm.programme
    ]


DoseAmount = Literal[
    "minutes_per_session", "sessions_per_day", "sessions_per_week", "weeks", "speed_kmh", "incline_percent"
]
"""What a programme may tell, in minutes, times a day, times a week, weeks, km/h and percent."""


@dataclass(frozen=True)
class Range:
    """From the least to the most that any of `studies` gave of one amount, in its unit."""

    of: DoseAmount
    span: Span
    studies: tuple[Study, ...]


def ranges(programmes: Iterable[Dose]) -> tuple[Range, ...]:
    """What these programmes tell of each amount; an amount that none tells is left out."""
    known = tuple(programmes)
    return tuple(found for amount in get_args(DoseAmount) if (found := _range(amount, known)))


def _range(amount: DoseAmount, known: Iterable[Dose]) -> Range | None:
    told = [(dose.study, span) for dose in known if (span := getattr(dose.programme, amount)) is not None]
    if not told:
        return None
    low, high = min(span.low for _, span in told), max(span.high for _, span in told)
    return Range(amount, Span(low=low, high=high), tuple({study.id: study for study, _ in told}.values()))


def _stage(study: Study) -> Stage:
    if DESIGNS[study.design].announced:
        return "planned"
    return "laboratory" if DESIGNS[study.design].session else "walked"
