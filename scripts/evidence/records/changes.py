"""What changed for readers from one version to the next, and which answer stood on each day."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from evidence.records.common import Cited, ConditionId, Day, Level, Record, Slug, Text
from evidence.records.ladder import Asks


class Stood(Record):
    """The answer of a condition, as pages give it, and what says how far to go by it."""

    headline: Text = Field(examples=["Too little to tell whether walking backwards would ease pain."])
    """The answer, word for word."""
    certainty: Level | None = None
    """How sure one can be of it; left out where nobody has judged that."""
    ask_first: Asks | None = None
    """Whether all people with it have to ask first, or some; left out where nobody has to."""


class Change(Record):
    """What changed at one time."""

    on: Day
    """Day of the change; what was published is left as it is, and a second change has its own entry."""
    says: Annotated[list[Cited], Field(min_length=1)]
    """What changed for readers, a plain sentence or two each."""
    conditions: list[ConditionId] = []
    """Ids of the conditions that it is about, beside those under `answers`."""
    answers: dict[ConditionId, Stood] = Field(
        default={}, examples=[{"neck-pain": {"headline": "Nobody knows yet.", "certainty": "very-low"}}]
    )
    """Id of a condition -> its answer from that day on; those of which anything is new."""


class Changes(Record):
    """What changed for readers."""

    id: Slug = Field(examples=["changes"])
    """Name of the file."""
    entries: Annotated[list[Change], Field(min_length=1)]
    """The newest first."""
