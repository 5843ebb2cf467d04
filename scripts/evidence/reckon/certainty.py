"""Recorded judgements to the one of each cell, and to its level of certainty (GRADE).

Source: Cochrane Handbook (version 6) chapter 14.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from evidence.problems import Location
from evidence.reckon.designs import DESIGNS
from evidence.records import common
from evidence.records.condition import ALONE, Certainty, Down, Rating
from evidence.records.study import Study

Level = common.Level

LEVELS: tuple[Level, ...] = ("very-low", "low", "moderate", "high")


def start(studies: Iterable[Study]) -> Level:
    """High when at least one study formed its groups at random or nearly so, low otherwise.

    The judgement is then on those that did, and `level_others` gives that of the rest. How the groups were
    formed is thereby counted, and is no reason to go down again.
    """
    return "high" if any(DESIGNS[study.design].randomised for study in studies) else "low"


@dataclass(frozen=True)
class Judged:
    """The judgement on one cell, whoever gives its parts: the outcome, its comparison or the condition."""

    on: date
    down: Mapping[str, Rating]
    """Each of the five reasons to be less certain, in their order."""
    up: Mapping[str, Rating]
    """The reasons to be more certain that were judged."""
    places: Mapping[str, Location]
    """Where in the record of the condition `on` and each reason stand."""


def level(judged: Judged, studies: Iterable[Study]) -> Level:
    """The level where the studies start, minus what takes away from it, plus what adds to it."""
    down = sum(rating.by for rating in judged.down.values())
    up = sum(rating.by for rating in judged.up.values())
    place = LEVELS.index(start(studies)) - down + up
    return LEVELS[min(max(place, 0), len(LEVELS) - 1)]


def level_others(judged: Judged, studies: Iterable[Study]) -> Level | None:
    """The level of those whose groups were not formed at random, where they stand beside others that were.

    Source: Cochrane Handbook (version 6) chapters 14 and 24 (the two kinds are rated apart).
    """
    known = list(studies)
    others = [study for study in known if not DESIGNS[study.design].randomised]
    return level(judged, others) if 0 < len(others) < len(known) else None


def judge(written: Certainty | None, comparator: str, outcome: str, studies: int) -> Judged | None:
    """What is said of the outcome in the comparison, in which so many studies measured it.

    None where it is not judged, and where a reason is missing.
    """
    comparison = written.comparisons.get(comparator) if written else None
    own = comparison.outcomes.get(outcome) if comparison else None
    if written is None or comparison is None or own is None or missing(written, comparator, outcome, studies):
        return None
    here: Location = ("certainty", comparator, outcome)
    days = ((here, own.on), (here[:2], comparison.on), (here[:1], written.on))
    at, on = next((place, day) for place, day in days if day)
    found = _in_force(written, comparator, outcome, studies)
    up = {name: rating for name in type(own.up).model_fields if (rating := getattr(own.up, name))}
    return Judged(
        on=on,
        down={name: found[name][1] for name in Down.model_fields},
        up=up,
        places={"on": (*at, "on")}
        | {name: place for name, (place, _) in found.items()}
        | {name: (*here, "up", name) for name in up},
    )


def missing(written: Certainty, comparator: str, outcome: str, studies: int) -> list[str]:
    """Reasons to be less certain that nobody gives for this outcome, which must be judged."""
    found = _in_force(written, comparator, outcome, studies)
    return [name for name in Down.model_fields if name not in found]


def _in_force(
    written: Certainty, comparator: str, outcome: str, studies: int
) -> dict[str, tuple[Location, Rating]]:
    """Reason -> its place and rating, by whoever speaks nearest to the outcome."""
    return {
        name: ((*place, name), rating)
        for place, down in _from_afar(written, comparator, outcome, studies)
        for name in Down.model_fields
        if (rating := getattr(down, name))
    }


def _from_afar(
    written: Certainty, comparator: str, outcome: str, studies: int
) -> Iterator[tuple[Location, Down]]:
    comparison = written.comparisons[comparator]
    here: Location = ("certainty", comparator, outcome)
    yield ("certainty", "for_all"), written.for_all
    yield ("certainty", comparator, "for_all"), comparison.for_all
    if studies == 1:
        yield here, ALONE
    yield here, comparison.outcomes[outcome]
