"""Where the people of the comparison groups stood after the programme."""

from __future__ import annotations

from evidence.reckon.cells import Cell
from evidence.reckon.combining import StudyEffect
from evidence.records.common import Span


def comparator_means(cell: Cell) -> Span | None:
    """Smallest and largest mean of the comparison groups after the programme, in the unit of the sum.

    Over the studies in the sum that print such means; None where there is no sum with a unit, or none does.
    Source: Cochrane Handbook (version 6) chapter 14.1.6.2 (the range of the comparison groups' means).
    """
    combined = cell.combined
    if combined is None or combined.pool is None or combined.scale != "raw":
        return None
    means = [mean for row in combined.studies if row.pooled for mean in _means(cell, row)]
    return Span(low=min(means), high=max(means)) if means else None


def _means(cell: Cell, row: StudyEffect) -> list[float]:
    result = row.effect.result
    if result.values != "post":
        return []
    arms = row.study.arms
    return [found.mean for name, found in result.arms.items() if arms[name].role == cell.question.comparator]
