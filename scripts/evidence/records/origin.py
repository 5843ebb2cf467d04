"""The post that the site began with, and its links."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from evidence.records.common import CitationKey, Record, Slug, Sources, Text
from evidence.records.study import Programme


class OriginLink(Record):
    """One of the links in the post that this site answers."""

    describes: Text
    """What the post says that the link leads to."""
    report: CitationKey | None = None
    """Citation key of the paper, where it was found."""
    said: Text | None = None
    """What else the post says of it."""
    searched: Text | None = None
    """Where and how the paper was looked for, in our words."""
    ruled_out: list[CitationKey] = []
    """Citation keys of papers that it cannot be."""
    would_settle: Text | None = None
    """What would settle which paper it is."""


class Origin(Record):
    """The post where it began: its routine, what it says, and its links."""

    id: Slug = Field(examples=["origin"])
    """Name of the file."""
    routine: Programme
    """What the post says to do."""
    incline_note: Text
    """What the post says of the slope."""
    says: Annotated[list[Text], Field(min_length=1)]
    """What the post says that the exercise does, in our words."""
    links: Annotated[list[OriginLink], Field(min_length=1)]
    """The links in the post, in their order."""
    sources: Sources
    """The pages that were read, by the names that `seen` gives them."""
