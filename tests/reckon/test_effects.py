"""One study's numbers to one effect: each way to it, against published and hand-computed figures."""

from math import isfinite, sqrt

import pytest

from evidence.reckon.effects import (
    Shared,
    Sizes,
    exact_p,
    is_share,
    of_results,
    of_study,
    people_compared,
    sizes,
)
from making import result, scale, study

POINTS = scale()
NAMES_A_SIDE = {"instrument": None, "direction": "favours-backward"}


def effect(*results, instrument=POINTS, **fields):
    return of_results(study(*results, **fields), results, instrument)


def close(expected, rel=0.003):
    return pytest.approx(expected, rel=rel)


# --- every way to a number ---------------------------------------------------------------------------


def test_means_and_standard_deviations() -> None:
    """Borenstein 2009, Introduction to Meta-Analysis, chapter 4: D 3.0, V_D 1.01, g 0.5924.

    The variance of g by Hedges 1981 as in the code: 1/50 + 1/50 + 0.5924 ** 2 / 200 = 0.04175.
    """
    found = effect(result(juggle=(50, 103, 5.5), usual=(50, 100, 4.5)), instrument=scale(better="higher"))
    assert (found.md.value, found.md.variance) == (close(3), close(1.01))
    assert found.md_interval == close((3 - 1.96 * sqrt(1.01), 3 + 1.96 * sqrt(1.01)))
    assert (found.smd.value, found.smd.variance) == (close(0.5924), close(0.04175))
    assert (found.origin, found.several) == ("groups", "none")


# Cochrane Handbook 6.5.2.3: a difference of 3.8 with p = 0.008 between 25 and 22 people has t = 2.78 and a
# standard error of 1.37. The 95 % interval with t = 2.014 (45 degrees of freedom) is 3.8 -/+ 2.76. From t, by
# Borenstein 2009 chapter 4: d = 2.78 * sqrt(1/25 + 1/22) = 0.813, times 1 - 3/(4 * 45 - 1) is g = 0.799.
HANDBOOK = {
    "p and the difference": ({"difference": {"estimate": 3.8}, "p": "0.008"}, "p"),
    "p with a sign": ({"difference": {"estimate": 3.8}, "p": "=0.008"}, "p"),
    "standard error": ({"difference": {"estimate": 3.8, "se": 1.37}}, "se"),
    "interval": ({"difference": {"estimate": 3.8, "ci95": [1.04, 6.56]}}, "interval"),
    "interval before p": (
        {"difference": {"estimate": 3.8, "ci95": [1.04, 6.56]}, "p": "0.5"},
        "interval",
    ),
}


@pytest.mark.parametrize(("printed", "origin"), HANDBOOK.values(), ids=HANDBOOK)
def test_a_difference_as_the_handbook_has_it(printed, origin):
    found = effect(result(**printed), sizes={"juggle": 25, "usual": 22}, instrument=scale(better="higher"))
    assert (found.md.value, sqrt(found.md.variance)) == (3.8, close(1.37))
    assert found.smd.value == close(0.799, rel=0.004)
    assert found.origin == origin


def test_means_without_standard_deviations_need_an_exact_p() -> None:
    arms = {"juggle": (None, 13.8, None), "usual": (None, 10, None)}
    found = effect(result(**arms, p="0.008"), sizes={"juggle": 25, "usual": 22})
    assert (found.md.value, sqrt(found.md.variance)) == (close(3.8), close(1.37))
    assert found.origin == "means-and-p"
    assert effect(result(**arms)) is None


def test_a_p_value_alone_gives_a_size_and_the_report_the_side() -> None:
    found = effect(result(p="0.008", **NAMES_A_SIDE), sizes={"juggle": 25, "usual": 22}, instrument=None)
    assert found.md is None
    assert found.smd.value == close(0.799)
    assert found.origin == "p-alone"


def test_a_printed_effect_size_is_corrected_for_few_people() -> None:
    """J(34) = 1 - 3/(4 * 34 - 1) = 0.9778; times 0.86 is 0.841."""
    found = effect(result(cohen_d=0.86, **NAMES_A_SIDE), sizes={"juggle": 18, "usual": 18}, instrument=None)
    assert found.smd.value == close(0.841)
    assert found.origin == "d"


NO_NUMBER = {
    "only a side": {"direction": "favours-backward"},
    "rounded to nothing": {"p": "0.000", "direction": "favours-backward"},
    "below a line": {"p": "<0.05", "direction": "favours-backward"},
    "above a line": {"p": ">0.05", "direction": "favours-backward"},
    "certainty itself": {"p": "1.00", "direction": "favours-backward"},
    "an exact p without a side": {"p": "0.685"},
    "below a line, with a difference": {"difference": {"estimate": 3.8}, "p": "<0.05"},
    "no difference and its p": {"difference": {"estimate": 0}, "p": "0.99"},
    "standard deviations of nobody knows how many": {"juggle": (None, 3, 1), "usual": (None, 4, 1)},
    "left out of sums": {"juggle": (9, 3, 1), "usual": (9, 4, 1), "excluded_from_pool": "A reason."},
}


@pytest.mark.parametrize("printed", NO_NUMBER.values(), ids=NO_NUMBER)
def test_what_gives_no_number(printed):
    unknown = {"juggle": None, "usual": None} if "juggle" in printed else None
    assert effect(result(**printed), sizes=unknown) is None


def test_before_and_after_gives_no_number() -> None:
    assert effect(result(juggle=(9, 3, 1), contrast="before-after", compares=["juggle"])) is None


@pytest.mark.parametrize(
    ("p", "exact"),
    [
        ("0.008", 0.008),
        ("=.04", 0.04),
        ("<0.05", None),
        (">0.05", None),
        ("0.000", None),
        ("1", None),
        (None, None),
    ],
)
def test_exact_p_values(p, exact):
    assert exact_p(result(p=p)) == exact


# --- sides -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("better", "sign"), [("lower", 1), ("higher", -1)])
@pytest.mark.parametrize("backward", [8, 12])
def test_the_end_that_is_better_decides_the_side(better, sign, backward):
    found = effect(result(juggle=(20, backward, 2), usual=(20, 10, 2)), instrument=scale(better=better))
    assert found.md.value == backward - 10
    assert found.smd.value * sign * (10 - backward) > 0


@pytest.mark.parametrize(
    ("direction", "sign"),
    [("favours-backward", 1), ("favours-comparator", -1), ("unclear", None), (None, None)],
)
def test_without_a_better_end_the_report_names_the_side(direction, sign):
    """The p value is no help: an unclear one would hide the side."""
    numbers = {"juggle": (None, 8, None), "usual": (None, 10, None), "p": "0.03"}
    found = effect(result(**numbers, direction=direction), instrument=scale(better=None))
    assert found.md.value == -2
    assert (found.smd and found.smd.value / abs(found.smd.value)) == sign


@pytest.mark.parametrize(
    "numbers",
    [
        {"juggle": (20, 10, 2), "usual": (20, 10, 2)},
        {"difference": {"estimate": 0, "ci95": [-1, 1]}},
        {"difference": {"estimate": 0, "se": 0.5}},
    ],
)
def test_no_difference_at_all_is_an_effect_of_nothing(numbers):
    """Left out, it would make the sum of the others look larger."""
    found = effect(result(**numbers))
    assert (found.md.value, found.smd.value) == (0, 0)
    assert min(found.md.variance, found.smd.variance) > 0


# --- intervals and numbers of people -----------------------------------------------------------------


def test_a_printed_interval_is_kept() -> None:
    """Uneven by rounding, and not the one that 1.96 standard errors would give."""
    found = effect(result(difference={"estimate": 3.8, "ci95": [1.0, 6.5]}), sizes={"juggle": 5, "usual": 5})
    assert found.md_interval == (1.0, 6.5)


def test_a_printed_interval_is_not_that_of_other_means() -> None:
    """The printed difference may be adjusted for where people began; the means are not."""
    adjusted = {"estimate": -1.5, "ci95": [-2.5, -0.5]}
    found = effect(result(juggle=(20, 8, 2), usual=(20, 10, 2), difference=adjusted))
    assert found.md.value == -2
    assert found.md_interval == close((-2 - 1.96 * sqrt(0.4), -2 + 1.96 * sqrt(0.4)))


SEEN = {
    "measured": ({"juggle": (17, 1, 1), "usual": (16, 1, 1)}, {}, Sizes(17, 16)),
    "measured in one, allotted in the other": ({"juggle": (17, 1, 1)}, {}, Sizes(17, 20)),
    "allotted": ({}, {}, Sizes(20, 20)),
    "one person is no group": ({"juggle": (1, 1, None)}, {}, None),
    "not seen at all": ({}, {"sizes": {"juggle": None, "usual": None}}, None),
}


@pytest.mark.parametrize(("arms", "fields", "expected"), SEEN.values(), ids=SEEN)
def test_people_in_the_groups(arms, fields, expected):
    one = result(**arms)
    assert sizes(study(one, **fields), one) == expected


def test_people_in_all_are_shared_out():
    people = {"description": "Jugglers", "randomised": 62, "seen": ["page"]}
    unknown = {"juggle": None, "roll": None, "usual": None}
    one = result(difference={"estimate": 3.8, "ci95": [1.04, 6.56]})
    found = effect(one, sizes=unknown, participants=people)
    assert found.sizes == Sizes(20, 20, Shared(people=62, groups=3))


@pytest.mark.parametrize(
    ("allotted", "expected"),
    [
        ({"juggle": None, "roll": None, "usual": 22}, Sizes(23, 22, Shared(46, 2, "first"))),
        ({"juggle": 22, "roll": None, "usual": None}, Sizes(22, 23, Shared(46, 2, "second"))),
        ({"juggle": None, "roll": 22, "usual": None}, Sizes(23, 23, Shared(46, 2, "both"))),
        ({"juggle": None, "usual": 68}, None),
    ],
    ids=["the first", "the second", "neither", "nobody left"],
)
def test_people_of_groups_that_were_seen_are_not_shared_out(allotted, expected):
    """68 people in all, 22 of them in a group that was seen."""
    one = result(p="0.01")
    assert sizes(study(one, sizes=allotted, people=68), one) == expected


def test_without_people_there_is_no_standardised_difference():
    """1.96 instead of t: (6.56 - 1.04) / 3.92 = 1.408."""
    unknown = {"juggle": None, "usual": None}
    printed = effect(result(difference={"estimate": 3.8, "ci95": [1.04, 6.56]}), sizes=unknown)
    assert (printed.smd, printed.sizes) == (None, None)
    assert sqrt(printed.md.variance) == close(1.408)
    assert not printed.too_narrow, "the interval is the printed one"
    reckoned = effect(result(difference={"estimate": 3.8}, p="0.008"), sizes=unknown)
    assert reckoned.too_narrow


# --- several groups, several results -----------------------------------------------------------------

# Cochrane Handbook 6.5.2.10: 10 people (mean 4, SD 2) and 20 (7, 3) are 30 people with mean 6 and SD
# sqrt((9 * 4 + 19 * 9 + 10 * 20 / 30 * (16 + 49 - 56)) / 29) = sqrt(267 / 29) = 3.034.
ONE = result(juggle=(10, 4, 2), usual=(30, 6, 3))
OTHER = result(also=(20, 7, 3), usual=(30, 6, 3), compares=["also", "usual"])
THREE = {"juggle": 10, "also": 20, "usual": 30}


def test_groups_of_one_kind_are_merged() -> None:
    found = effect(ONE, OTHER, sizes=THREE)
    assert (found.sizes.first, found.sizes.second) == (30, 30)
    assert found.md.value == 0
    assert found.md.variance == close(267 / 29 / 30 + 9 / 30)
    assert found.several == "merged"


@pytest.mark.parametrize("instrument", [scale(), scale(better=None)])
def test_merged_groups_have_a_side_of_their_own(instrument):
    """The small group is better than usual care by 3, both together are worse by (10 * -3 + 20 * 5) / 30."""
    small = result(juggle=(10, 3, 1), usual=(30, 6, 1), direction="favours-backward")
    large = result(also=(20, 11, 1), usual=(30, 6, 1), compares=["also", "usual"])
    found = effect(small, large, sizes=THREE, instrument=instrument)
    assert found.md.value == close(7 / 3)
    assert found.smd.value < 0


@pytest.mark.parametrize(
    ("first", "estimate"),
    [({"difference": {"estimate": -2, "se": 1}}, -2), ({"p": "<0.05"}, 1)],
    ids=["the first", "the first with a number"],
)
def test_groups_that_cannot_be_merged(first, estimate):
    found = effect(result(**first), OTHER, sizes=THREE)
    assert found.md.value == estimate
    assert found.several == "first"


def test_a_study_gives_one_effect_main_outcome_first_then_natural_units():
    by_p = result(p="0.01", instrument=None, direction="favours-backward")
    early = result(juggle=(20, 8, 2), usual=(20, 10, 2), week=2)
    late = result(juggle=(20, 7, 2), usual=(20, 10, 2), week=8)
    main = result(p="0.02", instrument=None, direction="favours-backward", week=8, primary=True)
    scales = {"scale": scale()}

    def chosen(*results):
        return of_study(study(*results), results, scales).result

    assert chosen(by_p, late, early) is late
    assert chosen(by_p, late, early, main) is main
    assert of_study(study(), [result(direction="unclear")], scales) is None


def test_an_effect_is_made_of_finite_numbers() -> None:
    """Extremes of what a record may hold."""
    for numbers in (
        {"juggle": (2, 1e6, 1e-6), "usual": (2, -1e6, 1e-6)},
        {"juggle": (10**9, 1e-9, 1e9), "usual": (2, 0, 1e-6)},
        {"difference": {"estimate": 1e-9}, "p": "0.99999"},
        {"difference": {"estimate": 1e9}, "p": "0.0000000001"},
        {"p": "0.000000000001", "direction": "favours-backward"},
        {"cohen_d": 50, "direction": "favours-comparator"},
    ):
        found = effect(result(**numbers))
        for measured in filter(None, (found.md, found.smd)):
            assert all(map(isfinite, (measured.value, *measured.interval)))
            assert measured.variance > 0 and isfinite(measured.variance)


# --- people in the arms compared ---------------------------------------------------------------------

TWO = {"juggle": 20, "usual": 18}
THREE = {"juggle": 20, "usual": 18, "roll": 22}
UNSEEN: dict[str, int | None] = dict.fromkeys(THREE)
ROLL = {"compares": ["juggle", "roll"]}


def who(**numbers: int) -> dict[str, object]:
    return {"description": "Jugglers", "seen": ["page"], **numbers}


@pytest.mark.parametrize(
    ("results", "fields", "people"),
    [
        ([result(p="0.2")], {"sizes": TWO, "people": 40}, 20 + 18),
        ([result(juggle=(17, 3, 1), usual=(16, 4, 1))], {"sizes": TWO, "people": 40}, 17 + 16),
        ([result(juggle=(17, 3, 1))], {"sizes": TWO, "people": 40}, 17 + 18),
        ([result(juggle=(17, 3, 1)), result(week=9, juggle=(15, 3, 1))], {"sizes": TWO}, 17 + 18),
        ([result(p="0.2"), result(p="0.3", **ROLL)], {"sizes": THREE, "people": 60}, 20 + 18 + 22),
        ([result(p="0.2")], {"sizes": THREE, "people": 60}, 20 + 18),
        ([result(p="0.2")], {"sizes": TWO, "people": 36}, 20 + 18),
    ],
    ids=[
        *("allotted", "measured", "one arm measured", "most of them"),
        *("each arm once", "no third arm", "fewer told in all"),
    ],
)
def test_people_in_the_arms_compared(results, fields, people):
    assert people_compared(study(*results, **fields), results) == people


@pytest.mark.parametrize(
    ("results", "sizes", "numbers", "people"),
    [
        ([result(p="0.2")], UNSEEN, {"randomised": 68}, 22 + 22),
        ([result(p="0.2")], THREE | {"usual": None}, {"randomised": 68}, 20 + (68 - 20 - 22)),
        ([result(p="0.2"), result(p="0.3", **ROLL)], UNSEEN, {"randomised": 68}, 68),
        ([result(p="0.2"), result(p="0.3", **ROLL)], UNSEEN | {"also": None}, {"randomised": 68}, 17 * 3),
        ([result(p="0.2")], UNSEEN, {"randomised": 68, "without_condition": 20}, 16 + 16),
        ([result(p="0.2")], UNSEEN | {"roll": 21}, {"randomised": 63, "without_condition": 21}, 21 + 21),
        ([result(p="0.2")], UNSEEN, {}, None),
        ([result(p="0.2")], THREE | {"usual": None}, {}, None),
    ],
    ids=[
        *("equal shares", "one arm not seen", "all arms", "three of four"),
        *("with the condition", "healthy people in the third arm", "nothing", "one arm alone"),
    ],
)
def test_people_whose_arms_were_not_seen_are_equal_shares_or_not_known(results, sizes, numbers, people):
    """68 people in three groups: two shares of 22, but all of them where all groups are compared.

    Where the numbers of other groups were seen, only the rest is shared out.
    """
    of = study(*results, sizes=sizes, participants=who(**numbers))
    assert people_compared(of, results) == people


@pytest.mark.parametrize(
    ("results", "sizes", "share"),
    [
        ([result(p="0.2")], UNSEEN, True),
        ([result(p="0.2")], THREE | {"usual": None}, True),
        ([result(p="0.2"), result(p="0.3", **ROLL)], UNSEEN, False),
        ([result(p="0.2")], THREE, False),
        ([result(juggle=(9, 3, 1), usual=(9, 4, 1))], UNSEEN, False),
    ],
    ids=["equal shares", "one arm not seen", "all people", "allotted", "measured"],
)
def test_an_equal_share_is_known_to_be_one(results, sizes, share):
    assert is_share(study(*results, sizes=sizes, people=68), results) is share


@pytest.mark.parametrize(
    ("sizes", "without", "people"),
    [({"juggle": 20, "usual": 20}, 12, 28), ({"juggle": 10, "usual": 10, "roll": 20}, 12, 20), (TWO, 0, 38)],
    ids=["in the arms compared", "perhaps in another arm", "nobody"],
)
def test_people_without_the_condition_do_not_count_as_far_as_they_can_be_in_these_arms(
    sizes, without, people
):
    """40 people of whom 12 are healthy: two arms of 20 have at most 28 with the condition."""
    found = [result(p="0.2")]
    given = who(randomised=40, without_condition=without)
    assert people_compared(study(*found, sizes=sizes, participants=given), found) == people


@pytest.mark.parametrize(("people", "each"), [(3, None), (4, 2)])
def test_an_equal_share_of_one_person_is_no_group(people, each):
    found = sizes(study(sizes={"juggle": None, "usual": None}, people=people), result())
    assert (found and found.first) == each
