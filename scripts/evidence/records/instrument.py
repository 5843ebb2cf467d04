"""What an instrument is: its range, its better end, and the changes on it that matter."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from evidence.records.common import Amount, CitationKey, Cited, ConditionId, InstrumentId, Record, Slug, Text

Better = Literal["lower", "higher"]
"""Which end of a scale is better."""


class Threshold(Record):
    """A change that matters to people, or that is larger than the error of measurement."""

    value: Text = Field(examples=["2 points, or 30% of the starting value"])
    """Size of the change, in words."""
    points: Amount | None = Field(default=None, examples=[2, [1, 2]])
    """The same in the instrument's unit, where it is a change that people notice."""
    says: Text | None = Field(
        default=None, examples=["People felt slightly better after a drop of 1 point, much better after 2."]
    )
    """A sentence for readers that says the change as its source says it."""
    kind: Text = Field(examples=["smallest change that matters, set by consensus"])
    """What kind of threshold it is."""
    people: Text = Field(examples=["people with neck pain"])
    """Among whom it was found."""
    applies_to: list[ConditionId] = []
    """Ids of the conditions of these people; where it has points, their answers are measured by it."""
    cites: CitationKey
    """Citation key of the paper that gives it."""


class Instrument(Record):
    """A scale or a test, and which end of it is better."""

    id: Slug = Field(examples=["nrs-pain"])
    """Lower-case id: the name of its file, by which results name it."""
    name: Text
    """Name of the scale or test."""
    measures: Text
    """What it measures."""
    unit: Text | None = Field(default=None, examples=["points"])
    """Unit of its figures."""
    range: Text | None = Field(default=None, examples=["0 to 10"])
    """Lowest and highest value."""
    better: Better | None = None
    """Which end is better."""
    versions: Text | None = None
    """Why numbers of two studies cannot be put on one scale; left out when they can."""
    same_scale_as: InstrumentId | None = None
    """The best-known instrument whose points mean the same; results of both are then put together."""
    assumed: Text | None = None
    """Why the scale is no more than an assumption, as a sentence for readers; left out where it was seen."""
    thresholds: list[Threshold] = []
    """Changes that matter, or that exceed the error of measurement."""
    note: Cited | None = None
    """A remark in our words."""

    @property
    def scale(self) -> str:
        """Id of the instrument in whose points it is told."""
        return self.same_scale_as or self.id
