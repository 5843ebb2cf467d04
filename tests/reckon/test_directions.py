"""One result to one direction: what the numbers give, and what they cannot give."""

from random import Random
from typing import Any

import pytest

from evidence.reckon.directions import (
    better_side,
    computed,
    direction,
    estimate,
    interval,
    is_clear,
    sign,
    told,
)
from evidence.records.instrument import Instrument
from evidence.records.study import ArmResult, Direction, Result

PAIN = Instrument(id="pain", name="Pain", measures="Pain", better="lower")
GRIP = Instrument(id="grip", name="Grip", measures="Grip", better="higher")
SWAY = Instrument(id="sway", name="Sway", measures="Sway")
OTHER_SIDE: dict[Direction | None, Direction] = {
    "favours-backward": "favours-comparator",
    "favours-comparator": "favours-backward",
}


def result(**given) -> Result:
    """A comparison of arms "a" and "b"; `a` and `b` are (n, mean, sd)."""
    arms = {}
    for name in ("a", "b"):
        if name in given:
            arms[name] = dict(zip(("n", "mean", "sd"), given.pop(name), strict=True))
    return Result.model_validate(
        {"outcome": "pain", "compares": ["a", "b"], "arms": arms, "seen": ["x"]} | given
    )


# (n, mean, sd) of each arm, and what R's metafor makes of them: escalc(measure="MD") on dat.normand1999 of
# the metadat package (length of stay in hospital, nine studies).
NORMAND = [
    ((155, 55, 47), (156, 75, 64), -20, 40.50802316),
    ((31, 27, 7), (32, 29, 4), -2, 2.080645161),
    ((75, 64, 17), (71, 119, 29), -55, 15.69840376),
    ((18, 66, 20), (18, 137, 48), -71, 150.2222222),
    ((8, 14, 8), (13, 18, 11), -4, 17.30769231),
    ((57, 19, 7), (52, 18, 4), 1, 1.16734143),
    ((34, 52, 45), (33, 41, 34), 11, 94.58912656),
    ((110, 21, 16), (183, 31, 27), -10, 6.310879285),
    ((60, 30, 27), (52, 23, 20), 7, 19.84230769),
]


@pytest.mark.parametrize(("a", "b", "difference", "variance"), NORMAND)
def test_difference_of_means_and_its_interval(a, b, difference, variance):
    given = result(a=a, b=b)
    bounds = interval(given)
    assert bounds
    low, high = bounds
    assert estimate(given) == difference
    assert (low + high) / 2 == pytest.approx(difference, rel=1e-9)
    # 3.919928 = 2 x 1.959964, the normal quantile that metafor uses; the variances are printed to 10 digits.
    assert ((high - low) / 3.919927969) ** 2 == pytest.approx(variance, rel=1e-8)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (NORMAND[0][0], NORMAND[0][1], "favours-backward"),  # -20 (-32.5 to -7.5)
        (NORMAND[1][0], NORMAND[1][1], "no-clear-difference"),  # -2 (-4.8 to 0.8)
        (NORMAND[5][0], NORMAND[5][1], "no-clear-difference"),  # 1 (-1.1 to 3.1)
    ],
)
def test_direction_from_means_sd_and_n(a, b, expected):
    assert computed(result(a=a, b=b), PAIN) == expected


def test_worked_by_hand() -> None:
    """chen-2021, pain: 1.56 - 2.25 = -0.69; SE = sqrt(0.63^2/16 + 0.86^2/16) = 0.26652; -0.69 -/+ 0.52236."""
    given = result(a=(16, 1.56, 0.63), b=(16, 2.25, 0.86))
    assert interval(given) == pytest.approx((-1.21236, -0.16764), abs=1e-5)
    assert computed(given, PAIN) == "favours-backward"


LOWER, HIGHER = (50, 2.0, 1.0), (50, 5.0, 1.0)


@pytest.mark.parametrize(
    ("a", "b", "instrument", "expected"),
    [
        (LOWER, HIGHER, PAIN, "favours-backward"),
        (HIGHER, LOWER, PAIN, "favours-comparator"),
        (LOWER, HIGHER, GRIP, "favours-comparator"),
        (HIGHER, LOWER, GRIP, "favours-backward"),
        (LOWER, HIGHER, SWAY, None),
        (LOWER, HIGHER, None, None),
        (LOWER, LOWER, PAIN, "no-clear-difference"),
        (LOWER, LOWER, None, "no-clear-difference"),
    ],
)
def test_which_end_is_better(a, b, instrument, expected):
    assert computed(result(a=a, b=b), instrument) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"difference": {"estimate": -2, "ci95": [-3.5, -0.5]}}, "favours-backward"),
        ({"difference": {"estimate": 2, "ci95": [0.5, 3.5]}}, "favours-comparator"),
        ({"difference": {"estimate": -2, "ci95": [-4.5, 0.5]}}, "no-clear-difference"),
        ({"difference": {"estimate": -2, "ci95": [-4.0, 0]}}, "no-clear-difference"),
        ({"difference": {"estimate": -2, "se": 1.0}}, "favours-backward"),
        ({"difference": {"estimate": -2, "se": 1.1}}, "no-clear-difference"),
        ({"difference": {"estimate": -2}}, None),
        ({"difference": {"estimate": -2}, "p": "0.01"}, "favours-backward"),
        ({"difference": {"estimate": -2}, "p": "0.30"}, "no-clear-difference"),
    ],
)
def test_direction_from_a_difference(given, expected):
    assert computed(result(**given), PAIN) == expected


def test_an_interval_that_is_given_wins_over_one_that_is_worked_out() -> None:
    given = result(a=LOWER, b=HIGHER, difference={"estimate": -3, "ci95": [-7, 1]})
    assert interval(given) == (-7, 1)
    assert computed(given, PAIN) == "no-clear-difference"


@pytest.mark.parametrize(
    ("p", "expected"),
    [
        ("0.049", "favours-backward"),
        ("0.05", "no-clear-difference"),
        ("0.051", "no-clear-difference"),
        ("=0.01", "favours-backward"),
        ("<0.05", "favours-backward"),
        ("<.001", "favours-backward"),
        ("<0.10", None),
        (">0.05", "no-clear-difference"),
        (">0.01", None),
        ("0.000", "favours-backward"),
        ("1.00", "no-clear-difference"),
        ("1", "no-clear-difference"),
    ],
)
def test_direction_from_means_and_p(p, expected):
    given = result(p=p, arms={"a": {"mean": 1.0}, "b": {"mean": 2.0}})
    assert computed(given, PAIN) == expected


def test_p_alone_says_whether_not_which() -> None:
    assert computed(result(p=">0.05"), PAIN) == "no-clear-difference"
    assert computed(result(p="<0.05"), PAIN) is None
    assert is_clear(result(p="<0.05"))
    assert not is_clear(result(p=">0.05"))
    assert not is_clear(result())


@pytest.mark.parametrize(
    "given",
    [
        # chen-2021, sway: the abstract says p < 0.05, its own figures give 71.8 (-235 to 379).
        {"a": (16, 610.5, 464.26), "b": (16, 538.69, 420.52), "p": "<0.05"},
        {"difference": {"estimate": -2, "ci95": [-3, -1]}, "p": ">0.05"},
        {"difference": {"estimate": -2, "se": 5}, "p": "0.001"},
    ],
)
def test_interval_against_p_is_unclear(given):
    assert computed(result(**given), PAIN) == "unclear"
    assert not is_clear(result(**given))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"arms": {"a": {"mean": 1.0}}},
        {"arms": {"a": {"mean": 1.0}, "b": {"mean": 2.0}}},
        {"arms": {"a": {"mean": 1.0, "sd": 1.0}, "b": {"mean": 2.0, "sd": 1.0}}},
        {"arms": {"a": {"mean": 1.0, "sd": 1.0, "n": 0}, "b": {"mean": 2.0, "sd": 1.0, "n": 9}}},
        {"arms": {"a": {"mean": 1.0, "sd": 1.0, "n": 9}, "c": {"mean": 2.0, "sd": 1.0, "n": 9}}},
        {"a": LOWER, "b": HIGHER, "contrast": "before-after"},
        {"a": LOWER, "b": HIGHER, "contrast": "backward-vs-forward"},
        {"a": LOWER, "b": HIGHER, "compares": ["a"]},
        {"a": LOWER, "b": HIGHER, "compares": ["a", "b", "c"]},
    ],
)
def test_too_little_to_say(given):
    assert computed(result(**given), PAIN) is None


def test_stated_directions_are_used_only_where_nothing_can_be_computed() -> None:
    assert direction(result(direction="favours-comparator"), PAIN) == "favours-comparator"
    assert direction(result(), PAIN) == "unclear"
    assert direction(result(a=LOWER, b=HIGHER, direction="unclear"), PAIN) == "favours-backward"


def test_the_side_the_averages_lean_to() -> None:
    means = {"arms": {"a": {"mean": -4.8}, "b": {"mean": -2.2}}}
    assert better_side(result(**means), PAIN) == "favours-backward"
    assert better_side(result(**means), GRIP) == "favours-comparator"
    assert better_side(result(**means), SWAY) is None
    assert better_side(result(arms={"a": {"mean": 1}, "b": {"mean": 1}}), PAIN) is None


def invented(seed: int) -> dict[str, Any]:
    """Numbers of one invented result; about half of them clear, with and without p."""
    random = Random(seed)
    given = {
        name: (random.randint(5, 80), round(random.uniform(-9, 9), 2), round(random.uniform(0.5, 9), 2))
        for name in ("a", "b")
    }
    return given | ({"p": random.choice(["0.01", "0.20", "<0.05", ">0.05"])} if seed % 2 else {})


def times_ten(arm: tuple[int, float, float]) -> tuple[int, float, float]:
    return arm[0], arm[1] * 10, arm[2] * 10


@pytest.mark.parametrize("instrument", [PAIN, GRIP])
def test_swapping_the_arms_swaps_the_sides_and_nothing_else(instrument):
    seen = set()
    for seed in range(200):
        given = invented(seed)
        found = computed(result(**given), instrument)
        swapped = computed(result(**given, compares=["b", "a"]), instrument)
        assert swapped == OTHER_SIDE.get(found, found), given
        seen.add(found)
    assert seen == {"favours-backward", "favours-comparator", "no-clear-difference", "unclear"}


def test_another_unit_changes_nothing() -> None:
    for seed in range(200):
        given = invented(seed)
        scaled = given | {"a": times_ten(given["a"]), "b": times_ten(given["b"])}
        assert computed(result(**scaled), PAIN) == computed(result(**given), PAIN), given


@pytest.mark.parametrize(
    ("side", "basis", "clear", "no_clear", "expected"),
    [
        ("favours-backward", "numbers", None, False, "better"),
        ("favours-backward", "words", True, True, "better"),
        ("favours-backward", "numbers", False, True, "better-not-clearly"),
        ("favours-backward", "words", None, False, "better-in-words"),
        ("favours-comparator", "words", None, False, "worse-in-words"),
        ("favours-comparator", "numbers", True, False, "worse"),
        ("favours-comparator", "words", False, False, "worse-not-clearly"),
        (None, None, None, True, "no-clear-difference"),
        (None, None, True, False, "not-read"),
    ],
)
def test_the_sign_of_a_trial_says_whether_the_difference_was_clear(side, basis, clear, no_clear, expected):
    assert sign(side, basis, clear, no_clear=no_clear) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"a": (20, 2.0, 1.0), "b": (20, 5.0, 1.0)}, ("favours-backward", "numbers", True, True)),
        ({"a": (20, 2.0, 9.0), "b": (20, 2.1, 9.0)}, ("favours-backward", "numbers", True, False)),
        ({"a": (None, 5.0, None), "b": (None, 2.0, None)}, ("favours-comparator", "numbers", False, None)),
        ({"difference": {"estimate": 1.0}, "p": "0.9"}, ("favours-comparator", "numbers", True, False)),
        ({"direction": "favours-backward", "p": "<0.05"}, ("favours-backward", "words", True, True)),
        ({"direction": "favours-backward"}, ("favours-backward", "words", False, None)),
        ({"direction": "no-clear-difference", "p": ">0.05"}, (None, None, True, False)),
        ({"lean": "favours-backward", "p": ">0.05"}, ("favours-backward", "words", True, False)),
        ({"direction": "no-clear-difference", "lean": "favours-backward"},
         ("favours-backward", "words", False, False)),
        ({"direction": "unclear", "lean": "favours-backward"}, ("favours-backward", "words", False, None)),
        ({"direction": "unclear"}, (None, None, False, None)),
        ({"a": (20, 2.0, 1.0), "b": (20, 5.0, 1.0), "direction": "unclear"}, (None, None, True, True)),
        ({"difference": {"estimate": 1.0}, "direction": "no-clear-difference"},
         ("favours-comparator", "numbers", False, False)),
    ],
)  # fmt: skip
def test_side_basis_test_and_its_outcome_are_facts_apart(given, expected):
    """How clear a difference was plays no part in its side: the second case is far from clear.

    Averages tell none where the record calls the result unclear: its report contradicts itself.
    """
    arms = {
        name: {key: value for key, value in zip(("n", "mean", "sd"), given[name], strict=True) if value}
        for name in ("a", "b")
        if name in given
    }
    given = {key: value for key, value in given.items() if key not in arms}
    made = result(**given, **({"values": "post"} if arms else {})).model_copy(
        update={"arms": {name: ArmResult.model_validate(values) for name, values in arms.items()}}
    )
    found = told(made, PAIN)
    assert (found.side, found.basis, found.tested, found.clear) == expected
