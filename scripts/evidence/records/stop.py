"""When to stop, and when to call for help: the words that stand in every red box."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from evidence.records.common import Cited, ConditionId, Record, Slug, Text

Urgency = Literal["999", "a-and-e", "same-day", "ask"]
"""How soon help is needed: an ambulance, a hospital at once, help on the same day, or advice."""


class Said(Record):
    """A sign, or a sentence about signs, and what it rests on."""

    says: Cited
    """The words, as they are given to people."""
    basis: Literal["cited", "common-sense"] = "cited"
    """What they rest on: the NHS or national bodies that they cite, or nothing but our own care."""


class Unable(Said):
    """What to do where a call is no way."""

    conditions: list[ConditionId] = []
    """Ids of the conditions that make a call so: their pages and handouts say it in the red box itself."""


class Brief(Said):
    """The most urgent of these signs and the instruction, where there is room for no more."""

    conditions: Annotated[list[ConditionId], Field(min_length=1)]
    """Ids of the conditions whose pages say it."""


class Help(Record):
    """Signs that need help, with one instruction for all of them."""

    id: Slug = Field(examples=["chest"])
    """Lower-case id, by which pages name these signs."""
    anchor: Slug = Field(examples=["chest-signs"])
    """Where they stand on the safety page."""
    title: Text | None = Field(default=None, examples=["Knee: signs that need help the same day"])
    """The heading over them; left out where they go on from the signs before."""
    before: list[Said] = []
    """What to know first."""
    part: Slug | None = Field(default=None, examples=["knee"])
    """The part of the body, in a word that stands in the name of each condition of the brief."""
    urgency: Urgency
    """How soon; the one thing to do has to begin with what fits it."""
    do: Text = Field(examples=["Call 999 or 112"])
    """The one thing to do."""
    when: Text = Field(examples=["if any one of these is true:"])
    """What leads from there to the signs."""
    signs: Annotated[list[Said], Field(min_length=1)]
    """One is enough."""
    brief: Brief | None = None
    """The same in a sentence or two for pages of conditions; left out where no page needs it."""
    after: list[Said] = []
    """What else belongs to it."""


class Stop(Record):
    """When to stop, and when to call for help; every page that says so takes it from here."""

    id: Slug = Field(examples=["stop"])
    """Name of the file."""
    title: Text = Field(examples=["Stop at once if"])
    """The heading of the red box; each sign goes on from it."""
    signs: Annotated[list[Said], Field(min_length=1)]
    """Signs at which to stop at once."""
    at_once: Said
    """What to do first, before any call."""
    then: Annotated[list[Said], Field(min_length=1)]
    """What to do after each of them."""
    emergency: Help
    """When to call an ambulance."""
    emergency_in_short: Said
    """The same in one sentence that goes on from what to do, where there is room for no more."""
    cannot_phone: Annotated[list[Unable], Field(min_length=1)]
    """What to do where a call to 999 is no way."""
    help: Annotated[list[Help], Field(min_length=1)]
    """Other signs that need help, the most urgent of a place first."""

    def calls(self) -> Iterator[Help]:
        """Every list of signs that ends in a call for help."""
        yield self.emergency
        yield from self.help

    def briefs(self, condition: str) -> Iterator[tuple[Help, Brief]]:
        """What the page of this condition says of signs that need help, and the list that it comes from."""
        for one in self.help:
            if one.brief and condition in one.brief.conditions:
                yield one, one.brief

    def unable(self, condition: str) -> Iterator[Unable]:
        """What the page of this condition says to those who cannot phone."""
        return (said for said in self.cannot_phone if condition in said.conditions)
