"""One result of a study as the rules look at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from evidence.problems import Location, Problem
from evidence.read.record_files import Entry
from evidence.reckon.designs import ROLES
from evidence.reckon.directions import computed
from evidence.records.instrument import Instrument
from evidence.records.study import Direction, Result, Study


@dataclass(frozen=True)
class Asked:
    """One result with whatever the rules look at beside it."""

    entry: Entry[Study]
    index: int
    result: Result
    instrument: Instrument | None

    @property
    def study(self) -> Study:
        """The study that it belongs to."""
        return self.entry.record

    @property
    def is_sound(self) -> bool:
        """Whether it compares a group that only walked backwards with one that did not."""
        backwards = [ROLES[self.study.arms[name].role].backwards == "only" for name in self.result.compares]
        return self.result.compares_arms and backwards == [True, False]

    @property
    def scale_is_known(self) -> bool:
        """Whether the instrument that it names exists; without a name there is none to miss."""
        return self.instrument is not None or not self.result.instrument

    @property
    def computed(self) -> Direction | None:
        """The direction that its numbers give."""
        return computed(self.result, self.instrument)

    def problem(self, location: Location, what: str, *, level: Any = "error") -> Problem:
        """A problem at a place inside the result."""
        return self.entry.problem(("results", self.index, *location), what, level=level)


Rule = Callable[[Asked], Iterator[Problem]]
"""What is asked of a result."""
