"""What a condition is: its outcomes, its questions, and how sure one can be of each answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from evidence.records.common import Cited, Count, Day, Formerly, InstrumentId, OutcomeId, Record, Slug, Text
from evidence.records.study import Role

Comparator = Literal[Role, "before"]
"""What backward walking is set against; `before`: only the same people before the programme."""


class Outcome(Record):
    """What was measured, as people would say it."""

    id: Slug = Field(examples=["pain"])
    """Lower-case id, by which results name it."""
    name: Text
    """Name for readers."""
    explain: Text
    """What it means for people, in a few plain words."""
    gain: Text | None = Field(default=None, examples=["ease pain"])
    """What getting better is, as it stands between "may" and "more"; needed once it is judged."""
    natural: InstrumentId | None = None
    """Id of its best-known scale, on which standardised differences are told in points."""


class Question(Record):
    """One comparison that readers care about; the comparator's role picks the studies."""

    comparator: Comparator
    """What backward walking is set against; it picks the studies that answer."""
    ask: Text
    """The question as it stands on the page."""
    explain: Cited
    """What the groups did, in plain words."""
    doing: Text | None = Field(default=None, examples=["Adding walking backwards to usual care"])
    """What is judged, at the beginning of a sentence; needed once an answer is judged."""
    instead: Text | None = Field(default=None, examples=["usual care alone"])
    """What it is compared with, at the end of a sentence; needed once an answer is judged."""


class Rating(Record):
    """How many levels one reason takes off the certainty, or adds to it, and why."""

    by: Annotated[int, Field(ge=0, le=2)]
    """Levels taken off or added: 0, 1 or 2."""
    reason: Cited
    """Why, in a plain sentence; also for 0."""


class Down(Record):
    """The five reasons to be less certain (GRADE; Cochrane Handbook chapter 14)."""

    risk_of_bias: Rating
    """How easily something else could have made the results."""
    inconsistency: Rating
    """Whether the studies disagree."""
    indirectness: Rating
    """How far people, walking, comparison or outcome are from those of the question."""
    imprecision: Rating
    """How few people took part, and how wide the interval is."""
    publication_bias: Rating
    """Whether results may be missing."""


class Up(Record):
    """The three reasons to be more certain."""

    large_effect: Rating | None = None
    """The effect is very large."""
    dose_response: Rating | None = None
    """More of it does more."""
    opposing_confounding: Rating | None = None
    """Other differences between the groups would have hidden it."""


class Certainty(Record):
    """One assessor's judgement of how sure one can be about these outcomes in one comparison."""

    comparator: Comparator
    """The question: what backward walking is set against."""
    outcomes: Annotated[list[OutcomeId], Field(min_length=1)]
    """Ids of the outcomes that are judged together."""
    on: Day
    """Day of the judgement."""
    down: Down
    """Reasons to be less certain."""
    up: Up = Up()
    """Reasons to be more certain, for studies that start low; mostly left out."""


class Searched(Record):
    """How far the hunt for studies went."""

    until: Day
    """Last day on which studies were looked for."""
    note: Cited
    """Where and how they were looked for, in our words."""
    known: Count
    """Number of studies of this condition that are known, entered or not."""


class Condition(Record):
    """A condition page: its questions, its outcomes in order of importance to people, its human sentences."""

    id: Slug = Field(examples=["neck-pain"])
    """Lower-case id: the name of its file, and the end of its page's address."""
    formerly: Formerly = []
    """Ids that it had before; their addresses lead here."""
    order: Count = Field(examples=[3])
    """Place among the conditions: the smallest number first."""
    lead: bool = False
    """True for those on the home page and first in the navigation."""
    name: Text
    """Name for readers."""
    people: Text = Field(examples=["people with neck pain"])
    """What its people are called within a sentence."""
    title: Text = Field(examples=["Walking backwards for neck pain"])
    """Heading of its page."""
    description: Text
    """What its page holds, in a sentence for search engines."""
    answers: list[Cited] = []
    """What was found, in two or three sentences, where no comparison gives an answer to compute."""
    in_short: Annotated[list[Cited], Field(min_length=1)]
    """What has to be known beside what is computed, in a few plain sentences."""
    also_helps: list[Cited] = []
    """What is known to help besides, in two or three plain sentences; doing nothing new is a choice too."""
    questions: list[Question]
    """Comparisons that readers care about, the most important first."""
    outcomes: Annotated[list[Outcome], Field(min_length=1)]
    """What was measured, the most important to people first."""
    certainty: list[Certainty] = []
    """Judgements so far; a question and outcome without one is not yet judged."""
    disagreements: list[Cited] = []
    """Where studies or reports disagree, in our words."""
    open_questions: list[Cited] = []
    """What nobody knows yet."""
    searched: Searched
    """Until when, where and how studies were looked for, and how many are known."""
