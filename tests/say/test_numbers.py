"""Numbers as readers see them."""

from __future__ import annotations

import pytest

from evidence.say.numbers import (
    measured,
    metres_a_minute,
    miles,
    number,
    rounded,
    rounded_bounds,
    spelled,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (610.5, "610.5"),
        (16.0, "16"),
        (100, "100"),
        (-1.8, "−1.8"),
        (0, "0"),
        (0.1 + 0.2, "0.3"),
        (0.00004, "0.00004"),
        (12_000_000_000, "12000000000"),
    ],
)
def test_a_number_has_a_true_minus_and_no_exponent(value: float, expected: str) -> None:
    assert number(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.7447, "0.7"),
        (0.031, "0.03"),
        (0.096, "0.1"),
        (0.00004, "0.00004"),
        (12.04, "12"),
        (99.96, "100"),
        (123.4, "123"),
        (0, "0"),
    ],
)
def test_numbers_are_rounded_to_what_counts(value: float, expected: str) -> None:
    assert number(rounded(value)) == expected


@pytest.mark.parametrize(
    ("value", "beside", "expected"),
    [(0.001, 1.5, "0"), (0.0003, 13, "0"), (0.06, 1.7, "0.06"), (0.04, 0.7, "0.04"), (-0.001, -1.5, "0")],
)
def test_next_to_nothing_is_nothing_beside_a_larger_number(
    value: float, beside: float, expected: str
) -> None:
    assert number(rounded(value, beside)) == expected


def test_bounds_are_rounded_beside_each_other() -> None:
    assert rounded_bounds(-0.001, 1.46) == (0, 1.5)
    assert rounded_bounds(-1.46, 0.31, 10) == (14.6, 3.1)


def test_one_of_a_unit() -> None:
    assert [measured(1, "points"), measured(1, "s"), measured(1.1, "points"), measured(1, "")] == [
        "1 point",
        "1 s",
        "1.1 points",
        "1",
    ]


def test_speeds_on_foot() -> None:
    assert metres_a_minute(1.2) == "20" and metres_a_minute(0.8) == "13"
    assert miles("4") == "2.5"


def test_numbers_are_spelled_up_to_nine() -> None:
    assert [spelled(n) for n in (0, 1, 9, 10)] == ["no", "one", "nine", "10"]
