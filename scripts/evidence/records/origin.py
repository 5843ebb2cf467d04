"""The post that the site began with, and its links."""

from __future__ import annotations

from typing import Annotated

from pydantic import (
    Field,
)

from evidence.records.common import CitationKey, Positive, Record, SeenAt, Slug, Text
from evidence.records.study import Programme


class OriginLink(Record):
    """One of the links in the post that this site answers."""

    describes: Text
    report: CitationKey | None = None
    said: Text | None = None
    searched: Text | None = None
    ruled_out: list[CitationKey] = []
    would_settle: Text | None = None


class Origin(Record):
    """The post where it began: its routine, what it says, and its links."""

    id: Slug
    routine: Programme
    enough_minutes_per_week: Positive | None = None
    """What the post calls enough in a week, in minutes."""
    incline_note: Text
    says: Annotated[list[Text], Field(min_length=1)]
    links: Annotated[list[OriginLink], Field(min_length=1)]
    sources: Annotated[dict[Slug, SeenAt], Field(min_length=1)]
