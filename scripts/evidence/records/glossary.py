"""Words explained where they stand on a page."""

from __future__ import annotations

from typing import Annotated

from pydantic import (
    Field,
)

from evidence.records.common import Cited, Record, Slug, Text


class Term(Record):
    """A word that readers may not know: `forms` are what else means the same, plurals among them."""

    id: Slug
    term: Text
    forms: list[Text] = []
    meaning: Cited
    """One or two short sentences; facts beyond common language are cited."""


class Glossary(Record):
    """The words that are explained where they stand, and on a page of their own."""

    id: Slug
    terms: Annotated[list[Term], Field(min_length=1)]
