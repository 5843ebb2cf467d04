"""Where the comparison groups stood: the range of their means after the programme."""

from __future__ import annotations

from dataclasses import replace

from evidence.read.library import Library
from evidence.reckon.comparators import comparator_means
from evidence.reckon.synthesis import synthesise


def test_the_means_of_the_others_are_those_of_the_records(real_library: Library) -> None:
    """Control means in the sum: chen-2021 2.25; joshi, shabbir and gondhalekar as in their records."""
    (pain,) = [
        cell
        for cell in synthesise(real_library)["knee-osteoarthritis"].cells()
        if (cell.question.comparator, cell.outcome.id) == ("usual-care", "pain")
    ]
    found = comparator_means(pain)
    assert found is not None and pain.combined is not None
    means = [
        groups.mean
        for row in pain.combined.studies
        if row.pooled and row.effect.result.values == "post"
        for name, groups in row.effect.result.arms.items()
        if row.study.arms[name].role == "usual-care"
    ]
    assert 2.25 in means and (min(means), max(means)) == (found.low, found.high)


def test_without_a_sum_in_a_unit_there_is_no_range(real_library: Library) -> None:
    for synthesis in synthesise(real_library).values():
        for cell in synthesis.cells():
            if cell.combined is None or cell.combined.pool is None or cell.combined.scale != "raw":
                assert comparator_means(cell) is None


def test_neither_changes_nor_trials_outside_of_the_sum_lend_a_mean(real_library: Library) -> None:
    """alghadir-2019 is in the sum of knee pain by its change; naik-2020 tells a side without figures."""
    (pain,) = [
        cell
        for cell in synthesise(real_library)["knee-osteoarthritis"].cells()
        if (cell.question.comparator, cell.outcome.id) == ("usual-care", "pain")
    ]
    assert pain.combined is not None
    before = comparator_means(pain)
    rows = tuple(
        replace(row, pooled=False) if row.effect.result.values == "post" else row
        for row in pain.combined.studies
    )
    left = replace(pain, combined=replace(pain.combined, studies=rows))
    assert before is not None and comparator_means(left) is None
