"""What follows from a design and from a role: a row for each value, and what the rest makes of it."""

from __future__ import annotations

from typing import get_args

import pytest

from evidence.reckon.designs import DESIGNS, ROLES, DesignTraits, complete, walked
from evidence.records.condition import Comparator
from evidence.records.study import Design, Role
from making import study


def test_every_value_has_a_row() -> None:
    assert set(DESIGNS) == set(get_args(Design))
    assert set(ROLES) == set(get_args(Comparator))


def test_a_value_without_a_row_is_named() -> None:
    with pytest.raises(TypeError, match='no row for "cross-over"; add one to DESIGNS'):
        complete({"laboratory": DesignTraits()}, ["laboratory", "cross-over"])


@pytest.mark.parametrize("design", get_args(Design))
def test_a_design_is_of_one_kind(design: Design) -> None:
    """It compares groups, measures one session, follows one group, or is only announced."""
    traits = DESIGNS[design]
    assert [traits.trial, traits.session, traits.follows, traits.announced].count(True) == 1
    assert traits.compares or not traits.randomised, "only groups can be formed at random"
    assert traits.tool is None or not traits.announced, "there is nothing to judge yet"


@pytest.mark.parametrize(
    ("role", "backwards"),
    [("backward-walking", True), ("both-directions", True), ("forward-walking", False), ("not-seen", False)],
)
def test_groups_that_walked_backwards(role: Role, backwards: bool) -> None:
    arms = {"first": {"role": role, "label": "First"}, "second": {"role": "usual-care", "label": "Second"}}
    assert [arm.label for arm in walked(study(arms=arms))] == (["First"] if backwards else [])


def test_before_is_nobody_else() -> None:
    assert [comparator for comparator, traits in ROLES.items() if not traits.group] == ["before"]
