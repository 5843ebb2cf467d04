"""The ladder of the exercise: places, steps, stages, and who should ask first."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field

from evidence.records.common import Amount, Cited, ConditionId, PlaceId, Positive, Record, Slug, Text

AmountName = Literal["minutes_per_session", "sessions_per_week", "speed_kmh", "incline_percent"]

AMOUNTS: tuple[AmountName, ...] = get_args(AmountName)
"""What a stage sets, in minutes, times a week, km/h and percent."""

Asks = Literal["all", "some"]
"""Who has to ask somebody before they begin, of the people with a condition."""

Basis = Literal["post", "cited", "common-sense"]
"""What advice rests on: the post, the reports that it cites, or nothing but our own careful guess."""


class Advice(Record):
    """One piece of advice, and what it rests on."""

    says: Cited
    """The advice, as it is given to people."""
    basis: Basis
    """What it rests on; `cited` needs a citation, `common-sense` has none."""


class Reason(Advice):
    """Why these amounts, or these places, of a stage are what they are."""

    of: Annotated[
        list[AmountName | Literal["places"]], Field(min_length=1, examples=[["speed_kmh", "places"]])
    ]
    """The amounts of the stage, or its places, that it speaks of."""


class Place(Record):
    """Where people walk, and what can be set there."""

    id: Slug = Field(examples=["indoors"])
    """Lower-case id, by which stages name it."""
    name: Text
    """Name for readers."""
    slope: bool
    """True when it can rise there."""
    speed: bool = False
    """True when a speed can be set there; elsewhere nobody is given one in kilometres per hour."""
    outdoors: bool = False
    """True in the open, where nobody takes their first steps."""
    ready: Advice | None = None
    """What has to be so before anybody walks there; people tick it before they are given a plan."""
    notes: list[Advice] = []
    """What to mind there."""


class Known(Advice):
    """What is known of letting an amount grow."""

    conditions: list[ConditionId] = []
    """Ids of the conditions of the people of whom it is known; left out where it holds for anybody."""

    def holds_for(self, condition: str) -> bool:
        """Whether it is known of people with this condition."""
        return not self.conditions or condition in self.conditions


class Step(Advice):
    """By how much one amount grows at a time, in its unit."""

    of: AmountName
    """The amount that grows."""
    by: Amount = Field(examples=[5, [2, 5]])
    """By how much it grows at a time, in its unit: minutes, times a week, km/h or percent."""
    known: list[Known] = []
    """What is known of letting it grow; people read it before they choose to."""


class Stage(Record):
    """One rung: what to do, and when to go on to the next. `changes` is what differs from the rung before."""

    id: Slug = Field(examples=["first-walks"])
    """Lower-case id, unique within the ladder."""
    name: Text
    """Name for readers."""
    places: Annotated[list[PlaceId], Field(min_length=1)]
    """Ids of the places where it can be walked."""
    minutes_per_session: Positive = Field(examples=[10])
    """Minutes each time."""
    sessions_per_week: Positive = Field(examples=[3])
    """Times a week."""
    speed_kmh: Positive = Field(examples=[1.2])
    """Speed in kilometres per hour."""
    incline_percent: Annotated[float, Field(ge=0, examples=[0, 2.5])]
    """Incline in percent; 0 where it is flat."""
    changes: AmountName | Literal["places"] | None = None
    """The one thing that differs from the stage before; left out in the first."""
    how: list[Advice] = []
    """How to walk it."""
    move_on_when: list[Advice] = []
    """When to go on to the next; only the last needs none."""
    comes_from: Annotated[list[Reason], Field(min_length=1)]
    """Where each amount that is new here comes from."""


class Asking(Advice):
    """That somebody should ask first."""

    title: Text = Field(examples=["Ask your doctor before you try this"])
    """The same as a heading."""


class AskSome(Asking):
    """A condition with which some people should ask first."""

    condition: ConditionId
    """Id of the condition."""
    ready: Text = Field(examples=["I feel steady."])
    """What has to be so for the others; people tick it before they are given a plan."""


class AskFirst(Asking):
    """Conditions with which nobody should begin alone, and what to ask."""

    conditions: Annotated[list[ConditionId], Field(min_length=1)]
    """Ids of the conditions with which nobody should begin alone."""
    some: list[AskSome] = []
    """Conditions with which only some people should ask first, in words of their own."""
    questions: Annotated[list[Text], Field(min_length=1)]
    """What to ask."""

    def of(self, condition: str) -> Asking | None:
        """The words for people with this condition; None where anybody may begin."""
        if condition in self.conditions:
            return self
        return next((asking for asking in self.some if asking.condition == condition), None)

    def whom(self, condition: str) -> Asks | None:
        """Who of the people with this condition has to ask first; None where anybody may begin."""
        asking = self.of(condition)
        return None if asking is None else "all" if asking is self else "some"


class Ladder(Record):
    """How to build up: rungs from the first walk on, and by how much to grow on the way."""

    id: Slug = Field(examples=["ladder"])
    """Name of the file."""
    rules: Annotated[list[Advice], Field(min_length=1)]
    """What holds for every stage."""
    pain: Annotated[list[Advice], Field(min_length=1)]
    """How much pain is all right: one rule, the same on every page."""
    most_weeks: Annotated[int, Field(ge=1)]
    """The longest plan that is made, in weeks; our own limit."""
    ask_first: AskFirst | None = None
    """Who should ask somebody first, and whom."""
    fits: Annotated[list[Advice], Field(min_length=1)]
    """What makes anybody ask first, a line for each; nobody is given a plan before they have read it."""
    places: Annotated[list[Place], Field(min_length=1)]
    """Where people walk."""
    steps: Annotated[list[Step], Field(min_length=1)]
    """By how much each amount grows at a time, in the order in which they grow."""
    stages: Annotated[list[Stage], Field(min_length=2)]
    """The stages, from the first walk on; nobody has to reach the last."""
    beside: list[Advice] = []
    """What is told beside the ladder and is no step of it: what the post asks for beyond."""
