"""Which instruments have a range, and which units cannot fall below 0."""

from __future__ import annotations

import pytest

from evidence.check.scales import Range, never_negative, range_of, unit
from making import scale


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("0 to 10", Range(0, 10)),
        ("-3 to 3", Range(-3, 3)),
        ("0 to 100 mm, or 0 to 10 cm", None),
        ("no fixed range", None),
    ],
)
def test_a_range_is_two_numbers(text: str, known: Range | None) -> None:
    assert range_of(scale(range=text)) == known
    assert range_of(None) is None


def test_times_and_lengths_are_never_negative_and_temperatures_are() -> None:
    assert never_negative(scale(unit="s")) and never_negative(scale(range="0 to 10"))
    assert not never_negative(scale(unit="°C")) and not never_negative(scale(range="-3 to 3"))
    assert not never_negative(None)


@pytest.mark.parametrize(("figures", "last"), [((1.0, 2.0), 1), ((0.5, 0.25), 0.01), ((3.0, 1.1), 0.1)])
def test_the_last_place_that_is_shown(figures: tuple[float, ...], last: float) -> None:
    assert unit(*figures) == last
