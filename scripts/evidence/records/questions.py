"""Questions that people ask about walking backwards, with a short answer each."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from evidence.records.common import Cited, ConditionId, Record, Slug, Text


class AskedByPeople(Record):
    """A question that people ask, and the answer to it."""

    id: Slug = Field(examples=["how-often"])
    """Lower-case id, unique among the questions."""
    ask: Text = Field(examples=["Can I do it every day?"])
    """The question, as people put it."""
    says: Cited
    """The answer in two or three short sentences; what comes from a source is cited."""
    conditions: Annotated[list[ConditionId], Field(min_length=1)]
    """Ids of the conditions on whose pages it stands."""
    in_sight: bool = False
    """Whether the answer stands beside what was found, open to everybody, and not in a fold."""


class Questions(Record):
    """What people ask, in the order in which it stands on the pages."""

    id: Slug = Field(examples=["questions"])
    """Name of the file."""
    questions: Annotated[list[AskedByPeople], Field(min_length=1)]
    """Every question with its answer."""
