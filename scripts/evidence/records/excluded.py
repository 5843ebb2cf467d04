"""What was found and left out, with the reason."""

from __future__ import annotations

from evidence.records.common import Address, CitationKey, Cited, Record, Slug, Text


class LeftOut(Record):
    """A study, review or registry entry that is known and not a record of its own, and why."""

    what: Text
    cites: CitationKey | None = None
    address: Address | None = None
    reason: Cited


class Excluded(Record):
    """Everything that was found and left out."""

    id: Slug
    entries: list[LeftOut]
