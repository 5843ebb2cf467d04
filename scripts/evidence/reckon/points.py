"""Changes that people notice, and standardised differences told in points of a scale that people know.

Source: Cochrane Handbook (version 6) chapter 15.5.3.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from evidence.records.common import Span
from evidence.records.instrument import Instrument, Threshold
from evidence.records.study import Study

FEWEST = 2
"""One small trial may have had people who are unusually alike, or print a standard error for a deviation."""


@dataclass(frozen=True)
class Matters:
    """From the smallest to the largest change that some source calls noticeable, in the instrument's unit."""

    span: Span
    thresholds: tuple[Threshold, ...]

    @property
    def cites(self) -> tuple[str, ...]:
        """Citation keys of the sources, each once."""
        return tuple(dict.fromkeys(threshold.cites for threshold in self.thresholds))


@dataclass(frozen=True)
class Spread:
    """How far people lie apart on an instrument: the standard deviation within the groups of `studies`."""

    instrument: Instrument
    sd: float
    studies: tuple[Study, ...]


def matters(instrument: Instrument | None, condition: str) -> Matters | None:
    """What people with the condition notice on the instrument; None where no source was found."""
    known = [
        (threshold, threshold.points)
        for threshold in (instrument.thresholds if instrument else [])
        if threshold.points and condition in threshold.applies_to
    ]
    if not known:
        return None
    low, high = min(points.low for _, points in known), max(points.high for _, points in known)
    return Matters(Span(low=low, high=high), tuple(threshold for threshold, _ in known))


def spread(studies: Iterable[Study], instrument: Instrument | None) -> Spread | None:
    """The standard deviation pooled over all groups of these studies that were measured on the instrument.

    None with fewer than FEWEST studies.
    """
    if instrument is None or instrument.versions:
        return None
    found = [
        (study, values.n or study.arms[name].n or 0, values.sd)
        for study in studies
        for result in study.results
        if result.instrument == instrument.id and result.values == "post" and not result.excluded_from_pool
        for name, values in result.arms.items()
        if values.sd
    ]
    known = [(study, n - 1, sd) for study, n, sd in found if n > 1]
    if len({study.id for study, _, _ in known}) < FEWEST:
        return None
    freedom = sum(weight for _, weight, _ in known)
    sd = sqrt(sum(weight * sd**2 for _, weight, sd in known) / freedom)
    return Spread(instrument, sd, tuple({study.id: study for study, _, _ in known}.values()))
