"""The range of an instrument as numbers, where it has one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.records.instrument import Instrument

_RANGE = re.compile(r"(-?\d+(?:\.\d+)?) to (-?\d+(?:\.\d+)?)")
"""The range of a scale that has one; others say in words that it depends, and are not asked."""
_NEVER_BELOW_NOTHING = ("s", "m", "m/s", "kg", "mm", "mm²", "km/h", "steps", "N", "Nm")
"""Units of what cannot be less than nothing: times, ways, speeds, loads, areas."""


@dataclass(frozen=True)
class Range:
    """Lowest and highest number of a scale."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """The widest change on it."""
        return self.high - self.low

    def __str__(self) -> str:
        return f"{self.low:g} to {self.high:g}"


def unit(*figures: float) -> float:
    """One in the last place that any of the figures shows: 0.01 for 0.5 and 0.25."""
    return 10.0 ** -max(len(f"{figure:.10g}".partition(".")[2]) for figure in figures)


def range_of(instrument: Instrument | None) -> Range | None:
    """Its range; None where there is none, or more than one."""
    known = _RANGE.fullmatch(instrument.range or "") if instrument else None
    return Range(float(known[1]), float(known[2])) if known else None


def never_negative(instrument: Instrument | None) -> bool:
    """Whether its figures cannot lie below 0."""
    known = range_of(instrument)
    return bool(instrument and instrument.unit in _NEVER_BELOW_NOTHING) or bool(known and known.low >= 0)
