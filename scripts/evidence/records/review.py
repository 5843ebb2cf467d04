"""What a review is: what it took in and what it added up to."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from evidence.records.common import (
    CitationKey,
    Cited,
    ConditionId,
    Contradiction,
    Correction,
    Count,
    Formerly,
    Harms,
    Interval,
    Number,
    OutcomeId,
    Reading,
    Record,
    Seen,
    Slug,
    Sources,
    Statement,
    Text,
)

ReviewKind = Literal["systematic-review", "scoping-review", "narrative-review", "protocol"]


class Pooled(Record):
    """A figure pooled by the authors of a review, not by us."""

    outcome: OutcomeId
    """Id of what was measured, such as pain."""
    measure: Text = Field(examples=["SMD, pain at rest"])
    """What the figure is and how it was measured, in words."""
    standardised: bool = False
    """True for Hedges g, SMD and the like, which have no unit."""
    estimate: Number
    """The figure as printed, with its sign."""
    ci95: Interval | None = None
    """95% interval: lower and upper bound."""
    studies: Count | None = None
    """Number of studies in the figure."""
    comparison: Cited
    """What was compared with what, in our words."""
    model: Text | None = Field(default=None, examples=["random effects"])
    """Model that it was pooled by, in words."""
    seen: Seen
    """Names of the sources in which this was read."""


class Included(Record):
    """What a review took in."""

    studies: Count | None = None
    """Number of studies in it."""
    people: Count | None = None
    """Number of people in these studies."""
    note: Text | None = None
    """What else is known of what it took in, in our words."""
    overlap: Cited | None = None
    """How far its studies are those of this site, or why nobody can tell."""


class Review(Record):
    """One review of studies; the file name is its id. `also` names further conditions that it covers."""

    id: Slug = Field(examples=["chen-2020"])
    """Lower-case id: the name of its file, and the end of its page's address."""
    formerly: Formerly = []
    """Ids that it had before; their addresses lead here."""
    name: Text | None = Field(default=None, examples=["Review of walking after a stroke"])
    """What readers call it, without the year, where no author was seen and what stands here reads badly."""
    condition: ConditionId
    """Id of the condition that it is about."""
    also: list[ConditionId] = []
    """Ids of further conditions that it covers."""
    kind: ReviewKind
    """What kind of review it is."""
    about_backward_walking: bool
    """False when it is about other exercise, which its page then says."""
    reports: Annotated[list[CitationKey], Field(min_length=1)]
    """Citation keys of its reports, the main one first."""
    method: Text | None = None
    """How it was done, in words."""
    searched_until: Text | None = Field(default=None, examples=["November 2017"])
    """Until when it looked for studies."""
    included: Included
    """What it took in."""
    pooled: list[Pooled] = []
    """Figures that its authors pooled; they enter none of our answers."""
    findings: Annotated[list[Statement], Field(min_length=1)]
    """What it found, in our words."""
    harms: Harms
    """What was said about harm."""
    limits: list[Statement] = []
    """Limits that its authors or readers name."""
    conclusion: Statement | None = None
    """What the authors concluded, in our words."""
    contradictions: list[Contradiction] = []
    """Statements that cannot both hold, or figures that do not fit."""
    open_questions: list[Cited] = []
    """What was not seen and would be worth knowing."""
    sources: Sources
    """The pages that were read, by the names that `seen` gives them."""
    reading: Reading
    """How much of the main report was read, when, and whether somebody read it again."""
    corrections: list[Correction] = []
    """Changes after the first reading."""
