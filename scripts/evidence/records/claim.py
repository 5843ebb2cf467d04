"""A claim that people make about the exercise, and what speaks for and against it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from evidence.records.common import CitationKey, Cited, Count, Record, Slug, Text

ClaimVerdict = Literal["supported", "partly", "uncertain", "contradicted", "not-studied", "no-evidence"]


class Speaks(Record):
    """What one report says about a claim."""

    cites: CitationKey
    """Citation key of the report."""
    what: Text
    """What it says about the claim, in our words."""


class Claim(Record):
    """Something that people say about the exercise, and what was found when it was looked up."""

    id: Slug = Field(examples=["outdoors"])
    """Lower-case id: the name of its file, and the place of the claim on its page."""
    order: Count = Field(examples=[3])
    """Place among the claims: the smallest number first."""
    says: Text
    """The claim as people make it."""
    verdict: ClaimVerdict
    """What was found; `no-evidence` for what is so, but does not show that the exercise helps."""
    short: Text = Field(examples=["No trial outdoors was found."])
    """What `why` comes to, in one sentence without citations."""
    why: Cited
    """Why the verdict is this one."""
    supports: list[Speaks] = []
    """What speaks for it; needed for `supported` and `partly`."""
    against: list[Speaks] = []
    """What speaks against it; needed for `contradicted`."""
    does_not_address: list[Cited] = []
    """What was looked for and not found."""
