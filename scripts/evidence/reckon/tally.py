"""What is counted in a cell: its studies and their people, by what they tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evidence.reckon.cells import Cell
from evidence.reckon.combining import Combined
from evidence.reckon.effects import Effect
from evidence.records.condition import Counted


def tally(cell: Cell) -> Mapping[Counted, int | None]:
    """Every count that a reason may name; None of people where a study does not say how many took part."""
    sides = cell.sides
    sized = _effects(cell.combined) if cell.combined else []
    return {
        "trials": len(cell.findings),
        "favour": sides.backward,
        "against": sides.comparator,
        "no_clear": sides.no_clear,
        "unclear": sides.untold - sides.no_clear,
        "told": sides.told,
        "sized": len(sized),
        "people": _sum(finding.people for finding in cell.read),
        "people_told": _sum(finding.people for finding in cell.telling),
        "people_sized": _sum(map(_measured, sized)),
        "people_compared": _sum(finding.people for finding in cell.findings),
    }


def _effects(combined: Combined) -> list[Effect]:
    """One of each study that gives a size, on whatever scale."""
    return [row.effect for row in combined.studies] + [effect for _, effect in combined.elsewhere]


def _measured(effect: Effect) -> int | None:
    return effect.sizes.first + effect.sizes.second if effect.sizes else None


def _sum(numbers: Iterable[int | None]) -> int | None:
    given = list(numbers)
    known = [number for number in given if number is not None]
    return sum(known) if len(known) == len(given) else None
