"""Changes that people notice, and how far people lie apart: what tells a difference in points of a scale.

Source: Cochrane Handbook (version 6) chapter 15.5.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evidence.read.library import Library
from evidence.reckon import formulas
from evidence.reckon.formulas import Group
from evidence.records.common import Span
from evidence.records.condition import Outcome
from evidence.records.instrument import Instrument, Threshold
from evidence.records.review import Pooled, Review
from evidence.records.study import Result, Study

FEWEST = 2
"""One small trial may have had people who are unusually alike, or print a standard error for a deviation."""


@dataclass(frozen=True)
class Mcid:
    """Minimal clinically important difference: the change that people notice, in the instrument's unit.

    `span` goes from the smallest to the largest that some source names.
    """

    span: Span
    known: tuple[tuple[Threshold, Span], ...]
    """Each change with its size in points."""

    @property
    def cites(self) -> tuple[str, ...]:
        """Citation keys of the sources, each once."""
        return tuple(dict.fromkeys(threshold.cites for threshold, _ in self.known))


@dataclass(frozen=True)
class PooledSd:
    """The standard deviation of people on an instrument, within the groups of `studies`."""

    instrument: Instrument
    sd: float
    studies: tuple[Study, ...]


@dataclass(frozen=True)
class Points:
    """A standardised figure of other people, told on a scale that people know."""

    amount: float
    """In the unit of the scale."""
    pooled_sd: PooledSd
    """What the figure was multiplied by."""


def mcid(instrument: Instrument | None, condition: str) -> Mcid | None:
    """What people with the condition notice on the instrument; None where no source was found."""
    known = [
        (threshold, threshold.points)
        for threshold in (instrument.thresholds if instrument else [])
        if threshold.points and condition in threshold.applies_to
    ]
    if not known:
        return None
    low, high = min(points.low for _, points in known), max(points.high for _, points in known)
    return Mcid(Span(low=low, high=high), tuple(known))


def pooled_sd(studies: Iterable[Study], instrument: Instrument | None) -> PooledSd | None:
    """The standard deviation pooled over all groups of these studies that were measured on the instrument.

    None with fewer than FEWEST studies.
    """
    if instrument is None or instrument.versions:
        return None
    found = [(study, group) for study in studies for group in _groups(study, instrument)]
    known = {study.id: study for study, _ in found}
    if len(known) < FEWEST:
        return None
    return PooledSd(instrument, formulas.pooled_sd(*(group for _, group in found)), tuple(known.values()))


def spread(library: Library, condition: str, outcome: Outcome) -> PooledSd | None:
    """How far people with the condition lie apart on the best-known scale of the outcome.

    From studies that may count in an answer: healthy people, and people who were counted before, tell
    nothing of them. None with fewer than FEWEST such studies.
    """
    own = [each for each in library.studies_of(condition) if not (each.healthy_people or each.may_repeat)]
    return pooled_sd(own, library.instrument(outcome.natural))


def in_points(library: Library, review: Review, outcome: Outcome, pooled: Pooled) -> Points | None:
    """A figure of a review times the standard deviation of people with its condition.

    None where it has a unit of its own, or the spread on the scale is not known.
    Source: Cochrane Handbook (version 6) chapter 15.5.3.2.
    """
    known = spread(library, review.condition, outcome) if pooled.standardised else None
    return Points(pooled.estimate * known.sd, known) if known else None


def _groups(study: Study, instrument: Instrument) -> Iterator[Group]:
    """Groups of the study whose scores on the instrument were seen after the programme, with their spread."""
    for result in study.results:
        if _tells_scores(result, instrument):
            for name, values in result.arms.items():
                n = values.n or study.arms[name].n or 0
                if values.sd and n > 1:
                    yield Group(n, values.mean, values.sd)


def _tells_scores(result: Result, instrument: Instrument) -> bool:
    return result.instrument == instrument.id and result.values == "post" and not result.excluded_from_pool
