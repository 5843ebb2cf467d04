"""How an effect was worked out and why it stands in no sum: every code in its sentence."""

from __future__ import annotations

from typing import Literal, get_args

import pytest

from evidence.reckon.combining import Combined, WhyNot
from evidence.reckon.effects import Effect, Origin, Several, Shared, Sizes
from evidence.reckon.formulas import Estimate
from evidence.say.effects import ORIGINS, SEVERAL, WHY_NOT, derivation, why_not
from making import result, scale

GROUPS = "From the groups’ means, standard deviations and numbers of people."


def effect(origin: Origin = "groups", several: Several = "none", sizes: Sizes | None = None) -> Effect:
    printed = result(p="=0.008", cohen_d=0.86)
    people = sizes or Sizes(20, 20)
    return Effect(printed, scale(), people, Estimate(1.0, 1.0), Estimate(1.0, 1.0), origin, several)


@pytest.mark.parametrize(
    ("told", "codes"), [(ORIGINS, Origin), (SEVERAL, Several), (WHY_NOT, WhyNot)], ids=["of", "arms", "why"]
)
def test_every_code_has_its_sentence(told: dict[str, str], codes: object) -> None:
    assert set(told) == set(get_args(codes))
    assert all(text[0].isupper() and text.endswith(".") for code, text in told.items() if code != "none")


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        ("groups", GROUPS),
        ("interval", "From the difference between the groups and its 95 % interval."),
        ("se", "From the difference between the groups and its standard error."),
        ("p", "From the difference between the groups and p = 0.008."),
        ("means-and-p", "From the groups’ means and p = 0.008."),
        ("p-alone", "From p = 0.008 alone, with the side that the report names."),
        ("d", "From the effect size d = 0.86 that the report prints."),
    ],
)
def test_what_an_effect_was_worked_out_from(origin: Origin, expected: str) -> None:
    assert derivation(effect(origin)) == expected


@pytest.mark.parametrize(
    ("several", "begins"),
    [
        ("merged", "Groups of the same kind were merged (Cochrane Handbook 6.5.2.10). "),
        (
            "first",
            "The trial has several such groups, which cannot be merged; the first with a number is taken. ",
        ),
    ],
)
def test_several_groups_are_told_first(several: Several, begins: str) -> None:
    assert derivation(effect(several=several)) == begins + GROUPS


def test_an_equal_share_of_the_people_is_told() -> None:
    shared = Sizes(20, 20, Shared(people=62, groups=3))
    assert derivation(effect(sizes=shared)) == (
        f"{GROUPS} How many people were in each group was not seen; 62 people in 3 groups are taken as equal "
        "groups of 20."
    )


@pytest.mark.parametrize(
    ("place", "group"),
    [("first", "the group that walked backwards"), ("second", "the group that it is compared with")],
)
def test_it_is_told_which_group_is_an_equal_share(place: Literal["first", "second"], group: str) -> None:
    shared = Sizes(23, 22, Shared(people=46, groups=2, place=place))
    assert derivation(effect(sizes=shared)) == (
        f"{GROUPS} How many people were in {group} was not seen; 46 people in 2 groups are taken as equal "
        "groups of 23."
    )


def test_people_who_were_not_seen_are_told_beside_an_interval_that_needs_them() -> None:
    def told(origin: Origin) -> str:
        return derivation(Effect(result(p="0.008"), scale(), None, Estimate(1.0, 1.0), None, origin))

    narrow = " The number of people was not seen, so the interval is a little too narrow."
    assert told("p").endswith(narrow)
    assert told("se").endswith(narrow)
    assert narrow not in told("interval"), "the interval is the printed one"


def test_reasons_against_a_sum_stand_in_their_order() -> None:
    def told(*codes: WhyNot) -> str:
        return why_not(Combined("raw", scale(), (), (), None, codes))

    assert told() == ""
    assert told("formation") == "Trials with groups formed at random and others are not put together."
    assert told("values", "scales") == (
        "Scores after the programme, changes from the start and numbers of unknown kind cannot be put "
        "together without a common scale. The trials used scales that cannot be put together."
    )
