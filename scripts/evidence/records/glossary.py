"""Words explained where they stand on a page."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from evidence.records.common import Cited, Record, Slug, Text


class Term(Record):
    """A word that readers may not know: `forms` are what else means the same, plurals among them."""

    id: Slug = Field(examples=["abstract"])
    """Lower-case id, unique within the glossary."""
    term: Text
    """The word as it is listed."""
    forms: list[Text] = []
    """What else means the same, plurals among them."""
    meaning: Cited
    """One or two short sentences; facts beyond common language are cited."""


class Glossary(Record):
    """The words that are explained where they stand, and on a page of their own."""

    id: Slug = Field(examples=["glossary"])
    """Name of the file."""
    terms: Annotated[list[Term], Field(min_length=1)]
    """The words that are explained."""
