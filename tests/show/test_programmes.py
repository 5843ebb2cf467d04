"""Whose programme is a routine that others can follow."""

from __future__ import annotations

from typing import Any

import pytest

from evidence.records.study import Role
from evidence.show.programmes import programme_rows, tells_a_routine
from making import study


@pytest.mark.parametrize(
    ("role", "told"), [("backward-walking", True), ("both-directions", True), ("forward-walking", False)]
)
def test_a_routine_is_told_wherever_people_walked_backwards(role: Role, told: bool) -> None:
    programme = {"minutes_per_session": 10, "seen": ["page"]}
    assert (
        tells_a_routine(study(arms={"all": {"role": role, "label": "All", "programme": programme}})) == told
    )


@pytest.mark.parametrize(
    "fields", [{"design": "laboratory"}, {"design": "protocol"}, {"healthy_people": True}]
)
def test_no_routine_of_one_session_of_a_plan_or_of_the_healthy(fields: dict[str, Any]) -> None:
    programme = {"speed_kmh": 1, "seen": ["page"]}
    arms = {"all": {"role": "backward-walking", "label": "All", "programme": programme}}
    assert not tells_a_routine(study(arms=arms, **fields))


def test_weeks_alone_are_no_routine() -> None:
    programme = {"weeks": 6, "seen": ["page"]}
    arms = {"all": {"role": "backward-walking", "label": "All", "programme": programme}}
    assert not tells_a_routine(study(arms=arms))


@pytest.mark.parametrize("seen", [{"pace": "As people liked"}, {"speed_kmh": 1}, {"minutes_per_session": 5}])
def test_pace_speed_or_minutes_are_each_enough_for_a_routine(seen: dict[str, Any]) -> None:
    arms = {"all": {"role": "backward-walking", "label": "All", "programme": seen | {"seen": ["page"]}}}
    assert tells_a_routine(study(arms=arms))


def test_a_group_of_which_nothing_was_seen_has_no_row() -> None:
    seen = {"seen": ["page"]}
    groups: dict[str, Any] = {
        "told": seen | {"weeks": 6},
        "empty": seen | {"note": "Longer each time"},
        "none": None,
    }
    arms = {
        name: {"role": "backward-walking", "label": name, "programme": programme}
        for name, programme in groups.items()
    }
    assert [row.label for row in programme_rows([study(arms=arms)])] == ["told"]
