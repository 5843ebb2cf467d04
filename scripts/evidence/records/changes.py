"""What changed for readers from one version to the next, and which answer stood on each day."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from evidence.records.common import Cited, ConditionId, Day, Record, Slug, Text


class Change(Record):
    """What changed on one day."""

    on: Day
    """Day of the change; each has one entry."""
    says: Annotated[list[Cited], Field(min_length=1)]
    """What changed for readers, a plain sentence or two each."""
    conditions: list[ConditionId] = []
    """Ids of the conditions that it is about, beside those under `answers`."""
    answers: dict[ConditionId, Text] = Field(
        default={}, examples=[{"neck-pain": "Too little to tell whether walking backwards would ease pain."}]
    )
    """Id of a condition -> its answer from that day on, word for word; those whose answer is new."""


class Changes(Record):
    """What changed for readers."""

    id: Slug = Field(examples=["changes"])
    """Name of the file."""
    entries: Annotated[list[Change], Field(min_length=1)]
    """The newest first."""
