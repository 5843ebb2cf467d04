"""What a condition is: its outcomes, its questions, and how sure one can be of each answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, ConfigDict, Field

from evidence.problems import nearest
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


CountOfStudies = Literal["trials", "favour", "against", "no_clear", "unclear", "told", "sized"]
CountOfPeople = Literal["people", "people_told", "people_sized", "people_compared"]
Counted = Literal[CountOfStudies, CountOfPeople]
"""What is counted in a cell, and may stand in a reason (see Rating)."""

PLACEHOLDERS: Mapping[str, Counted] = MappingProxyType(
    {f"{{{name}}}": name for name in get_args(Counted)}
    | {f"{{{name} trials}}": name for name in get_args(CountOfStudies) if name != "trials"}
)
"""As it stands in a reason -> what is counted."""

BRACES = re.compile(r"\{[^{}]*\}|[{}]")
"""A placeholder, or a brace that opens or closes none."""


def _placeholders_known(text: str) -> str:
    for found in BRACES.findall(text):
        if found not in PLACEHOLDERS:
            guess = nearest(found, PLACEHOLDERS)
            raise ValueError(f"{found} is no placeholder; {guess}allowed: {', '.join(PLACEHOLDERS)}")
    return text


class Rating(Record):
    """How many levels one reason takes off the certainty, or adds to it, and why.

    Numbers in the reason are filled in from the studies of the answer. {trials}: all of them ("two trials").
    {favour}: those on the side of walking backwards ("two"; {favour trials}: "two trials"). {against}: those
    on the other. {no_clear}: those that tell only that no clear difference was found. {unclear}: those that
    tell nothing that could be read. {told}: those that tell a side. {sized}: those that give a size.
    {people}: those in the groups compared whose result can be read ("60"); beside {told trials} write
    {people_told}: those whose trials tell a side. {people_sized}: those in the groups between which a size is
    given. {people_compared}: those in all groups compared.
    """

    by: Annotated[int, Field(ge=0, le=2)]
    """Levels taken off or added: 0, 1 or 2."""
    reason: Annotated[Cited, AfterValidator(_placeholders_known)]
    """Why, in a plain sentence, also for 0; {trials}, {people} and the like are filled in."""


class Down(Record):
    """The five reasons to be less certain (GRADE; Cochrane Handbook chapter 14), as far as they are given."""

    risk_of_bias: Rating | None = None
    """How easily something else could have made the results."""
    inconsistency: Rating | None = None
    """Whether the studies disagree; left out for a single study."""
    indirectness: Rating | None = None
    """How far people, walking, comparison or outcome are from those of the question."""
    imprecision: Rating | None = None
    """How few people took part, and how wide the interval is."""
    publication_bias: Rating | None = None
    """Whether results may be missing."""


ALONE = Down(inconsistency=Rating(by=0, reason="alone"))
"""What holds for a single study, unless something else is said of it; its reason is a code."""


class Up(Record):
    """The three reasons to be more certain."""

    large_effect: Rating | None = None
    """The effect is very large."""
    dose_response: Rating | None = None
    """More of it does more."""
    opposing_confounding: Rating | None = None
    """Other differences between the groups would have hidden it."""


class CertaintyOfOutcome(Down):
    """How sure one can be of one outcome in one comparison: the reasons that no `for_all` gives as well."""

    on: Day | None = None
    """Day of the judgement, where it is not that of the comparison."""
    up: Up = Up()
    """Reasons to be more certain, for studies that start low; mostly left out."""


class CertaintyOfComparison(Record):
    """How sure one can be in one comparison: below it its outcomes by id, each with its own reasons."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[OutcomeId, CertaintyOfOutcome]

    on: Day | None = None
    """Day of these judgements, where it is not that of the condition."""
    for_all: Down = Down()
    """Reasons that hold for each outcome below which nothing else is said."""

    @property
    def outcomes(self) -> Mapping[str, CertaintyOfOutcome]:
        """What is judged, by the id of the outcome."""
        return self.__pydantic_extra__


class Certainty(Record):
    """One assessor's judgement of how sure one can be: below it the comparators, each with its outcomes."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={"propertyNames": {"enum": ["on", "for_all", *get_args(Comparator)]}},
    )
    __pydantic_extra__: dict[Slug, CertaintyOfComparison]

    on: Day
    """Day of the judgements."""
    for_all: Down = Down()
    """Reasons that hold in every comparison wherever nothing else is said."""

    @property
    def comparisons(self) -> Mapping[str, CertaintyOfComparison]:
        """What is judged, by the comparator of the question."""
        return self.__pydantic_extra__


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
    menu: Text | None = Field(default=None, examples=["Neck"])
    """A word for the menu, for one that stands there by itself; the others share an entry."""
    short: Slug | None = Field(default=None, examples=["neck"])
    """A short address that can be spoken: it leads to the page."""
    also_called: list[Text] = []
    """Other words that people type to find its page; they are not shown."""
    people: Text = Field(examples=["people with neck pain"])
    """What its people are called within a sentence."""
    children: bool = False
    """True where its people are children, so that a parent reads its page."""
    not_medical: bool = False
    """True where its people share no illness, injury or disability, such as healthy or older people."""
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
    harm_in_short: Cited | None = None
    """What was counted or said of harm, in a sentence or two; left out where no study says anything."""
    questions: list[Question]
    """Comparisons that readers care about, the most important first."""
    outcomes: Annotated[list[Outcome], Field(min_length=1)]
    """What was measured, the most important to people first."""
    certainty: Certainty | None = None
    """How sure one can be of the answers; a question and outcome that it does not name is not yet judged."""
    disagreements: list[Cited] = []
    """Where studies or reports disagree, in our words."""
    open_questions: list[Cited] = []
    """What nobody knows yet."""
    searched: Searched
    """Until when, where and how studies were looked for, and how many are known."""
