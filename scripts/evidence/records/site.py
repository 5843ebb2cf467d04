"""Who says what this site says: who makes it and pays for it, and who has looked at it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from evidence.records.common import ConditionId, Day, Record, Slug, Text


class Reviewer(Record):
    """Somebody with a clinical profession who has looked at pages, and agreed to be named."""

    name: Text = Field(examples=["Ann Example"])
    """As they want to be named."""
    profession: Text = Field(examples=["physiotherapist"])
    """Their clinical profession, as it stands within a sentence."""
    on: Day
    """Day of the review."""
    conditions: Annotated[list[ConditionId], Field(min_length=1)] = []
    """The conditions whose pages they looked at; left out for the whole site."""
    interests: Text | None = Field(default=None, examples=["none"])
    """What they have to gain, as they told it."""


class Site(Record):
    """Who says this. Whatever is left out, the site says plainly that it is not known."""

    id: Slug = Field(examples=["site"])
    """Name of the file."""
    publisher: Text | None = Field(default=None, examples=["The Example Trust, Exampletown"])
    """Person or body that answers for the site."""
    people: Annotated[list[Text], Field(min_length=1)] = []
    """Who makes it, as they want to be named."""
    contact: Text | None = Field(default=None, examples=["hello@example.org"])
    """How to reach them: an e-mail address, a page, or a telephone number."""
    money: Text | None = Field(default=None, examples=["Nobody pays for it. It has no advertisements."])
    """Who pays for it, in whole sentences."""
    interests: Text | None = Field(default=None, examples=["Ann Example teaches walking classes."])
    """What the people who make it have to gain, in whole sentences."""
    reviewers: Annotated[list[Reviewer], Field(min_length=1)] = []
    """Who has looked at it with the eyes of a clinical profession."""
    next_review: Day | None = None
    """Day by which it shall be looked through again."""
