"""A claim that people make about the exercise, and what speaks for and against it."""

from __future__ import annotations

from typing import Literal

from evidence.records.common import CitationKey, Cited, Count, Record, Slug, Text

Verdict = Literal["supported", "partly", "uncertain", "contradicted", "not-studied"]


class Speaks(Record):
    """What one report says about a claim."""

    cites: CitationKey
    what: Text


class Claim(Record):
    """Something that people say about the exercise, and what was found when it was looked up."""

    id: Slug
    order: Count
    says: Text
    verdict: Verdict
    why: Cited
    supports: list[Speaks] = []
    against: list[Speaks] = []
    does_not_address: list[Cited] = []
