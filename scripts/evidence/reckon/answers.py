"""A library to its answers, made once: what every page, picture, check and download reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from evidence.read.library import Library
from evidence.reckon.cells import Cell
from evidence.reckon.programmes import Dose, doses
from evidence.reckon.synthesis import Synthesis, newest_day, synthesise


@dataclass(frozen=True)
class Answers:
    """All that follows from a library."""

    syntheses: Mapping[str, Synthesis]
    """By condition, in the order of the conditions."""
    doses: tuple[Dose, ...]
    """Every programme in which people walked backwards."""
    newest_day: date
    """The latest day on which anything was read."""

    def cells(self) -> Iterator[Cell]:
        """Every cell of every condition."""
        for synthesis in self.syntheses.values():
            yield from synthesis.cells()

    @cached_property
    def counted(self) -> frozenset[tuple[str, int]]:
        """Study id and number of each result that stands in an answer."""
        return frozenset(
            (finding.study.id, result.number)
            for cell in self.cells()
            for finding in cell.findings
            for result in finding.results
        )


def reckon(library: Library) -> Answers:
    """The answers of a library without problems."""
    return Answers(synthesise(library), tuple(doses(library)), newest_day(library))
