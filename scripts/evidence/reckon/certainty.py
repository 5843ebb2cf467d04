"""Recorded judgements to a level of certainty (GRADE), and where a rule of thumb would judge otherwise.

Sources: Cochrane Handbook (version 6) chapter 14; Guyatt 2011, J Clin Epidemiol 64:1283 (imprecision).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from evidence.reckon.designs import RANDOMISED
from evidence.records.condition import Certainty, Rating
from evidence.records.study import Study

if TYPE_CHECKING:
    pass


Level = Literal["very-low", "low", "moderate", "high"]

LEVELS: tuple[Level, ...] = ("very-low", "low", "moderate", "high")


def start(studies: Iterable[Study]) -> Level:
    """High when at least one study formed its groups at random or nearly so, low otherwise.

    How the groups were formed is thereby counted, and is no reason to go down again.
    """
    return "high" if any(study.design in RANDOMISED for study in studies) else "low"


def level(judged: Certainty, studies: Iterable[Study]) -> Level:
    """The level where the studies start, minus what takes away from it, plus what adds to it."""
    down = sum(rating.by for _, rating in downgrades(judged))
    up = sum(rating.by for _, rating in upgrades(judged))
    place = LEVELS.index(start(studies)) - down + up
    return LEVELS[min(max(place, 0), len(LEVELS) - 1)]


def downgrades(judged: Certainty) -> list[tuple[str, Rating]]:
    """The five reasons to be less certain, in their order."""
    return [(name, getattr(judged.down, name)) for name in type(judged.down).model_fields]


def upgrades(judged: Certainty) -> list[tuple[str, Rating]]:
    """The reasons to be more certain that were judged."""
    ratings = [(name, getattr(judged.up, name)) for name in type(judged.up).model_fields]
    return [(name, rating) for name, rating in ratings if rating]
