"""What an instrument is: its range, its better end, and the changes on it that matter."""

from __future__ import annotations

from typing import Literal

from evidence.records.common import Amount, CitationKey, Cited, ConditionId, Record, Slug, Text


class Threshold(Record):
    """A change that matters to people, or that is larger than the error of measurement."""

    value: Text
    points: Amount | None = None
    """The same in the instrument's unit, where it is a change that people notice."""
    kind: Text
    people: Text
    applies_to: list[ConditionId] = []
    """Conditions whose answers are measured by it."""
    cites: CitationKey


class Instrument(Record):
    """A scale or a test, and which end of it is better."""

    id: Slug
    name: Text
    measures: Text
    unit: Text | None = None
    range: Text | None = None
    better: Literal["lower", "higher"] | None = None
    versions: Text | None = None
    """Why numbers of two studies cannot be put on one scale; left out when they can."""
    thresholds: list[Threshold] = []
    note: Cited | None = None
