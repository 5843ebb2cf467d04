"""What a review is: what it took in and what it added up to."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import (
    Field,
)

from evidence.records.common import (
    CitationKey,
    Cited,
    ConditionId,
    Contradiction,
    Correction,
    Count,
    Harms,
    Number,
    OutcomeId,
    Reading,
    Record,
    Seen,
    SeenAt,
    Slug,
    Statement,
    Text,
)

ReviewKind = Literal["systematic-review", "scoping-review", "narrative-review", "protocol"]


class Pooled(Record):
    """A figure pooled by the authors of a review, not by us."""

    outcome: OutcomeId
    measure: Text
    standardised: bool = False
    """True for Hedges g, SMD and the like, which have no unit."""
    estimate: Number
    ci95: Annotated[list[Number], Field(min_length=2, max_length=2)] | None = None
    studies: Count | None = None
    comparison: Cited
    model: Text | None = None
    seen: Seen


class Included(Record):
    """What a review took in."""

    studies: Count | None = None
    people: Count | None = None
    note: Text | None = None
    overlap: Cited | None = None
    """How far its studies are those of this site, or why nobody can tell."""


class Review(Record):
    """One review of studies; the file name is its id. `also` names further conditions that it covers."""

    id: Slug
    formerly: list[Slug] = []
    condition: ConditionId
    also: list[ConditionId] = []
    kind: ReviewKind
    about_backward_walking: bool
    reports: Annotated[list[CitationKey], Field(min_length=1)]
    method: Text | None = None
    searched_until: Text | None = None
    included: Included
    pooled: list[Pooled] = []
    findings: Annotated[list[Statement], Field(min_length=1)]
    harms: Harms
    limits: list[Statement] = []
    conclusion: Statement | None = None
    contradictions: list[Contradiction] = []
    open_questions: list[Text] = []
    sources: Annotated[dict[Slug, SeenAt], Field(min_length=1)]
    reading: Reading
    corrections: list[Correction] = []
