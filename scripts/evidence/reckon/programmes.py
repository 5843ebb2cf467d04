"""The programmes that studies asked people to walk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from evidence.read.library import Library
from evidence.reckon.designs import DESIGNS, walked
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


def _stage(study: Study) -> Stage:
    if DESIGNS[study.design].announced:
        return "planned"
    return "laboratory" if DESIGNS[study.design].session else "walked"
