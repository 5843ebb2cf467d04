"""What is counted in a cell: its studies and their people, by what they tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from evidence.reckon.cells import Cell, StudyFinding
from evidence.reckon.combining import Combined
from evidence.reckon.effects import Effect
from evidence.records.condition import Counted


def tally(cell: Cell) -> Mapping[Counted, int | None]:
    """Every count that a reason may name; None of people where a study does not say how many took part."""
    sides = Counter(finding.direction for finding in cell.findings)
    told = [finding for finding in cell.findings if finding.direction != "unclear"]
    sized = _effects(cell.combined) if cell.combined else []
    return {
        "trials": len(cell.findings),
        "favour": sides["favours-backward"],
        "against": sides["favours-comparator"],
        "no_clear": sides["no-clear-difference"],
        "unclear": sides["unclear"],
        "told": len(told),
        "sized": len(sized),
        "people": _people(cell.findings),
        "people_told": _people(told),
        "people_sized": _sum(map(_measured, sized)),
        "people_compared": _compared(cell.findings),
    }


def _effects(combined: Combined) -> list[Effect]:
    """One of each study that gives a size, on whatever scale."""
    return [row.effect for row in combined.studies] + [effect for _, effect in combined.elsewhere]


def _measured(effect: Effect) -> int | None:
    return effect.sizes.first + effect.sizes.second if effect.sizes else None


def _people(findings: Iterable[StudyFinding]) -> int | None:
    return _sum(finding.study.participants.with_condition() for finding in findings)


def _compared(findings: Iterable[StudyFinding]) -> int | None:
    """People allotted to the groups that the results compare."""
    return _sum(
        finding.study.arms[name].n
        for finding in findings
        for name in {name for result in finding.results for name in result.compares}
    )


def _sum(numbers: Iterable[int | None]) -> int | None:
    given = list(numbers)
    known = [number for number in given if number is not None]
    return sum(known) if len(known) == len(given) else None
