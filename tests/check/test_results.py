"""What is asked of one result, beside what tests/check/test_records.py asks of whole files."""

from __future__ import annotations

from pathlib import Path

import pytest

from project import edit, new

ADAMS = "studies/adams-2001.yml"


@pytest.mark.parametrize("bounds", ["[-0.7, 3.5]", "[-0.7, 3.9]", "[-0.6, 3.4]"])
def test_an_interval_lies_evenly_about_its_estimate_but_for_rounding(references: Path, bounds: str) -> None:
    """A tenth of its width is left: 0.46 of 4.6."""
    assert new(references, (ADAMS, "ci95: [-0.7, 3.5]", f"ci95: {bounds}")) == []


def test_one_that_leans_is_asked_about(references: Path) -> None:
    (said,) = new(references, (ADAMS, "ci95: [-0.7, 3.5]", "ci95: [-0.7, 5.0]"))
    assert "the estimate 1.4 is not in the middle of [-0.7, 5.0]" in said


def test_as_many_as_were_allotted_may_be_measured_and_no_more(references: Path) -> None:
    edit(references / ADAMS, "juggle: {n: 17,", "juggle: {n: 18,")
    (said,) = new(references, (ADAMS, "juggle: {n: 18,", "juggle: {n: 19,"))
    assert "19 people measured, 18 in the arm" in said


def test_a_difference_has_the_sign_of_its_means(references: Path) -> None:
    values = "    values: post\n"
    assert new(references, (ADAMS, values, f"{values}    difference: {{estimate: -10.5, se: 2}}\n")) == []
    (said, *_) = new(references, (ADAMS, "{estimate: -10.5,", "{estimate: 10.5,"))
    assert "10.5 has another sign than 30.5 - 41.0" in said


DIFFERENCE = "difference: {estimate: -105, se: 2}"


@pytest.mark.parametrize(
    ("old", "slip", "told"),
    [
        ("mean: 30.5", "mean: 305", "305 on a scale of 0 to 100; correct the mean"),
        ("mean: 30.5", "mean: -3", "-3 on a scale of 0 to 100; correct the mean"),
        ("values: post", f"values: post\n    {DIFFERENCE}", "-105 on a scale of 0 to 100"),
    ],
)
def test_an_average_lies_on_its_scale(references: Path, old: str, slip: str, told: str) -> None:
    assert any(told in line for line in new(references, (ADAMS, old, slip)))


def test_a_change_may_be_as_wide_as_its_scale_and_no_wider(references: Path) -> None:
    edit(references / ADAMS, "values: post", "values: change")
    assert not any("on a scale" in line for line in new(references, (ADAMS, "mean: 30.5", "mean: -99")))
    assert any("on a scale" in line for line in new(references, (ADAMS, "mean: -99", "mean: -101")))


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        ("sd: 2.0}", "2 beside 9.5 in another arm, and 2 times the root of 17 is 8.2"),
        ("sd: 2.6}", "2.6 beside 9.5 in another arm, and 2.6 times the root of 17 is 11"),
        ("sd: 0.5}", ""),
        ("sd: 4.0}", ""),
    ],
)
def test_a_standard_error_beside_a_deviation_is_asked_about(references: Path, slip: str, told: str) -> None:
    found = new(references, (ADAMS, "sd: 8.25}", slip))
    asked = [line for line in found if "was a standard error taken for it?" in line]
    assert len(asked) == bool(told) and all(told in line and "arms.juggle.sd" in line for line in asked)
