"""What was found and left out, with the reason."""

from __future__ import annotations

from pydantic import Field

from evidence.records.common import Address, CitationKey, Cited, Record, Slug, Text


class LeftOut(Record):
    """A study, review or registry entry that is known and not a record of its own, and why."""

    what: Text
    """What it is, in our words."""
    cites: CitationKey | None = None
    """Citation key, where the library has its reference."""
    address: Address | None = None
    """Its address on the web, where that was kept."""
    reason: Cited
    """Why it is no record of its own."""


class Excluded(Record):
    """Everything that was found and left out."""

    id: Slug = Field(examples=["excluded"])
    """Name of the file."""
    entries: list[LeftOut]
    """What was left out."""
