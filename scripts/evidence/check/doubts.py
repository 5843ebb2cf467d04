"""Where a rule of thumb would judge certainty otherwise.

Source: Guyatt 2011, J Clin Epidemiol 64:1283 (imprecision).
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.reckon.cells import Cell
from evidence.reckon.certainty import Judged
from evidence.reckon.risk_of_bias import judgements, overall, tool_for
from evidence.records.study import Study

FEW_PEOPLE = 400
"""Fewer people than this are few for an outcome measured on a scale (GRADE's rule of thumb)."""

MUCH_SPREAD = 50.0
"""From this I2 on, in percent, sizes may differ substantially (Cochrane Handbook 10.10.2)."""

GRAVE = ("high", "serious", "critical")


def doubts(cell: Cell, judged: Judged) -> Iterator[tuple[str, str]]:
    """Field of the judgement and a sentence, wherever a rule of thumb would judge otherwise."""
    studies = [finding.study for finding in cell.findings]
    down = judged.down
    if not down["imprecision"].by:
        if cell.people_read < FEW_PEOPLE:
            what = f"{cell.people_read} people in the arms whose result can be read"
            yield "imprecision", f"{what}, fewer than {FEW_PEOPLE}"
        if len(studies) == 1:
            yield "imprecision", "a single study"
        if _crosses(cell):
            yield "imprecision", "the interval holds both no change and one that people notice"
    if not down["inconsistency"].by and cell.sides.backward and cell.sides.comparator:
        yield "inconsistency", "studies lie on both sides"
    elif not down["inconsistency"].by and _spread(cell) >= MUCH_SPREAD:
        yield "inconsistency", f"their sizes differ (I2 {_spread(cell):.0f}%)"
    grave = [study for study in studies if _grave(study, cell.outcome.id)]
    if not down["risk_of_bias"].by and len(grave) * 2 > len(studies):
        yield "risk_of_bias", "most of the studies are at high risk of bias"
    in_full = sum(study.reading.what == "full-text" for study in studies)
    if not down["risk_of_bias"].by and in_full * 2 < len(studies):
        yield "risk_of_bias", f"{in_full} of {len(studies)} were read in full"
    if any(rating.by for rating in judged.up.values()) and cell.start == "high":
        yield "up", "certainty is raised for studies that start low, not for randomised trials"


def _spread(cell: Cell) -> float:
    """I2 of the sum, in percent; 0 without one."""
    pool = cell.combined.pool if cell.combined else None
    return (pool.i2 or 0.0) if pool else 0.0


def _crosses(cell: Cell) -> bool:
    bounds, least = cell.combined.interval if cell.combined else None, cell.least
    if bounds is None or least is None:
        return False
    return bounds[0] <= 0 <= bounds[1] and max(abs(bounds[0]), abs(bounds[1])) >= least


def _grave(study: Study, outcome: str) -> bool:
    tool = tool_for(study.design)
    return tool is not None and overall(tool, judgements(study, tool, outcome)) in GRAVE
