"""The ladder of the exercise: places, steps, stages, and who should ask first."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import (
    Field,
)

from evidence.records.common import Amount, Cited, ConditionId, PlaceId, Positive, Record, Slug, Text

AmountName = Literal["minutes_per_session", "sessions_per_week", "speed_kmh", "incline_percent"]

AMOUNTS: tuple[AmountName, ...] = get_args(AmountName)
"""What a stage sets, in minutes, times a week, km/h and percent."""

Basis = Literal["post", "cited", "common-sense"]
"""What advice rests on: the post, the reports that it cites, or nothing but our own careful guess."""


class Advice(Record):
    """One piece of advice, and what it rests on."""

    says: Cited
    basis: Basis


class Reason(Advice):
    """Why these amounts, or these places, of a stage are what they are."""

    of: Annotated[list[AmountName | Literal["places"]], Field(min_length=1)]


class Place(Record):
    """Where people walk; `slope` when it can rise there."""

    id: Slug
    name: Text
    slope: bool
    notes: list[Advice] = []


class Step(Advice):
    """By how much one amount grows at a time, in its unit."""

    of: AmountName
    by: Amount


class Stage(Record):
    """One rung: what to do, and when to go on to the next. `changes` is what differs from the rung before."""

    id: Slug
    name: Text
    places: Annotated[list[PlaceId], Field(min_length=1)]
    minutes_per_session: Positive
    sessions_per_week: Positive
    speed_kmh: Positive
    incline_percent: Annotated[float, Field(ge=0)]
    changes: AmountName | Literal["places"] | None = None
    how: list[Advice] = []
    move_on_when: list[Advice] = []
    comes_from: Annotated[list[Reason], Field(min_length=1)]


class AskFirst(Advice):
    """Conditions with which nobody should begin alone."""

    conditions: Annotated[list[ConditionId], Field(min_length=1)]


class Ladder(Record):
    """How to build up: rungs from the first walk to the whole routine, and by how much to grow on the way."""

    id: Slug
    rules: Annotated[list[Advice], Field(min_length=1)]
    most_weeks: Annotated[int, Field(ge=1)]
    """The longest plan that is made, in weeks; our own limit."""
    ask_first: AskFirst | None = None
    places: Annotated[list[Place], Field(min_length=1)]
    steps: Annotated[list[Step], Field(min_length=1)]
    """In the order in which amounts grow."""
    stages: Annotated[list[Stage], Field(min_length=2)]
