"""What a condition is: its outcomes, its questions, and how sure one can be of each answer."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import (
    Field,
)

from evidence.records.common import Cited, Count, InstrumentId, OutcomeId, Record, Slug, Text
from evidence.records.study import Role

Comparator = Literal[Role, "before"]
"""What backward walking is set against; `before`: only the same people before the programme."""


class Outcome(Record):
    """What was measured, as people would say it."""

    id: Slug
    name: Text
    explain: Text
    gain: Text | None = None
    """What getting better is, as it stands between "may" and "more": "ease pain"."""
    natural: InstrumentId | None = None
    """The best-known scale, on which standardised differences are told in points."""


class Question(Record):
    """One comparison that readers care about; the comparator's role picks the studies."""

    comparator: Comparator
    ask: Text
    explain: Cited
    doing: Text | None = None
    """What is judged, at the beginning of a sentence: "Adding walking backwards to usual care"."""
    instead: Text | None = None
    """What it is compared with, at the end of a sentence: "usual care alone"."""


class Rating(Record):
    """How many levels one reason takes off the certainty, or adds to it, and why."""

    by: Annotated[int, Field(ge=0, le=2)]
    reason: Cited


class Down(Record):
    """The five reasons to be less certain (GRADE; Cochrane Handbook chapter 14)."""

    risk_of_bias: Rating
    inconsistency: Rating
    indirectness: Rating
    imprecision: Rating
    publication_bias: Rating


class Up(Record):
    """The three reasons to be more certain."""

    large_effect: Rating | None = None
    dose_response: Rating | None = None
    opposing_confounding: Rating | None = None


class Certainty(Record):
    """One assessor's judgement of how sure one can be about these outcomes in one comparison."""

    comparator: Comparator
    outcomes: Annotated[list[OutcomeId], Field(min_length=1)]
    on: date
    down: Down
    up: Up = Up()


class Searched(Record):
    """How far the hunt for studies went."""

    until: date
    note: Cited
    known: Count
    """Studies of this condition that are known, entered or not."""


class Condition(Record):
    """A condition page: its questions, its outcomes in order of importance to people, its human sentences."""

    id: Slug
    formerly: list[Slug] = []
    order: Count
    lead: bool = False
    """True for those on the home page and first in the navigation."""
    name: Text
    people: Text
    title: Text
    description: Text
    answers: list[Cited] = []
    """What was found, in two or three sentences, where no comparison gives an answer to compute."""
    in_short: Annotated[list[Cited], Field(min_length=1)]
    questions: list[Question]
    outcomes: Annotated[list[Outcome], Field(min_length=1)]
    certainty: list[Certainty] = []
    """Judgements so far; a question and outcome without one is not yet judged."""
    disagreements: list[Cited] = []
    open_questions: list[Cited] = []
    searched: Searched
